//! The preflight cache: what it is keyed by, how long it holds, what it covers, when it is cleared.

use cors_rules::client::*;

use crate::lab::*;

const GRANT: &[(&str, &str)] = &[(ALLOW_METHODS, "PUT"), (ALLOW_HEADERS, "x-a"), (MAX_AGE, "600")];

/// Fetches, and gives back how many preflights there were.
fn preflights(lab: &mut Lab, request: FetchRequest, grant: &[(&str, &str)]) -> usize {
    let trace = lab.fetch(request, granting(grant));
    assert!(trace.outcome.readable().is_some(), "{trace:?}");
    trace.preflights()
}

/// Whether a second PUT, some seconds after the first, is spared its preflight.
fn is_cached_after(seconds: u64, max_age: Option<&str>) -> bool {
    let mut lab = Lab::new();
    let mut grant = vec![(ALLOW_METHODS, "PUT")];
    grant.extend(max_age.map(|value| (MAX_AGE, value)));
    assert_eq!(preflights(&mut lab, put(), &grant), 1);
    lab.now += seconds;
    preflights(&mut lab, put(), &grant) == 0
}

#[test]
fn a_second_request_is_spared() {
    let mut lab = Lab::new();
    assert_eq!(preflights(&mut lab, put(), GRANT), 1);
    assert_eq!(preflights(&mut lab, put(), GRANT), 0);
    assert_eq!(preflights(&mut lab, put().with_header("X-A", "1"), GRANT), 0);
    assert_eq!(preflights(&mut lab, get().with_header("x-a", "1"), GRANT), 0);
}

#[test]
fn without_max_age_it_holds_five_seconds() {
    assert!(is_cached_after(4, None));
    assert!(!is_cached_after(5, None));
}

#[test]
fn max_age_counts_seconds() {
    assert!(is_cached_after(599, Some("600")));
    assert!(!is_cached_after(600, Some("600")));
    assert!(is_cached_after(9, Some(" 010\t")));
    assert!(is_cached_after(1_000_000_000, Some("99999999999999999999")));
}

#[test]
fn max_age_zero_is_not_cached() {
    assert!(!is_cached_after(0, Some("0")));
    assert!(!is_cached_after(0, Some("000")));
}

#[test]
fn what_is_no_delta_seconds_counts_as_absent() {
    for value in ["", "abc", "10.5", "1e3", "\"10\"", "10,20", "0x10", "+10", "-1", "1 0"] {
        assert!(is_cached_after(4, Some(value)), "{value:?}");
        assert!(!is_cached_after(5, Some(value)), "{value:?}");
    }
    let mut lab = Lab::new();
    let lines = [(ALLOW_METHODS, "PUT"), (MAX_AGE, "600"), (MAX_AGE, "600")];
    preflights(&mut lab, put(), &lines);
    lab.now += 5;
    assert_eq!(preflights(&mut lab, put(), &lines), 1, "two lines are none");
}

#[test]
fn max_age_zero_takes_back_what_was_cached() {
    let mut lab = Lab::new();
    preflights(&mut lab, put(), GRANT);
    let taken_back = [(ALLOW_METHODS, "PUT"), (ALLOW_HEADERS, "x-b"), (MAX_AGE, "0")];
    assert_eq!(preflights(&mut lab, put().with_header("x-b", "1"), &taken_back), 1);
    assert_eq!(preflights(&mut lab, put(), GRANT), 1);
}

#[test]
fn a_new_preflight_renews_what_it_names() {
    let mut lab = Lab::new();
    preflights(&mut lab, put(), GRANT);
    lab.now += 500;
    let wider = [(ALLOW_METHODS, "PUT"), (ALLOW_HEADERS, "x-b"), (MAX_AGE, "600")];
    preflights(&mut lab, put().with_header("x-b", "1"), &wider);
    lab.now += 500;
    assert_eq!(preflights(&mut lab, put().with_header("x-b", "1"), &wider), 0);
    assert_eq!(preflights(&mut lab, put().with_header("x-a", "1"), GRANT), 1, "x-a was not named");
}

