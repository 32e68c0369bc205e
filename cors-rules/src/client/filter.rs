//! What a script may read of a response's headers. The tainting of the response decides which
//! filter applies.

use super::active::Active;
use super::header_list::{lines, trim_blanks};
use super::{
    HeaderList, HttpResponse, Outcome, Profile, ReadableResponse, ResponseKind, Tainting,
    list_values,
};
use crate::header::is_forbidden_response_header;
use crate::{is_safelisted_response_header, is_token};

const EXPOSE: &str = "access-control-expose-headers";

/// The [CORS-exposed header-name
/// list](https://fetch.spec.whatwg.org/#concept-response-cors-exposed-header-name-list), in lower
/// case. A single bad token voids the whole header; `*` stands for all names without credentials
/// only.
///
/// ```
/// use cors_rules::client::{Profile, exposed_header_names};
///
/// let headers = [("Access-Control-Expose-Headers".into(), "X-A, x-b".into())];
/// assert_eq!(exposed_header_names(&headers, false, Profile::Standard), ["x-a", "x-b"]);
/// let headers = [("Access-Control-Expose-Headers".into(), "X-A, b@d".into())];
/// assert!(exposed_header_names(&headers, false, Profile::Standard).is_empty());
/// ```
#[must_use]
pub fn exposed_header_names(
    headers: &[(String, String)],
    include: bool,
    profile: Profile,
) -> Vec<String> {
    let lower = |name: &String| name.to_ascii_lowercase();
    if !include && exposes_all(headers, profile) {
        return headers.iter().map(|(name, _)| lower(name)).collect();
    }
    let names = list_values(headers, EXPOSE).ok().flatten().unwrap_or_default();
    names.iter().map(lower).collect()
}

fn exposes_all(headers: &[(String, String)], profile: Profile) -> bool {
    let is_star = |element: &str| element == "*";
    match list_values(headers, EXPOSE) {
        Ok(names) => names.unwrap_or_default().iter().any(|name| is_star(name)),
        Err(_) if profile.exposes_all_before_malformed() => lines(headers, EXPOSE)
            .flat_map(|line| line.split(','))
            .map(trim_blanks)
            .take_while(|element| element.is_empty() || is_token(element.as_bytes()))
            .any(is_star),
        Err(_) => false,
    }
}

/// The headers of a
/// [CORS filtered response](https://fetch.spec.whatwg.org/#concept-filtered-response-cors):
/// safelisted and exposed names. `Set-Cookie` is never among them.
///
/// ```
/// use cors_rules::client::{Profile, filter_cors};
///
/// let headers = [("Content-Type".into(), "text/plain".into()), ("X-A".into(), "1".into())];
/// assert_eq!(filter_cors(&headers, false, Profile::Standard), [("Content-Type".into(), "text/plain".into())]);
/// ```
#[must_use]
pub fn filter_cors(headers: &[(String, String)], include: bool, profile: Profile) -> HeaderList {
    let exposed = exposed_header_names(headers, include, profile);
    let is_exposed = |name: &str| exposed.iter().any(|own| own.eq_ignore_ascii_case(name));
    filter_basic(headers)
        .into_iter()
        .filter(|(name, _)| is_safelisted_response_header(name.as_bytes()) || is_exposed(name))
        .collect()
}

/// The headers of a
/// [basic filtered response](https://fetch.spec.whatwg.org/#concept-filtered-response-basic): all
/// but the forbidden ones.
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

/// The [filtered response](https://fetch.spec.whatwg.org/#concept-filtered-response) for the
/// tainting.
pub(super) fn filter_tainted(
    active: &Active,
    response: &HttpResponse,
    profile: Profile,
) -> Outcome {
    let shown = response.shown_by(profile);
    let (headers, kind) = match active.tainting {
        Tainting::Opaque => return Outcome::Opaque,
        Tainting::Basic => (filter_basic(&shown), ResponseKind::Basic),
        Tainting::Cors => {
            let include = active.credentials.is_include();
            (filter_cors(&shown, include, profile), ResponseKind::Cors)
        }
    };
    Outcome::Readable(ReadableResponse {
        status: response.status,
        headers,
        kind,
        url: active.sent_url(profile),
        redirected: !active.earlier.is_empty(),
    })
}
