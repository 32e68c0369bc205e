//! What only a server that starts can know: whether the environment has the origins that its policies name, and whether
//! their sets hold what their credentials forbid. A server with such a problem does not start.
//!
//! actix-web builds an application once for each worker, on the worker's thread. A problem that is found there ends the
//! worker with a message, and the server's `run` with an error, before a request is answered, but after the socket was
//! bound. [`check_app`] finds all of them before that, in `main`.

use std::cell::RefCell;
use std::fmt;

use actix_service::{IntoServiceFactory, ServiceFactory};
use actix_web::dev::AppConfig;

use crate::PolicyError;
use crate::policy::{Policy, Source};

thread_local! {
    /// The problems so far, while [`check_app`] builds an application on this thread.
    static FOUND: RefCell<Option<Vec<(Source, PolicyError)>>> = const { RefCell::new(None) };
}

/// A policy is about to be used by an application that is being built.
///
/// # Panics
/// Where the policy's origins are not fit for use, and nobody collects the problems.
pub(crate) fn require(policy: &Policy) {
    let Err(error) = policy.check_sources() else { return };
    let problem = (policy.source, error);
    let uncollected = FOUND.with_borrow_mut(|found| match found {
        Some(found) => {
            if !found.contains(&problem) {
                found.push(problem);
            }
            None
        }
        None => Some(problem),
    });
    if let Some(problem) = uncollected {
        panic!("the server cannot start\n\n{}", StartupError { problems: vec![problem] });
    }
}

/// Builds the application once, and lists everything that would keep the server from starting: environment variables that
/// are not set or hold no list of origins, and sets of origins that do not fit a policy's credentials. Call it in `main`
/// before `bind`, with the same closure as `HttpServer::new`.
///
/// Without it the server does not start either, but it has bound its port by then, and says only the first problem.
///
/// # Errors
/// All problems of all policies.
///
/// ```
/// use actix_web::{App, HttpResponse, web};
/// use cors_runtime::{Cors, Policy};
///
/// # #[actix_web::main]
/// # async fn main() -> Result<(), cors_runtime::StartupError> {
/// let policy = std::sync::Arc::new(Policy::builder().origins(["https://a.example"]).build().unwrap());
/// let app = move || App::new().wrap(Cors::new(policy.clone())).route("/", web::get().to(HttpResponse::Ok));
/// cors_runtime::check_app(app.clone()).await?;
/// // HttpServer::new(app).bind(("127.0.0.1", 8080))?.run().await
/// # Ok(())
/// # }
/// ```
pub async fn check_app<A, S, R>(application: impl FnOnce() -> A) -> Result<(), StartupError>
where
    A: IntoServiceFactory<S, R>,
    S: ServiceFactory<R, Config = AppConfig>,
{
    let collecting = Collecting::start();
    let built = application().into_factory().new_service(AppConfig::default()).await;
    // A failure that has nothing to do with CORS shows when the server starts.
    drop(built);
    let problems = FOUND.take().unwrap_or_default();
    drop(collecting);
    if problems.is_empty() { Ok(()) } else { Err(StartupError { problems }) }
}

/// Problems are collected as long as this lives.
struct Collecting;

impl Collecting {
    fn start() -> Collecting {
        FOUND.set(Some(Vec::new()));
        Collecting
    }
}

impl Drop for Collecting {
    fn drop(&mut self) {
        FOUND.set(None);
    }
}

/// Why a server must not start.
#[derive(Clone, Debug)]
pub struct StartupError {
    problems: Vec<(Source, PolicyError)>,
}

impl StartupError {
    /// Every problem: the place of the policy, as text, and what is wrong with its origins.
    pub fn problems(&self) -> impl Iterator<Item = (String, &PolicyError)> {
        self.problems.iter().map(|(source, error)| (source.to_string(), error))
    }
}

impl fmt::Display for StartupError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, (source, error)) in self.problems.iter().enumerate() {
            let gap = if index == 0 { "" } else { "\n\n" };
            write!(out, "{gap}policy {source}: {error}")?;
        }
        Ok(())
    }
}

impl std::error::Error for StartupError {}
