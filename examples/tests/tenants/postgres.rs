//! Two nodes with one database.

use std::sync::atomic::{AtomicBool, AtomicU16, AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use serde_json::json;
use sqlx::{Connection as _, PgConnection};

use crate::cluster::Cluster;
use crate::node::{Node, folder, try_ask, wait_until};

const SOON: Duration = Duration::from_secs(1);
const RECOVERED: Duration = Duration::from_secs(30);

/// What the database says is allowed, sorted, and the number of its last change.
fn truth(url: &str) -> (Vec<String>, i64) {
    actix_web::rt::System::new().block_on(async {
        let mut database = PgConnection::connect(url).await.unwrap();
        let query = "SELECT origin FROM tenant_origins WHERE removed = 0";
        let mut origins: Vec<String> =
            sqlx::query_scalar(query).fetch_all(&mut database).await.unwrap();
        let query = "SELECT max(version) FROM tenant_origins";
        let version: Option<i64> =
            sqlx::query_scalar(query).fetch_one(&mut database).await.unwrap();
        origins.sort();
        (origins, version.unwrap_or(0))
    })
}

#[test]
fn a_change_on_one_node_is_allowed_on_the_other_within_a_second() {
    let Some(cluster) = Cluster::start("two-nodes") else { return };
    let url = cluster.url();
    let first = Node::start(&folder("two-nodes-1"), Some(&url));
    let second = Node::start(&folder("two-nodes-2"), Some(&url));
    let mut longest = Duration::ZERO;
    for round in 0..10 {
        let origin = format!("https://a{round}.example");
        assert_eq!(first.register("a", &[&origin]).status, 200);
        assert!(first.allows(&origin), "the node that was asked has the change at once");
        longest = longest.max(wait_until("added", SOON, || second.allows(&origin)));
        assert_eq!(second.unregister("a").status, 200);
        longest = longest.max(wait_until("removed", SOON, || !first.allows(&origin)));
    }
    println!("the other node followed within {longest:.0?}");
}

#[test]
fn a_node_without_its_database_keeps_its_set_and_says_so() {
    let Some(cluster) = Cluster::start("lost") else { return };
    let url = cluster.url();
    let first = folder("lost-1");
    let node = Node::start(&first, Some(&url));
    let other = Node::start(&folder("lost-2"), Some(&url));
    node.register("a", &["https://a.example"]);
    cluster.kill();
    let is = |what: &str| node.get("/status", None).json()["database"] == what;
    wait_until("the loss is noticed", RECOVERED, || is("lost"));
    assert!(node.allows("https://a.example") && !node.allows("https://b.example"));
    assert_eq!(node.register("b", &["https://b.example"]).status, 503);
    assert!(!node.allows("https://b.example"), "a change that failed is no change");
    cluster.run();
    wait_until("the other node works again", RECOVERED, || {
        try_ask(other.port(), "PUT", "/tenants/c/origins", None, r#"["https://c.example"]"#)
            .is_some_and(|answer| answer.status == 200)
    });
    wait_until("it catches up", RECOVERED, || node.allows("https://c.example") && is("connected"));
    let log = std::fs::read_to_string(first.join("node.log")).unwrap();
    assert!(
        log.contains("the database is lost") && log.contains("going on with 1 origins"),
        "{log}"
    );
    assert!(log.contains("the database is back"), "{log}");
}

/// A thousand changes, through both nodes, while one of them and then the database is killed. Whatever a client was told
/// about a change, in the end both nodes are what the database is; and nobody who was never registered was ever allowed.
#[test]
fn both_nodes_equal_the_database_after_everything_was_killed_once() {
    const CHANGES: usize = 1_000;
    let Some(cluster) = Cluster::start("killed") else { return };
    let url = cluster.url();
    let folders = [folder("killed-1"), folder("killed-2")];
    let mut nodes = folders.each_ref().map(|folder| Node::start(folder, Some(&url)));
    let ports = nodes.each_ref().map(|node| AtomicU16::new(node.port()));
    let port = |index: usize| ports[index % 2].load(Ordering::Relaxed);
    let (done, asked) = (AtomicBool::new(false), AtomicUsize::new(0));
    let confirmed = thread::scope(|scope| {
        scope.spawn(|| {
            while !done.load(Ordering::Relaxed) {
                let index = asked.fetch_add(1, Ordering::Relaxed);
                let origin = format!("https://never-{index}.example");
                if let Some(answer) = try_ask(port(index), "GET", "/data", Some(&origin), "") {
                    assert_eq!((answer.status, answer.allowed), (403, None), "{origin}");
                }
            }
        });
        let mut confirmed = 0;
        for index in 0..CHANGES {
            match index {
                300 => nodes[1].kill(),
                // Meanwhile every second change found nobody.
                350 => {
                    nodes[1] = Node::start(&folders[1], Some(&url));
                    ports[1].store(nodes[1].port(), Ordering::Relaxed);
                }
                600 => cluster.kill(),
                604 => cluster.run(),
                _ => {}
            }
            let tenant = index % 40;
            let path = format!("/tenants/t{tenant}/origins");
            let body = match index % 7 {
                0 => json!([]),
                1 => json!([
                    format!("https://t{tenant}-{index}.example"),
                    format!("https://*.t{tenant}.example")
                ]),
                _ => json!([format!("https://t{tenant}-{index}.example")]),
            };
            let answer = try_ask(port(index), "PUT", &path, None, &body.to_string());
            confirmed += usize::from(answer.is_some_and(|answer| answer.status == 200));
        }
        done.store(true, Ordering::Relaxed);
        confirmed
    });
    let (origins, version) = truth(&url);
    for node in &nodes {
        wait_until("the node is where the database is", RECOVERED, || {
            node.get("/status", None).json()["version"] == version
        });
        assert_eq!(node.origins(), origins);
    }
    assert!(!origins.is_empty() && confirmed > CHANGES / 2);
    println!(
        "{confirmed} of {CHANGES} changes confirmed, {} origins left, {} strangers asked",
        origins.len(),
        asked.into_inner()
    );
}