#[test]
fn it_is_keyed_by_url() {
    let mut lab = Lab::new();
    preflights(&mut lab, put(), GRANT);
    for url in [
        "https://api.example/y",
        "https://api.example/x?q",
        "https://api.example:8443/x",
        "http://api.example/x",
    ] {
        assert_eq!(preflights(&mut lab, FetchRequest::new("PUT", url), GRANT), 1, "{url}");
    }
    assert_eq!(
        preflights(&mut lab, FetchRequest::new("PUT", "https://API.example:443/x"), GRANT),
        0
    );
}

#[test]
fn it_is_keyed_by_origin() {
    let mut lab = Lab::new();
    preflights(&mut lab, put(), GRANT);
    lab.page = PageOrigin::parse("https://page.example:8443").unwrap();
    assert_eq!(preflights(&mut lab, put(), GRANT), 1);
    lab.page = PageOrigin::parse(PAGE).unwrap();
    assert_eq!(preflights(&mut lab, put(), GRANT), 0);
}

#[test]
fn what_is_granted_with_credentials_holds_without_but_not_the_other_way_round() {
    let mut lab = Lab::new();
    assert_eq!(preflights(&mut lab, put(), GRANT), 1);
    assert_eq!(preflights(&mut lab, put().with_credentials(), GRANT), 1);
    let mut lab = Lab::new();
    assert_eq!(preflights(&mut lab, put().with_credentials(), GRANT), 1);
    assert_eq!(preflights(&mut lab, put(), GRANT), 0);
    let omit = put().with_credentials_mode(CredentialsMode::Omit);
    assert_eq!(preflights(&mut lab, omit, GRANT), 0);
}

#[test]
fn methods_and_headers_are_covered_one_by_one() {
    let mut lab = Lab::new();
    let grant = [(ALLOW_METHODS, "PUT, DELETE"), (ALLOW_HEADERS, "x-a, x-b"), (MAX_AGE, "600")];
    preflights(&mut lab, put(), &grant);
    assert_eq!(lab.cache.len(), 4);
    let delete = FetchRequest::new("DELETE", API);
    assert_eq!(
        preflights(&mut lab, delete.with_header("x-b", "1").with_header("x-a", "1"), &grant),
        0
    );
    assert_eq!(lab.fetch(put().with_header("x-c", "1"), granting(&grant)).preflights(), 1);
}

#[test]
fn what_several_preflights_grant_adds_up() {
    let mut lab = Lab::new();
    for (request, expected) in [
        (put().with_header("x-a", "1"), 1),
        (FetchRequest::new("DELETE", API).with_header("x-b", "1"), 1),
        (put().with_header("x-b", "1"), 0),
        (FetchRequest::new("DELETE", API).with_header("x-a", "1"), 0),
    ] {
        assert_eq!(lab.fetch(request, mirroring).preflights(), expected);
    }
}

#[test]
fn a_safelisted_method_needs_no_entry() {
    let mut lab = Lab::new();
    let grant = [(ALLOW_HEADERS, "x-a"), (MAX_AGE, "600")];
    for (method, expected) in [("GET", 1), ("POST", 0), ("HEAD", 0)] {
        let request = FetchRequest::new(method, API).with_header("x-a", "1");
        assert_eq!(preflights(&mut lab, request, &grant), expected, "{method}");
    }
}

#[test]
fn a_cached_wildcard_covers_names_that_were_never_asked_for() {
    let mut lab = Lab::new();
    let stars = [(ALLOW_METHODS, "*"), (ALLOW_HEADERS, "*, authorization"), (MAX_AGE, "600")];
    assert_eq!(preflights(&mut lab, put(), &stars), 1);
    let delete = FetchRequest::new("DELETE", API).with_header("x-new", "1");
    assert_eq!(preflights(&mut lab, delete.with_header("authorization", "2"), &stars), 0);
}

