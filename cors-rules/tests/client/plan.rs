//! What a plan says, against what the model then sends and takes.

use cors_rules::client::*;
use proptest::collection::vec;
use proptest::prelude::*;

use crate::lab::*;
use crate::properties::{profiles, requests, response_lines};

fn plan(request: FetchRequest) -> Plan {
    let page = PageOrigin::parse(PAGE).unwrap();
    Plan::of(&page, request, &PreflightCache::new(), 0, Profile::Standard)
}

fn put() -> FetchRequest {
    FetchRequest::new("PUT", API).with_header("X-A", "1")
}

fn texts(needs: &[RequiredHeader]) -> Vec<String> {
    needs.iter().map(ToString::to_string).collect()
}

#[test]
fn a_simple_request() {
    let plan = plan(FetchRequest::new("get", API).with_header("accept", "text/plain"));
    assert_eq!((plan.kind, plan.method.as_str()), (PlanKind::Simple, "GET"));
    assert_eq!((plan.causes.len(), &plan.preflight), (0, &None));
    assert_eq!(plan.request.as_ref().unwrap().header("origin"), Some(PAGE));
    assert_eq!(texts(&plan.request_needs), [format!("access-control-allow-origin: {PAGE}, or *")]);
}

#[test]
fn a_preflighted_one_with_credentials_takes_no_star() {
    let plan = plan(put().with_credentials());
    assert_eq!(plan.kind, PlanKind::Preflighted);
    assert_eq!(
        texts(&plan.preflight_needs),
        [
            &format!("access-control-allow-origin: {PAGE}"),
            "access-control-allow-credentials: true",
            "access-control-allow-methods: PUT",
            "access-control-allow-headers: x-a",
        ]
    );
    assert_eq!(
        texts(&plan.request_needs),
        [&format!("access-control-allow-origin: {PAGE}"), "access-control-allow-credentials: true"]
    );
}

#[test]
fn a_star_does_not_cover_authorization() {
    let fetch = || FetchRequest::new("GET", API).with_header("authorization", "1");
    let is_covered = |plan: &Plan| plan.preflight_needs.last().unwrap().or_any;
    assert!(!is_covered(&plan(fetch())));
    let page = PageOrigin::parse(PAGE).unwrap();
    assert!(is_covered(&Plan::of(&page, fetch(), &PreflightCache::new(), 0, Profile::Chromium)));
}

#[test]
fn every_cause() {
    let long = "a".repeat(129);
    let together = "a".repeat(120);
    for (name, value, why) in [
        ("x-a", "1", UnsafeHeader::Name),
        ("x-a", long.as_str(), UnsafeHeader::Name),
        ("accept", long.as_str(), UnsafeHeader::ValueTooLong),
        ("accept", "\"", UnsafeHeader::Byte),
        ("accept-language", "@", UnsafeHeader::Byte),
        ("content-type", "a/b;\"", UnsafeHeader::Byte),
        ("content-type", "application/json", UnsafeHeader::ContentType),
        ("range", "bytes=-5", UnsafeHeader::Range),
    ] {
        let plan = plan(FetchRequest::new("GET", API).with_header(name, value));
        assert_eq!(plan.causes, [PreflightCause::Header { name: name.to_owned(), why }], "{value}");
        assert!(!is_cors_safelisted_request_header(
            name.as_bytes(),
            value.as_bytes(),
            Profile::Standard
        ));
    }
    let lines = (0..9).map(|_| ("accept".to_owned(), together.clone())).collect();
    let many = FetchRequest { headers: lines, ..FetchRequest::new("GET", API) };
    let why = UnsafeHeader::TooLongTogether;
    assert_eq!(plan(many).causes, [PreflightCause::Header { name: "accept".to_owned(), why }]);
    let listened = FetchRequest::new("POST", API).with_upload_listeners();
    assert_eq!(plan(listened).causes, [PreflightCause::UploadListeners]);
    let put = FetchRequest::new("PUT", API);
    assert_eq!(plan(put).causes, [PreflightCause::Method("PUT".to_owned())]);
}

#[test]
fn a_stream_over_http_1_is_preflighted_and_then_blocked() {
    let plan = plan(FetchRequest::new("POST", API).with_body(Body::Stream));
    assert_eq!((plan.kind, &plan.request), (PlanKind::Preflighted, &None));
    assert_eq!(plan.causes, [PreflightCause::Stream]);
    assert_eq!(plan.blocked, Some(Reason::StreamOverHttp1));
    assert!(
        plan.to_string().contains("then the browser blocks it: a stream is not sent"),
        "{plan}"
    );
}

