//! The examples in a real browser: every card of the lab clicked, the page's verdict and the server's record asserted; the
//! pages of `auth` and `websocket` in files of their own.
//!
//! The real binaries serve, Debian's Chromium looks at them, chromedriver clicks. Nothing is mocked.
//! Without a browser the suite says SKIPPED, loudly; with `CI` set it fails instead.

mod auth;
mod cards;
mod driver;
mod lab;
mod websocket;

use std::time::Duration;

use cors_tests::Example;
use driver::Browser;
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
    in_browser(lab::start, async |browser| {
        browser.open(HOME).await;
        for card in cards::ALL {
            browser.click_card(card.name).await;
            card.check(browser, card.seen).await;
        }
    });
}

/// Clicks in the sixth second, because five would pass without `max_age` too: browsers default to that.
#[test]
fn a_preflight_is_remembered_for_six_seconds() {
    const LIFETIME: Duration = Duration::from_secs(6);
    let card = cards::CACHE;
    in_browser(lab::start, async |browser| {
        for _attempt in 0..3 {
            // A fresh page has a fresh address, of which nothing is remembered.
            browser.open(HOME).await;
            let asked_after = Instant::now();
            browser.click_card(card.name).await;
            let asked_before = Instant::now();
            card.check(browser, card.seen).await;

            sleep_until(asked_after + Duration::from_millis(5_400)).await;
            browser.click_card(card.name).await;
            if asked_after.elapsed() >= LIFETIME {
                continue;
            }
            card.check(browser, &["OPTIONS", "PUT*", "PUT*"]).await;

            sleep_until(asked_before + LIFETIME + Duration::from_millis(300)).await;
            browser.click_card(card.name).await;
            card.check(browser, &["OPTIONS", "PUT*", "PUT*", "OPTIONS", "PUT*"]).await;
            return;
        }
        panic!("this machine is too slow to click within the sixth second");
    });
}

#[test]
fn run_all_fills_every_card() {
    in_browser(lab::start, async |browser| {
        browser.open(HOME).await;
        browser.click("#run-all").await;
        browser.wait_for("#run-all[aria-disabled='false']").await;
        for card in cards::ALL {
            card.check(browser, card.seen).await;
        }
        cards::CACHE.check(browser, &["OPTIONS", "PUT*", "PUT*"]).await;
        browser.screenshot(DESKTOP, "lab.png").await;
        browser.screenshot(PHONE, "lab-narrow.png").await;
        assert!(browser.fits().await, "the page is wider than a window of {PHONE} pixels");
    });
}

#[test]
fn the_same_page_under_another_name_reads_nothing() {
    in_browser(lab::start, async |browser| {
        browser.open(STRANGER).await;
        browser.wait_for("#elsewhere:not([hidden])").await;
        for name in ["simple", "preflight", "cookie"] {
            browser.click_card(name).await;
            assert_eq!(browser.card(name, "verdict").await, "blocked", "{name}");
        }
    });
}

#[test]
fn each_card_quotes_the_real_source() {
    let source = include_str!("../../examples/src/bin/quickstart/api.rs");
    in_browser(lab::start, async |browser| {
        browser.open(HOME).await;
        for card in cards::ALL.iter().chain([&cards::CACHE]) {
            let name = card.name;
            let shown = browser.text(&format!("[data-card={name}] pre")).await;
            let quoted = shown.strip_suffix("(…)").expect("the signature is cut at its parameters");
            assert!(source.contains(quoted), "{name}:\n{shown}");
            browser.wait_for(&format!("[data-card={name}] pre mark")).await;
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

/// Starts an example and a browser, and gives both back however `visit` ends.
fn in_browser(start: impl FnOnce() -> Example, visit: impl AsyncFnOnce(&Browser)) {
    if !driver::is_installed() {
        return;
    }
    let _example = start();
    let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let browser = Browser::start().await;
        visit(&browser).await;
        browser.close().await;
    });
}
