//! One test per known deviation of an engine: on for the engines that have it, off for the standard
//! and the others. Those of the cache, of requests and of redirects are in the files beside this
//! one.

use cors_rules::client::*;

use crate::lab::*;

pub(crate) const ALL: [Profile; 4] =
    [Profile::Standard, Profile::Chromium, Profile::Firefox, Profile::WebKit];
pub(crate) const ENGINES: &[Profile] = &[Profile::Chromium, Profile::Firefox, Profile::WebKit];
pub(crate) const BLINK_AND_WEBKIT: &[Profile] = &[Profile::Chromium, Profile::WebKit];

/// Asserts that something holds under exactly these profiles.
pub(crate) fn holds_only_in(expected: &[Profile], holds: impl Fn(Profile) -> bool) {
    let found: Vec<Profile> = ALL.into_iter().filter(|profile| holds(*profile)).collect();
    assert_eq!(found, expected);
}

#[test]
fn allow_headers_star_covers_authorization() {
    let request = get().with_header("authorization", "1");
    let stars = [(ALLOW_HEADERS, "*")];
    let is_readable = |profile, request: &FetchRequest| {
        Lab::with_profile(profile)
            .fetch(request.clone(), granting(&stars))
            .outcome
            .readable()
            .is_some()
    };
    holds_only_in(ENGINES, |profile| is_readable(profile, &request));
    holds_only_in(&[], |profile| is_readable(profile, &request.clone().with_credentials()));
}

#[test]
fn an_empty_line_counts_for_nothing_beside_another() {
    let shown = |profile, values: [&str; 2]| {
        let lines = [(ALLOW_ORIGIN, "*"), (EXPOSE, "x-a"), ("x-a", values[0]), ("x-a", values[1])];
        let trace = Lab::with_profile(profile).fetch(get(), |_| answer(200, &lines));
        trace.readable().header("x-a").unwrap()
    };
    holds_only_in(&[Profile::Firefox], |profile| shown(profile, ["", "1"]) == "1");
    holds_only_in(&[Profile::Firefox], |profile| shown(profile, ["1", ""]) == "1");
    holds_only_in(&[Profile::Firefox], |profile| shown(profile, ["", ""]).is_empty());
}

#[test]
fn no_engine_overlooks_an_empty_allow_origin_line() {
    for lines in [["", PAGE], [PAGE, ""], ["", ""]] {
        let headers = lines.map(|line| (ALLOW_ORIGIN, line));
        holds_only_in(&ALL, |profile| {
            let trace = Lab::with_profile(profile).fetch(get(), |_| answer(200, &headers));
            trace.outcome.blocked().is_some()
        });
    }
}

#[test]
fn bytes_that_are_no_utf8_are_replaced() {
    let shown = |profile, value: &[u8]| {
        let response = answer(200, &[(ALLOW_ORIGIN, "*"), (EXPOSE, "*")]);
        let trace = Lab::with_profile(profile)
            .fetch(get(), |_| response.clone().with_header_bytes("x-a", value));
        trace.readable().header("x-a").unwrap()
    };
    holds_only_in(&[Profile::WebKit], |profile| {
        shown(profile, b"caf\xE9") == "caf\u{ef}\u{bf}\u{bd}"
    });
    holds_only_in(&ALL, |profile| shown(profile, b"caf\xC3\xA9") == "caf\u{c3}\u{a9}");
}

#[test]
fn a_star_exposes_all_though_a_malformed_element_follows() {
    let is_exposed = |profile, list: &str| {
        let lines = [(ALLOW_ORIGIN, "*"), (EXPOSE, list), ("x-a", "1")];
        let trace = Lab::with_profile(profile).fetch(get(), |_| answer(200, &lines));
        trace.readable().header("x-a").is_some()
    };
    holds_only_in(&[Profile::Firefox], |profile| is_exposed(profile, "*, b@d"));
    holds_only_in(&[], |profile| is_exposed(profile, "b@d, *"));
    holds_only_in(&[], |profile| is_exposed(profile, "x-a, b@d"));
}

#[test]
fn an_absent_list_of_methods_grants_none() {
    let listening = put().with_body(Body::text()).with_upload_listeners();
    holds_only_in(ENGINES, |profile| {
        Lab::with_profile(profile).fetch(listening.clone(), granting(&[])).preflights() == 1
            && Lab::with_profile(profile)
                .fetch(listening.clone(), granting(&[]))
                .outcome
                .blocked()
                .is_some()
    });
}

#[test]
fn the_status_of_a_preflight_is_judged_first() {
    let reason = |profile, status, headers: &[(&str, &str)]| {
        Lab::with_profile(profile).fetch(put(), |_| answer(status, headers)).reason().clone()
    };
    holds_only_in(&[Profile::WebKit], |profile| {
        reason(profile, 500, &[]) == Reason::PreflightStatus { status: 500 }
    });
    holds_only_in(&[Profile::WebKit], |profile| {
        reason(profile, 302, &[("Location", "/")]) == Reason::PreflightStatus { status: 302 }
    });
}

#[test]
fn the_standard_is_the_default() {
    assert_eq!(Profile::default(), Profile::Standard);
}
