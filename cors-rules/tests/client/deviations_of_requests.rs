//! One test per known deviation of what an engine sends.

use cors_rules::client::*;

use crate::deviations::{ALL, BLINK_AND_WEBKIT, holds_only_in};
use crate::lab::*;

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
fn the_safelist_is_ascii_only() {
    for name in ["accept", "content-type"] {
        let value = "text/plain;a=\u{e9}";
        holds_only_in(&[Profile::Firefox], |profile| {
            let request = get().with_header(name, value);
            Lab::with_profile(profile).fetch(request, mirroring).preflights() == 1
        });
    }
}

#[test]
fn content_types_have_strict_parameters() {
    let asks = |profile, value: &str| {
        let request = get().with_header("content-type", value);
        Lab::with_profile(profile).fetch(request, mirroring).preflights() == 1
    };
    for value in ["text/plain;a=b,c", "text/plain;a=b;", "text/plain;;", "text/plain;,"] {
        holds_only_in(&[Profile::Firefox], |profile| asks(profile, value));
    }
    for value in ["text/plain;", "text/plain;;a=b", "text/plain; a=b ; c=d "] {
        holds_only_in(&[], |profile| asks(profile, value));
    }
}

#[test]
fn names_are_asked_for_as_often_as_they_were_set() {
    let asked = |profile, request: &FetchRequest| {
        let trace = Lab::with_profile(profile).fetch(request.clone(), mirroring);
        trace.header(0, "access-control-request-headers").unwrap().to_owned()
    };
    let request = get().with_header("x-a", "1").with_header("X-A", "2");
    holds_only_in(&[Profile::Firefox], |profile| asked(profile, &request) == "x-a,x-a");
    // `setRequestHeader()` combines everywhere.
    let request = FetchRequest { method: "PUT".into(), ..request }.with_body(Body::text());
    let request = request.with_upload_listeners();
    holds_only_in(&ALL, |profile| asked(profile, &request) == "x-a");
}

#[test]
fn upload_listeners_without_a_body_ask_for_nothing() {
    let is_plain = |profile, request: FetchRequest| {
        Lab::with_profile(profile).fetch(request, mirroring).preflights() == 0
    };
    holds_only_in(&[Profile::Chromium], |profile| is_plain(profile, get().with_upload_listeners()));
    let post = FetchRequest::new("POST", API).with_body(Body::text()).with_upload_listeners();
    holds_only_in(&[], |profile| is_plain(profile, post.clone()));
}

#[test]
fn a_stream_makes_mode_same_origin_ask() {
    let stream = FetchRequest::new("POST", API).with_body(Body::Stream);
    let stream = stream.with_mode(RequestMode::SameOrigin);
    holds_only_in(&[Profile::Chromium], |profile| {
        Lab::with_profile(profile).fetch(stream.clone(), mirroring).preflights() == 1
    });
}

/// By the standard there is no limit.
#[test]
fn the_numbers_of_a_range_are_machine_words() {
    let is_safe = |profile, value: &str| {
        is_cors_safelisted_request_header(b"range", value.as_bytes(), profile)
    };
    for (number, expected) in [
        ("9223372036854775806", &ALL[..]),
        ("9223372036854775807", &[Profile::Standard, Profile::Firefox, Profile::WebKit]),
        ("18446744073709551615", &[Profile::Standard, Profile::Firefox, Profile::WebKit]),
        ("18446744073709551616", &[Profile::Standard]),
        ("0000000000000000000000009", &ALL),
    ] {
        holds_only_in(expected, |profile| is_safe(profile, &format!("bytes={number}-")));
        holds_only_in(expected, |profile| is_safe(profile, &format!("bytes=0-{number}")));
    }
}

#[test]
fn a_range_is_read_loosely() {
    let is_safe = |profile, value: &str| {
        is_cors_safelisted_request_header(b"range", value.as_bytes(), profile)
    };
    for loose in ["Bytes=0-5", "BYTES=0-", "bytes=+1-5", "bytes=1-+5", "Bytes=+1-+1"] {
        holds_only_in(&[Profile::WebKit], |profile| is_safe(profile, loose));
    }
    for bad in ["bytes=-5", "bytes=+-5", "bytes=++1-5", "bytes=1+-5", "bytes= 1-5", "+bytes=1-5"] {
        holds_only_in(&[], |profile| is_safe(profile, bad));
    }
}
