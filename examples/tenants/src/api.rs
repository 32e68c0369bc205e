//! The handlers. The pages of tenants may read `/data`; the page of this server, and an
//! administrator's, may register origins.
//!
//! Nobody has to prove here that an origin is theirs, or who they are; a real service asks for both.

use std::collections::HashMap;

use actix_web::http::header::ContentType;
use actix_web::web::{Data, Json, Path, Query, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, Responder, get, put};
use cors_origins::{Follower, Registry, RegistryError};
use cors_runtime::{Issue, OriginSet, cors};
use serde_json::{Value, json};

/// The origins of all tenants. The follower keeps it equal to the database.
pub(crate) static TENANTS: OriginSet = OriginSet::new();

/// Adds the handlers to an application.
pub(crate) fn routes(config: &mut ServiceConfig) {
    config.service(page).service(data).service(register);
    config.service(attempt).service(allowed).service(status);
}

/// What the pages of tenants come for. Requests of other pages end before this function: those with
/// another `Origin`, and those without one that a browser marks as another site's.
#[cors(origins = from(TENANTS), credentials, reject_unlisted)]
#[get("/data")]
async fn data() -> impl Responder {
    Json(json!({ "message": "for tenants only" }))
}

/// Replaces the origins of a tenant: all of them, or none if one is bad.
#[cors(
    origins = env("ADMIN_ORIGINS", default = ["http://localhost:4101"]),
    headers = ["content-type"],
    reject_unlisted
)]
#[put("/tenants/{tenant}/origins")]
async fn register(
    request: HttpRequest,
    (registry, follower): (Data<Registry>, Data<Follower>),
    tenant: Path<String>,
    Json(origins): Json<Vec<String>>,
) -> HttpResponse {
    let actor = request.peer_addr().map_or("unknown".to_owned(), |peer| peer.ip().to_string());
    match registry.replace(&actor, &tenant, origins).await {
        Ok(done) => {
            // Before the change is confirmed, this node follows.
            let is_here = follower.reach(done.version).await;
            HttpResponse::Ok().json(json!({ "version": done.version, "here": is_here }))
        }
        Err(error) => refusal(&error),
    }
}

/// Says what is wrong. The issues are as the compiler would have them, the first hundred at most; a
/// message shows the start of a value and no more, so the answer is small whatever the list is.
fn refusal(error: &RegistryError) -> HttpResponse {
    let mut answer = match error {
        RegistryError::Taken(_) => HttpResponse::Conflict(),
        RegistryError::Database(_) => HttpResponse::ServiceUnavailable(),
        _ => HttpResponse::UnprocessableEntity(),
    };
    let RegistryError::Refused(refused) = error else {
        return answer.json(json!({ "message": error.to_string() }));
    };
    let issues: Vec<Value> = refused.issues().map(issue).collect();
    answer.json(json!({ "issues": issues, "more": refused.more() }))
}

fn issue(issue: &Issue) -> Value {
    let (entry, code) = (issue.place().entry, issue.code());
    json!({ "entry": entry, "code": code, "message": issue.message(), "help": issue.help() })
}

/// Whether a page of an origin could read `/data`: no page can choose its own to find out.
#[get("/try")]
async fn attempt(query: Query<HashMap<String, String>>) -> impl Responder {
    Json(json!({ "allowed": query.get("origin").is_some_and(|it| TENANTS.contains(it)) }))
}

/// What this node allows at the moment.
#[get("/origins")]
async fn allowed() -> impl Responder {
    Json(json!(TENANTS.snapshot().iter().collect::<Vec<_>>()))
}

/// How far this node is.
#[get("/status")]
async fn status(follower: Data<Follower>) -> impl Responder {
    let status = follower.status();
    Json(json!({
        "state": status.state().name(), "version": status.version(), "origins": status.size(),
        "age": status.age().map(|age| age.as_secs_f64()), "listening": status.is_listening(),
        "error": status.last_error(), "notice": status.last_notice(),
    }))
}

/// Where a person registers origins and tries them.
#[get("/")]
async fn page() -> impl Responder {
    HttpResponse::Ok().content_type(ContentType::html()).body(include_str!("page.html"))
}
