//! Following a redirect: where it leads, what it drops, and when the origin becomes `null`.

use url::Url;

use super::active::Active;
use super::client_hint::is_client_hint;
use super::http_url::{has_credentials, is_http};
use super::location::location_url;
use super::{
    Body, HttpResponse, Profile, Reason, RedirectMode, RequestMode, Stage, Tainting, header_list,
    is_redirect_status,
};

/// The most redirects that are followed.
pub const MAX_REDIRECTS: usize = 20;

/// Moves the request on to where the response leads
/// ([HTTP-redirect fetch](https://fetch.spec.whatwg.org/#concept-http-redirect-fetch)). `Ok(false)`
/// where it leads nowhere: the response is the answer.
pub(super) fn follow(
    active: &mut Active,
    response: &HttpResponse,
    profile: Profile,
) -> Result<bool, Reason> {
    let Some(target) = location_url(&active.url, response, profile)? else { return Ok(false) };
    check_target(active, &target, profile)?;
    if response.status != 303 && active.body == Body::Stream {
        return Err(Reason::StreamRedirected);
    }
    let had_origin = active.origin_header(profile).is_some();
    let crosses = active.url.origin() != target.origin();
    let deletes = active.method == "DELETE" && crosses && profile.redirects_delete_as_get();
    active.dropped.clear();
    let keeps = profile.keeps_headers_in_redirects();
    if deletes || becomes_get(response.status, &active.method) {
        active.become_get();
        if !keeps {
            active.drop_headers(is_request_body_header);
        }
    }
    if crosses && !keeps {
        active.drop_headers(|name| name.eq_ignore_ascii_case("authorization"));
        // Counts as dropped by this redirect too, though an earlier one may have removed it
        // already.
        active.dropped.push("authorization".to_owned());
    }
    if profile.drops_client_hints_in_redirects() && !active.page.is_same_origin(&target) {
        active.drop_headers(is_client_hint);
    }
    active.had_origin = had_origin && !crosses;
    active.earlier.push(std::mem::replace(&mut active.url, target));
    Ok(true)
}

/// Whether an engine takes the response for a redirect; by the standard its status alone decides.
pub(super) fn is_redirect(response: &HttpResponse, mode: RedirectMode, profile: Profile) -> bool {
    let needs_location =
        mode == RedirectMode::Error && profile.refuses_redirects_with_location_only();
    let mut lines = header_list::lines(&response.headers, "location");
    is_redirect_status(response.status) && (!needs_location || lines.any(|line| !line.is_empty()))
}

/// Whether `Location` is no URL, which matters where redirects are not followed.
pub(super) fn has_bad_location(current: &Url, response: &HttpResponse, profile: Profile) -> bool {
    profile.parses_location_in_manual_mode() && location_url(current, response, profile).is_err()
}

fn check_target(active: &mut Active, target: &Url, profile: Profile) -> Result<(), Reason> {
    if !is_http(target) {
        return Err(Reason::RedirectScheme { url: target.to_string() });
    }
    if active.earlier.len() >= MAX_REDIRECTS {
        return Err(Reason::TooManyRedirects);
    }
    let is_cors_elsewhere = active.mode == RequestMode::Cors && !active.page.is_same_origin(target);
    let is_refused = is_cors_elsewhere
        || active.tainting == Tainting::Cors
        || (profile.refuses_credentials_in_any_redirect() && !active.is_xhr);
    if !is_refused || !has_credentials(target) {
        return Ok(());
    }
    let reason = Reason::RedirectHasCredentials { url: target.to_string() };
    if active.tainting == Tainting::Basic && profile.preflights_before_refusing_credentials() {
        active.deferred = Some((reason, Stage::Redirect));
        return Ok(());
    }
    Err(reason)
}

fn becomes_get(status: u16, method: &str) -> bool {
    match status {
        301 | 302 => method == "POST",
        303 => !matches!(method, "GET" | "HEAD"),
        _ => false,
    }
}

/// [Request-body-header names](https://fetch.spec.whatwg.org/#request-body-header-name).
fn is_request_body_header(name: &str) -> bool {
    ["content-encoding", "content-language", "content-location", "content-type"]
        .iter()
        .any(|known| name.eq_ignore_ascii_case(known))
}
