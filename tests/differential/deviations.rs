//! The named deviations, one case for each: what an engine's profile claims, its engine shows. That each switch matters, the tests
//! of `cors-rules` say; that it is true, this file does.

use cors_rules::client::{Body, FetchRequest, RedirectMode, RequestMode};

use crate::case::{Case, Host, Lines, PageKind, RawHop, Server, Template};
use crate::deviations_of_areas;

/// A name, and the case.
pub(crate) type Named = (&'static str, Case);

pub(crate) const ORIGIN: (&str, &str) = ("Access-Control-Allow-Origin", "$ORIGIN");
pub(crate) const CREDENTIALS: (&str, &str) = ("Access-Control-Allow-Credentials", "true");
const METHODS: (&str, &str) = ("Access-Control-Allow-Methods", "$METHOD");
const HEADERS: (&str, &str) = ("Access-Control-Allow-Headers", "$HEADERS");
const LONG: (&str, &str) = ("Access-Control-Max-Age", "600");
const STAR_METHODS: (&str, &str) = ("Access-Control-Allow-Methods", "*");
const STAR_HEADERS: (&str, &str) = ("Access-Control-Allow-Headers", "*");
const ONLY_PUT: (&str, &str) = ("Access-Control-Allow-Methods", "PUT");
pub(crate) const GRANT: [(&str, &str); 5] = [ORIGIN, CREDENTIALS, METHODS, HEADERS, LONG];

pub(crate) fn template(status: u16, lines: &[(&str, &str)]) -> Template {
    let lines: Lines =
        lines.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    Template { status, lines }
}

pub(crate) fn answering(preflight: &[(&str, &str)], actual: Template) -> Vec<RawHop> {
    vec![RawHop { host: Host::Api, preflight: template(204, preflight), actual }]
}

/// A server that answers preflights like this, and everything else readably.
pub(crate) fn granting(preflight: &[(&str, &str)]) -> Vec<RawHop> {
    answering(preflight, template(200, &[ORIGIN, CREDENTIALS]))
}

/// A server that grants everything and redirects once.
fn redirecting(status: u16, host: Host) -> Vec<RawHop> {
    let mut hops =
        answering(&GRANT, template(status, &[ORIGIN, CREDENTIALS, ("Location", "$NEXT")]));
    hops.extend(granting(&GRANT).into_iter().map(|hop| RawHop { host, ..hop }));
    hops
}

pub(crate) fn case(hops: Vec<RawHop>, fetches: Vec<FetchRequest>) -> Case {
    Case { page: PageKind::Home, fetches, server: Server::Raw(hops) }
}

pub(crate) fn from(page: PageKind, case: Case) -> Case {
    Case { page, ..case }
}

pub(crate) fn fetch(method: &str) -> FetchRequest {
    FetchRequest::new(method, "")
}

pub(crate) fn with(name: &str, value: &str) -> FetchRequest {
    fetch("GET").with_header(name, value)
}

fn twice(fetch: &FetchRequest) -> Vec<FetchRequest> {
    vec![fetch.clone(), fetch.clone()]
}

/// Everything.
pub(crate) fn all() -> Vec<Named> {
    [
        of_the_cache(),
        of_max_age(),
        of_requests(),
        of_redirects(),
        of_responses(),
        deviations_of_areas::all(),
    ]
    .concat()
}

fn of_the_cache() -> Vec<Named> {
    let put = fetch("PUT");
    let put_with = put.clone().with_credentials();
    let stars = [ORIGIN, STAR_METHODS, STAR_HEADERS, LONG];
    let mixed = [ORIGIN, CREDENTIALS, STAR_METHODS, HEADERS, LONG];
    let refused = answering(&GRANT, template(200, &[]));
    let authorized = put.clone().with_header("authorization", "1");
    let listening = fetch("POST").with_body(Body::text()).with_upload_listeners();
    vec![
        (
            "cached_wildcard_covers_authorization",
            case(granting(&stars), vec![put.clone(), authorized]),
        ),
        ("cached_wildcards_are_literal", case(granting(&stars), twice(&put))),
        ("cached_wildcards_are_literal", case(granting(&stars), twice(&with("x-a", "1")))),
        (
            "cached_wildcards_are_literal_with_credentials",
            case(granting(&mixed), vec![with("x-a", "1").with_credentials(), put_with.clone()]),
        ),
        (
            "wildcards_cached_with_credentials_are_literal",
            case(
                granting(&[ORIGIN, CREDENTIALS, METHODS, STAR_HEADERS, LONG]),
                vec![put_with.clone(), with("x-a", "1")],
            ),
        ),
        (
            "cached_head_must_be_listed",
            case(granting(&GRANT[..4]), twice(&fetch("HEAD").with_header("x-a", "1"))),
        ),
        (
            "cached_head_must_be_listed",
            case(granting(&[ORIGIN, HEADERS, LONG]), twice(&fetch("HEAD").with_header("x-a", "1"))),
        ),
        ("cache_separates_credentials", case(granting(&GRANT), vec![put_with, put.clone()])),
        (
            "cache_keeps_last_answer_only",
            case(granting(&GRANT), vec![put.clone(), fetch("DELETE"), put.clone()]),
        ),
        (
            "cache_keeps_last_answer_only",
            case(granting(&GRANT), vec![with("x-a", "1"), with("x-b", "1"), with("x-a", "1")]),
        ),
        ("cache_survives_failure", case(refused.clone(), twice(&put))),
        (
            "every_failure_clears_the_cache",
            case(refused, vec![put.clone(), fetch("GET"), put.clone()]),
        ),
        ("never_caches_tainted_requests", case(redirecting(307, Host::Third), twice(&put))),
        ("never_caches_opaque_pages", from(PageKind::Null, case(granting(&GRANT), twice(&put)))),
        (
            "cached_answers_cover_safelisted_methods",
            case(granting(&[ORIGIN, ONLY_PUT, LONG]), twice(&listening)),
        ),
        (
            "caches_insufficient_answers",
            case(granting(&[ORIGIN, ONLY_PUT, LONG]), vec![fetch("DELETE"), put]),
        ),
    ]
}

fn of_max_age() -> Vec<Named> {
    let lines = |value| {
        case(granting(&[ORIGIN, METHODS, ("Access-Control-Max-Age", value)]), twice(&fetch("PUT")))
    };
    let two = [ORIGIN, METHODS, LONG, ("Access-Control-Max-Age", "0")];
    let mut named = vec![
        ("negative_max_age_disables_cache", lines("-1")),
        ("malformed_max_age_disables_cache", case(granting(&two), twice(&fetch("PUT")))),
    ];
    for value in ["abc", "10.5", "1e3", "\"10\"", "10,20", "0x10", "+10", "1 0", ""] {
        named.push(("malformed_max_age_disables_cache", lines(value)));
    }
    named
}

fn of_requests() -> Vec<Named> {
    let plain = |fetch| case(granting(&GRANT), vec![fetch]);
    let listening = fetch("GET").with_upload_listeners();
    let stream = fetch("POST").with_body(Body::Stream);
    let mut named = vec![
        ("listens_to_bodies_only", plain(listening)),
        ("drops_user_agent", plain(with("user-agent", "mine"))),
        ("repeats_requested_names", plain(with("x-a", "1").with_header("X-A", "2"))),
        ("stream_support", plain(stream.clone())),
        ("streams_are_always_cors", plain(stream.with_mode(RequestMode::SameOrigin))),
        ("safelists_ascii_only", plain(with("accept", "caf\u{e9}"))),
        (
            "joins_request_header_lines",
            plain(with("accept", &"a".repeat(100)).with_header("accept", "b".repeat(100))),
        ),
        (
            "joins_request_header_lines",
            plain(with("content-type", "text/plain").with_header("content-type", "text/plain")),
        ),
    ];
    for value in
        ["text/plain;a=b,c", "text/plain;a=b;", "text/plain;;", "text/plain;", "text/plain;;a=b"]
    {
        named.push(("content_types_have_strict_parameters", plain(with("content-type", value))));
    }
    for (name, values) in [
        ("dpr", ["1.5", "x"]),
        ("downlink", ["01", ".5"]),
        ("device-memory", ["0", "1e3"]),
        ("viewport-width", ["1", "1.5"]),
        ("width", ["320", "+1"]),
        ("rtt", ["50", "-1"]),
        ("ect", ["slow-2g", "4G"]),
        ("save-data", ["ON", "off"]),
    ] {
        named.extend(values.map(|value| ("safelists_client_hints", plain(with(name, value)))));
    }
    named
}

fn of_redirects() -> Vec<Named> {
    let at = |status, host, fetch| case(redirecting(status, host), vec![fetch]);
    let at_home = |status, host, fetch| from(PageKind::Same, at(status, host, fetch));
    let located = |location| {
        let lines = [ORIGIN, CREDENTIALS, ("Location", location)];
        let mut hops = answering(&GRANT, template(302, &lines));
        hops.extend(granting(&GRANT));
        hops
    };
    let nowhere = answering(&GRANT, template(302, &[ORIGIN]));
    let mut star_from_home = redirecting(302, Host::Api);
    star_from_home[0].actual = template(302, &[("Location", "$NEXT")]);
    let next = template(302, &[("Access-Control-Allow-Origin", "*"), ("Location", "$NEXT")]);
    star_from_home[1] =
        RawHop { host: Host::Third, preflight: template(204, &GRANT), actual: next };
    star_from_home.extend(granting(&GRANT));
    let mut away_and_on = redirecting(302, Host::Third);
    away_and_on[1].actual = away_and_on[0].actual.clone();
    away_and_on.push(away_and_on[1].clone());
    away_and_on.extend(granting(&GRANT));
    let mut untrusted = redirecting(307, Host::Page);
    untrusted[1].preflight = template(204, &[METHODS]);
    let typed = fetch("PUT").with_header("content-type", "text");
    vec![
        ("preflights_with_page_origin", at(307, Host::Third, fetch("PUT"))),
        ("trusts_preflights_at_home", case(untrusted, vec![fetch("PUT")])),
        ("preflights_redirects_of_preflighted", at(303, Host::Third, fetch("PUT"))),
        ("asks_again_for_dropped_headers", at_home(307, Host::Third, with("authorization", "1"))),
        ("asks_again_for_dropped_headers", case(away_and_on, vec![with("authorization", "1")])),
        ("keeps_headers_in_redirects", at(303, Host::Third, typed)),
        ("drops_client_hints_in_redirects", at(302, Host::Api, with("dpr", "x"))),
        ("drops_client_hints_in_redirects", at(302, Host::Page, with("dpr", "x"))),
        ("drops_client_hints_in_redirects", at(302, Host::Api, with("save-data", "x"))),
        ("keeps_origin_in_redirects", at_home(301, Host::Api, fetch("POST"))),
        ("redirects_delete_as_get", at(307, Host::Third, fetch("DELETE"))),
        (
            "no_cors_redirects_taint",
            at_home(308, Host::Third, fetch("POST").with_mode(RequestMode::NoCors)),
        ),
        (
            "judges_redirects_from_home_with_credentials",
            from(PageKind::Same, case(star_from_home, vec![fetch("GET")])),
        ),
        (
            "refuses_credentials_in_any_redirect",
            from(PageKind::Same, case(located("$USER"), vec![fetch("GET")])),
        ),
        (
            "refuses_credentials_in_any_redirect",
            from(
                PageKind::Same,
                case(located("$USER"), vec![fetch("GET").with_upload_listeners()]),
            ),
        ),
        ("preflights_before_refusing_credentials", {
            let mut hops = located("$USER");
            hops[1].host = Host::Third;
            from(PageKind::Same, case(hops, vec![with("x-a", "1")]))
        }),
        ("ignores_empty_location", case(located(""), vec![fetch("GET")])),
        (
            "refuses_redirects_with_location_only",
            case(nowhere, vec![fetch("GET").with_redirect(RedirectMode::Error)]),
        ),
        (
            "refuses_redirects_with_location_only",
            case(located(""), vec![fetch("GET").with_redirect(RedirectMode::Error)]),
        ),
        (
            "parses_location_in_manual_mode",
            case(located("http://["), vec![fetch("GET").with_redirect(RedirectMode::Manual)]),
        ),
    ]
}

fn of_responses() -> Vec<Named> {
    let showing =
        |lines: &[(&str, &str)]| case(answering(&GRANT, template(200, lines)), vec![fetch("GET")]);
    let stars = granting(&[ORIGIN, STAR_METHODS, STAR_HEADERS]);
    let listening = fetch("PUT").with_body(Body::text()).with_upload_listeners();
    let expose = "Access-Control-Expose-Headers";
    vec![
        ("wildcard_covers_authorization", case(stars.clone(), vec![with("authorization", "1")])),
        (
            "wildcard_covers_authorization",
            case(stars, vec![with("authorization", "1").with_credentials()]),
        ),
        ("methods_are_granted_by_name_only", case(granting(&[ORIGIN]), vec![listening])),
        (
            "ignores_empty_header_lines",
            showing(&[ORIGIN, (expose, "x-a"), ("x-a", ""), ("x-a", "1")]),
        ),
        ("ignores_empty_header_lines", showing(&[("Access-Control-Allow-Origin", ""), ORIGIN])),
        ("replaces_malformed_utf8", showing(&[ORIGIN, (expose, "x-a"), ("x-a", "caf\u{e9}")])),
        ("exposes_all_before_malformed", showing(&[ORIGIN, (expose, "*, b@d"), ("x-a", "1")])),
        ("exposes_all_before_malformed", showing(&[ORIGIN, (expose, "b@d, *"), ("x-a", "1")])),
    ]
}
