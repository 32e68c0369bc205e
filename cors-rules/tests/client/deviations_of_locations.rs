//! What `Location` says, by the standard and in engines that read it otherwise; and how URLs are
//! written.

use cors_rules::client::*;

use crate::deviations::{BLINK_AND_GECKO, holds_only_in};
use crate::lab::*;

/// What is sent, and how it ends, when the first answer has these lines of `Location`.
fn follow(profile: Profile, lines: &[&[u8]]) -> Trace {
    Lab::with_profile(profile).fetch(get(), |request| {
        if request.url != API {
            return answer(200, &[(ALLOW_ORIGIN, "*")]);
        }
        let redirect = answer(302, &[(ALLOW_ORIGIN, "*")]);
        lines.iter().fold(redirect, |answer, line| answer.with_header_bytes("Location", line))
    })
}

/// Where one line leads.
fn target(profile: Profile, line: &[u8]) -> String {
    let trace = follow(profile, &[line]);
    trace.sent[1].url.strip_prefix("https://api.example").expect("the same host").to_owned()
}

#[test]
fn a_byte_of_a_location_is_encoded_once() {
    for (line, standard, webkit) in [
        (b"/\xE9".as_slice(), "/%E9", "/%C3%AF%C2%BF%C2%BD"),
        (b"/?\xE2\x98\x83", "/?%E2%98%83", "/?%C3%A2%C2%98%C2%83"),
        (b"/?\xE9\x80", "/?%E9%80", "/?%C3%AF%C2%BF%C2%BD%C3%AF%C2%BF%C2%BD"),
        (b"/%\xE9", "/%%E9", "/%%C3%AF%C2%BF%C2%BD"),
    ] {
        holds_only_in(&[Profile::WebKit], |profile| target(profile, line) == webkit);
        holds_only_in(&[Profile::Standard, Profile::Chromium, Profile::Firefox], |profile| {
            target(profile, line) == standard
        });
    }
}

#[test]
fn escapes_stay_as_they_are_written() {
    let line = b"/%e9?%2f%41%7E%zz%";
    holds_only_in(&[Profile::WebKit], |profile| target(profile, line) == "/%E9?%2FA~%zz%");
    holds_only_in(&[Profile::Standard, Profile::Chromium, Profile::Firefox], |profile| {
        target(profile, line) == "/%e9?%2f%41%7E%zz%"
    });
    holds_only_in(&[Profile::WebKit], |profile| {
        let request = FetchRequest::new("GET", "https://api.example/%e9");
        let trace = Lab::with_profile(profile).fetch(request, mirroring);
        trace.sent[0].url == "https://api.example/%E9"
    });
}

#[test]
fn a_caret_in_a_path_is_encoded_and_a_bar_is_not() {
    holds_only_in(&[Profile::Chromium], |profile| target(profile, b"/^|?^|") == "/%5E%7C?^|");
    holds_only_in(&[Profile::Standard, Profile::Firefox, Profile::WebKit], |profile| {
        target(profile, b"/^|?^|") == "/%5E|?^|"
    });
}

#[test]
fn a_tab_in_a_location_is_removed() {
    holds_only_in(&[Profile::Firefox], |profile| target(profile, b"/a\tb") == "/a%09b");
}

#[test]
fn two_lines_of_one_location_are_one() {
    let lines = [b"/y".as_slice(), b"/y"];
    holds_only_in(BLINK_AND_GECKO, |profile| {
        let trace = follow(profile, &lines);
        trace.sent.len() == 2 && trace.sent[1].url == "https://api.example/y"
    });
    holds_only_in(&[Profile::Standard], |profile| follow(profile, &lines).sent.len() == 1);
}

#[test]
fn different_locations_are_joined() {
    for (lines, joined) in [([b"/y".as_slice(), b"/z"], "/y,%20/z"), ([b"", b"/y"], "/,%20/y")] {
        holds_only_in(&[Profile::WebKit], |profile| {
            let trace = follow(profile, &lines);
            trace.sent.len() == 2 && trace.sent[1].url == format!("https://api.example{joined}")
        });
        holds_only_in(&[Profile::Standard, Profile::Chromium, Profile::Firefox], |profile| {
            let trace = follow(profile, &lines);
            *trace.outcome.blocked().map_or(&Reason::UrlInvalid, |blocked| &blocked.reason)
                == Reason::RedirectUrlInvalid
        });
    }
}

#[test]
fn contradicting_lines_are_refused_at_any_status() {
    for name in ["location", "Content-Disposition"] {
        for values in [["/a", "/b"], ["", "/b"], ["/a", ""]] {
            let lines = [(ALLOW_ORIGIN, "*"), (name, values[0]), (name, values[1])];
            let granted = [(ALLOW_METHODS, "PUT"), lines[1], lines[2]];
            holds_only_in(BLINK_AND_GECKO, |profile| {
                let trace = Lab::with_profile(profile).fetch(get(), |_| answer(200, &lines));
                trace.outcome.blocked().is_some()
            });
            holds_only_in(BLINK_AND_GECKO, |profile| {
                let trace = Lab::with_profile(profile).fetch(put(), granting(&granted));
                trace.outcome.blocked().is_some_and(|blocked| blocked.at == Stage::Preflight)
            });
        }
        let equal = [(ALLOW_ORIGIN, "*"), (name, "/a"), (name, "/a")];
        holds_only_in(&[], |profile| {
            let trace = Lab::with_profile(profile).fetch(get(), |_| answer(200, &equal));
            trace.outcome.blocked().is_some()
        });
    }
}

#[test]
fn a_url_that_may_have_swallowed_markup_is_not_fetched() {
    for url in ["https://api.example/?<\n", "https://api.example/\t?a<b"] {
        holds_only_in(&[Profile::Chromium], |profile| {
            let trace = Lab::with_profile(profile).fetch(FetchRequest::new("GET", url), mirroring);
            trace.sent.is_empty()
        });
    }
    holds_only_in(&[], |profile| {
        let request = FetchRequest::new("GET", "https://api.example/?<a>");
        Lab::with_profile(profile).fetch(request, mirroring).sent.is_empty()
    });
}
