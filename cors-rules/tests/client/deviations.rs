//! One test per known deviation of an engine: on for the engines that have it, off for the standard
//! and the others. Those of the cache, of requests and of redirects are in the files beside this
//! one.

use cors_rules::client::*;

use crate::lab::*;

pub(crate) const ALL: [Profile; 4] =
    [Profile::Standard, Profile::Chromium, Profile::Firefox, Profile::WebKit];
pub(crate) const ENGINES: &[Profile] = &[Profile::Chromium, Profile::Firefox, Profile::WebKit];
pub(crate) const BLINK_AND_GECKO: &[Profile] = &[Profile::Chromium, Profile::Firefox];
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

/// Firefox counts the lines of this one header, by a name that it compares letter for letter.
#[test]
fn an_empty_allow_origin_line_is_overlooked_in_odd_spellings_only() {
    let is_readable = |profile, lines: [(&str, &str); 2]| {
        let trace = Lab::with_profile(profile).fetch(get(), |_| answer(200, &lines));
        trace.outcome.readable().is_some()
    };
    for values in [["", PAGE], [PAGE, ""]] {
        holds_only_in(&[], |profile| {
            is_readable(profile, values.map(|value| (ALLOW_ORIGIN, value)))
        });
        for odd in ["access-control-allow-origin", "ACCESS-CONTROL-ALLOW-ORIGIN"] {
            holds_only_in(&[Profile::Firefox], |profile| {
                is_readable(profile, values.map(|value| (odd, value)))
            });
            holds_only_in(&[Profile::Firefox], |profile| {
                is_readable(profile, [(ALLOW_ORIGIN, values[0]), (odd, values[1])])
            });
        }
    }
    for odd in [ALLOW_ORIGIN, "access-control-allow-origin"] {
        holds_only_in(&[], |profile| is_readable(profile, [(odd, ""), (odd, "")]));
        holds_only_in(&[], |profile| is_readable(profile, [(odd, PAGE), (odd, PAGE)]));
    }
}

#[test]
fn lines_of_some_headers_are_shown_otherwise() {
    let shown = |profile, name: &str, values: [&str; 2]| {
        let lines = [(ALLOW_ORIGIN, "*"), (EXPOSE, name), (name, values[0]), (name, values[1])];
        let trace = Lab::with_profile(profile).fetch(get(), |_| answer(200, &lines));
        combined_value(&trace.readable().headers, name)
    };
    for (values, firefox, others) in [
        (["text/html", "text/plain"], "text/html,text/plain", "text/html, text/plain"),
        (["text/html", ""], "text/html,", "text/html, "),
        (["", "text/plain"], "text/plain", ", text/plain"),
        (["", ""], "", ", "),
    ] {
        let name = "Content-Type";
        holds_only_in(&[Profile::Firefox], |profile| {
            shown(profile, name, values).as_deref() == Some(firefox)
        });
        holds_only_in(&[Profile::Standard, Profile::Chromium, Profile::WebKit], |profile| {
            shown(profile, name, values).as_deref() == Some(others)
        });
    }
    for name in ["WWW-Authenticate", "proxy-authenticate"] {
        holds_only_in(&[Profile::Firefox], |profile| shown(profile, name, ["a", "b"]).is_none());
        holds_only_in(&[Profile::Firefox], |profile| {
            shown(profile, name, ["a", ""]).as_deref() == Some("a")
        });
    }
    holds_only_in(&[Profile::Firefox], |profile| {
        shown(profile, "Content-Disposition", ["a", "a"]).as_deref() == Some("a")
    });
}

#[test]
fn a_challenge_of_a_proxy_is_refused() {
    holds_only_in(&[Profile::Chromium], |profile| {
        let lines = [(ALLOW_ORIGIN, "*")];
        let trace = Lab::with_profile(profile).fetch(get(), |_| answer(407, &lines));
        trace.outcome.blocked().is_some()
    });
}

/// Firefox and `WebKit` stream nothing.
#[test]
fn a_stream_is_not_sent_again_for_a_password() {
    let is_blocked = |profile, page: &str, credentials, challenge: &str| {
        let request = FetchRequest::new("POST", API)
            .with_body(Body::Stream)
            .with_credentials_mode(credentials)
            .over_http2();
        let mut lab = Lab { profile, ..Lab::with_page(page) };
        let trace = lab.fetch(request, |request| {
            if request.is_preflight {
                return mirroring(request);
            }
            let lines = [(ALLOW_ORIGIN, page), (ALLOW_CREDENTIALS, "true")];
            answer(401, &lines).with_header("WWW-Authenticate", challenge)
        });
        matches!(trace.outcome.blocked(), Some(Blocked { reason: Reason::StreamRedirected, .. }))
    };
    let home = "https://api.example";
    let streaming = [Profile::Standard, Profile::Chromium];
    for credentials in [CredentialsMode::SameOrigin, CredentialsMode::Include] {
        for known in ["Basic realm=a", "basic", "Digest nonce=a"] {
            holds_only_in(&streaming, |profile| is_blocked(profile, home, credentials, known));
            holds_only_in(&[], |profile| is_blocked(profile, PAGE, credentials, known));
        }
        for unknown in ["", "Own realm=a", "Digest", "Own, Basic realm=a"] {
            holds_only_in(&[Profile::Standard], |profile| {
                is_blocked(profile, home, credentials, unknown)
            });
        }
    }
    holds_only_in(&[], |profile| is_blocked(profile, home, CredentialsMode::Omit, "Basic"));
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
