//! What the cases of this suite have in common: policies that can be told apart, handlers that count, one way to ask.

use std::cell::Cell;

use actix_web::Error;
use actix_web::HttpResponse;
use actix_web::body::MessageBody;
use actix_web::dev::{Service, ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use cors_runtime::{Policy, policy};
use cors_tests::{Answer, Ask};

/// Where the policies below stand.
pub(crate) const FILE: &str = file!();
/// The page that strict policies list.
pub(crate) const A: &str = "https://a.example";
/// The page that the policy around lists.
pub(crate) const OWN: &str = "https://own.example";
/// A page that no policy lists.
pub(crate) const EVIL: &str = "https://evil.example";

/// Lets one page in.
pub(crate) static STRICT: Policy = policy! {
    origins = ["https://a.example"], methods = [PUT, DELETE], headers = ["x-name"], expose = ["x-strict"], max_age = 11
};
/// Lets everybody in.
pub(crate) static OPEN: Policy = policy! {
    origins = any, methods = [PUT, DELETE], headers = ["x-name"], expose = ["x-open"], max_age = 22
};
/// Around the application: lets one other page in.
pub(crate) static AROUND: Policy = policy! {
    origins = ["https://own.example"], methods = [PUT, DELETE], headers = ["x-name"], expose = ["x-around"], max_age = 33
};
/// The same, and keeps everybody else's requests out.
pub(crate) static WALLED: Policy = policy! {
    origins = ["https://own.example"], methods = [PUT, DELETE], headers = ["x-name"], expose = ["x-around"], max_age = 44,
    reject_unlisted
};

/// What a policy adds to the response of a handler.
pub(crate) const BY_STRICT: &[(&str, &str)] =
    &[("allow-origin", A), ("expose-headers", "x-strict")];
pub(crate) const BY_OPEN: &[(&str, &str)] = &[("allow-origin", "*"), ("expose-headers", "x-open")];
pub(crate) const BY_AROUND: &[(&str, &str)] =
    &[("allow-origin", OWN), ("expose-headers", "x-around")];
pub(crate) const BY_NOBODY: &[(&str, &str)] = &[];

thread_local! {
    /// How many handlers have run on this thread, which is the test's own.
    static RUNS: Cell<usize> = const { Cell::new(0) };
}

/// Counts the run of a handler, which answers with its name.
pub(crate) fn run(name: &'static str) -> &'static str {
    RUNS.set(RUNS.get() + 1);
    name
}

/// Lets nothing through, as authentication does without a token.
pub(crate) async fn wall(
    request: ServiceRequest,
    _: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse, Error> {
    Ok(request.into_response(HttpResponse::Unauthorized().finish()))
}

/// Asks; [`Answer::runs`] says how many handlers ran for it.
pub(crate) async fn ask<S, B>(app: &S, ask: &Ask) -> Answer
where
    S: Service<actix_http::Request, Response = ServiceResponse<B>, Error = Error>,
    B: MessageBody + 'static,
{
    let before = RUNS.get();
    let result = app.call(ask.request().to_request()).await;
    Answer::of(result, RUNS.get() - before).await
}

/// Asks an application that nobody has asked before.
macro_rules! answer {
    ($app:expr, $ask:expr) => {
        crate::cases::ask(&actix_web::test::init_service($app).await, &$ask).await
    };
}
pub(crate) use answer;

/// A preflight for a method at a path.
pub(crate) fn preflight(origin: &str, method: &str, path: &str) -> Ask {
    Ask::preflight(origin, method).at(path)
}

/// Refused by a policy: 403, no header of any policy, nobody ran.
#[track_caller]
pub(crate) fn assert_refused(answer: &Answer, why: &str) {
    assert_eq!((answer.status, answer.cors(), answer.runs), (403, vec![], 0), "{why}");
    assert_eq!(
        answer.elements("vary"),
        ["Origin", "Access-Control-Request-Method", "Access-Control-Request-Headers"],
        "{why}"
    );
}

/// Granted by the policy with this `max_age`, to this origin; nobody ran.
#[track_caller]
pub(crate) fn assert_granted(answer: &Answer, origin: &str, max_age: &str, why: &str) {
    assert_eq!(
        (
            answer.status,
            answer.lines("access-control-allow-origin"),
            answer.lines("access-control-max-age"),
            answer.runs
        ),
        (204, vec![origin], vec![max_age], 0),
        "{why}"
    );
}

/// No browser takes it for a yes.
#[track_caller]
pub(crate) fn assert_no_grant(answer: &Answer, why: &str) {
    assert_eq!(answer.cors(), [], "{why}");
}

/// Who made the response, and whose headers it carries.
#[track_caller]
pub(crate) fn assert_made(answer: &Answer, by: &str, cors: &[(&str, &str)], why: &str) {
    assert_eq!(
        (answer.body.as_str(), answer.cors().as_slice(), answer.runs),
        (by, cors, 1),
        "{why}"
    );
}
