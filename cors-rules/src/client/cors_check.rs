//! The CORS check, and why it failed. Called for preflights, for redirects and for responses alike.

use url::Url;

use super::{Profile, Reason, combined_value, header_list};

const ALLOW_ORIGIN: &str = "access-control-allow-origin";
const ALLOW_CREDENTIALS: &str = "access-control-allow-credentials";

/// The [CORS check](https://fetch.spec.whatwg.org/#concept-cors-check) of a response for a serialised origin. Bytes are
/// compared exactly, and several lines are one value. `include` is the credentials mode `include`.
///
/// # Errors
///
/// Why the response does not pass.
///
/// ```
/// use cors_rules::client::{Profile, Reason, cors_check};
///
/// let star = [("Access-Control-Allow-Origin".into(), "*".into())];
/// assert_eq!(cors_check(&star, "https://a.example", false, Profile::Standard), Ok(()));
/// assert_eq!(cors_check(&star, "https://a.example", true, Profile::Standard), Err(Reason::AllowOriginWildcard));
/// ```
pub fn cors_check(
    headers: &[(String, String)],
    origin: &str,
    include: bool,
    profile: Profile,
) -> Result<(), Reason> {
    let allowed = allow_origin(headers, profile).ok_or(Reason::AllowOriginMissing)?;
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

fn allow_origin(headers: &[(String, String)], profile: Profile) -> Option<String> {
    if profile.ignores_empty_allow_origin_lines() {
        let filled: Vec<&str> =
            header_list::lines(headers, ALLOW_ORIGIN).filter(|line| !line.is_empty()).collect();
        if !filled.is_empty() {
            return Some(filled.join(", "));
        }
    }
    combined_value(headers, ALLOW_ORIGIN)
}

/// Tells apart, as Chromium does, what the standard calls one failure.
fn explain_mismatch(value: String) -> Reason {
    if value.contains([' ', ',']) {
        Reason::AllowOriginMultiple { value }
    } else if value == "null" || Url::parse(&value).is_ok() {
        Reason::AllowOriginMismatch { value }
    } else {
        Reason::AllowOriginInvalid { value }
    }
}
