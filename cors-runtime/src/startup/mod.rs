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

use crate::error::PolicyError;
use crate::policy::declaration::{Policy, Source};
use crate::route::conflict::Conflict;

thread_local! {
    /// The problems so far, while [`check_app`] builds an application on this thread.
    static FOUND: RefCell<Option<Vec<StartupProblem>>> = const { RefCell::new(None) };
}

/// A policy is about to be used by an application that is being built.
///
/// # Panics
/// Where the policy's origins are not fit for use, and nobody collects the problems.
pub(crate) fn require(policy: &Policy) {
    if let Err(error) = policy.check_sources() {
        refuse(Problem::Origins(policy.source, error));
    }
}

/// A server with this problem does not start.
///
/// # Panics
/// Where nobody collects the problems: actix-web reports an error of a service that cannot be built as `()`, so that only a
/// panic tells the reason.
pub(crate) fn refuse(problem: Problem) {
    let problem = StartupProblem(problem);
    let uncollected = FOUND.with_borrow_mut(|found| match found {
        Some(found) => {
            // A policy may be used in several places.
            if !found.contains(&problem) {
                found.push(problem);
            }
            None
        }
        None => Some(problem),
    });
    if let Some(problem) = uncollected {
        panic!("{problem}\n\nso the server does not start");
    }
}

/// Builds the application once, and lists everything that would keep the server from starting: environment variables that
/// are not set or hold no list of origins, sets of origins that do not fit a policy's credentials, and two policies that
/// claim the same route. Call it in `main` before `bind`, with the same closure as `HttpServer::new`.
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

/// Why a server must not start. `{:?}` prints the message too, since that is what `main` prints.
#[derive(Clone)]
pub struct StartupError {
    problems: Vec<StartupProblem>,
}

impl StartupError {
    /// Every problem.
    pub fn problems(&self) -> impl Iterator<Item = &StartupProblem> {
        self.problems.iter()
    }
}

impl fmt::Display for StartupError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.problems.iter().enumerate() {
            let gap = if index == 0 { "" } else { "\n\n" };
            write!(out, "{gap}{problem}")?;
        }
        Ok(())
    }
}

/// The same as `Display`.
impl fmt::Debug for StartupError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, out)
    }
}

impl std::error::Error for StartupError {}

/// One thing that keeps a server from starting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StartupProblem(Problem);

/// What it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Problem {
    /// The policy at this place names origins that are not fit for it.
    Origins(Source, PolicyError),
    /// Two policies claim one route.
    Conflict(Conflict),
}

impl StartupProblem {
    /// What is wrong with the origins of a policy, if that is the problem.
    #[must_use]
    pub fn policy_error(&self) -> Option<&PolicyError> {
        match &self.0 {
            Problem::Origins(_, error) => Some(error),
            Problem::Conflict(_) => None,
        }
    }
}

impl fmt::Display for StartupProblem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Problem::Origins(source, error) => write!(out, "policy {source}: {error}"),
            Problem::Conflict(conflict) => write!(out, "{conflict}"),
        }
    }
}
