//! How long an answer of a resolver decides requests: for its time to live, whoever is still inside
//! by it.

use std::time::{Duration, Instant};

use actix_web::rt::{spawn, time::sleep};
use cors_runtime::{Policy, ResolverLimits};
use cors_tests::Ask;

use crate::backend::{Backend, Gate, LIMITS};

const ORIGIN: &str = "https://good.example";

/// The origin is revoked; new requests of it begin before the older ones end, all the time.
#[actix_web::test]
async fn an_answer_ends_in_time_however_many_requests_are_open() {
    let (backend, gate) = (Backend::default(), Gate::default());
    let limits = ResolverLimits { allowed_for: Duration::from_millis(100), ..LIMITS };
    let origins = backend.start(limits);
    let builder = Policy::builder().origin_set(origins.clone()).reject_unlisted(true);
    let service = service!(builder, gate);
    let from = Instant::now();
    let hold = || {
        let service = service.clone();
        spawn(async move { allowed!(service, Ask::from(ORIGIN).at("/held")) })
    };
    let first = hold();
    // The first one has its answer before the origin is revoked, however busy the machine is.
    while backend.count() == 0 || origins.remembered() == 0 {
        sleep(Duration::from_millis(1)).await;
    }
    backend.revoke(ORIGIN);
    let mut others = Vec::new();
    while from.elapsed() < Duration::from_millis(250) {
        others.push(hold());
        sleep(Duration::from_millis(10)).await;
    }
    assert!(!allowed!(service, Ask::from(ORIGIN)), "the answer is out of date");
    assert!(!allowed!(service, Ask::preflight(ORIGIN, "PUT")));
    assert_eq!(backend.count(), 2, "the second answer is a no, and remembered");
    gate.open();
    assert!(first.await.unwrap(), "what was let in keeps its decision");
    assert!(!others.pop().unwrap().await.unwrap());
}

#[actix_web::test]
async fn what_is_forgotten_decides_no_request_whoever_is_inside_by_it() {
    for forget_all in [false, true] {
        let (backend, gate) = (Backend::default(), Gate::default());
        let origins = backend.start(LIMITS);
        let builder = Policy::builder().origin_set(origins.clone()).reject_unlisted(true);
        let service = service!(builder, gate);
        let inside = service.clone();
        let first = spawn(async move { allowed!(inside, Ask::from(ORIGIN).at("/held")) });
        sleep(Duration::from_millis(20)).await;
        backend.revoke(ORIGIN);
        assert!(allowed!(service, Ask::from(ORIGIN)), "it is remembered");
        if forget_all {
            origins.forget_all();
        } else {
            origins.forget(ORIGIN).await;
        }
        assert!(!allowed!(service, Ask::from(ORIGIN)));
        assert_eq!(backend.count(), 2);
        gate.open();
        assert!(first.await.unwrap(), "what was let in keeps its decision");
    }
}

/// The answer that comes in the end was true when the question was asked, and is not any more.
#[actix_web::test]
async fn what_was_asked_before_the_forgetting_decides_nothing() {
    for forget_all in [false, true] {
        let backend = Backend::slow(60);
        // One question at a time: that which was forgotten makes room for the next.
        let origins = backend.start(ResolverLimits { questions: 1, ..LIMITS });
        let service = service!(origins);
        let waiting = service.clone();
        let waiting = spawn(async move { allowed!(waiting, Ask::from(ORIGIN)) });
        sleep(Duration::from_millis(30)).await;
        assert_eq!(backend.count(), 1, "the question is on its way");
        backend.revoke(ORIGIN);
        if forget_all {
            origins.forget_all();
        } else {
            origins.forget(ORIGIN).await;
        }
        assert!(!allowed!(service, Ask::from(ORIGIN)), "not remembered");
        assert!(!waiting.await.unwrap(), "not decided by it either");
        assert_eq!(backend.count(), 2, "asked again, once for both");
    }
}

/// The policy rejects nobody, so a request whose origin could not be asked for is open as long as
/// any other.
#[actix_web::test]
async fn a_failure_decides_its_own_request_and_no_other() {
    let (backend, gate) = (Backend::default(), Gate::default());
    let service = service!(Policy::builder().origin_set(backend.start(LIMITS)), gate);
    backend.set_down(true);
    let inside = service.clone();
    let first = spawn(async move { allowed!(inside, Ask::from(ORIGIN).at("/held")) });
    sleep(Duration::from_millis(20)).await;
    assert_eq!(backend.count(), 1);
    backend.set_down(false);
    assert!(allowed!(service, Ask::from(ORIGIN)));
    assert_eq!(backend.count(), 2);
    gate.open();
    assert!(!first.await.unwrap());
}
