//! One test per known deviation of an engine that follows a redirect.

use cors_rules::client::*;

use crate::deviations::{BLINK_AND_WEBKIT, holds_only_in};
use crate::lab::*;
use crate::redirects::redirecting;

const HOME: &str = "https://page.example/start";
const THIRD: &str = "https://third.example/";

/// What is sent when the first URL redirects.
fn sent(profile: Profile, request: FetchRequest, status: u16, target: &str) -> Vec<HttpRequest> {
    let url = request.url.clone();
    Lab::with_profile(profile).fetch(request, redirecting(status, &url, target)).sent
}

fn at_home(method: &str) -> FetchRequest {
    FetchRequest::new(method, HOME)
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

#[test]
fn an_empty_location_is_refused() {
    let headers = [(ALLOW_ORIGIN, "*"), ("Location", "")];
    holds_only_in(&[Profile::WebKit], |profile| {
        let trace = Lab::with_profile(profile).fetch(get(), |_| answer(302, &headers));
        trace.sent.len() == 1 && trace.outcome.blocked().is_some()
    });
}

#[test]
fn redirect_mode_error_wants_a_location() {
    for location in [None, Some("")] {
        let mut headers = vec![(ALLOW_ORIGIN, "*")];
        headers.extend(location.map(|location| ("Location", location)));
        let request = get().with_redirect(RedirectMode::Error);
        holds_only_in(BLINK_AND_WEBKIT, |profile| {
            let trace =
                Lab::with_profile(profile).fetch(request.clone(), |_| answer(302, &headers));
            trace.outcome.readable().is_some()
        });
    }
}

#[test]
fn redirect_mode_manual_parses_the_location() {
    let headers = [(ALLOW_ORIGIN, "*"), ("Location", "http://[")];
    let request = get().with_redirect(RedirectMode::Manual);
    holds_only_in(&[Profile::Chromium], |profile| {
        let trace = Lab::with_profile(profile).fetch(request.clone(), |_| answer(302, &headers));
        trace.outcome.blocked().is_some()
    });
}

#[test]
fn a_preflighted_fetch_is_preflighted_again_as_get() {
    holds_only_in(&[Profile::Firefox, Profile::WebKit], |profile| {
        let sent = sent(profile, put(), 303, THIRD);
        sent.len() == 4 && sent[2].is_preflight && sent[3].method == "GET"
    });
}

#[test]
fn a_header_that_was_dropped_still_asks_for_a_preflight() {
    let request = at_home("GET").with_header("authorization", "1");
    holds_only_in(&[Profile::Firefox], |profile| {
        let sent = sent(profile, request.clone(), 302, THIRD);
        sent[1].is_preflight && sent[1].header("access-control-request-headers").is_none()
    });
}

/// Each redirect forgets what the last one dropped, but for `Authorization` where it leaves an
/// origin itself.
#[test]
fn what_an_earlier_redirect_dropped_is_asked_for_again() {
    const NEXT: &str = "https://third.example/next";
    const FOURTH: &str = "https://fourth.example/";
    let server = |request: &HttpRequest| match request.url.as_str() {
        _ if request.is_preflight => mirroring(request),
        API => answer(302, &[(ALLOW_ORIGIN, "*"), ("Location", THIRD)]),
        THIRD => answer(302, &[(ALLOW_ORIGIN, "*"), ("Location", NEXT)]),
        NEXT => answer(302, &[(ALLOW_ORIGIN, "*"), ("Location", FOURTH)]),
        _ => mirroring(request),
    };
    holds_only_in(&[Profile::Firefox], |profile| {
        let request = get().with_header("authorization", "1");
        let trace = Lab::with_profile(profile).fetch(request, server);
        let preflights = trace.sent.iter().filter(|sent| sent.is_preflight);
        let asked: Vec<_> =
            preflights.map(|sent| sent.header("access-control-request-headers")).collect();
        asked == [Some("authorization"), None, Some("authorization"), None]
    });
}

#[test]
fn headers_stay_in_redirects() {
    for (method, name) in [("GET", "authorization"), ("PUT", "content-type")] {
        let request = FetchRequest::new(method, API).with_header(name, "1");
        holds_only_in(&[Profile::WebKit], |profile| {
            let sent = sent(profile, request.clone(), 303, THIRD);
            sent.last().unwrap().header(name) == Some("1")
        });
    }
}

#[test]
fn client_hints_are_dropped_abroad() {
    let keeps = |profile, name: &str, target: &str| {
        let sent = sent(profile, get().with_header(name, "x"), 302, target);
        sent.last().unwrap().header(name).is_some()
    };
    let others = [Profile::Standard, Profile::Firefox, Profile::WebKit];
    let all = [Profile::Standard, Profile::Chromium, Profile::Firefox, Profile::WebKit];
    holds_only_in(&others, |profile| keeps(profile, "dpr", THIRD));
    holds_only_in(&all, |profile| keeps(profile, "dpr", HOME));
    holds_only_in(&all, |profile| keeps(profile, "save-data", THIRD));
}

#[test]
fn the_origin_stays_at_home() {
    holds_only_in(&[Profile::WebKit], |profile| {
        let sent = sent(profile, at_home("POST"), 301, "/end");
        sent[1].method == "GET" && sent[1].header("origin") == Some(PAGE)
    });
}

#[test]
fn a_delete_becomes_a_get_abroad() {
    let is_get = |profile, target: &str| {
        let request = FetchRequest::new("DELETE", API);
        sent(profile, request, 307, target).last().unwrap().method == "GET"
    };
    holds_only_in(&[Profile::WebKit], |profile| is_get(profile, THIRD));
    holds_only_in(&[], |profile| is_get(profile, "/other"));
}

#[test]
fn a_preflight_back_home_need_not_allow_the_origin() {
    let server = |request: &HttpRequest| match (request.is_preflight, request.url == HOME) {
        (true, true) => answer(204, &[(ALLOW_METHODS, "PUT")]),
        (false, false) => redirecting(307, API, HOME)(request),
        _ => mirroring(request),
    };
    holds_only_in(&[Profile::Firefox], |profile| {
        Lab::with_profile(profile).fetch(put(), server).outcome.readable().is_some()
    });
}

#[test]
fn no_cors_redirects_taint() {
    let request = at_home("POST").with_mode(RequestMode::NoCors);
    holds_only_in(&[Profile::Chromium], |profile| {
        let sent = sent(profile, request.clone(), 308, THIRD);
        sent[1].header("origin") == Some("null")
    });
}

#[test]
fn redirects_after_leaving_home_are_judged_with_credentials() {
    let server = |request: &HttpRequest| match request.url.as_str() {
        HOME => answer(302, &[("Location", THIRD)]),
        THIRD => answer(302, &[(ALLOW_ORIGIN, "*"), ("Location", API)]),
        _ => mirroring(request),
    };
    holds_only_in(&[Profile::WebKit], |profile| {
        let trace = Lab::with_profile(profile).fetch(at_home("GET"), server);
        trace.outcome.blocked().is_some()
    });
    let omitting = at_home("GET").with_credentials_mode(CredentialsMode::Omit);
    holds_only_in(&[], |profile| {
        Lab::with_profile(profile).fetch(omitting.clone(), server).outcome.blocked().is_some()
    });
}

#[test]
fn credentials_abroad_are_refused_after_the_preflight() {
    let target = "https://user:pass@third.example/";
    let request = at_home("GET").with_header("x-a", "1");
    holds_only_in(&[Profile::WebKit], |profile| {
        let sent = sent(profile, request.clone(), 302, target);
        sent.len() == 2 && sent[1].is_preflight
    });
    // Where there is no preflight, nothing is sent anywhere.
    holds_only_in(&[], |profile| sent(profile, at_home("GET"), 302, target).len() > 1);
}