#[test]
fn a_cached_wildcard_does_not_cover_authorization() {
    let mut lab = Lab::new();
    preflights(&mut lab, put(), &[(ALLOW_METHODS, "*"), (ALLOW_HEADERS, "*"), (MAX_AGE, "600")]);
    let request = put().with_header("authorization", "1");
    assert_eq!(lab.fetch(request, granting(GRANT)).preflights(), 1);
}

#[test]
fn upload_listeners_are_cached_by_the_method() {
    let mut lab = Lab::new();
    let post = FetchRequest::new("POST", API).with_upload_listeners();
    assert_eq!(preflights(&mut lab, post.clone(), &[(MAX_AGE, "600")]), 1);
    assert_eq!(preflights(&mut lab, post.clone(), &[(MAX_AGE, "600")]), 0);
    let mut lab = Lab::new();
    preflights(&mut lab, post.clone(), &[(ALLOW_METHODS, "PUT"), (MAX_AGE, "600")]);
    assert_eq!(
        preflights(&mut lab, post, &[(MAX_AGE, "600")]),
        1,
        "POST was not among the methods"
    );
}

#[test]
fn a_failed_preflight_is_not_cached() {
    let mut lab = Lab::new();
    assert!(
        lab.fetch(put(), granting(&[(ALLOW_METHODS, "DELETE"), (MAX_AGE, "600")]))
            .outcome
            .blocked()
            .is_some()
    );
    assert!(lab.cache.is_empty());
}

#[test]
fn a_network_error_clears_the_entries_of_its_origin_and_url() {
    let mut lab = Lab::new();
    let other = || FetchRequest::new("PUT", "https://api.example/y");
    preflights(&mut lab, put().with_credentials(), GRANT);
    preflights(&mut lab, other(), GRANT);
    assert!(lab.fetch(put(), |_| answer(200, &[])).outcome.blocked().is_some());
    assert_eq!(preflights(&mut lab, other(), GRANT), 0);
    assert_eq!(preflights(&mut lab, put().with_credentials(), GRANT), 1);
}

#[test]
fn a_network_error_leaves_other_origins_alone() {
    let mut lab = Lab::new();
    preflights(&mut lab, put(), GRANT);
    lab.page = PageOrigin::opaque();
    assert!(lab.fetch(put(), |_| answer(403, &[])).outcome.blocked().is_some());
    lab.page = PageOrigin::parse(PAGE).unwrap();
    assert_eq!(preflights(&mut lab, put(), GRANT), 0);
}

#[test]
fn the_case_of_a_cached_header_name_does_not_matter() {
    let mut lab = Lab::new();
    let grant = [(ALLOW_HEADERS, "X-Custom"), (MAX_AGE, "600")];
    for (name, expected) in [("x-custom", 1), ("X-CUSTOM", 0)] {
        assert_eq!(preflights(&mut lab, get().with_header(name, "1"), &grant), expected);
    }
}

#[test]
fn the_fragment_is_part_of_the_key() {
    let mut lab = Lab::new();
    let url = |fragment: &str| FetchRequest::new("PUT", format!("{API}{fragment}"));
    assert_eq!(preflights(&mut lab, url("#a"), GRANT), 1);
    assert_eq!(preflights(&mut lab, url("#a"), GRANT), 0);
    assert_eq!(preflights(&mut lab, url("#b"), GRANT), 1);
}

#[test]
fn a_failed_request_without_preflight_clears_nothing() {
    let mut lab = Lab::new();
    preflights(&mut lab, put(), GRANT);
    assert!(lab.fetch(get(), |_| answer(200, &[])).outcome.blocked().is_some());
    assert_eq!(preflights(&mut lab, put(), GRANT), 0);
}

#[test]
fn clearing_it_forgets_everything() {
    let mut lab = Lab::new();
    preflights(&mut lab, put(), GRANT);
    lab.cache.clear();
    assert_eq!(preflights(&mut lab, put(), GRANT), 1);
}
