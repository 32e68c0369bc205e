//! Properties that hold for arbitrary input: nothing panics, nothing leaks, every preflight is
//! well-formed.

use cors_rules::client::*;
use cors_rules::is_token;
use proptest::collection::vec;
use proptest::prelude::*;

use crate::lab::*;

pub(crate) fn profiles() -> impl Strategy<Value = Profile> {
    proptest::sample::select(vec![
        Profile::Standard,
        Profile::Chromium,
        Profile::Firefox,
        Profile::WebKit,
    ])
}

/// Arbitrary bytes as a driver hands them over, each byte a character; often something that means
/// something.
fn values() -> impl Strategy<Value = String> {
    let meaningful = proptest::sample::select(vec![
        "*",
        "null",
        "true",
        "PUT",
        "x-a",
        "0",
        "600",
        "/",
        PAGE,
        "*, PUT",
        ",",
        "\"",
        "\\",
        "https://u:p@b.example/",
        "bytes=0-",
        "text/plain;",
        "//b.example/",
        "-1",
    ]);
    let bytes =
        vec(any::<u8>(), 0..200).prop_map(|bytes| bytes.into_iter().map(char::from).collect());
    prop_oneof![meaningful.prop_map(str::to_owned), bytes]
}

pub(crate) fn response_lines() -> impl Strategy<Value = HeaderList> {
    let names = proptest::sample::select(vec![
        ALLOW_ORIGIN,
        ALLOW_CREDENTIALS,
        ALLOW_METHODS,
        ALLOW_HEADERS,
        EXPOSE,
        MAX_AGE,
        "Location",
        "Set-Cookie",
        "X-A",
        "Content-Type",
    ]);
    vec((names.prop_map(str::to_owned), values()), 0..8)
}

fn request_lines() -> impl Strategy<Value = HeaderList> {
    let names = proptest::sample::select(vec![
        "Accept",
        "Accept-Language",
        "Content-Type",
        "Range",
        "X-A",
        "x-b",
        "Cookie",
        "Authorization",
        "DPR",
        "X-HTTP-Method-Override",
        "",
    ]);
    vec((names.prop_map(str::to_owned), values()), 0..6)
}

fn modes() -> impl Strategy<Value = (RequestMode, CredentialsMode, RedirectMode)> {
    (
        proptest::sample::select(vec![
            RequestMode::Cors,
            RequestMode::NoCors,
            RequestMode::SameOrigin,
        ]),
        proptest::sample::select(vec![
            CredentialsMode::Omit,
            CredentialsMode::SameOrigin,
            CredentialsMode::Include,
        ]),
        proptest::sample::select(vec![
            RedirectMode::Follow,
            RedirectMode::Manual,
            RedirectMode::Error,
        ]),
    )
}

fn bodies() -> impl Strategy<Value = Body> {
    prop_oneof![
        Just(Body::Empty),
        values().prop_map(|content_type| Body::Bytes { content_type: Some(content_type) }),
        Just(Body::Stream),
    ]
}

pub(crate) fn requests() -> impl Strategy<Value = FetchRequest> {
    let methods =
        proptest::sample::select(vec!["GET", "post", "PUT", "patch", "TRACE", "*", "", "HEAD"]);
    let urls = proptest::sample::select(vec![
        API,
        "https://page.example/x",
        "http://[::1]:1/#f",
        "nonsense",
    ]);
    (methods, urls, request_lines(), modes(), bodies(), any::<bool>(), any::<bool>()).prop_map(
        |(method, url, headers, (mode, credentials, redirect), body, upload_listeners, http2)| {
            FetchRequest {
                method: method.to_owned(),
                url: url.to_owned(),
                headers,
                mode,
                credentials,
                redirect,
                body,
                upload_listeners,
                http2,
            }
        },
    )
}

/// Whether a preflight asks in the form that servers rely on.
fn is_well_formed(preflight: &HttpRequest, profile: Profile) -> bool {
    let Some(names) = preflight.header("access-control-request-headers") else { return true };
    let names: Vec<&str> = names.split(',').collect();
    let is_name = |name: &&str| is_token(name.as_bytes()) && name.to_ascii_lowercase() == **name;
    names.iter().all(is_name)
        && names.is_sorted()
        && (profile.repeats_requested_names() || names.windows(2).all(|pair| pair[0] != pair[1]))
}

proptest! {
    #[test]
    fn no_exchange_panics_or_leaks(
        profile in profiles(),
        fetches in vec((requests(), vec((100_u16..600, response_lines()), 1..4)), 1..4),
    ) {
        let mut lab = Lab::with_profile(profile);
        for (request, responses) in fetches {
            lab.now += 1;
            let is_forced = request.body == Body::Stream && profile.streams_are_always_cors();
            let is_cors = is_forced || request.mode == RequestMode::Cors;
            let mut responses = responses.into_iter().cycle();
            let trace = lab.fetch(request, |_| {
                let (status, headers) = responses.next().unwrap();
                HttpResponse { status, headers }
            });
            for sent in &trace.sent {
                prop_assert!(!sent.is_preflight || (is_cors && !sent.with_credentials && is_well_formed(sent, profile)));
            }
            match &trace.outcome {
                Outcome::Readable(response) => prop_assert_eq!(response.header("set-cookie"), None),
                Outcome::Blocked(blocked) => prop_assert!(!blocked.reason.to_string().contains('\n')),
                Outcome::Opaque => prop_assert!(!is_cors),
                Outcome::OpaqueRedirect => {}
            }
        }
    }

    #[test]
    fn a_response_without_allow_origin_is_never_readable_abroad(request in requests(), lines in response_lines()) {
        let lines: HeaderList = lines.into_iter().filter(|(name, _)| name != ALLOW_ORIGIN).collect();
        let request = FetchRequest { url: API.to_owned(), ..request };
        let trace = Lab::new().fetch(request, |_| HttpResponse { status: 200, headers: lines.clone() });
        prop_assert_eq!(trace.outcome.readable(), None);
    }

    #[test]
    fn the_cors_check_passes_for_exactly_two_values(value in values(), include in any::<bool>()) {
        let headers = [(ALLOW_ORIGIN.to_owned(), value.clone()), (ALLOW_CREDENTIALS.to_owned(), "true".to_owned())];
        let trimmed = value.trim_matches([' ', '\t']);
        let expected = trimmed == PAGE || (trimmed == "*" && !include);
        prop_assert_eq!(cors_check(&headers, PAGE, include).is_ok(), expected);
    }

    #[test]
    fn lists_are_all_tokens_or_nothing(lines in vec(values(), 0..4)) {
        let headers: HeaderList = lines.iter().map(|line| (EXPOSE.to_owned(), line.clone())).collect();
        if let Ok(names) = list_values(&headers, EXPOSE) {
            prop_assert_eq!(names.is_some(), !lines.is_empty());
            prop_assert!(names.unwrap_or_default().iter().all(|name| is_token(name.as_bytes())));
        }
    }

    #[test]
    fn a_safelisted_value_has_no_line_break_and_no_quotation_mark(
        name in proptest::sample::select(vec!["accept", "accept-language", "content-type", "range", "dpr"]),
        value in vec(any::<u8>(), 0..140),
        profile in profiles(),
    ) {
        if is_cors_safelisted_request_header(name.as_bytes(), &value, profile) {
            prop_assert!(value.len() <= 128);
            prop_assert!(!value.iter().any(|byte| matches!(byte, b'\n' | b'\r' | b'"' | 0x7f)));
        }
    }
}
