//! Questions to a resolver: how many there are, where they run, and how much is written about those
//! that fail.

use std::time::{Duration, Instant};

use actix_web::rt::{spawn, time::sleep};
use cors_runtime::ResolverLimits;
use cors_tests::Ask;

use crate::backend::{Backend, LIMITS};
use crate::events::Events;

#[actix_web::test]
async fn requests_that_are_cancelled_share_their_question() {
    let backend = Backend::slow(300);
    let service =
        service!(backend.start(ResolverLimits { time_out: Duration::from_secs(1), ..LIMITS }));
    for _ in 0..100 {
        let gone = service.clone();
        let request = spawn(async move { allowed!(gone, Ask::from("https://good.example")) });
        sleep(Duration::from_millis(1)).await;
        request.abort();
    }
    assert_eq!(backend.count(), 1);
    assert!(allowed!(service, Ask::from("https://good-tenant.example")), "there is room");
    assert!(allowed!(service, Ask::from("https://good.example")));
    assert_eq!(backend.count(), 2, "the question went on without those who asked it");
}

/// This thread is the worker.
#[actix_web::test]
async fn a_handler_that_blocks_its_worker_holds_up_no_question() {
    let backend = Backend::slow(30);
    let service = service!(backend.start(LIMITS));
    for (origin, answered) in [("https://good.example", 1), ("https://hang.example", 1)] {
        let waiting = service.clone();
        let waiting = spawn(async move { allowed!(waiting, Ask::from(origin)) });
        while backend.running() == 0 {
            sleep(Duration::from_millis(1)).await;
        }
        std::thread::sleep(LIMITS.time_out * 2);
        assert_eq!(backend.running(), 0, "{origin}: the question has ended");
        assert_eq!(backend.answered(), answered, "{origin}");
        assert_eq!(waiting.await.unwrap(), origin.contains("good"));
    }
}

#[actix_web::test]
async fn a_resolver_that_blocks_holds_up_no_request_for_as_long() {
    let backend = Backend::default();
    let limits = ResolverLimits { time_out: Duration::from_millis(50), ..LIMITS };
    let service = service!(backend.start(limits));
    assert!(!allowed!(service, Ask::from("https://block.example")));
    assert_eq!((backend.count(), backend.answered()), (1, 0), "it is still blocked");
}

/// Ten in ten seconds for each reason; the run may see the next ten seconds begin.
#[actix_web::test]
async fn a_backend_that_fails_is_no_reason_to_write_for_each_request() {
    const REQUESTS: usize = 500;
    let backend = Backend::default();
    let limits =
        ResolverLimits { time_out: Duration::from_millis(20), questions: REQUESTS, ..LIMITS };
    let service = service!(backend.start(limits));
    let events = Events::default();
    let guard = tracing::subscriber::set_default(events.clone());
    let from = Instant::now();
    for _ in 0..REQUESTS {
        assert!(!allowed!(service, Ask::from("https://error.example")));
    }
    let requests: Vec<_> = (0..REQUESTS)
        .map(|index| {
            let service = service.clone();
            spawn(
                async move { allowed!(service, Ask::from(format!("https://hang{index}.example"))) },
            )
        })
        .collect();
    for request in requests {
        assert!(!request.await.unwrap());
    }
    drop(guard);
    let windows = usize::try_from(from.elapsed().as_secs()).unwrap() / 10 + 1;
    for reason in ["no\\nconnection", "no answer in time"] {
        let written = events.count(reason);
        assert!((10..=10 * windows).contains(&written), "{reason}: {written} events");
    }
    assert_eq!(backend.count(), 2 * REQUESTS, "no failure is remembered");
}
