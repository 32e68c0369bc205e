//! From a policy for everybody to a list, in four steps: begin, look, correct, enforce. None of them restarts the server.

use actix_web::{HttpResponse, Responder, get, put, web::Json};
use cors_runtime::{LivePolicy, Policy, PolicyError, policy, shadow_report};

/// In force.
pub(crate) static LIVE: LivePolicy = LivePolicy::new();
/// To come: asked about every request, and never enforced.
pub(crate) static NEXT: LivePolicy = LivePolicy::new();

/// Where we come from.
static EVERYBODY: Policy = policy! { origins = any, headers = ["x-request"] };

/// What we believe to be the pages that use us.
const BELIEVED: [&str; 1] = ["http://localhost:3500"];

/// Everybody is let in as ever; the list stands beside.
pub(crate) fn begin() -> Result<(), PolicyError> {
    LIVE.replace(&EVERYBODY)?;
    NEXT.replace(listed(BELIEVED)?)
}

fn listed(origins: impl IntoIterator<Item = impl Into<String>>) -> Result<Policy, PolicyError> {
    let origins = origins.into_iter().map(Into::into);
    Policy::builder().origins(origins).headers(["x-request"]).build()
}

// The handlers below are for who runs the server: pages of other origins can neither read them nor send a PUT, because no
// policy grants it. A real server has a login here too.

/// Whom the list would lock out, and what to paste.
#[get("/report")]
pub(crate) async fn report() -> impl Responder {
    shadow_report().to_string()
}

/// Another list stands beside from now on; what was counted of the one before is gone.
#[put("/next")]
pub(crate) async fn next(origins: Json<Vec<String>>) -> HttpResponse {
    match listed(origins.into_inner()).and_then(|policy| NEXT.replace(policy)) {
        Ok(()) => HttpResponse::NoContent().finish(),
        Err(error) => HttpResponse::UnprocessableEntity().body(error.to_string()),
    }
}

/// The list comes into force. Requests that are inside end as they began.
#[put("/enforce")]
pub(crate) async fn enforce() -> HttpResponse {
    let Some(policy) = NEXT.current() else { return HttpResponse::Conflict().finish() };
    match LIVE.replace(policy) {
        Ok(()) => HttpResponse::NoContent().finish(),
        Err(error) => HttpResponse::UnprocessableEntity().body(error.to_string()),
    }
}
