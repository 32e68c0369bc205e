//! One node with its database in a file.

use std::time::{Duration, Instant};

use serde_json::json;
use sqlx::{Connection as _, SqliteConnection};

use crate::node::{Node, folder, try_ask, try_ask_with};

#[test]
fn tenants_register_and_leave() {
    let node = Node::start(&folder("register"), None);
    assert!(!node.allows("https://a.example"));
    let answer = node.register("a", &["https://a.example", "https://*.a.example"]);
    assert_eq!((answer.status, answer.json()), (200, json!({ "version": 1, "here": true })));
    assert!(node.allows("https://a.example") && node.allows("https://x.a.example"));
    assert_eq!(node.get("/data", Some("https://b.example")).status, 403);
    assert_eq!(node.register("a", &["https://a.example"]).status, 200);
    assert!(node.allows("https://a.example") && !node.allows("https://x.a.example"));
    assert_eq!(node.unregister("a").status, 200);
    assert!(!node.allows("https://a.example"));
    assert_eq!(node.status()["origins"], 0);
}

#[test]
fn a_bad_origin_is_answered_with_every_issue_and_changes_nothing() {
    let node = Node::start(&folder("bad"), None);
    node.register("a", &["https://a.example"]);
    let answer = node.register(
        "a",
        &["https://b.example", "https://c.example/", "http://d.example", "https://*.github.io"],
    );
    assert_eq!(answer.status, 422);
    let issues = answer.json()["issues"].clone();
    let found: Vec<_> = issues
        .as_array()
        .unwrap()
        .iter()
        .map(|issue| (issue["entry"].as_u64().unwrap(), issue["code"].as_str().unwrap()))
        .collect();
    let expected = [
        (1, "origin_trailing_slash"),
        (2, "insecure_origin_with_credentials"),
        (3, "public_suffix_with_credentials"),
    ];
    assert_eq!(found, expected);
    assert_eq!(issues[0]["help"], "write `\"https://c.example\"`");
    assert_eq!(node.origins(), ["https://a.example"]);
}

/// Two megabytes, which is what actix-web takes: half a million origins of one letter, and one that
/// long. To refuse them is less work than to register as many bytes of good origins; how long it took
/// is printed.
#[test]
fn rubbish_is_answered_in_few_words_and_little_time_and_memory() {
    let node = Node::start(&folder("rubbish"), None);
    let register = |body: &str, status: u16| {
        let answer = try_ask(node.port(), "PUT", "/tenants/a/origins", None, body).unwrap();
        assert_eq!(answer.status, status, "{answer:?}");
        answer
    };
    // The time that processors spend, and what it takes of memory, in KiB.
    let measure = |body: &str, status: u16| {
        let (from, spent, [before, _]) = (Instant::now(), node.time_spent(), node.memory());
        let answer = register(body, status);
        let (waited, time) = (from.elapsed(), node.time_spent().saturating_sub(spent));
        let [_, most] = node.memory();
        let (size, more) = (body.len(), most.saturating_sub(before));
        println!("{status}, {size} bytes: {time:.0?} in {waited:.0?}, {more} KiB more");
        (answer, time, more)
    };
    let few = register(&json!(vec!["x"; 100]).to_string(), 422);
    let rubbish = [
        json!(vec!["x"; 500_000]).to_string(),
        json!([format!("https://{}", "x".repeat(2_000_000))]).to_string(),
        json!(vec!["https://a.example/"; 90_000]).to_string(),
    ];
    let mut longest = Duration::ZERO;
    for body in rubbish {
        let (answer, time, more) = measure(&body, 422);
        longest = longest.max(time);
        assert!(answer.body.len() < 3 * few.body.len(), "{} bytes", answer.body.len());
        assert!(more < 50 * 1024, "{more} KiB");
    }
    let good: Vec<String> = (0..80_000).map(|index| format!("https://x{index}.example")).collect();
    let (_, accepted, _) = measure(&json!(good).to_string(), 200);
    assert!(longest < accepted, "to refuse took {longest:?}, to accept {accepted:?}");
    let register = |body: &str| register(body, 422);
    let many = register(&json!(vec!["x"; 500_000]).to_string());
    assert_eq!((&few.json()["more"], &many.json()["more"]), (&json!(0), &json!(499_900)));
    assert_eq!(many.json()["issues"], few.json()["issues"], "the first hundred");
}

