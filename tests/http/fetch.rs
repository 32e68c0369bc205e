//! What a browser makes of an answer: the checks of the Fetch standard, for judging. Not part of the product.

use cors_tests::{Answer, Ask};

/// Whether the page asks with credentials.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Credentials {
    Omit,
    Include,
}

/// The [CORS check](https://fetch.spec.whatwg.org/#concept-cors-check) for a page of this origin.
pub(crate) fn cors_check(origin: &[u8], credentials: Credentials, answer: &Answer) -> bool {
    let allowed = answer.value("access-control-allow-origin");
    let allowed = allowed.as_deref();
    if allowed == Some("*") && credentials == Credentials::Omit {
        return true;
    }
    if allowed != Some(origin.escape_ascii().to_string().as_str()) {
        return false;
    }
    credentials == Credentials::Omit
        || answer.value("access-control-allow-credentials").as_deref() == Some("true")
}

/// The [CORS-preflight fetch](https://fetch.spec.whatwg.org/#cors-preflight-fetch), steps 7 and 8: whether the browser goes
/// on to the actual request. The names asked for are those of the request, so all of them are unsafe ones.
pub(crate) fn preflight(ask: &Ask, credentials: Credentials, answer: &Answer) -> bool {
    let first = |name: &str| ask.lines(name).first().copied().unwrap_or_default();
    (200..=299).contains(&answer.status)
        && ask.lines("Origin").len() == 1
        && cors_check(first("Origin"), credentials, answer)
        && covers_method(first("Access-Control-Request-Method"), credentials, answer)
        && requested_names(ask).iter().all(|name| covers_header(name, credentials, answer))
}

/// The names that a preflight asks for, over all lines.
pub(crate) fn requested_names(ask: &Ask) -> Vec<String> {
    ask.lines("Access-Control-Request-Headers")
        .iter()
        .flat_map(|line| line.split(|byte| *byte == b','))
        .map(<[u8]>::trim_ascii)
        .filter(|name| !name.is_empty())
        .map(|name| name.escape_ascii().to_string())
        .collect()
}

/// Whether the method may be used: safelisted, named, or under a `*` without credentials.
pub(crate) fn covers_method(method: &[u8], credentials: Credentials, answer: &Answer) -> bool {
    let method = method.escape_ascii().to_string();
    let granted = answer.elements("access-control-allow-methods");
    ["GET", "HEAD", "POST"].contains(&method.as_str())
        || granted.contains(&method)
        || (credentials == Credentials::Omit && granted.iter().any(|own| own == "*"))
}

/// Whether the header may be sent: named in any case, or under a `*` without credentials, which never covers
/// [`authorization`](https://fetch.spec.whatwg.org/#cors-non-wildcard-request-header-name).
pub(crate) fn covers_header(name: &str, credentials: Credentials, answer: &Answer) -> bool {
    let granted = answer.elements("access-control-allow-headers");
    let wild = credentials == Credentials::Omit && !name.eq_ignore_ascii_case("authorization");
    granted.iter().any(|own| own.eq_ignore_ascii_case(name) || (wild && own == "*"))
}
