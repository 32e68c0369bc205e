//! Runs a fetch in the model, against the answers of a case.

use cors_rules::client::{
    Exchange, HttpRequest, HttpResponse, Outcome, PageOrigin, PreflightCache, Profile, Step,
};

use crate::case;

/// More requests than any case has.
const MOST: usize = 64;

/// What was sent, and how it ended.
pub(crate) struct Ran {
    pub(crate) sent: Vec<HttpRequest>,
    pub(crate) outcome: Outcome,
}

/// Runs one step.
pub(crate) fn run(
    page: &PageOrigin,
    step: &case::Step,
    cache: &mut PreflightCache,
    now: u64,
    profile: Profile,
) -> Ran {
    let mut sent = Vec::new();
    let (mut exchange, mut next) = Exchange::start(page, step.request.fetch(), cache, now, profile);
    loop {
        let request = match next {
            Step::Done(outcome) => return Ran { sent, outcome },
            Step::Send(request) => request,
        };
        next = match answer(step, &request) {
            Some(response) if sent.len() < MOST => exchange.receive(&response, cache, now),
            _ => exchange.fail(cache),
        };
        sent.push(request);
    }
}

/// What the server of the case answers; nothing at an address that it does not have. An address
/// may stand for every query, and one without a path for every path.
fn answer(step: &case::Step, request: &HttpRequest) -> Option<HttpResponse> {
    let path = request.url.split('?').next().unwrap_or_default();
    let origin = path.split('/').take(3).collect::<Vec<_>>().join("/");
    let mut addresses = [&request.url, path, &origin].into_iter();
    let (_, to_preflight, to_others) =
        addresses.find_map(|address| step.server.iter().find(|(url, ..)| url == address))?;
    let answer = if request.is_preflight { to_preflight } else { to_others };
    let lines = answer.headers.iter().map(|(name, value)| (name.clone(), fill(value, request)));
    Some(HttpResponse { status: answer.status, headers: lines.collect() })
}

/// Puts in what the request says.
fn fill(value: &str, request: &HttpRequest) -> String {
    let header = |name| request.header(name).unwrap_or_default();
    value
        .replace("$ORIGIN", header("origin"))
        .replace("$METHOD", header("access-control-request-method"))
        .replace("$HEADERS", header("access-control-request-headers"))
}
