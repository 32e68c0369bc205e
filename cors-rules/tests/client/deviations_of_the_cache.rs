//! One test per known deviation of an engine's preflight cache.

use cors_rules::client::*;

use crate::deviations::{ALL, BLINK_AND_WEBKIT, ENGINES, holds_only_in};
use crate::lab::*;
use crate::redirects::redirecting;

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
fn a_tainted_redirect_is_preflighted_every_time() {
    let target = "https://third.example/";
    let preflights_of_two = |profile| {
        let mut lab = Lab::with_profile(profile);
        [0, 1].map(|_| lab.fetch(put(), redirecting(307, API, target)).preflights())
    };
    holds_only_in(BLINK_AND_WEBKIT, |profile| preflights_of_two(profile) == [2, 1]);
    holds_only_in(&[Profile::Standard, Profile::Firefox], |profile| {
        preflights_of_two(profile) == [2, 0]
    });
}

#[test]
fn opaque_pages_are_preflighted_every_time() {
    holds_only_in(&[Profile::Chromium], |profile| {
        let mut lab = Lab { page: PageOrigin::opaque(), ..Lab::with_profile(profile) };
        [0, 1].map(|_| lab.fetch(put(), mirroring).preflights()) == [1, 1]
    });
}

#[test]
fn a_star_cached_with_credentials_is_literal_without_them() {
    let grant = [(ALLOW_METHODS, "PUT"), (ALLOW_HEADERS, "*"), (MAX_AGE, "600")];
    let requests = [put().with_credentials(), get().with_header("x-a", "1")];
    holds_only_in(&[Profile::Standard, Profile::WebKit], |profile| {
        preflights(profile, &requests, &grant) == [1, 0]
    });
}

#[test]
fn cached_answers_cover_safelisted_methods() {
    let listening = FetchRequest::new("POST", API).with_body(Body::text()).with_upload_listeners();
    let grant = [(ALLOW_METHODS, "PUT"), (MAX_AGE, "600")];
    holds_only_in(ENGINES, |profile| is_cached(profile, &listening, &grant));
}

#[test]
fn an_insufficient_answer_is_cached() {
    let grant = [(ALLOW_METHODS, "PUT"), (MAX_AGE, "600")];
    let requests = [FetchRequest::new("DELETE", API), put()];
    holds_only_in(&[Profile::WebKit], |profile| preflights(profile, &requests, &grant) == [1, 0]);
}

#[test]
fn every_failure_clears_the_cache() {
    let preflights_around = |profile, between: &FetchRequest, status: u16| {
        let mut lab = Lab::with_profile(profile);
        let failing = answer(status, &[("Location", "/")]);
        lab.fetch(put(), mirroring);
        assert!(lab.fetch(between.clone(), |_| failing.clone()).outcome.blocked().is_some());
        lab.fetch(put(), mirroring).preflights()
    };
    holds_only_in(&[Profile::Firefox], |profile| preflights_around(profile, &get(), 200) == 1);
    let same_origin = get().with_mode(RequestMode::SameOrigin);
    holds_only_in(&[], |profile| preflights_around(profile, &same_origin, 200) == 1);
}

#[test]
fn redirect_mode_error_clears_the_cache() {
    let erring = put().with_redirect(RedirectMode::Error);
    let server = |request: &HttpRequest| {
        if request.is_preflight {
            mirroring(request)
        } else {
            answer(302, &[(ALLOW_ORIGIN, PAGE), ("Location", "/")])
        }
    };
    holds_only_in(&[Profile::Standard], |profile| {
        let mut lab = Lab::with_profile(profile);
        lab.fetch(erring.clone(), server);
        lab.fetch(put(), mirroring).preflights() == 1
    });
}
