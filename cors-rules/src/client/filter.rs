//! What a script may read of a response's headers. Which filter applies is `exchange`'s to say.

use super::{HeaderList, list_values};
use crate::header::is_forbidden_response_header;
use crate::is_safelisted_response_header;

/// The [CORS-exposed header-name list](https://fetch.spec.whatwg.org/#concept-response-cors-exposed-header-name-list), in lower
/// case. A single bad token voids the whole header; `*` stands for all names without credentials only.
///
/// ```
/// use cors_rules::client::exposed_header_names;
///
/// let headers = [("Access-Control-Expose-Headers".into(), "X-A, x-b".into())];
/// assert_eq!(exposed_header_names(&headers, false), ["x-a", "x-b"]);
/// let headers = [("Access-Control-Expose-Headers".into(), "X-A, b@d".into())];
/// assert!(exposed_header_names(&headers, false).is_empty());
/// ```
#[must_use]
pub fn exposed_header_names(headers: &[(String, String)], include: bool) -> Vec<String> {
    let lower = |name: &String| name.to_ascii_lowercase();
    match list_values(headers, "access-control-expose-headers") {
        Ok(Some(names)) if !include && names.iter().any(|name| name == "*") => {
            headers.iter().map(|(name, _)| lower(name)).collect()
        }
        Ok(names) => names.unwrap_or_default().iter().map(lower).collect(),
        Err(_) => Vec::new(),
    }
}

/// The headers of a [CORS filtered response](https://fetch.spec.whatwg.org/#concept-filtered-response-cors): safelisted and
/// exposed names. `Set-Cookie` is never among them.
///
/// ```
/// use cors_rules::client::filter_cors;
///
/// let headers = [("Content-Type".into(), "text/plain".into()), ("X-A".into(), "1".into())];
/// assert_eq!(filter_cors(&headers, false), [("Content-Type".into(), "text/plain".into())]);
/// ```
#[must_use]
pub fn filter_cors(headers: &[(String, String)], include: bool) -> HeaderList {
    let exposed = exposed_header_names(headers, include);
    let is_exposed = |name: &str| exposed.iter().any(|own| own.eq_ignore_ascii_case(name));
    filter_basic(headers)
        .into_iter()
        .filter(|(name, _)| is_safelisted_response_header(name.as_bytes()) || is_exposed(name))
        .collect()
}

/// The headers of a [basic filtered response](https://fetch.spec.whatwg.org/#concept-filtered-response-basic): all but the
/// forbidden ones.
///
/// ```
/// use cors_rules::client::filter_basic;
///
/// assert!(filter_basic(&[("Set-Cookie".into(), "a=b".into())]).is_empty());
/// ```
#[must_use]
pub fn filter_basic(headers: &[(String, String)]) -> HeaderList {
    headers
        .iter()
        .filter(|(name, _)| !is_forbidden_response_header(name.as_bytes()))
        .cloned()
        .collect()
}
