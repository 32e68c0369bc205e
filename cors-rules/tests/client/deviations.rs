//! One test per known deviation of an engine: on for the engines that have it, off for the standard and the others.

use cors_rules::client::*;

use crate::lab::*;

const ALL: [Profile; 4] = [Profile::Standard, Profile::Chromium, Profile::Firefox, Profile::WebKit];
const ENGINES: &[Profile] = &[Profile::Chromium, Profile::Firefox, Profile::WebKit];
const BLINK_AND_WEBKIT: &[Profile] = &[Profile::Chromium, Profile::WebKit];

/// Asserts that something holds under exactly these profiles.
fn holds_only_in(expected: &[Profile], holds: impl Fn(Profile) -> bool) {
    let found: Vec<Profile> = ALL.into_iter().filter(|profile| holds(*profile)).collect();
    assert_eq!(found, expected);
}

/// How many preflights a sequence of fetches causes, by a server that answers preflights like this.
fn preflights(profile: Profile, requests: &[FetchRequest], grant: &[(&str, &str)]) -> Vec<usize> {
    let mut lab = Lab::with_profile(profile);
    requests
        .iter()
        .map(|request| lab.fetch(request.clone(), granting(grant)).preflights())
        .collect()
}

fn is_cached(profile: Profile, request: &FetchRequest, grant: &[(&str, &str)]) -> bool {
    match preflights(profile, &[request.clone(), request.clone()], grant)[..] {
        [1, 0] => true,
        [1, 1] => false,
        ref other => panic!("{other:?}"),
    }
}

/// The max-age of a value, put to the test: cached at this many seconds.
fn is_cached_after(profile: Profile, seconds: u64, value: &str) -> bool {
    let mut lab = Lab::with_profile(profile);
    let grant = [(ALLOW_METHODS, "PUT"), (MAX_AGE, value)];
    lab.fetch(put(), granting(&grant));
    lab.now += seconds;
    lab.fetch(put(), granting(&grant)).preflights() == 0
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
fn a_cached_star_covers_authorization() {
    let stars = [(ALLOW_METHODS, "*"), (ALLOW_HEADERS, "*"), (MAX_AGE, "600")];
    holds_only_in(&[Profile::WebKit], |profile| {
        let second = put().with_header("authorization", "1");
        preflights(profile, &[put(), second], &stars) == [1, 0]
    });
}

#[test]
fn a_negative_max_age_turns_caching_off() {
    holds_only_in(ENGINES, |profile| !is_cached_after(profile, 0, "-1"));
}

#[test]
fn a_max_age_that_is_not_all_digits_turns_caching_off() {
    for value in ["abc", "10.5", "1e3", "\"10\"", "10,20", "0x10", "+10"] {
        holds_only_in(&[Profile::Firefox], |profile| !is_cached_after(profile, 0, value));
    }
    let lines = [(ALLOW_METHODS, "PUT"), (MAX_AGE, "600"), (MAX_AGE, "0")];
    holds_only_in(&[Profile::Firefox], |profile| !is_cached(profile, &put(), &lines));
}

#[test]
fn an_empty_max_age_is_an_absent_one_everywhere() {
    holds_only_in(&ALL, |profile| is_cached_after(profile, 4, ""));
    holds_only_in(&[], |profile| is_cached_after(profile, 5, ""));
}

#[test]
fn max_age_is_a_signed_64_bit_integer() {
    holds_only_in(&[Profile::Chromium], |profile| is_cached_after(profile, 9, "+10"));
    let nines = "9".repeat(20);
    holds_only_in(&[Profile::Chromium], |profile| !is_cached_after(profile, 5, &nines));
    holds_only_in(&ALL, |profile| is_cached_after(profile, 5, "4294967296"));
}

#[test]
fn engines_cap_max_age() {
    for (profile, limit) in
        [(Profile::Chromium, 7_200), (Profile::Firefox, 86_400), (Profile::WebKit, 600)]
    {
        assert!(is_cached_after(profile, limit - 1, "1000000"), "{profile:?}");
        assert!(!is_cached_after(profile, limit, "1000000"), "{profile:?}");
    }
    assert!(is_cached_after(Profile::Standard, 999_999, "1000000"));
}

#[test]
fn what_star_granted_is_not_cached() {
    let methods = [(ALLOW_METHODS, "*"), (MAX_AGE, "600")];
    holds_only_in(&[Profile::Firefox], |profile| !is_cached(profile, &put(), &methods));
    let headers = [(ALLOW_HEADERS, "*"), (MAX_AGE, "600")];
    let request = get().with_header("x-a", "1");
    holds_only_in(&[Profile::Firefox], |profile| !is_cached(profile, &request, &headers));
}

#[test]
fn a_preflight_for_head_is_not_cached() {
    let grant = [(ALLOW_HEADERS, "x-a"), (MAX_AGE, "600")];
    let head = FetchRequest::new("HEAD", API).with_header("x-a", "1");
    holds_only_in(&[Profile::Firefox], |profile| !is_cached(profile, &head, &grant));
    let post = FetchRequest::new("POST", API).with_header("x-a", "1");
    holds_only_in(&ALL, |profile| is_cached(profile, &post, &grant));
}

#[test]
fn with_credentials_a_cached_star_is_literal() {
    let grant = [(ALLOW_METHODS, "*"), (ALLOW_HEADERS, "x-a"), (MAX_AGE, "600")];
    let requests = [get().with_header("x-a", "1").with_credentials(), put().with_credentials()];
    holds_only_in(ENGINES, |profile| preflights(profile, &requests, &grant) == [1, 1]);
}

#[test]
fn the_cache_separates_credentials() {
    let grant = [(ALLOW_METHODS, "PUT"), (MAX_AGE, "600")];
    let requests = [put().with_credentials(), put()];
    holds_only_in(&[Profile::Firefox], |profile| preflights(profile, &requests, &grant) == [1, 1]);
}

#[test]
fn the_cache_keeps_the_last_answer_only() {
    let delete = FetchRequest::new("DELETE", API);
    let preflights_of = |profile, requests: [FetchRequest; 3]| {
        let mut lab = Lab::with_profile(profile);
        requests.map(|request| lab.fetch(request, mirroring).preflights())
    };
    holds_only_in(BLINK_AND_WEBKIT, |profile| {
        preflights_of(profile, [put(), delete.clone(), put()]) == [1, 1, 1]
    });
    let with = |name: &str| get().with_header(name, "1");
    holds_only_in(BLINK_AND_WEBKIT, |profile| {
        preflights_of(profile, [with("x-a"), with("x-b"), with("x-a")]) == [1, 1, 1]
    });
}

#[test]
fn the_cache_survives_a_failed_fetch() {
    holds_only_in(BLINK_AND_WEBKIT, |profile| {
        let mut lab = Lab::with_profile(profile);
        let server = |request: &HttpRequest| {
            if request.is_preflight { mirroring(request) } else { answer(200, &[]) }
        };
        assert!(lab.fetch(put(), server).outcome.blocked().is_some());
        lab.fetch(put(), server).preflights() == 0
    });
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
