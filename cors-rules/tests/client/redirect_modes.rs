//! Redirect modes `error` and `manual`, and redirects in the other request modes.

use cors_rules::client::*;

use crate::lab::*;
use crate::redirects::{A, B, redirecting};

#[test]
fn redirect_mode_error_blocks() {
    let request = FetchRequest::new("GET", A).with_redirect(RedirectMode::Error);
    let trace = Lab::new().fetch(request, redirecting(302, A, B));
    assert_eq!((trace.methods(), trace.reason()), (vec!["GET"], &Reason::RedirectNotAllowed));
}

#[test]
fn redirect_mode_manual_gives_an_opaque_redirect_after_the_cors_check() {
    let request = FetchRequest::new("GET", A).with_redirect(RedirectMode::Manual);
    let trace = Lab::new().fetch(request.clone(), redirecting(302, A, B));
    assert_eq!(trace.outcome, Outcome::OpaqueRedirect);
    let trace = Lab::new().fetch(request, |_| answer(302, &[("Location", B)]));
    assert_eq!(*trace.reason(), Reason::AllowOriginMissing);
}

#[test]
fn same_origin_mode_refuses_to_leave() {
    let home = "https://page.example/start";
    let request = FetchRequest::new("GET", home).with_mode(RequestMode::SameOrigin);
    let trace = Lab::new().fetch(request, redirecting(302, home, A));
    assert_eq!((trace.methods(), trace.reason()), (vec!["GET"], &Reason::OtherOriginNotAllowed));
}

#[test]
fn no_cors_follows_without_asking_and_wants_mode_follow() {
    let request = FetchRequest::new("GET", A).with_mode(RequestMode::NoCors);
    let trace = Lab::new().fetch(request.clone(), |request| {
        answer(if request.url == A { 302 } else { 200 }, &[("Location", B)])
    });
    assert_eq!((trace.sent.len(), &trace.outcome), (2, &Outcome::Opaque));
    let trace = Lab::new().fetch(request.with_redirect(RedirectMode::Manual), |_| answer(200, &[]));
    assert_eq!(*trace.reason(), Reason::RedirectModeNotForNoCors);
}
