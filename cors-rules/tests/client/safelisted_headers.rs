//! Safelisted request headers by name and value: unsafe bytes, content types, ranges, the 128-byte
//! and the 1024-byte rule.

use cors_rules::client::*;

use crate::lab::*;

fn is_safe(name: &str, value: &str) -> bool {
    is_cors_safelisted_request_header(name.as_bytes(), value.as_bytes(), Profile::Standard)
}

fn unsafe_names(headers: &[(&str, &str)]) -> Vec<String> {
    let headers: Vec<_> =
        headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    unsafe_request_header_names(&headers, Profile::Standard)
}

/// The names that a preflight asks for; none where there is no preflight.
fn asked(headers: &[(&str, &str)]) -> Option<String> {
    let request =
        headers.iter().fold(get(), |request, (name, value)| request.with_header(*name, *value));
    let trace = Lab::new().fetch(request, mirroring);
    trace.header(0, "access-control-request-headers").map(str::to_owned)
}

#[test]
fn five_names_are_safelisted_in_any_case() {
    for (name, value) in [
        ("Accept", "text/html, */*;q=0.8"),
        ("ACCEPT-LANGUAGE", "de-DE,de;q=0.9, *"),
        ("content-language", "en"),
        ("Content-Type", "text/plain"),
        ("Range", "bytes=0-5"),
    ] {
        assert!(is_safe(name, value), "{name}");
        assert_eq!(asked(&[(name, value)]), None, "{name}");
    }
    for name in
        ["Authorization", "X-A", "Cache-Control", "If-None-Match", "DPR", "Save-Data", "User-Agent"]
    {
        assert!(!is_safe(name, "1"), "{name}");
        assert_eq!(asked(&[(name, "1")]), Some(name.to_ascii_lowercase()));
    }
}

#[test]
fn a_value_has_128_bytes_at_most() {
    let of = |length: usize| "a".repeat(length);
    for name in ["accept", "accept-language", "content-language"] {
        assert!(is_safe(name, &of(128)), "{name}");
        assert!(!is_safe(name, &of(129)), "{name}");
    }
    let typed = |length: usize| format!("text/plain;{}", of(length - 11));
    assert!(is_safe("content-type", &typed(128)));
    assert!(!is_safe("content-type", &typed(129)));
    let range = |length: usize| format!("bytes=0-{}", "1".repeat(length - 8));
    assert!(is_safe("range", &range(128)));
    assert!(!is_safe("range", &range(129)));
    assert_eq!(asked(&[("Accept", &of(129))]).as_deref(), Some("accept"));
}

#[test]
fn all_safelisted_values_together_have_1024_bytes_at_most() {
    let value = "a".repeat(128);
    let eight = vec![("accept", value.as_str()); 8];
    assert!(unsafe_names(&eight).is_empty());
    let mut more = eight.clone();
    more.push(("Content-Language", "e"));
    assert_eq!(unsafe_names(&more), ["accept", "content-language"]);
    more.push(("X-A", "1"));
    assert_eq!(unsafe_names(&more), ["accept", "content-language", "x-a"]);
}

#[test]
fn unsafe_values_do_not_count_for_the_1024_bytes() {
    let (safe, long) = ("a".repeat(128), "a".repeat(2_000));
    let mut headers = vec![("accept", safe.as_str()); 8];
    headers.push(("x-a", &long));
    headers.push(("content-language", &long));
    assert_eq!(unsafe_names(&headers), ["content-language", "x-a"]);
}

#[test]
fn the_default_accept_counts_for_the_1024_bytes() {
    let value = "a".repeat(128);
    let eight = vec![("content-language", value.as_str()); 8];
    assert_eq!(asked(&eight).as_deref(), Some("accept,content-language"));
    let eight = vec![("accept", value.as_str()); 8];
    assert_eq!(asked(&eight), None, "the script's own Accept replaces the default");
}

#[test]
fn unsafe_bytes_are_exactly_those_of_the_standard() {
    for byte in 0..=255_u8 {
        let value = [b'a', byte, b'a'];
        let expected = (byte < 0x20 && byte != 0x09) || b"\"():<>?@[\\]{}\x7f".contains(&byte);
        assert_eq!(
            !is_cors_safelisted_request_header(b"accept", &value, Profile::Standard),
            expected,
            "{byte:#x}"
        );
    }
}

#[test]
fn language_bytes_are_exactly_those_of_the_standard() {
    for byte in 0..=255_u8 {
        let value = [b'a', byte, b'a'];
        let expected = byte.is_ascii_alphanumeric() || b" *,-.;=".contains(&byte);
        for name in [&b"accept-language"[..], b"content-language"] {
            assert_eq!(
                is_cors_safelisted_request_header(name, &value, Profile::Standard),
                expected,
                "{byte:#x}"
            );
        }
    }
}

#[test]
fn three_content_types_are_safe_with_any_parameters() {
    for value in [
        "text/plain",
        "TEXT/PLAIN",
        "text/plain;",
        "text/plain ;a",
        "text/plain;charset=utf-8",
        "text/plain;charset=é",
        "text/plain;a=b=c",
        "multipart/form-data; boundary=abc",
        "application/x-www-form-urlencoded;x=y",
    ] {
        assert!(is_safe("content-type", value), "{value}");
    }
    for value in [
        "application/json",
        "text/html",
        "text/plain, text/plain",
        "text/plain;charset=\"x\"",
        "text/plain;(",
        "text /plain",
        "text/plain/x",
        "text/",
        "/plain",
        "text",
        "",
    ] {
        assert!(!is_safe("content-type", value), "{value}");
    }
}

#[test]
fn one_unsafe_content_type_among_two_is_preflighted() {
    let both = [("Content-Type", "application/json"), ("Content-Type", "text/plain")];
    assert_eq!(asked(&both).as_deref(), Some("content-type"));
}

#[test]
fn a_single_range_with_a_start_is_safe() {
    for value in ["bytes=0-5", "bytes=0-", "bytes=00-1", "bytes=5-5", "bytes=9-10", "bytes=009-10"]
    {
        assert!(is_safe("range", value), "{value}");
    }
    for value in [
        "bytes=-5",
        "bytes=5-0",
        "bytes=0-1,3-4",
        "Bytes=0-5",
        "bytes =0-5",
        "bytes= 0-5",
        "bytes=0 -5",
        "bytes=-",
        "bytes=",
        "bytes=a-b",
        "items=0-5",
        "",
    ] {
        assert!(!is_safe("range", value), "{value}");
    }
}

#[test]
fn values_are_trimmed_before_they_are_judged() {
    let padded = format!(" \t{}\r\n ", "a".repeat(128));
    assert_eq!(asked(&[("Accept", &padded)]), None);
}