/// Rows that an earlier version wrote, say: more of them than an error lists.
#[test]
fn bad_rows_of_the_database_keep_no_good_one_out() {
    let folder = folder("rows");
    let mut node = Node::start(&folder, None);
    node.register("a", &["https://a.example"]);
    node.kill();
    actix_web::rt::System::new().block_on(async {
        let url = format!("sqlite://{}", folder.join("tenants.db").display());
        let mut database = SqliteConnection::connect(&url).await.unwrap();
        for index in 0..150 {
            let insert = "INSERT INTO cors_origin VALUES ($1, 'b', FALSE, 1)";
            let row = sqlx::query(insert).bind(format!("https://b{index}.example/"));
            row.execute(&mut database).await.unwrap();
        }
    });
    let node = Node::start(&folder, None);
    assert_eq!(node.origins(), ["https://a.example"]);
}

#[test]
fn an_origin_belongs_to_one_tenant() {
    let node = Node::start(&folder("taken"), None);
    node.register("a", &["https://a.example"]);
    let answer = node.register("b", &["https://b.example", "https://a.example"]);
    assert_eq!(answer.status, 409);
    assert_eq!(node.origins(), ["https://a.example"]);
    node.unregister("a");
    assert_eq!(node.register("b", &["https://a.example"]).status, 200);
    assert_eq!(node.origins(), ["https://a.example"]);
}

#[test]
fn what_was_registered_survives_the_process() {
    let folder = folder("survives");
    let mut node = Node::start(&folder, None);
    node.register("a", &["https://a.example"]);
    node.register("b", &["https://b.example"]);
    node.unregister("a");
    node.kill();
    let node = Node::start(&folder, None);
    assert_eq!(node.origins(), ["https://b.example"]);
    assert_eq!(node.version(), 3);
}

#[test]
fn the_page_of_the_administrator_is_the_only_one_that_registers() {
    let node = Node::start(&folder("admin"), None);
    let path = "/tenants/a/origins";
    let ask = |origin: &str| try_ask(node.port(), "PUT", path, Some(origin), "[]").unwrap().status;
    assert_eq!((ask("http://localhost:4101"), ask("https://evil.example")), (200, 403));
}

/// An image, a script or a navigation inside of a page of another site sends no `Origin`.
#[test]
fn a_page_of_another_site_that_sends_no_origin_gets_nothing() {
    let node = Node::start(&folder("sites"), None);
    let ask = |site: &str| {
        let more = format!("Sec-Fetch-Site: {site}\r\nSec-Fetch-Mode: no-cors\r\n");
        try_ask_with(node.port(), "GET", "/data", &more, "").unwrap()
    };
    for site in ["cross-site", "same-site"] {
        let answer = ask(site);
        assert!(answer.status == 403 && !answer.body.contains("tenants only"), "{answer:?}");
    }
    assert_eq!((ask("same-origin").status, ask("none").status), (200, 200));
}

#[test]
fn the_page_loads_nothing_and_knows_the_paths() {
    let node = Node::start(&folder("page"), None);
    let page = node.get("/", None);
    assert_eq!(page.status, 200);
    assert!(!page.body.contains("src=") && page.body.contains("/tenants/"), "{}", page.body);
    node.register("a", &["https://*.a.example"]);
    let allowed = |origin: &str| node.get(&format!("/try?origin={origin}"), None).json();
    assert_eq!(allowed("https%3A%2F%2Fx.a.example"), json!({ "allowed": true }));
    assert_eq!(allowed("https://a.example"), json!({ "allowed": false }));
}
