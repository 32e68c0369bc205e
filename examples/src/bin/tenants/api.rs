//! The handlers. The pages of tenants may read `/data`; an administrator's page may register
//! origins.
//!
//! Nobody has to prove here that an origin is theirs, or who they are; a real service asks for
//! both.

use actix_web::web::{Data, Json, Path, ServiceConfig};
use actix_web::{HttpResponse, Responder, delete, get, put};
use cors_runtime::{Issue, OriginSet, PolicyError, cors};
use serde_json::{Value, json};

use crate::store::Change;
use crate::sync::Node;

/// The origins of all tenants. `sync.rs` keeps it equal to the database.
pub(crate) static TENANTS: OriginSet = OriginSet::new();

/// Adds the handlers to an application.
pub(crate) fn routes(config: &mut ServiceConfig) {
    config.service(data).service(register).service(unregister).service(allowed).service(status);
}

/// What the pages of tenants come for. Anybody else's request ends before this function.
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
    node: Data<Node>,
    tenant: Path<String>,
    Json(origins): Json<Vec<String>>,
) -> HttpResponse {
    if let Err(error) = TENANTS.check(&origins) {
        let body = json!({ "issues": issues(&error), "more": error.more() });
        return HttpResponse::UnprocessableEntity().json(body);
    }
    answer(&node, node.store().register(&tenant, &origins).await).await
}

/// Forgets a tenant.
#[cors(origins = env("ADMIN_ORIGINS", default = ["http://localhost:4101"]), reject_unlisted)]
#[delete("/tenants/{tenant}/origins")]
async fn unregister(node: Data<Node>, tenant: Path<String>) -> HttpResponse {
    answer(&node, node.store().register(&tenant, &[]).await).await
}

/// What this node allows at the moment.
#[get("/origins")]
async fn allowed() -> impl Responder {
    Json(json!(TENANTS.snapshot().iter().collect::<Vec<_>>()))
}

/// How far this node is.
#[get("/status")]
async fn status(node: Data<Node>) -> impl Responder {
    Json(json!({
        "version": node.version(),
        "origins": TENANTS.len(),
        "database": if node.is_connected() { "connected" } else { "lost" },
    }))
}

/// The change is in the database; before it is confirmed, this node follows.
async fn answer(node: &Node, change: sqlx::Result<Change>) -> HttpResponse {
    match change {
        Ok(Change::Done(version)) => match node.catch_up().await {
            Ok(()) => HttpResponse::Ok().json(json!({ "version": version })),
            Err(error) => unavailable(&error),
        },
        Ok(Change::Taken(origin)) => {
            let message = format!("`{origin}` belongs to another tenant");
            HttpResponse::Conflict().json(json!({ "message": message }))
        }
        Err(error) => unavailable(&error),
    }
}

fn unavailable(error: &sqlx::Error) -> HttpResponse {
    eprintln!("a change failed: {error}");
    HttpResponse::ServiceUnavailable().json(json!({ "message": "the database does not answer" }))
}

/// The issues, as the compiler would have them, with their positions in the list: the first hundred
/// at most. A message shows the start of the value and no more, so the answer is small whatever the
/// list is; the value itself is not in it, since whoever asks has it.
fn issues(error: &PolicyError) -> Vec<Value> {
    let issue = |issue: &Issue| {
        json!({
            "entry": issue.place().entry,
            "code": issue.code(),
            "message": issue.message(),
            "help": issue.help(),
        })
    };
    error.issues().map(issue).collect()
}
