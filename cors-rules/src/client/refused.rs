//! Answers that end a fetch before anybody looks at CORS: a 401 that wants the body once more, and
//! what the network layers of engines refuse. Called by `exchange`.

use super::active::Active;
use super::header_list::lines;
use super::merged_lines::is_contradicting;
use super::{Body, HttpResponse, Profile, Reason, Tainting};

/// Why the answer counts as none.
pub(super) fn why_refused(response: &HttpResponse, profile: Profile) -> Option<Reason> {
    if is_contradicting(&response.headers, profile) {
        return Some(Reason::RedirectUrlInvalid);
    }
    (response.status == 407 && profile.refuses_proxy_challenges()).then_some(Reason::NetworkFailure)
}

/// Whether the answer asks for a password, and for the body once more, where this was a stream
/// ([HTTP-network-or-cache
/// fetch](https://fetch.spec.whatwg.org/#concept-http-network-or-cache-fetch), at status 401).
pub(super) fn asks_for_stream_again(
    active: &Active,
    response: &HttpResponse,
    profile: Profile,
) -> bool {
    response.status == 401
        && active.body == Body::Stream
        && active.tainting != Tainting::Cors
        && active.sends_credentials()
        && (!profile.answers_known_challenges_only() || has_known_challenge(response))
}

/// Whether a line of `WWW-Authenticate` names a scheme that browsers know and can begin.
fn has_known_challenge(response: &HttpResponse) -> bool {
    lines(&response.headers, "www-authenticate").any(|line| {
        let (scheme, parameters) = line.split_once(' ').unwrap_or((line, ""));
        scheme.eq_ignore_ascii_case("basic")
            || (scheme.eq_ignore_ascii_case("digest") && parameters.contains("nonce="))
    })
}
