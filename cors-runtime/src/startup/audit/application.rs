//! Builds an application to look at it: what registers, which policies stand around others, and, by
//! one request that no handler sees, which routes there are.

use actix_service::{IntoServiceFactory, ServiceFactory};
use actix_web::App;
use actix_web::dev::AppConfig;

use crate::route::inventory::Entry;
use crate::route::problem::{self, Problem, StartupProblem};
use crate::route::recording::{self, Record};
use crate::route::table::{self, Routes};
use crate::startup::inspection::{around_routers, inspect};
use crate::startup::{StartupError, send};

/// What could be found out about an application.
#[derive(Debug)]
pub(super) struct Application {
    /// Every resource, in the order in which the router tries them; `None` where nobody could ask.
    pub(super) entries: Option<Vec<Entry>>,
    pub(super) record: Record,
    /// A `Cors` stands around the router.
    pub(super) has_cors: bool,
    /// Nothing at all does.
    pub(super) is_bare: bool,
}

/// Looks at an application.
///
/// # Errors
/// All problems that keep it from starting.
pub(super) async fn look_at<A, S, R>(
    application: impl FnOnce() -> A,
) -> Result<Application, StartupError>
where
    A: IntoServiceFactory<S, R>,
    S: ServiceFactory<R, Config = AppConfig>,
    R: 'static,
{
    let built = problem::collect(recording::record(async {
        let before = around_routers();
        let built = application().into_factory().new_service(AppConfig::default()).await;
        let service = built.ok()?;
        let has_cors = around_routers() > before;
        let is_bare = std::any::type_name_of_val(&service) == bare_name(&App::new().into_factory());
        // Whoever stands around and is no `Cors` may make another path of the request's, and lead
        // it to a handler.
        if has_cors || is_bare && recording::has_ear() {
            let (inspection, _under_way) = inspect();
            send(&service, inspection).await;
        }
        Some((has_cors, is_bare))
    }));
    let ((built, mut record), mut problems) = built.await;
    if !table::can_be_read() {
        problems.push(StartupProblem::new(Problem::UnreadableRoutes));
    }
    if built.is_none() && problems.is_empty() {
        problems.push(StartupProblem::new(Problem::NotBuilt));
    }
    let (Some((has_cors, is_bare)), true) = (built, problems.is_empty()) else {
        return Err(StartupError { problems });
    };
    let request = record.request.take();
    let entries = request.and_then(|request| match &*Routes::of(&request) {
        Routes::Read(table) => Some(table.inventory()),
        Routes::Unreadable(_) => None,
    });
    Ok(Application { entries, record, has_cors, is_bare })
}

/// What the service of an application is called around which nothing stands.
fn bare_name<F: ServiceFactory<R>, R>(_: &F) -> &'static str {
    std::any::type_name::<F::Service>()
}