#[test]
fn what_is_no_matter_of_cors() {
    let home = plan(FetchRequest::new("PUT", "https://page.example/x").with_header("x-a", "1"));
    assert_eq!(
        (home.kind, home.causes.len(), home.request_needs.len()),
        (PlanKind::SameOrigin, 0, 0)
    );
    let opaque = plan(FetchRequest::new("GET", API).with_mode(RequestMode::NoCors));
    assert_eq!((opaque.kind, opaque.request_needs.len()), (PlanKind::Opaque, 0));
    let trace = plan(FetchRequest::new("TRACE", API));
    assert_eq!((trace.kind, trace.request), (PlanKind::NotSent, None));
    assert_eq!(trace.blocked, Some(Reason::MethodForbidden));
}

#[test]
fn the_text_is_whole() {
    let expected = "\
the page https://page.example fetches PUT https://api.example/x: a preflight comes first
  because the method `PUT` is none of GET, HEAD and POST
  because of the header `x-a`: the name is not safelisted

  1. OPTIONS https://api.example/x  (preflight)
       accept: */*
       access-control-request-method: PUT
       access-control-request-headers: x-a
       origin: https://page.example
     the answer must have: a status of 200 to 299
       access-control-allow-origin: https://page.example, or *
       access-control-allow-methods: PUT, or *
       access-control-allow-headers: x-a, or *

  2. PUT https://api.example/x
       x-a: 1
       accept: */*
       origin: https://page.example
     the answer must have:
       access-control-allow-origin: https://page.example, or *
";
    assert_eq!(plan(put()).to_string(), expected);
}

/// An answer of nothing but what is needed; the value of one header may be another.
fn answer(needs: &[RequiredHeader], changed: Option<(usize, Option<&str>)>) -> HttpResponse {
    let mut answer = HttpResponse::new(200);
    for (index, need) in needs.iter().enumerate() {
        let value = match changed {
            Some((position, value)) if position == index => value,
            _ => Some(need.value.as_str()),
        };
        if let Some(value) = value {
            answer = answer.with_header(need.name, value);
        }
    }
    answer
}

proptest! {
    /// Also where an earlier fetch has left something in the cache.
    #[test]
    fn the_model_sends_what_the_plan_says(
        profile in profiles(),
        earlier in vec((requests(), response_lines()), 0..3),
        request in requests(),
        page in proptest::sample::select(vec![PAGE, "null", "http://page.example"]),
    ) {
        let mut lab = Lab { profile, ..Lab::with_page(page) };
        for (request, headers) in earlier {
            let _ = lab.fetch(request, |_| HttpResponse { status: 200, headers: headers.clone() });
        }
        let plan = Plan::of(&lab.page, request.clone(), &lab.cache, lab.now, profile);
        let trace = lab.fetch(request, |sent| {
            answer(if sent.is_preflight { &plan.preflight_needs } else { &plan.request_needs }, None)
        });
        let planned: Vec<&HttpRequest> = plan.preflight.iter().chain(&plan.request).collect();
        prop_assert_eq!(trace.sent.iter().collect::<Vec<_>>(), planned);
        prop_assert_eq!(trace.outcome.blocked().map(|blocked| &blocked.reason), plan.blocked.as_ref());
        prop_assert_eq!(plan.preflight.is_some(), plan.kind == PlanKind::Preflighted);
        let is_due = matches!(plan.kind, PlanKind::Preflighted | PlanKind::Remembered);
        prop_assert_eq!(is_due, !plan.causes.is_empty());
        prop_assert_eq!(plan.kind == PlanKind::NotSent, trace.sent.is_empty());
    }

    /// Without one of them, nothing is read; `*` is one exactly where the plan says so.
    #[test]
    fn what_the_plan_needs_is_needed(profile in profiles(), request in requests()) {
        let page = PageOrigin::parse(PAGE).unwrap();
        let plan = Plan::of(&page, request.clone(), &PreflightCache::new(), 1_000, profile);
        let outcome = |preflight: &HttpResponse, actual: &HttpResponse| {
            let mut lab = Lab::with_profile(profile);
            let answer = |sent: &HttpRequest| (if sent.is_preflight { preflight } else { actual }).clone();
            lab.fetch(request.clone(), answer).outcome.blocked().map(|blocked| blocked.at)
        };
        let (to_preflight, to_request) = (answer(&plan.preflight_needs, None), answer(&plan.request_needs, None));
        for (position, need) in plan.preflight_needs.iter().enumerate() {
            let without = answer(&plan.preflight_needs, Some((position, None)));
            prop_assert_eq!(outcome(&without, &to_request), Some(Stage::Preflight));
            let any = answer(&plan.preflight_needs, Some((position, Some("*"))));
            prop_assert_eq!(outcome(&any, &to_request) == Some(Stage::Preflight), !need.or_any);
        }
        if plan.blocked.is_none() {
            for (position, need) in plan.request_needs.iter().enumerate() {
                let without = answer(&plan.request_needs, Some((position, None)));
                prop_assert_eq!(outcome(&to_preflight, &without), Some(Stage::Response));
                let any = answer(&plan.request_needs, Some((position, Some("*"))));
                prop_assert_eq!(outcome(&to_preflight, &any).is_some(), !need.or_any);
            }
        }
    }
}
