//! An application that is gone keeps no memory: tests build thousands, and so does a program that restarts its server.
#![allow(unsafe_code)] // an allocator cannot be written without it; this one only counts and passes on

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

use actix_web::{App, put, web};
use cors_runtime::{Cors, LivePolicy, Policy, check_app, cors};

use crate::cases::{A, AROUND, STRICT, answer, preflight, run};

thread_local! {
    // Const and without a destructor: reading it allocates nothing and works until the thread is gone.
    static KEPT: Cell<isize> = const { Cell::new(0) };
}

fn count(bytes: usize, sign: isize) {
    KEPT.set(KEPT.get() + sign * isize::try_from(bytes).expect("memory is not that large"));
}

/// Counts for each thread the bytes that it has taken and not given back. The memory is the system's.
struct Counting;

#[global_allocator]
static ALLOCATOR: Counting = Counting;

// SAFETY: every call is passed on to the system's allocator unchanged; counting neither allocates nor unwinds.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count(layout.size(), 1);
        // SAFETY: the caller keeps the contract of `alloc`.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        count(layout.size(), 1);
        // SAFETY: the caller keeps the contract of `alloc_zeroed`.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        count(layout.size(), -1);
        count(size, 1);
        // SAFETY: the caller keeps the contract of `realloc`.
        unsafe { System.realloc(pointer, layout, size) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        count(layout.size(), -1);
        // SAFETY: the caller keeps the contract of `dealloc`.
        unsafe { System.dealloc(pointer, layout) }
    }
}

/// Without a name in the pattern: actix-router keeps those for ever, whoever makes a definition of them.
#[cors(policy = STRICT)]
#[put("/items/item")]
async fn put_item() -> &'static str {
    run("put")
}

/// Nothing is kept of a thousand rounds, after some that fill what is used again. It may grow once more: by less than the
/// thousand would leave behind if each left a pointer.
async fn assert_keeps_nothing(round: impl AsyncFn()) {
    for _ in 0..100 {
        round().await;
    }
    let before = KEPT.get();
    for _ in 0..1000 {
        round().await;
    }
    let kept = KEPT.get() - before;
    assert!(kept < 4000, "{kept} bytes of a thousand applications");
}

macro_rules! application {
    ($cors:expr) => {
        App::new()
            .service(put_item)
            .service(web::scope("/in").service(put_item).service(web::resource("/plain")))
            .wrap($cors)
    };
}

#[actix_web::test]
async fn the_allocator_counts() {
    let before = KEPT.get();
    let boxed = std::hint::black_box(Box::new(1_u64));
    assert_eq!(KEPT.get() - before, 8);
    drop(boxed);
    assert_eq!(KEPT.get(), before);
}

#[actix_web::test]
async fn applications_that_are_gone_keep_nothing() {
    for cors in [Cors::default, || Cors::new(&AROUND)] {
        let built = async || {
            let granted = answer!(application!(cors()), preflight(A, "PUT", "/in/items/item"));
            assert_eq!(granted.status, 204);
        };
        assert_keeps_nothing(built).await;
    }
}

#[actix_web::test]
async fn applications_that_nobody_asks_keep_nothing() {
    let built = async || drop(actix_web::test::init_service(application!(Cors::default())).await);
    assert_keeps_nothing(built).await;
    let unwrapped =
        async || drop(actix_web::test::init_service(App::new().service(put_item)).await);
    assert_keeps_nothing(unwrapped).await;
}

#[actix_web::test]
async fn checks_keep_nothing() {
    let checked =
        async || check_app(|| application!(Cors::default())).await.expect("it would start");
    assert_keeps_nothing(checked).await;
}

#[actix_web::test]
async fn applications_that_are_never_built_keep_nothing() {
    let written = async || drop(application!(Cors::default()));
    assert_keeps_nothing(written).await;
}

static LIVE: LivePolicy = LivePolicy::new();

#[cors(policy = LIVE, max_age = 7)]
#[put("/live")]
async fn live() -> &'static str {
    run("live")
}

/// Eleven thousand versions, and a request by every other: what is kept is the one in force, and this worker's copy of it.
#[actix_web::test]
async fn versions_of_a_live_policy_that_nobody_uses_keep_nothing() {
    let version = || {
        let origins = (0..20).map(|number| format!("https://a{number}.example"));
        Policy::builder().origins(origins).methods(["PUT"]).credentials(true).build().unwrap()
    };
    LIVE.replace(version()).unwrap();
    let replaced = async || {
        let app = App::new().service(live).wrap(Cors::new(&LIVE));
        let app = actix_web::test::init_service(app).await;
        for _ in 0..5 {
            // With and without a request in between.
            LIVE.replace(version()).unwrap();
            LIVE.replace(version()).unwrap();
            let asked = preflight("https://a7.example", "PUT", "/live").request().to_request();
            let granted = actix_web::test::call_service(&app, asked).await;
            assert_eq!(granted.status().as_u16(), 204);
        }
    };
    assert_keeps_nothing(replaced).await;
}
