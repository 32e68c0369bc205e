//! The CORS check, and why it failed. Called for preflights, for redirects and for responses alike.

use url::Url;

use super::{Reason, combined_value};

const ALLOW_ORIGIN: &str = "access-control-allow-origin";
const ALLOW_CREDENTIALS: &str = "access-control-allow-credentials";

/// The [CORS check](https://fetch.spec.whatwg.org/#concept-cors-check) of a response for a
/// serialised origin. Bytes are compared exactly, and several lines are one value. `include` is the
/// credentials mode `include`.
///
/// # Errors
///
/// Why the response does not pass.
///
/// ```
/// use cors_rules::client::{Reason, cors_check};
///
/// let star = [("Access-Control-Allow-Origin".into(), "*".into())];
/// assert_eq!(cors_check(&star, "https://a.example", false), Ok(()));
/// assert_eq!(cors_check(&star, "https://a.example", true), Err(Reason::AllowOriginWildcard));
/// ```
pub fn cors_check(headers: &[(String, String)], origin: &str, include: bool) -> Result<(), Reason> {
    let allowed = combined_value(headers, ALLOW_ORIGIN).ok_or(Reason::AllowOriginMissing)?;
    if allowed == "*" {
        return if include { Err(Reason::AllowOriginWildcard) } else { Ok(()) };
    }
    if allowed != origin {
        return Err(explain_mismatch(allowed));
    }
    let credentials = combined_value(headers, ALLOW_CREDENTIALS).unwrap_or_default();
    if include && credentials != "true" {
        return Err(Reason::AllowCredentialsNotTrue { value: credentials });
    }
    Ok(())
}

/// Distinguishes, as Chromium does, reasons which are one failure in the standard.
fn explain_mismatch(value: String) -> Reason {
    if value.contains([' ', ',']) {
        Reason::AllowOriginMultiple { value }
    } else if value == "null" || Url::parse(&value).is_ok() {
        Reason::AllowOriginMismatch { value }
    } else {
        Reason::AllowOriginInvalid { value }
    }
}
