//! Rules about fields that are fine alone and dangerous together. The conditions themselves are
//! predicates of [`Summary`]: generated code evaluates them again for an overlay, at compile time;
//! here they are evaluated for each entry.

use crate::shown::shown;
use crate::{Danger, Draft, HostPattern, Issue, Key, OriginPattern, Place, Rule, Summary, Surface};

use super::expose::CheckedExpose;
use super::findings::Findings;
use super::origins::CheckedOrigins;

/// Checks what credentials and escapes mean for the other keys; sums the entries up.
pub(super) fn check_combinations(
    draft: &Draft,
    origins: &CheckedOrigins,
    expose: &CheckedExpose,
    issues: &mut Findings,
) -> Summary {
    let escapes = Summary {
        any_origin: origins.any.is_some(),
        any_expose: expose.any().is_some(),
        insecure_allowed: draft.dangerous.contains(&Danger::InsecureOrigins),
        public_suffix_allowed: draft.dangerous.contains(&Danger::PublicSuffixes),
        any_extension_allowed: draft.dangerous.contains(&Danger::AnyExtension),
        ..Summary::NONE
    };
    let keys = issues.keys();
    issues.extend(any_origin_with_credentials(draft, escapes, origins.any, keys));
    issues.extend(any_expose_with_credentials(draft, escapes, expose.any(), keys));
    let mut summary = escapes;
    // Beside `*` the entries mean nothing, which `any_origin_with_list` has reported.
    let entries = origins.patterns.iter().filter(|_| origins.any.is_none());
    for (place, pattern) in entries {
        let entry =
            Summary { any_origin: false, any_expose: false, ..escapes }.or(summarize(pattern));
        let _ = insecure_origin_with_credentials(draft, entry, pattern, *place, issues)
            || public_suffix_with_credentials(draft, entry, pattern, *place, issues)
            || any_extension_with_credentials(draft, entry, pattern, *place, issues);
        summary = summary.or(entry);
    }
    unused_dangers(draft, origins, summary, issues);
    summary
}

/// The summary of one pattern. `null` counts as insecure, because any page can have it; with
/// credentials it needs `dangerous(insecure_origins)` beside `dangerous(null_origin)`.
fn summarize(pattern: &OriginPattern) -> Summary {
    let shape = pattern.as_shape();
    Summary {
        insecure_origin: shape.is_insecure(),
        public_suffix: shape.covers_public_suffix(),
        any_extension: shape.is_any_extension(),
        ..Summary::NONE
    }
}

/// `*` never goes with credentials
/// (<https://fetch.spec.whatwg.org/#cors-protocol-and-credentials>).
/// Refused: `origins = any, credentials`. Accepted: a list with credentials. No escape lifts it.
fn any_origin_with_credentials(
    draft: &Draft,
    summary: Summary,
    any: Option<Place>,
    surface: Surface,
) -> Option<Issue> {
    let place = any.filter(|_| summary.any_origin_with_credentials(draft.credentials))?;
    Some(Issue::new(
        Rule::AnyOriginWithCredentials,
        place,
        "*",
        "`*` cannot go with credentials: browsers refuse it, and every site could act for the visitor if they did not",
        format!(
            "list the origins that may use credentials, or remove {}; \
             a policy for everybody as the shadow of that list tells who else asks",
            surface.credentials()
        ),
    ))
}

/// With credentials `*` is the name of a header
/// (<https://fetch.spec.whatwg.org/#http-access-control-expose-headers>).
/// Refused: `expose = any, credentials`. Accepted: `expose = ["x-name"], credentials`.
fn any_expose_with_credentials(
    draft: &Draft,
    summary: Summary,
    any: Option<Place>,
    surface: Surface,
) -> Option<Issue> {
    let place = any.filter(|_| summary.any_expose_with_credentials(draft.credentials))?;
    Some(Issue::new(
        Rule::AnyExposeWithCredentials,
        place,
        "*",
        "`*` exposes nothing where credentials are included: browsers take it for the name of a header",
        format!(
            "list the headers that scripts may read, for example `{}`",
            surface.list(Key::Expose, ["x-name"])
        ),
    ))
}

