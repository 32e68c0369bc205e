//! What an assertion may claim of a fetch. A page also gets nothing where nothing was sent, or
//! where the application has no such route: then nothing is known of a policy, and the assertion
//! that says otherwise fails, with what to write instead.

use cors_rules::client::{Outcome, Stage};

use super::hop::Hop;
use super::reached::Reached;
use super::wire::Received;
use crate::reason::explanation::Explanation;

/// What is known of a fetch that is over.
pub(super) struct Evidence<'fetch> {
    pub(super) outcome: &'fetch Outcome,
    pub(super) hops: &'fetch [Hop],
    /// The server is another process, or might as well be.
    pub(super) is_live: bool,
    /// No route has to match.
    pub(super) to_default_service: bool,
}

/// The policy that refused.
///
/// # Errors
/// Why no policy is known to have refused.
pub(super) fn refusal<'fetch>(fetched: &Evidence<'fetch>) -> Result<&'fetch Explanation, String> {
    if fetched.outcome.readable().is_some() {
        return Err("no policy refused: the page may read the answer".to_owned());
    }
    if let Some(complaint) = unreached(fetched) {
        return Err(complaint);
    }
    if fetched.is_live {
        return Err(OVER_A_SOCKET.to_owned());
    }
    let last = fetched.hops.last();
    if last.is_some_and(Hop::is_from_cache) {
        return Err("no policy was asked: the answer came from the HTTP cache\n\
            help: take a new browser, or `clear()` this one, before the fetch"
            .to_owned());
    }
    match last.and_then(Hop::explanation) {
        Some(explanation) if explanation.is_refused() => Ok(explanation),
        Some(explanation) => Err(format!(
            "no policy refused: {} allowed it\n\
             help: write `assert_blocked()`, which also returns why the browser did not",
            explanation.policy()
        )),
        None => Err("no policy decided: the page gets nothing because nobody gave it anything\n\
            help: put `#[cors(...)]` above the route, or `Cors` around it; where a route is to have no policy, write \
            `assert_blocked()`"
            .to_owned()),
    }
}

/// What an answer over a socket does not tell.
const OVER_A_SOCKET: &str = "cannot tell whether a policy refused: over a socket only status and headers are seen, \
                             and those of a refusal are those of a server without any policy\n\
                             help: fetch from the application in memory (`page.fetch(&app, ...)`), or claim no more \
                             than `assert_blocked()`";

/// Why a fetch says nothing about the policies of the application; `None` where it does.
pub(super) fn unreached(fetched: &Evidence<'_>) -> Option<String> {
    let Some(last) = fetched.hops.last() else { return Some(unsent(fetched)) };
    match &last.received {
        Err(error) => Some(format!(
            "no answer came from {}: {}\n\
             help: start the server before the fetch, and write its scheme, host and port",
            last.url(),
            error.escape_debug()
        )),
        Ok(_) if fetched.to_default_service => None,
        Ok(received) => unrouted(last, received, fetched.is_live),
    }
}

fn unsent(fetched: &Evidence<'_>) -> String {
    let reason = match fetched.outcome {
        Outcome::Blocked(blocked) if blocked.at == Stage::Request => blocked.reason.to_string(),
        _ => "the browser had no reason to ask".to_owned(),
    };
    format!(
        "nothing was sent: {reason}\n\
         help: correct the fetch, since no server was asked; why the browser did not is in `blocked()`"
    )
}

/// No route is known to have been reached.
fn unrouted(hop: &Hop, received: &Received, is_live: bool) -> Option<String> {
    let (method, path, status) = (hop.method(), hop.sent.url.path(), received.status);
    match received.reached {
        // Answers of a default service that has something to say.
        Reached::NoPath if !hop.is_preflight && (200..400).contains(&status) => None,
        Reached::NoPath => Some(format!(
            "no route of the application has the path `{path}`; what answered {status} is nobody's policy\n\
             help: write the path of a route; where the application answers this one by its `default_service`, write \
             `.to_default_service()` behind the fetch"
        )),
        // A preflight asks for another method; where nobody answers it, nobody allows that one. A
        // policy may refuse a request with the status of a route that is not there.
        Reached::NoRoute if !hop.is_preflight && !received.is_rejected() => Some(format!(
            "no route of the application serves `{method} {path}`: it answered {status}\n\
             help: write the method and the path of a route"
        )),
        Reached::Unknown if status == 404 && is_live => Some(format!(
            "cannot tell whether a route was reached: {} answered 404, as a server does that has no such route\n\
             help: write the path of a route, and one whose answer is there",
            hop.url()
        )),
        Reached::Unknown if status == 404 => Some(format!(
            "cannot tell whether a route was reached: a middleware answered 404 for `{path}`\n\
             help: write the path of a route that this middleware lets through"
        )),
        Reached::Route | Reached::NoRoute | Reached::Unknown => None,
    }
}
