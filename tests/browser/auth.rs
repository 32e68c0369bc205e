//! The page of the example `auth`: it reads the token check's refusal, logs in, writes with the token, and is known by its
//! cookie.

use cors_tests::{Example, json_at};
use serde_json::json;

use crate::{in_each_engine, page::Page};

const API: u16 = 4100;

fn start() -> Example {
    Example::start("auth", &[3100, API])
}

async fn check(page: &Page, card: &str, status: &str, body: &str) {
    page.click_card(card).await;
    for (attribute, promised) in [("verdict", "readable"), ("status", status), ("body", body)] {
        assert_eq!(page.card(card, attribute).await, promised, "{card}: data-{attribute}");
    }
}

#[test]
fn a_page_logs_in_and_reads_every_answer_on_its_way() {
    in_each_engine(start, async |page| {
        let counts = || json_at(API, "/counts");
        page.open("http://localhost:3100/").await;

        let refusal = r#"{"error":"a bearer token is needed"}"#;
        check(page, "refused", "401", refusal).await;
        let expected =
            json!({ "options_at_the_check": 0, "refused": 1, "admitted": 0, "saved": 0 });
        assert_eq!(counts(), expected);

        let nobody = r#"{"error":"nobody is logged in"}"#;
        check(page, "cookie", "401", nobody).await;

        page.click_card("login").await;
        assert_eq!(page.card("login", "verdict").await, "readable");
        assert_eq!(page.card("login", "status").await, "200");

        check(page, "saved", "200", "saved").await;
        let expected =
            json!({ "options_at_the_check": 0, "refused": 1, "admitted": 1, "saved": 1 });
        assert_eq!(counts(), expected);

        check(page, "cookie", "200", "ada").await;
        check(page, "anonymous", "401", nobody).await;
    });
}

/// The same page under a name that no policy lists: the browser keeps every answer from it, and nothing is saved.
#[test]
fn the_same_page_elsewhere_is_kept_out() {
    in_each_engine(start, async |page| {
        page.open("http://127.0.0.1:3100/").await;
        for card in ["refused", "login", "saved", "cookie"] {
            page.click_card(card).await;
            assert_eq!(page.card(card, "verdict").await, "blocked", "{card}");
        }
        let untouched =
            json!({ "options_at_the_check": 0, "refused": 0, "admitted": 0, "saved": 0 });
        assert_eq!(json_at(API, "/counts"), untouched);
    });
}