/// Whoever controls the network can send requests in the name of an origin without TLS, and with
/// the visitor's cookies (<https://fetch.spec.whatwg.org/#cors-protocol-and-credentials>). An address
/// of a network changes hands, so no network gets credentials, loopback and `https` included: who
/// means one host names it.
/// Refused: `http://a.example`, `https://10.0.0.0/8` with credentials.
/// Accepted: `https://a.example`, `http://localhost:3000`.
fn insecure_origin_with_credentials(
    draft: &Draft,
    entry: Summary,
    pattern: &OriginPattern,
    place: Place,
    issues: &mut Findings,
) -> bool {
    let (keys, origins) = (issues.keys(), issues.origins());
    entry.insecure_origin_with_credentials(draft.credentials)
        && issues.report(Rule::InsecureOriginWithCredentials, || {
            describe_insecure(pattern, place, keys, origins)
        })
}

fn describe_insecure(
    pattern: &OriginPattern,
    place: Place,
    keys: Surface,
    origins: Surface,
) -> Issue {
    let text = pattern.to_string();
    let what = match pattern.host {
        HostPattern::Network(_) => "is every host of a network, whoever has its addresses",
        _ if pattern.is_null() => "can be anybody",
        _ => "has no TLS",
    };
    let message = format!("`{}` {what}, and credentials would go with it", shown(&text));
    let secure = match text.strip_prefix("http://") {
        _ if matches!(pattern.host, HostPattern::Network(_)) => {
            "name the `https` origin of each host, or".to_owned()
        }
        Some(rest) if pattern.port == crate::PortPattern::Exact(None) => {
            format!("write `{}`, or", origins.entry(Key::Origins, &format!("https://{rest}")))
        }
        _ => "use an `https` origin, or".to_owned(),
    };
    let help = format!(
        "{secure} remove {} ({} admits it all the same)",
        keys.credentials(),
        keys.danger(Danger::InsecureOrigins)
    );
    let mark = 0..pattern.scheme.len();
    Issue::new(Rule::InsecureOriginWithCredentials, place, text, message, help).with_mark(mark)
}

/// Anybody can register a host under a public suffix (<https://publicsuffix.org/>), so a wildcard
/// over one, or over what stands above several, gives everybody's pages the visitor's credentials.
/// Refused: `https://*.github.io`, `https://*.amazonaws.com`.
/// Accepted: `https://*.me.github.io`, `https://github.io`.
fn public_suffix_with_credentials(
    draft: &Draft,
    entry: Summary,
    pattern: &OriginPattern,
    place: Place,
    issues: &mut Findings,
) -> bool {
    let keys = issues.keys();
    entry.public_suffix_with_credentials(draft.credentials)
        && issues.report(Rule::PublicSuffixWithCredentials, || {
            describe_public_suffix(pattern, place, keys)
        })
}

fn describe_public_suffix(pattern: &OriginPattern, place: Place, keys: Surface) -> Issue {
    let text = pattern.to_string();
    let base = match &pattern.host {
        HostPattern::Subdomains(base) => base.as_ref(),
        _ => "",
    };
    let message = format!(
        "`{}` covers hosts that anybody can register under `{}`",
        shown(&text),
        shown(base)
    );
    let help = format!(
        "name a host of your own, for example `{}://*.you.{base}` ({} admits it all the same)",
        pattern.scheme,
        keys.danger(Danger::PublicSuffixes)
    );
    let start = pattern.scheme.len() + "://".len();
    let mark = start..start + "*.".len() + base.len();
    Issue::new(Rule::PublicSuffixWithCredentials, place, text, message, help).with_mark(mark)
}

