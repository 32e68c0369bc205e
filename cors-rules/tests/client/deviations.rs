//! One test per known deviation of an engine: on for the engines that have it, off for the standard and the others.
//! Those of the cache are `deviations_of_the_cache`.

use cors_rules::client::*;

use crate::lab::*;
use crate::redirects::redirecting;

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
fn an_empty_allow_origin_line_is_ignored() {
    for lines in [["", PAGE], [PAGE, ""]] {
        let headers = lines.map(|line| (ALLOW_ORIGIN, line));
        holds_only_in(&[Profile::Firefox], |profile| {
            Lab::with_profile(profile)
                .fetch(get(), |_| answer(200, &headers))
                .outcome
                .readable()
                .is_some()
        });
    }
    holds_only_in(&[], |profile| {
        Lab::with_profile(profile)
            .fetch(get(), |_| answer(200, &[(ALLOW_ORIGIN, "")]))
            .outcome
            .readable()
            .is_some()
    });
}

#[test]
fn client_hints_are_safelisted_by_name_and_value() {
    let is_plain = |profile, name: &str, value: &str| {
        Lab::with_profile(profile).fetch(get().with_header(name, value), mirroring).preflights()
            == 0
    };
    for (name, value) in [
        ("DPR", "1.5"),
        ("Downlink", "01"),
        ("Device-Memory", "0"),
        ("Viewport-Width", "1"),
        ("Width", "320"),
        ("RTT", "50"),
        ("ECT", "slow-2g"),
        ("Save-Data", "ON"),
    ] {
        holds_only_in(&[Profile::Chromium], |profile| is_plain(profile, name, value));
    }
    for (name, value) in [
        ("DPR", "-1"),
        ("DPR", ".5"),
        ("DPR", "5."),
        ("DPR", "1.1.1"),
        ("DPR", "1e3"),
        ("Width", "1.5"),
        ("RTT", "+1"),
        ("ECT", "4G"),
        ("Save-Data", "off"),
    ] {
        holds_only_in(&[], |profile| is_plain(profile, name, value));
    }
}

#[test]
fn a_scripts_user_agent_is_dropped() {
    holds_only_in(&[Profile::Chromium], |profile| {
        let trace =
            Lab::with_profile(profile).fetch(get().with_header("User-Agent", "mine"), mirroring);
        let last = trace.sent.last().unwrap();
        assert_eq!(trace.preflights() == 1, last.header("user-agent") == Some("mine"));
        last.header("user-agent").is_none()
    });
}

#[test]
fn request_header_lines_are_joined_before_they_are_judged() {
    let accept =
        get().with_header("Accept", "a".repeat(100)).with_header("accept", "b".repeat(100));
    let typed = FetchRequest::new("POST", API)
        .with_header("Content-Type", "text/plain")
        .with_header("Content-Type", "text/plain");
    for request in [accept, typed] {
        holds_only_in(BLINK_AND_WEBKIT, |profile| {
            Lab::with_profile(profile).fetch(request.clone(), mirroring).preflights() == 1
        });
    }
}

#[test]
fn an_empty_location_is_no_redirect() {
    holds_only_in(&[Profile::Chromium], |profile| {
        let headers = [(ALLOW_ORIGIN, "*"), ("Location", "")];
        let trace = Lab::with_profile(profile).fetch(get(), |_| answer(302, &headers));
        trace.outcome.readable().is_some_and(|response| response.status == 302)
    });
}

#[test]
fn the_preflight_of_a_tainted_redirect_names_the_page() {
    let target = "https://third.example/";
    let server = |request: &HttpRequest| {
        if request.is_preflight || request.url == target {
            return mirroring(request);
        }
        answer(307, &[(ALLOW_ORIGIN, "*"), ("Location", target)])
    };
    let origins = |profile| {
        let trace = Lab::with_profile(profile).fetch(put(), server);
        assert!(trace.outcome.readable().is_some());
        trace.sent.iter().map(|sent| sent.header("origin").unwrap().to_owned()).collect::<Vec<_>>()
    };
    holds_only_in(&[Profile::Firefox], |profile| origins(profile) == [PAGE, PAGE, PAGE, "null"]);
    holds_only_in(&[Profile::Standard, Profile::Chromium, Profile::WebKit], |profile| {
        origins(profile) == [PAGE, PAGE, "null", "null"]
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
fn streaming_bodies_differ_in_every_engine() {
    let request = FetchRequest::new("POST", API).with_body(Body::Stream);
    let run = |profile| Lab::with_profile(profile).fetch(request.clone(), granting(&[]));
    holds_only_in(&[Profile::Standard, Profile::Chromium], |profile| {
        let trace = run(profile);
        trace.methods() == ["OPTIONS"] && *trace.reason() == Reason::StreamOverHttp1
    });
    holds_only_in(&[Profile::Firefox], |profile| {
        let trace = run(profile);
        trace.methods() == ["POST"] && trace.outcome.readable().is_some()
    });
    holds_only_in(&[Profile::WebKit], |profile| {
        let trace = run(profile);
        trace.sent.is_empty() && *trace.reason() == Reason::StreamNotAllowed
    });
}

#[test]
fn the_standard_is_the_default() {
    assert_eq!(Profile::default(), Profile::Standard);
}

#[test]
fn credentials_in_a_redirect_are_refused_at_home_too() {
    let home = "https://page.example/start";
    holds_only_in(&[Profile::Chromium], |profile| {
        let server = redirecting(302, home, "//user:pass@page.example/end");
        let trace = Lab::with_profile(profile).fetch(FetchRequest::new("GET", home), server);
        let Some(blocked) = trace.outcome.blocked() else { return false };
        assert!(matches!(blocked.reason, Reason::RedirectHasCredentials { .. }));
        assert_eq!(blocked.console_message(), None, "nothing about CORS is printed");
        true
    });
}
