//! Checks the response to a preflight: what it must grant, and what it grants for the cache.
//! `preflight` builds the request.

use super::{
    HttpResponse, Profile, Reason, cors_check, header_list, is_redirect_status, list_values,
    preflight_max_age,
};
use crate::is_safelisted_method;

/// What a fetch needs a preflight to grant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PreflightQuestion {
    /// The method of the fetch.
    pub method: String,
    /// Its [CORS-unsafe request-header
    /// names](https://fetch.spec.whatwg.org/#cors-unsafe-request-header-names).
    pub unsafe_names: Vec<String>,
    /// The credentials mode is `include`.
    pub include: bool,
    /// The [use-CORS-preflight flag](https://fetch.spec.whatwg.org/#use-cors-preflight-flag):
    /// upload listeners or a stream.
    pub use_preflight: bool,
}

/// What a preflight response grants, as it goes into the cache.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PreflightGrant {
    /// `Access-Control-Allow-Methods`.
    pub methods: Vec<String>,
    /// `Access-Control-Allow-Headers`.
    pub headers: Vec<String>,
    /// How long this holds, in seconds.
    pub max_age: u64,
}

/// Checks a preflight response
/// ([CORS-preflight fetch](https://fetch.spec.whatwg.org/#cors-preflight-fetch-0), from step 7).
///
/// # Errors
///
/// The first thing that the response lacks, in the order of Chromium where the standard has none.
///
/// ```
/// use cors_rules::client::*;
///
/// let question =
///     PreflightQuestion { method: "PUT".into(), unsafe_names: vec![], include: false, use_preflight: false };
/// let response = HttpResponse::new(204).with_header("access-control-allow-origin", "*");
/// assert_eq!(
///     judge_preflight(&response, "https://a.example", &question, Profile::Standard),
///     Err(Reason::MethodNotAllowed { method: "PUT".into() })
/// );
/// let response = response.with_header("access-control-allow-methods", "PUT");
/// assert!(judge_preflight(&response, "https://a.example", &question, Profile::Standard).is_ok());
/// ```
pub fn judge_preflight(
    response: &HttpResponse,
    origin: &str,
    question: &PreflightQuestion,
    profile: Profile,
) -> Result<PreflightGrant, Reason> {
    judge(response, Some(origin), question, profile)
}

/// [`judge_preflight`], also where no origin has to be allowed.
pub(super) fn judge(
    response: &HttpResponse,
    origin: Option<&str>,
    question: &PreflightQuestion,
    profile: Profile,
) -> Result<PreflightGrant, Reason> {
    let mut grant = read_grant(response, origin, question.include, profile)?;
    let names_none = !response
        .headers
        .iter()
        .any(|(name, _)| name.eq_ignore_ascii_case("access-control-allow-methods"));
    if names_none && question.use_preflight && !profile.methods_are_granted_by_name_only() {
        grant.methods.push(question.method.clone());
    }
    check_method(question, &grant.methods)?;
    check_headers(question, &grant.headers, profile)?;
    Ok(grant)
}

/// What a preflight response grants, whether or not that is enough.
pub(super) fn read_grant(
    response: &HttpResponse,
    origin: Option<&str>,
    include: bool,
    profile: Profile,
) -> Result<PreflightGrant, Reason> {
    check_reachable(response, origin, include, profile)?;
    let methods = list_values(&response.headers, "access-control-allow-methods")
        .map_err(|element| Reason::AllowMethodsMalformed { element })?
        .unwrap_or_default();
    let headers = list_values(&response.headers, "access-control-allow-headers")
        .map_err(|element| Reason::AllowHeadersMalformed { element })?
        .unwrap_or_default();
    Ok(PreflightGrant { methods, headers, max_age: preflight_max_age(&response.headers, profile) })
}

/// The CORS check and the [ok status](https://fetch.spec.whatwg.org/#ok-status).
fn check_reachable(
    response: &HttpResponse,
    origin: Option<&str>,
    include: bool,
    profile: Profile,
) -> Result<(), Reason> {
    let status = response.status;
    let is_ok = (200..=299).contains(&status);
    let check_status = || if is_ok { Ok(()) } else { Err(Reason::PreflightStatus { status }) };
    if profile.judges_preflight_status_first() {
        check_status()?;
    }
    let is_redirect = is_redirect_status(status)
        && header_list::lines(&response.headers, "location").next().is_some();
    if is_redirect {
        return Err(Reason::PreflightRedirect);
    }
    if let Some(origin) = origin {
        cors_check(&response.headers, origin, include)?;
    }
    check_status()
}

/// Methods compare with case, and `*` is a wildcard without credentials only.
fn check_method(question: &PreflightQuestion, methods: &[String]) -> Result<(), Reason> {
    let method = &question.method;
    let is_allowed = methods.contains(method)
        || is_safelisted_method(method.as_bytes())
        || (!question.include && has_wildcard(methods));
    if is_allowed { Ok(()) } else { Err(Reason::MethodNotAllowed { method: method.clone() }) }
}

/// Names compare without case; `*` is a wildcard without credentials only, and does not cover
/// `Authorization`.
fn check_headers(
    question: &PreflightQuestion,
    headers: &[String],
    profile: Profile,
) -> Result<(), Reason> {
    let covers_authorization = profile.wildcard_covers_authorization();
    let is_allowed = |name: &&String| {
        headers.iter().any(|header| header.eq_ignore_ascii_case(name))
            || (!question.include
                && has_wildcard(headers)
                && is_wildcard_name(name, covers_authorization))
    };
    match question.unsafe_names.iter().find(|name| !is_allowed(name)) {
        None => Ok(()),
        Some(name) => Err(Reason::HeaderNotAllowed { name: name.clone() }),
    }
}

fn has_wildcard(list: &[String]) -> bool {
    list.iter().any(|element| element == "*")
}

/// Whether `*` covers the name: all but the [CORS non-wildcard request-header
/// names](https://fetch.spec.whatwg.org/#cors-non-wildcard-request-header-name).
pub(super) fn is_wildcard_name(name: &str, covers_authorization: bool) -> bool {
    covers_authorization || !name.eq_ignore_ascii_case("authorization")
}