/// An extension that a visitor has installed can do what its maker likes, and anybody can be the
/// maker of one. Firefox and Safari give each installation an identifier of its own, so that a list
/// cannot tell extensions apart there; a token in a header can.
/// Refused: `moz-extension://*` with credentials.
/// Accepted: `chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai` with credentials.
fn any_extension_with_credentials(
    draft: &Draft,
    entry: Summary,
    pattern: &OriginPattern,
    place: Place,
    issues: &mut Findings,
) -> bool {
    let keys = issues.keys();
    entry.any_extension_with_credentials(draft.credentials)
        && issues.report(Rule::AnyExtensionWithCredentials, || {
            describe_any_extension(pattern, place, keys)
        })
}

fn describe_any_extension(pattern: &OriginPattern, place: Place, keys: Surface) -> Issue {
    let text = pattern.to_string();
    let message = format!(
        "`{text}` is every extension that a visitor has installed, and credentials would go with it"
    );
    let instead = match &*pattern.scheme {
        "chrome-extension" => {
            "list the origin of your extension, which is `chrome-extension://` and its identifier"
        }
        // The identifier differs from one installation to the next.
        _ => "let your extension send a token in a header",
    };
    let help = format!(
        "{instead}, or remove {} ({} admits it all the same)",
        keys.credentials(),
        keys.danger(Danger::AnyExtension)
    );
    let mark = text.len() - 1..text.len();
    Issue::new(Rule::AnyExtensionWithCredentials, place, text, message, help).with_mark(mark)
}

/// An escape that nothing needs would hide the next mistake. Not checked where more origins follow
/// at run time, or where the written ones have to change anyway.
fn unused_dangers(
    draft: &Draft,
    origins: &CheckedOrigins,
    summary: Summary,
    issues: &mut Findings,
) {
    let must_change = origins.faulty || summary.any_origin_with_credentials(draft.credentials);
    if must_change || origins.open {
        return;
    }
    let needs = Danger::ALL.map(|danger| (danger, why_unused(draft, origins, summary, danger)));
    for (index, danger) in draft.dangerous.iter().enumerate() {
        let place = Place::entry(Key::Dangerous, index);
        let why = needs.iter().find(|(own, _)| own == danger).and_then(|(_, why)| *why);
        unused_danger(*danger, why, place, issues);
    }
}

/// Each escape is needed by some entry.
/// Refused: `["https://a.example"], dangerous(insecure_origins)`.
/// Accepted: the same without the escape.
fn unused_danger(danger: Danger, why: Option<&str>, place: Place, issues: &mut Findings) -> bool {
    let (name, written) = (danger.name(), issues.keys().danger(danger));
    why.is_some_and(|why| {
        issues.report(Rule::UnusedDanger, || {
            let message = format!("{written} is not needed: {why}");
            Issue::new(Rule::UnusedDanger, place, name, message, "remove it")
        })
    })
}

/// Why nothing needs this escape, if nothing does.
fn why_unused(
    draft: &Draft,
    origins: &CheckedOrigins,
    summary: Summary,
    danger: Danger,
) -> Option<&'static str> {
    // The credentials of an overlay may come from the policy beneath it.
    let credentials = draft.credentials || draft.is_overlay;
    let (is_needed, why) = match danger {
        Danger::InsecureOrigins => (
            credentials && summary.insecure_origin,
            "neither an origin without TLS nor a network is listed together with `credentials`",
        ),
        Danger::PublicSuffixes => (
            credentials && summary.public_suffix,
            "no wildcard over a public suffix is listed together with `credentials`",
        ),
        Danger::AnyExtension => (
            credentials && summary.any_extension,
            "no pattern for every extension of a browser is listed together with `credentials`",
        ),
        Danger::NullOrigin => {
            (origins.patterns.iter().any(|(_, pattern)| pattern.is_null()), "`null` is not listed")
        }
    };
    (!is_needed).then_some(why)
}
