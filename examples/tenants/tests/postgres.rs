//! Two nodes with one database.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use crate::cluster::{Cluster, rows, sql};
use crate::node::{Node, folder, try_ask, wait_until};

const SOON: Duration = Duration::from_secs(1);
const RECOVERED: Duration = Duration::from_secs(30);

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

/// Two tenants on two nodes want one origin, again and again, and the first gives it back: whoever is
/// told `200` has it, and the two are never told so at once.
#[test]
fn an_origin_that_two_tenants_want_at_once_is_that_ones_who_is_told_so() {
    const ORIGIN: &str = "https://wanted.example";
    let Some(cluster) = Cluster::start("race") else { return };
    let url = cluster.url();
    let nodes = ["race-1", "race-2"].map(|name| Node::start(&folder(name), Some(&url)));
    let is_over = AtomicBool::new(false);
    let holder = AtomicUsize::new(0);
    let hold = |tenant: usize| {
        let (name, mut told) = (format!("t{tenant}"), [0, 0]);
        while !is_over.load(Ordering::SeqCst) {
            let answer = nodes[tenant - 1].register(&name, &[ORIGIN]);
            if answer.status == 200 {
                assert_eq!(holder.swap(tenant, Ordering::SeqCst), 0, "another has it");
                let owner = rows(&url, "SELECT tenant, origin FROM cors_origin WHERE NOT removed");
                assert_eq!(owner, [(name.clone(), ORIGIN.to_owned())]);
                // Before it is free for the other.
                holder.store(0, Ordering::SeqCst);
                assert_eq!(nodes[tenant - 1].unregister(&name).status, 200);
                told[0] += 1;
            } else {
                assert_eq!(answer.status, 409, "{answer:?}");
                told[1] += 1;
            }
        }
        told
    };
    thread::scope(|scope| {
        let tenants = [1, 2].map(|tenant| {
            let hold = &hold;
            scope.spawn(move || hold(tenant))
        });
        thread::sleep(Duration::from_secs(5));
        is_over.store(true, Ordering::SeqCst);
        for tenant in tenants {
            let [had, refused] = tenant.join().unwrap();
            println!("had it {had} times, was refused {refused} times");
            assert!(had > 0 && refused > 0, "they did not meet");
        }
    });
    for node in &nodes {
        wait_until("nobody has it", SOON, || !node.allows(ORIGIN));
    }
}

/// Ten changed origins are found by an index, whatever statistics say of the column: nearly all
/// origins come from one change here. Rows are counted, not time.
#[test]
fn a_change_among_many_reads_what_was_changed_and_nothing_else() {
    const MANY: i64 = 200_000;
    let Some(cluster) = Cluster::start("many") else { return };
    let url = cluster.url();
    drop(Node::start(&folder("many-0"), Some(&url)));
    let fill = format!(
        "INSERT INTO cors_origin SELECT 'https://t' || n || '.example', 'many', FALSE, 0 \
         FROM generate_series(1, {MANY}) AS n; \
         UPDATE cors_state SET size = {MANY}; ANALYZE; SELECT pg_stat_reset()"
    );
    sql(&url, &fill);
    let node = Node::start(&folder("many-1"), Some(&url));
    let other = Node::start(&folder("many-2"), Some(&url));
    assert_eq!(other.status()["origins"], MANY);
    let read = || {
        let counted = "SELECT 'seq', seq_tup_read::text FROM pg_stat_user_tables WHERE relname = 'cors_origin'";
        rows(&url, counted)[0].1.parse::<i64>().unwrap()
    };
    // Counts are told a second later.
    thread::sleep(Duration::from_secs(2));
    let before = read();
    for round in 0..20 {
        let origins: Vec<String> =
            (0..10).map(|index| format!("https://n{round}-{index}.example")).collect();
        let list: Vec<&str> = origins.iter().map(String::as_str).collect();
        assert_eq!(node.register("few", &list).status, 200);
        wait_until("it is there", SOON, || other.allows(&origins[9]));
    }
    thread::sleep(Duration::from_secs(2));
    let more = read() - before;
    println!("{more} rows read one after the other for 20 changes");
    assert!(more < MANY, "{more} rows");
    for node in [&node, &other] {
        assert!(node.status()["notice"].is_null(), "{}", node.status());
    }
}

/// Somebody holds the row of a tenant and does not let go: the tenant is told so after ten seconds,
/// and nobody else has to wait.
#[test]
fn a_tenant_that_is_held_up_is_told_so_and_holds_up_no_other() {
    let Some(cluster) = Cluster::start("held") else { return };
    let url = cluster.url();
    let node = Node::start(&folder("held-1"), Some(&url));
    assert_eq!(node.register("held", &["https://a.example"]).status, 200);
    thread::scope(|scope| {
        let holds = "BEGIN; SELECT 1 FROM cors_tenant WHERE tenant = 'held' FOR UPDATE; \
                     SELECT pg_sleep(15); ROLLBACK";
        let holder = scope.spawn(|| sql(&url, holds));
        let is_held =
            "SELECT 'held', count(*)::text FROM pg_stat_activity WHERE wait_event = 'PgSleep'";
        wait_until("the row is held", RECOVERED, || rows(&url, is_held)[0].1 == "1");
        let held = scope.spawn(|| node.register("held", &["https://b.example"]));
        let mut others = 0;
        while !held.is_finished() {
            let answer = node.register(&format!("other-{}", others % 5), &["https://*.c.example"]);
            assert!(answer.status == 200 || answer.status == 409, "{answer:?}");
            others += 1;
            thread::sleep(Duration::from_millis(20));
        }
        assert_eq!(held.join().unwrap().status, 503);
        assert!(!holder.is_finished(), "it was not told before the row was free");
        assert!(others > 20, "{others}");
    });
    assert!(node.allows("https://a.example") && !node.allows("https://b.example"));
    assert_eq!(node.register("held", &["https://b.example"]).status, 200);
}

#[test]
fn a_node_without_its_database_keeps_its_set_for_a_while_and_says_so() {
    let Some(cluster) = Cluster::start("lost") else { return };
    let url = cluster.url();
    let node = Node::start(&folder("lost-1"), Some(&url));
    let bounded = Node::start_with(&folder("lost-2"), Some(&url), &[("MAX_AGE", "3")]);
    assert_eq!(node.register("a", &["https://a.example"]).status, 200);
    wait_until("the other node has it", SOON, || bounded.allows("https://a.example"));
    cluster.kill();
    wait_until("the loss is noticed", RECOVERED, || node.status()["state"] == "unreachable");
    assert!(node.status()["error"].is_string());
    assert!(node.allows("https://a.example") && !node.allows("https://b.example"));
    assert_eq!(node.register("b", &["https://b.example"]).status, 503);
    assert!(!node.allows("https://b.example"), "a change that failed is no change");
    wait_until("too old", Duration::from_secs(5), || !bounded.allows("https://a.example"));
    let status = bounded.status();
    assert_eq!((&status["state"], &status["origins"]), (&"expired".into(), &0.into()), "{status}");
    assert!(node.allows("https://a.example"), "which may be a day old");
    cluster.run();
    wait_until("the node works again", RECOVERED, || {
        try_ask(node.port(), "PUT", "/tenants/c/origins", None, r#"["https://c.example"]"#)
            .is_some_and(|answer| answer.status == 200)
    });
    for node in [&node, &bounded] {
        wait_until("it catches up", RECOVERED, || {
            node.allows("https://a.example") && node.allows("https://c.example")
        });
        assert_eq!(node.status()["state"], "current");
    }
}
