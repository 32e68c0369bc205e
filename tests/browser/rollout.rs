//! The example `rollout`, played as its story goes: a list comes into force under pages that are open in real browsers, and
//! those whom the report has named notice nothing.

use cors_tests::{Ask, Example, ask_port};

use crate::in_each_engine;
use crate::page::Page;

const API: u16 = 4500;
const LISTED: &str = "http://localhost:3500/";
const PARTNER: &str = "http://127.0.0.1:3500/";
const STRANGER: &str = "http://localhost:3501/";

async fn opens(page: &Page, address: &str, outcome: &str) {
    page.open(address).await;
    page.wait_for(&format!("body[data-read={outcome}][data-write={outcome}]")).await;
}

fn report() -> String {
    let answer = ask_port(API, &Ask::new("GET").at("/report"));
    assert_eq!(answer.status, 200);
    answer.body.replace("\\n", "\n").replace("\\\"", "\"")
}

/// Puts a list in the place of the one that is not in force.
fn next(origins: &str) -> u16 {
    ask_port(API, &Ask::new("PUT").at("/next").json(origins)).status
}

#[test]
fn a_list_comes_into_force_under_open_pages() {
    let start = || Example::start("rollout", &[3500, 3501, API]);
    in_each_engine(start, async |page| {
        // Everybody is let in, and the report says whom the list forgets.
        opens(page, LISTED, "works").await;
        opens(page, PARTNER, "works").await;
        let told = report();
        assert!(told.contains("\"http://127.0.0.1:3500\", //"), "{told}");
        assert!(!told.contains("http://localhost:3500  "), "it is listed: {told}");

        // What it prints is put in, and nobody is missing any more.
        assert_eq!(next(r#"["http://localhost:3500/", "http://127.0.0.1:3500"]"#), 422, "a slash");
        assert_eq!(next(r#"["http://localhost:3500", "http://127.0.0.1:3500"]"#), 204);
        opens(page, LISTED, "works").await;
        opens(page, PARTNER, "works").await;
        let told = report();
        assert_eq!(told.matches("would lose access: nobody").count(), 2, "{told}");

        // The stranger still comes in, and is told apart.
        opens(page, STRANGER, "works").await;
        assert!(report().contains("http://localhost:3501  "), "{}", report());

        assert_eq!(ask_port(API, &Ask::new("PUT").at("/enforce")).status, 204);
        opens(page, LISTED, "works").await;
        opens(page, PARTNER, "works").await;
        opens(page, STRANGER, "blocked").await;
        let told = report();
        assert_eq!(told.matches("would lose access: nobody").count(), 2, "{told}");
    });
}

/// A page cannot run the rollout of a server that a person runs on the same machine.
#[test]
fn no_page_enforces_anything() {
    let start = || Example::start("rollout", &[3500, 3501, API]);
    in_each_engine(start, async |page| {
        page.open(STRANGER).await;
        for (method, path) in [("PUT", "enforce"), ("PUT", "next"), ("GET", "report")] {
            let script = format!(
                "const done = arguments[0]; \
                 fetch('http://localhost:4500/{path}', {{ method: '{method}' }}) \
                     .then(() => done('read'), () => done('blocked'))"
            );
            let outcome = page.browser.execute_async(&script, Vec::new()).await;
            assert_eq!(outcome, "blocked", "{path}");
        }
        opens(page, STRANGER, "works").await;
    });
}
