//! The wildcard in each of the four headers that may have it, with and without credentials.

use cors_rules::client::*;

use crate::lab::*;

const STARS: &[(&str, &str)] = &[(ALLOW_METHODS, "*"), (ALLOW_HEADERS, "*")];

#[test]
fn it_stands_for_any_origin() {
    for page in [PAGE, "http://localhost:3000", "null"] {
        let trace = Lab::with_page(page).fetch(get(), |_| answer(200, &[(ALLOW_ORIGIN, "*")]));
        assert!(trace.outcome.readable().is_some(), "{page}");
    }
}

#[test]
fn it_stands_for_any_method_and_any_header_without_credentials() {
    for method in ["PUT", "PATCH", "patch", "CHICKEN"] {
        let request = FetchRequest::new(method, API).with_header("x-a", "1");
        let trace = Lab::new().fetch(request, granting(STARS));
        assert!(trace.outcome.readable().is_some(), "{method}");
    }
}

#[test]
fn it_may_stand_among_others() {
    let among = [(ALLOW_METHODS, "GET, *"), (ALLOW_HEADERS, "x-b,*")];
    let trace = Lab::new().fetch(put().with_header("x-a", "1"), granting(&among));
    assert!(trace.outcome.readable().is_some());
}

#[test]
fn it_never_covers_authorization() {
    let request = put().with_header("x-a", "1").with_header("Authorization", "2");
    let lacks = Reason::HeaderNotAllowed { name: "authorization".into() };
    assert_eq!(*Lab::new().fetch(request.clone(), granting(STARS)).reason(), lacks);
    let named = [(ALLOW_METHODS, "*"), (ALLOW_HEADERS, "*, Authorization")];
    assert!(Lab::new().fetch(request, granting(&named)).outcome.readable().is_some());
}

#[test]
fn with_credentials_it_is_a_name_like_any_other() {
    let lacks = Reason::MethodNotAllowed { method: "PUT".into() };
    assert_eq!(*Lab::new().fetch(put().with_credentials(), granting(STARS)).reason(), lacks);
    let lacks = Reason::HeaderNotAllowed { name: "x-a".into() };
    let request = get().with_header("x-a", "1").with_credentials();
    assert_eq!(*Lab::new().fetch(request, granting(STARS)).reason(), lacks);
}

#[test]
fn with_credentials_a_method_or_a_header_called_star_passes() {
    let request = FetchRequest::new("*", API).with_header("*", "1").with_credentials();
    let trace = Lab::new().fetch(request, granting(STARS));
    assert_eq!(trace.header(0, "access-control-request-method"), Some("*"));
    assert_eq!(trace.header(0, "access-control-request-headers"), Some("*"));
    assert!(trace.outcome.readable().is_some());
}

#[test]
fn with_credentials_expose_star_is_a_name_like_any_other() {
    let headers = [
        (ALLOW_ORIGIN, PAGE),
        (ALLOW_CREDENTIALS, "true"),
        (EXPOSE, "*"),
        ("X-A", "1"),
        ("*", "2"),
    ];
    let trace = Lab::new().fetch(get().with_credentials(), |_| answer(200, &headers));
    assert_eq!(trace.readable().headers, [("*".to_owned(), "2".to_owned())]);
}
