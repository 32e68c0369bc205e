//! What only a server that starts can know: whether the environment has the origins that its
//! policies name, whether their sets hold what their credentials forbid, and whether its routes can
//! be read. A server with such a problem does not start.
//!
//! actix-web builds an application once for each worker, on the worker's thread. A problem that is
//! found there ends the worker with a message, and the server's `run` with an error, before a
//! request is answered, but after the socket was bound. [`check_app`] finds all of them before
//! that, in `main`.

#[cfg(feature = "audit")]
pub(crate) mod audit;
pub(crate) mod inspection;

use std::any::Any;
use std::fmt;
use std::io;

use actix_service::{IntoServiceFactory, ServiceFactory};
use actix_web::HttpMessage as _;
use actix_web::dev::AppConfig;
use actix_web::http::Method;
use actix_web::test::TestRequest;

use crate::route::problem::{self, Problem, StartupProblem};
use crate::route::table;
use crate::startup::inspection::{Inspection, around_routers, elsewhere, inspect};

/// Builds the application once, and lists everything that would keep the server from starting:
/// environment variables that are not set or hold no list of origins, sets of origins that do not
/// fit a policy's credentials, two policies that claim the same route, and a version of actix-web
/// whose routes cannot be read. Call it in `main` before `bind`, with the same closure as
/// `HttpServer::new`.
///
/// Without it the server does not start either, but it has bound its port by then, and names only
/// the first problem.
///
/// Where a [`Cors`](crate::Cors) stands around the application, routes whose preflights it cannot
/// answer before other middleware runs are named as events (`tracing`, target `cors`, warn), with
/// what to write. For that, one request is made: `OPTIONS *`, with no headers and no connection.
/// The `Cors` answers it itself; middleware that stands outside of it sees it.
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
    R: 'static,
{
    let ((), mut problems) = problem::collect(async {
        let before = (around_routers(), elsewhere());
        let built = application().into_factory().new_service(AppConfig::default()).await;
        // A failure that has nothing to do with CORS shows when the server starts.
        if let Ok(service) = built
            && (around_routers() > before.0 || elsewhere() > before.1 && has_cors_around(&service))
        {
            name_late_routes(&service).await;
        }
    })
    .await;
    if !table::can_be_read() {
        problems.push(StartupProblem::new(Problem::UnreadableRoutes));
    }
    if problems.is_empty() { Ok(()) } else { Err(StartupError { problems }) }
}

/// Whether a `Cors` stands around the application, by the type of its service: those of scopes and
/// resources are boxed. Where a middleware hides what it stands around, it is not seen.
fn has_cors_around<S>(service: &S) -> bool {
    std::any::type_name_of_val(service).contains("CorsService<")
}

/// Writes an event for each route whose preflights come behind other middleware.
async fn name_late_routes<S, R>(service: &S)
where
    S: actix_service::Service<R>,
    R: 'static,
{
    let (inspection, under_way) = inspect();
    send(service, inspection.clone()).await;
    drop(under_way);
    for route in inspection.late_routes() {
        tracing::warn!(target: "cors", "{route}");
    }
}

/// Makes the request of an inspection.
async fn send<S, R>(service: &S, inspection: Inspection)
where
    S: actix_service::Service<R>,
    R: 'static,
{
    let request = TestRequest::default().method(Method::OPTIONS).uri("*").to_request();
    request.extensions_mut().insert(inspection);
    let request: Box<dyn Any> = Box::new(request);
    // Every application of actix-web takes this kind of request.
    if let Ok(request) = request.downcast::<R>() {
        drop(service.call(*request).await);
    }
}

/// Why a server must not start.
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

/// The same as [`Display`](fmt::Display): it is what `main` prints.
impl fmt::Debug for StartupError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, out)
    }
}

impl std::error::Error for StartupError {}

/// For `check_app(app).await?` in a function that returns an `io::Result`, as `main` of a server
/// does. The kind is [`InvalidInput`](io::ErrorKind::InvalidInput), and the error itself is inside.
impl From<StartupError> for io::Error {
    fn from(error: StartupError) -> io::Error {
        io::Error::new(io::ErrorKind::InvalidInput, error)
    }
}
