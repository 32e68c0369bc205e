//! The headers of a preflight request. `allow` checks its response.

use super::{HeaderList, PreflightQuestion};

/// The headers of the
/// [CORS-preflight request](https://fetch.spec.whatwg.org/#cors-preflight-fetch-0): names in lower
/// case, sorted, with commas and no blanks.
///
/// ```
/// use cors_rules::client::{PreflightQuestion, preflight_headers};
///
/// let names = vec!["authorization".into(), "x-a".into()];
/// let question =
///     PreflightQuestion { method: "PUT".into(), unsafe_names: names, include: true, use_preflight: false };
/// let headers = preflight_headers("https://a.example", &question);
/// assert!(headers.contains(&("Access-Control-Request-Headers".into(), "authorization,x-a".into())));
/// ```
#[must_use]
pub fn preflight_headers(origin: &str, question: &PreflightQuestion) -> HeaderList {
    let mut headers: HeaderList = vec![
        ("Accept".to_owned(), "*/*".to_owned()),
        ("Access-Control-Request-Method".to_owned(), question.method.clone()),
    ];
    if !question.unsafe_names.is_empty() {
        headers
            .push(("Access-Control-Request-Headers".to_owned(), question.unsafe_names.join(",")));
    }
    headers.push(("Origin".to_owned(), origin.to_owned()));
    headers
}
