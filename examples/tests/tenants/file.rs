//! One node with its database in a file.

use serde_json::json;
use sqlx::{Connection as _, SqliteConnection};

use crate::node::{Node, folder, try_ask};

#[test]
fn tenants_register_and_leave() {
    let node = Node::start(&folder("register"), None);
    assert!(!node.allows("https://a.example"));
    let answer = node.register("a", &["https://a.example", "https://*.a.example"]);
    assert_eq!((answer.status, answer.json()), (200, json!({ "version": 1 })));
    assert!(node.allows("https://a.example") && node.allows("https://x.a.example"));
    assert_eq!(node.get("/data", Some("https://b.example")).status, 403);
    assert_eq!(node.register("a", &["https://a.example"]).status, 200);
    assert!(node.allows("https://a.example") && !node.allows("https://x.a.example"));
    assert_eq!(node.unregister("a").status, 200);
    assert!(!node.allows("https://a.example"));
    assert_eq!(node.get("/status", None).json()["origins"], 0);
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
/// long.
#[test]
fn rubbish_is_answered_in_few_words() {
    let node = Node::start(&folder("rubbish"), None);
    let register = |body: &str| {
        let answer = try_ask(node.port(), "PUT", "/tenants/a/origins", None, body).unwrap();
        assert_eq!(answer.status, 422, "{answer:?}");
        answer
    };
    let few = register(&json!(vec!["x"; 100]).to_string());
    let many = register(&json!(vec!["x"; 500_000]).to_string());
    assert_eq!((&few.json()["more"], &many.json()["more"]), (&json!(0), &json!(499_900)));
    assert_eq!(many.json()["issues"], few.json()["issues"], "the first hundred");
    assert!(many.body.len() < few.body.len() + 10);
    let long = register(&json!([format!("https://{}", "x".repeat(2_000_000))]).to_string());
    assert!(long.body.len() < few.body.len(), "{} bytes", long.body.len());
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
            let insert = "INSERT INTO tenant_origins VALUES ($1, 'b', 0, 2)";
            let row = sqlx::query(insert).bind(format!("https://b{index}.example/"));
            row.execute(&mut database).await.unwrap();
        }
        let count = "UPDATE tenant_version SET version = 2";
        sqlx::query(count).execute(&mut database).await.unwrap();
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
    assert_eq!(node.get("/status", None).json()["version"], 3);
}

#[test]
fn the_page_of_the_administrator_is_the_only_one_that_registers() {
    let node = Node::start(&folder("admin"), None);
    let path = "/tenants/a/origins";
    let ask = |origin: &str| try_ask(node.port(), "PUT", path, Some(origin), "[]").unwrap().status;
    assert_eq!((ask("http://localhost:4101"), ask("https://evil.example")), (200, 403));
}
