//! The examples in real browsers: every card of the lab clicked, the page's verdict and the server's record asserted; the
//! pages of `auth`, `rollout` and `websocket` in files of their own.
//!
//! The real binaries serve; Chromium, Firefox and WebKit look at them, where they are installed; their drivers click. Nothing
//! is mocked. An engine that is missing is SKIPPED, loudly; with `CI` set a missing Chromium is a failure.

mod auth;
mod cards;
mod lab;
mod page;
mod rollout;
mod websocket;

use std::time::Duration;

use cors_tests::Example;
use cors_tests::webdriver::{Browser, Engine};
use page::Page;
use tokio::{
    runtime::Builder,
    time::{Instant, sleep_until},
};

/// The page that the API lists, and the same page under a name that it does not list.
const HOME: &str = "http://localhost:3000/";
const STRANGER: &str = "http://127.0.0.1:3000/";

/// Widths in pixels.
const DESKTOP: u32 = 1280;
const PHONE: u32 = 400;

#[test]
fn every_card_keeps_its_promise() {
    in_each_engine(lab::start, async |page| {
        page.open(HOME).await;
        for card in cards::ALL {
            page.click_card(card.name).await;
            card.check(page, card.seen).await;
        }
    });
}

/// Clicks in the sixth second, because five would pass without `max_age` too: browsers default to that.
#[test]
fn a_preflight_is_remembered_for_six_seconds() {
    const LIFETIME: Duration = Duration::from_secs(6);
    let card = cards::CACHE;
    in_each_engine(lab::start, async |page| {
        for _attempt in 0..3 {
            // A fresh page has a fresh address, of which nothing is remembered.
            page.open(HOME).await;
            let asked_after = Instant::now();
            page.click_card(card.name).await;
            let asked_before = Instant::now();
            card.check(page, card.seen).await;

            sleep_until(asked_after + Duration::from_millis(5_400)).await;
            page.click_card(card.name).await;
            if asked_after.elapsed() >= LIFETIME {
                continue;
            }
            card.check(page, &["OPTIONS", "PUT*", "PUT*"]).await;

            sleep_until(asked_before + LIFETIME + Duration::from_millis(300)).await;
            page.click_card(card.name).await;
            card.check(page, &["OPTIONS", "PUT*", "PUT*", "OPTIONS", "PUT*"]).await;
            return;
        }
        panic!("this machine is too slow to click within the sixth second");
    });
}

#[test]
fn run_all_fills_every_card() {
    in_each_engine(lab::start, async |page| {
        page.open(HOME).await;
        page.click("#run-all").await;
        page.wait_for("#run-all[aria-disabled='false']").await;
        for card in cards::ALL {
            card.check(page, card.seen).await;
        }
        cards::CACHE.check(page, &["OPTIONS", "PUT*", "PUT*"]).await;
        if page.browser.engine() != Engine::Chromium {
            return;
        }
        page.screenshot(DESKTOP, "lab.png").await;
        page.screenshot(PHONE, "lab-narrow.png").await;
        assert!(page.fits().await, "the page is wider than a window of {PHONE} pixels");
    });
}

#[test]
fn the_same_page_under_another_name_reads_nothing() {
    in_each_engine(lab::start, async |page| {
        page.open(STRANGER).await;
        page.wait_for("#elsewhere:not([hidden])").await;
        for name in ["simple", "preflight", "cookie"] {
            page.click_card(name).await;
            assert_eq!(page.card(name, "verdict").await, "blocked", "{name}");
        }
    });
}

#[test]
fn each_card_quotes_the_real_source() {
    let source = include_str!("../../examples/src/bin/quickstart/api.rs");
    in_each_engine(lab::start, async |page| {
        page.open(HOME).await;
        for card in cards::ALL.iter().chain([&cards::CACHE]) {
            let name = card.name;
            let shown = page.text(&format!("[data-card={name}] pre")).await;
            let quoted = shown.strip_suffix("(…)").expect("the signature is cut at its parameters");
            assert!(source.contains(quoted), "{name}:\n{shown}");
            page.wait_for(&format!("[data-card={name}] pre mark")).await;
        }
    });
}

#[test]
fn a_second_lab_says_which_port_is_taken() {
    let _lab = lab::start();
    let second = Example::run_to_its_end(lab::NAME);
    let complaint = String::from_utf8_lossy(&second.stderr);
    assert!(!second.status.success());
    assert!(complaint.starts_with("port 3000 is taken"), "{complaint}");
}

/// Starts an example and a browser of each engine in turn, and ends both however `visit` ends.
#[expect(
    clippy::needless_pass_by_value,
    reason = "a test hands its body over, as to any function of its kind"
)]
fn in_each_engine(start: impl Fn() -> Example, visit: impl AsyncFn(&Page)) {
    for engine in Engine::ALL.into_iter().filter(|engine| engine.is_installed()) {
        // A failure that follows is this engine's.
        println!("in {engine:?}");
        let _example = start();
        let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(async {
            let page = Page { browser: Browser::start(engine).await };
            visit(&page).await;
            page.browser.close().await;
        });
    }
}
