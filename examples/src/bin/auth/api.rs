//! The API: five handlers, and above each the attribute that says who may read it.
//!
//! A bearer token is a header like any other, so the routes below `/api` list `authorization` and need no `credentials`. The
//! session cookie is what `credentials` is about: `/login` sets it and `/me` reads it.

use std::sync::RwLock;

use actix_session::Session;
use actix_web::{
    Error, HttpResponse, Responder, get, post, put,
    web::{Data, Json},
};
use cors_runtime::cors;
use serde::{Deserialize, Serialize};

use crate::{
    tally::Tally,
    token::{Tokens, refusal},
};

/// Who logs in.
#[derive(Deserialize)]
struct Account {
    user: String,
    password: String,
}

/// What a page gets for it.
#[derive(Serialize)]
struct Grant {
    token: String,
}

/// Gives a token for the header, and a session for the cookie.
#[cors(origins = ["http://localhost:3100"], headers = ["content-type"], credentials)]
#[post("/login")]
pub(crate) async fn log_in(
    account: Json<Account>,
    session: Session,
    tokens: Data<Tokens>,
) -> Result<HttpResponse, Error> {
    if (account.user.as_str(), account.password.as_str()) != ("ada", "lovelace") {
        return Ok(refusal("wrong user or password"));
    }
    session.insert("user", &account.user)?;
    Ok(HttpResponse::Ok().json(Grant { token: tokens.issue() }))
}

/// Who the cookie says is there. Without `credentials` here, no page of another origin could send it.
#[cors(origins = ["http://localhost:3100"], credentials)]
#[get("/me")]
pub(crate) async fn who_am_i(session: Session) -> Result<HttpResponse, Error> {
    let user = session.get::<String>("user")?;
    Ok(user.map_or_else(|| refusal("nobody is logged in"), |user| HttpResponse::Ok().body(user)))
}

/// What is kept behind the token check.
#[derive(Default)]
pub(crate) struct Note(RwLock<String>);

/// What a page sends.
#[derive(Deserialize)]
struct Draft {
    text: String,
}

#[cors(
    origins = ["http://localhost:3100"],
    headers = ["authorization"],
    max_age = 600,
)]
#[get("/note")]
pub(crate) async fn read_note(note: Data<Note>) -> impl Responder {
    note.0.read().expect("no writer panics").clone()
}

#[cors(
    origins = ["http://localhost:3100"],
    headers = ["authorization", "content-type"],
    max_age = 600,
)]
#[put("/note")]
pub(crate) async fn write_note(
    draft: Json<Draft>,
    note: Data<Note>,
    tally: Data<Tally>,
) -> impl Responder {
    tally.saved();
    note.0.write().expect("no writer panics").clone_from(&draft.text);
    "saved"
}

/// What reached the token check and the handler behind it. Not part of the lesson: it lets anybody see the other side.
#[cors(origins = ["http://localhost:3100"])]
#[get("/counts")]
pub(crate) async fn counts(tally: Data<Tally>) -> impl Responder {
    Json(tally.counts())
}
