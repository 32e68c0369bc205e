//! A million origins: how long a node takes to load them, what memory they take, and how long one
//! change takes from its commit to each node.

use std::time::{Duration, Instant};

use crate::cluster::{Cluster, sql};
use crate::node::{Node, folder, try_ask, wait_until};

/// `cargo test --release -p cors-tenants million -- --ignored --nocapture`
#[test]
#[ignore = "takes a minute, and its figures mean something in a release build only"]
fn a_million_origins() {
    let Some(cluster) = Cluster::start("million") else { return };
    let url = cluster.url();
    let first = Node::start(&folder("million-1"), Some(&url));
    let fill = "INSERT INTO cors_origin SELECT 'https://tenant-' || n || '.app.example', 'many', FALSE, 0 \
                FROM generate_series(1, 1000000) AS n; \
                UPDATE cors_state SET size = 1000000, epoch = 'filled'; ANALYZE";
    sql(&url, fill);
    let has_all = |node: &Node| node.status()["origins"] == 1_000_000;
    let minute = Duration::from_secs(60);
    wait_until("the first node reads them", minute, || has_all(&first));
    let from = Instant::now();
    let second = Node::start(&folder("million-2"), Some(&url));
    let load = from.elapsed();
    assert!(has_all(&second));
    let third = Node::start(&folder("million-3"), Some(&url));
    let empty = Node::start(&folder("million-empty"), None);
    let [none, _] = empty.memory();
    for (name, node) in [("first", &first), ("second", &second)] {
        let [now, most] = node.memory();
        println!(
            "{name} node: {} MiB, at most {} MiB; without origins {} MiB",
            now / 1024,
            most / 1024,
            none / 1024
        );
    }
    println!("a node starts and loads in {load:.2?}");
    let nodes = [&first, &second, &third];
    let mut times: Vec<Duration> = Vec::new();
    for round in 0..100 {
        let origins: Vec<String> =
            (0..10).map(|index| format!("https://new-{round}-{index}.example")).collect();
        let refs: Vec<&str> = origins.iter().map(String::as_str).collect();
        let changed = first.register("few", &refs);
        assert_eq!(changed.status, 200, "{changed:?}");
        let committed = Instant::now();
        for node in nodes {
            wait_until("it is there", minute, || {
                try_ask(node.port(), "GET", "/data", Some(&origins[9]), "")
                    .is_some_and(|answer| answer.status == 200)
            });
        }
        times.push(committed.elapsed());
    }
    for node in &nodes[1..] {
        assert!(node.status()["notice"].is_null(), "no node reads a million rows for ten");
    }
    println!("in order: {times:.0?}");
    times.sort();
    println!(
        "ten origins, from the answer of one node to all: median {:.1?}, longest {:.1?}",
        times[50], times[99]
    );
    assert!(times[50] < Duration::from_secs(1), "{:?}", times[50]);
    large_beside_small(nodes);
}

/// Registrations of 60,000 origins, and small ones of others beside them.
fn large_beside_small(nodes: [&Node; 3]) {
    let body: Vec<String> = (0..60_000).map(|index| format!("https://x{index}.example")).collect();
    let body = serde_json::json!(body).to_string();
    let (large, small) = std::thread::scope(|scope| {
        let large = scope.spawn(|| {
            let from = Instant::now();
            let answer = try_ask(nodes[1].port(), "PUT", "/tenants/large/origins", None, &body);
            assert_eq!(answer.unwrap().status, 200);
            from.elapsed()
        });
        let mut times = Vec::new();
        while !large.is_finished() {
            let from = Instant::now();
            let origin = format!("https://small-{}.example", times.len());
            let answer = nodes[0].register("small", &[&origin]);
            assert_eq!(answer.status, 200, "{answer:?}");
            times.push(from.elapsed());
        }
        (large.join().unwrap(), times)
    });
    println!(
        "60,000 origins: {large:.2?}; {} small changes meanwhile, longest {:.1?}",
        small.len(),
        small.iter().max().unwrap()
    );
}
