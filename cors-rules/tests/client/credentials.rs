//! Credentials modes: when cookies go along, and what the response must contain.

use cors_rules::client::*;

use crate::lab::*;

fn with_credentials(headers: &[(&str, &str)]) -> Trace {
    Lab::new().fetch(get().with_credentials(), |_| answer(200, headers))
}

#[test]
fn each_mode_sends_them_where_it_should() {
    for (mode, home, abroad) in [
        (CredentialsMode::Omit, false, false),
        (CredentialsMode::SameOrigin, true, false),
        (CredentialsMode::Include, true, true),
    ] {
        for (url, expected) in [("https://page.example/", home), (API, abroad)] {
            let request = FetchRequest::new("GET", url).with_credentials_mode(mode);
            let trace = Lab::new().fetch(request, granting(&[]));
            assert_eq!(trace.sent[0].with_credentials, expected, "{mode:?} {url}");
        }
    }
}

#[test]
fn the_default_mode_is_same_origin() {
    assert_eq!(get().credentials, CredentialsMode::SameOrigin);
}

#[test]
fn a_preflight_never_has_them() {
    let trace = Lab::new().fetch(put().with_credentials(), mirroring);
    assert_eq!(
        trace.sent.iter().map(|sent| sent.with_credentials).collect::<Vec<_>>(),
        [false, true]
    );
}

#[test]
fn include_wants_allow_credentials_true() {
    assert!(
        with_credentials(&[(ALLOW_ORIGIN, PAGE), (ALLOW_CREDENTIALS, "true")])
            .outcome
            .readable()
            .is_some()
    );
    assert!(
        with_credentials(&[(ALLOW_ORIGIN, PAGE), (ALLOW_CREDENTIALS, "\ttrue ")])
            .outcome
            .readable()
            .is_some()
    );
    let missing = Reason::AllowCredentialsNotTrue { value: String::new() };
    assert_eq!(*with_credentials(&[(ALLOW_ORIGIN, PAGE)]).reason(), missing);
}

#[test]
fn allow_credentials_is_byte_exact() {
    for value in ["True", "TRUE", "false", "1", "true,true", "\"true\"", "true;", "*", ""] {
        let trace = with_credentials(&[(ALLOW_ORIGIN, PAGE), (ALLOW_CREDENTIALS, value)]);
        assert_eq!(*trace.reason(), Reason::AllowCredentialsNotTrue { value: value.to_owned() });
    }
    let twice = [(ALLOW_ORIGIN, PAGE), (ALLOW_CREDENTIALS, "true"), (ALLOW_CREDENTIALS, "true")];
    let value = "true, true".to_owned();
    assert_eq!(*with_credentials(&twice).reason(), Reason::AllowCredentialsNotTrue { value });
}

#[test]
fn include_refuses_the_wildcard() {
    let trace = with_credentials(&[(ALLOW_ORIGIN, "*"), (ALLOW_CREDENTIALS, "true")]);
    assert_eq!(*trace.reason(), Reason::AllowOriginWildcard);
}

#[test]
fn allow_credentials_does_not_matter_without_include() {
    for mode in [CredentialsMode::Omit, CredentialsMode::SameOrigin] {
        let request = get().with_credentials_mode(mode);
        let headers = [(ALLOW_ORIGIN, "*"), (ALLOW_CREDENTIALS, "nonsense")];
        let trace = Lab::new().fetch(request, |_| answer(200, &headers));
        assert!(trace.outcome.readable().is_some(), "{mode:?}");
    }
}

#[test]
fn the_preflight_is_judged_by_the_mode_of_its_request() {
    let respond = |_: &HttpRequest| answer(204, &[(ALLOW_ORIGIN, PAGE), (ALLOW_METHODS, "PUT")]);
    let trace = Lab::new().fetch(put().with_credentials(), respond);
    let blocked = trace.outcome.blocked().unwrap();
    assert_eq!(blocked.reason, Reason::AllowCredentialsNotTrue { value: String::new() });
    assert_eq!(blocked.at, Stage::Preflight);
    assert!(Lab::new().fetch(put(), respond).outcome.readable().is_some());
}
