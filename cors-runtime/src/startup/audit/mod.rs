//! The audit of an application: who may call what, as a table, with what a reviewer should look at.
//! It builds the application and runs none of its handlers. The table itself is data of
//! `cors-rules`.

mod access;
mod application;
mod covering;
mod findings;
mod line;
mod lines;
mod snapshot;
pub(crate) mod table;

use actix_service::{IntoServiceFactory, ServiceFactory};
use actix_web::dev::AppConfig;
use cors_rules::audit::Row;

use crate::startup::StartupError;
use crate::startup::audit::line::Line;
use crate::startup::audit::lines::Lines;
use crate::startup::audit::table::Audit;

/// Who may call what in an application: builds it once, as a worker does, and makes a table with
/// one row for each method of each pattern. Call it in a test, with the same closure as
/// `HttpServer::new`, and keep the table beside the code
/// ([`assert_snapshot`](Audit::assert_snapshot)).
///
/// ```
/// use actix_web::{App, HttpResponse, Responder, put};
/// use cors_runtime::{Cors, cors};
///
/// #[cors(origins = ["https://a.example"], credentials, max_age = 600)]
/// #[put("/item")]
/// async fn replace() -> impl Responder {
///     HttpResponse::NoContent()
/// }
///
/// # #[actix_web::main]
/// # async fn main() -> Result<(), cors_runtime::StartupError> {
/// let audit = cors_runtime::audit(|| App::new().service(replace).wrap(Cors::default())).await?;
/// let row = &audit.rows()[1];
/// assert_eq!((&*row.pattern, &*row.method), ("/item", "PUT"));
/// assert!(row.policy.as_ref().is_some_and(|policy| policy.credentials));
/// # Ok(())
/// # }
/// ```
///
/// # What is in it
/// Annotated routes, services with [`.cors(&POLICY)`](crate::CorsExt), and everything else that has
/// registered, the default service too: with the policy of the [`Cors`](crate::Cors) around it, or
/// as *no policy*. Origins of the environment, of sets and of live policies are those of this
/// moment.
///
/// # What is not
/// actix-web does not tell the methods and guards of what no attribute registers: such a pattern
/// has one row, for every method (`*`). Nor does it tell which of several scopes a `Cors` stands
/// around: then a pattern has a row for each policy that may decide there. What could not be found
/// out is said by [`gaps`](cors_rules::audit::Audit::gaps).
///
/// # What it runs
/// The application is built, with its middleware, and no request of a client's comes to it. Where a
/// `Cors` stands around it, one request is made, `OPTIONS *`, with no headers and no connection,
/// which the `Cors` answers itself; middleware that stands outside of it sees it. Where nothing
/// stands around it, a service of the audit's own takes that request. No handler is called, and no
/// guard.
///
/// # Errors
/// All problems of all policies, as [`check_app`](crate::check_app).
pub async fn audit<A, S, R>(application: impl FnOnce() -> A) -> Result<Audit, StartupError>
where
    A: IntoServiceFactory<S, R>,
    S: ServiceFactory<R, Config = AppConfig>,
    R: 'static,
{
    let application = application::look_at(application).await?;
    let Lines { mut lines, gaps } = lines::of(&application);
    let findings = findings::add(&mut lines, &application.record);
    let mut rows: Vec<Row> = Vec::with_capacity(lines.len());
    for Line { row, .. } in lines {
        // What registers twice in one place is there once.
        if !rows.contains(&row) {
            rows.push(row);
        }
    }
    let audit = cors_rules::audit::Audit::new(rows).with_findings(findings).with_gaps(gaps);
    Ok(Audit::of(audit))
}
