//! The essence of a MIME type, which is all that CORS uses of `Content-Type`. Called by the
//! safelist only.

use super::header_list::is_http_whitespace;
use crate::is_token;

/// The essence of the value [as a MIME type](https://mimesniff.spec.whatwg.org/#parse-a-mime-type),
/// in lower case; `None` where it does not parse. Parameters never make it fail.
///
/// ```
/// use cors_rules::client::mime_essence;
///
/// assert_eq!(mime_essence(b" Text/Plain ;charset=utf-8").as_deref(), Some("text/plain"));
/// assert_eq!(mime_essence(b"text/plain, text/plain"), None);
/// assert_eq!(mime_essence(b"text"), None);
/// ```
#[must_use]
pub fn mime_essence(value: &[u8]) -> Option<String> {
    let text = str::from_utf8(value).ok()?.trim_matches(is_http_whitespace);
    let (kind, rest) = text.split_once('/')?;
    let subtype = rest.split(';').next()?.trim_end_matches(is_http_whitespace);
    let is_valid = is_token(kind.as_bytes()) && is_token(subtype.as_bytes());
    is_valid.then(|| format!("{kind}/{subtype}").to_ascii_lowercase())
}
