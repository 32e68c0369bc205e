//! The expectations that the model does not meet, each with its reason.

use crate::case::Case;

/// One that is not met.
pub(crate) struct Disagreement {
    /// The file of web-platform-tests.
    pub(crate) suite: &'static str,
    pub(crate) name: &'static str,
    pub(crate) reason: &'static str,
}

/// Stale: the standard lets a redirect follow a preflight since 2016.
const FOLLOWS: &str = "stale: a preflighted request follows redirects since 2016; Chromium, WebKit and Servo list it as \
                       a failure of the test";
/// Stale: the standard gives a POST an `Origin`.
const POST_ORIGIN: &str = "stale: a POST has an `Origin` (append a request `Origin` header); Chromium and Servo list it as \
                           a failure of the test";
/// Standard and test say different things.
const NEGATIVE_AGE: &str = "the test takes `-1` for a number; by the standard it is none (`delta-seconds` has no sign), so \
                            that the default of 5 seconds holds";
/// All of them.
pub(crate) const DISAGREEMENTS: &[Disagreement] = &[
    Disagreement {
        suite: "fetch/api/cors/cors-preflight-redirect.any.js",
        name: "Redirection 301 after preflight failed",
        reason: FOLLOWS,
    },
    Disagreement {
        suite: "fetch/api/cors/cors-preflight-redirect.any.js",
        name: "Redirection 302 after preflight failed",
        reason: FOLLOWS,
    },
    Disagreement {
        suite: "fetch/api/cors/cors-preflight-redirect.any.js",
        name: "Redirection 303 after preflight failed",
        reason: FOLLOWS,
    },
    Disagreement {
        suite: "fetch/api/cors/cors-preflight-redirect.any.js",
        name: "Redirection 307 after preflight failed",
        reason: FOLLOWS,
    },
    Disagreement {
        suite: "fetch/api/cors/cors-preflight-redirect.any.js",
        name: "Redirection 308 after preflight failed",
        reason: FOLLOWS,
    },
    Disagreement {
        suite: "fetch/api/redirect/redirect-origin.any.js",
        name: "[POST] Redirect 307 Same origin to same origin",
        reason: POST_ORIGIN,
    },
    Disagreement {
        suite: "fetch/api/redirect/redirect-origin.any.js",
        name: "[POST] Redirect 308 Same origin to same origin",
        reason: POST_ORIGIN,
    },
    Disagreement {
        suite: "cors/preflight-cache.htm",
        name: "age = -1, should not be cached",
        reason: NEGATIVE_AGE,
    },
];

/// The place of a case in the list.
pub(crate) fn position(case: &Case) -> Option<usize> {
    DISAGREEMENTS.iter().position(|entry| entry.suite == case.suite && entry.name == case.name)
}
