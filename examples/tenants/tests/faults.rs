//! Three nodes and one database, and everything that can happen to them. After each misfortune the
//! nodes equal the database within [`BOUND`]; nobody who was never registered is ever allowed, and
//! nobody who was removed beyond the bound. `CORS_CHANGES` (200) is the number of changes.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::thread;
use std::time::{Duration, Instant};

use crate::cluster::{Cluster, rows, sql};
use crate::journal::Journal;
use crate::node::{Node, folder, wait_until};
use crate::proxy::Proxy;

/// What the documentation says of a node that comes back: four seconds and a quarter between
/// attempts, five for an answer, and the time of reading.
const BOUND: Duration = Duration::from_secs(12);
/// And of one that has the database: a second and a quarter, and the time of two queries, which
/// is long on a machine that does much else.
const IN_CONTACT: Duration = Duration::from_secs(5);

/// Everything that takes part.
struct Scene {
    cluster: Cluster,
    proxies: Vec<Proxy>,
    nodes: Vec<Node>,
    journal: Arc<Journal>,
    changes: usize,
}

/// The tenants and origins of the database, and its version.
fn truth(url: &str) -> (Vec<(String, String)>, i64) {
    let found = rows(
        url,
        "SELECT tenant, origin FROM cors_origin WHERE NOT removed \
         UNION ALL SELECT 'version', version::text FROM cors_state",
    );
    let (versions, origins): (Vec<_>, Vec<_>) =
        found.into_iter().partition(|(name, _)| name == "version");
    (origins, versions[0].1.parse().unwrap())
}

fn start(index: usize, url: &str) -> Node {
    Node::start(&folder(&format!("faults-{index}")), Some(url))
}

impl Scene {
    fn set() -> Option<Scene> {
        let cluster = Cluster::start("faults")?;
        let proxies: Vec<Proxy> = (0..3).map(|_| Proxy::start(cluster.port())).collect();
        let nodes: Vec<Node> = (0..3).map(|index| start(index, &proxies[index].url())).collect();
        let journal = Arc::new(Journal::new(nodes.iter().map(Node::port)));
        let changes = std::env::var("CORS_CHANGES").map_or(200, |text| text.parse().unwrap());
        Some(Scene { cluster, proxies, nodes, journal, changes })
    }

    /// One act of the given share of the changes.
    fn change(&self, part: usize, by: &[usize]) {
        self.journal.change(self.changes / part, by);
    }

    /// Waits until every node equals the database and nothing removed is allowed any more, and says
    /// how long that took, and how long it was allowed before.
    fn settle(&self, what: &str, bound: Duration) {
        let (truth, version) = truth(&self.cluster.url());
        let from = Instant::now();
        for (index, node) in self.nodes.iter().enumerate() {
            let what = format!("{what}: node {index} is where the database is, version {version}");
            wait_until(&what, BOUND, || {
                let status = node.status();
                status["version"] == version && status["state"] == "current"
            });
            let mut origins: Vec<&String> = truth.iter().map(|(_, origin)| origin).collect();
            origins.sort();
            assert!(node.origins().iter().eq(origins), "{what}");
        }
        let settled = from.elapsed();
        wait_until(&format!("{what}: everything removed is refused"), BOUND, || {
            self.journal.is_quiet()
        });
        let (longest, histogram) = self.journal.histogram();
        println!("{what}: equal after {settled:.0?}; removed and still allowed: {histogram}");
        for (node, longest) in longest.iter().enumerate() {
            assert!(*longest < bound, "{what}: node {node} allowed for {longest:?}");
        }
    }

    fn state(&self, node: usize) -> String {
        self.nodes[node].status()["state"].as_str().unwrap().to_owned()
    }

    fn kill(&mut self, index: usize) {
        self.journal.ports[index].store(1, Ordering::SeqCst);
        self.nodes[index].kill();
    }

    fn replace(&mut self, index: usize) {
        self.nodes[index] = start(index, &self.proxies[index].url());
        self.journal.ports[index].store(self.nodes[index].port(), Ordering::SeqCst);
    }
}

#[test]
fn three_nodes_equal_the_database_whatever_happens() {
    let Some(mut scene) = Scene::set() else { return };
    let watchers = Watchers::start(&scene.journal);
    for act in [
        calm,
        node_killed,
        database_killed,
        listener_stopped,
        network_cut,
        node_stopped,
        restored,
        restored_and_changed,
        failed_over,
        truncated,
    ] {
        let from = Instant::now();
        act(&mut scene);
        println!("  {:.1?}", from.elapsed());
    }
    watchers.end(&scene.journal);
    let journal = &scene.journal;
    println!("{:?} changes confirmed, {:?} strangers asked", journal.confirmed, journal.strangers);
    assert!(journal.confirmed.load(Ordering::SeqCst) > scene.changes / 2);
}

fn calm(scene: &mut Scene) {
    scene.change(8, &[0, 1, 2]);
    scene.settle("calm", IN_CONTACT);
}

fn node_killed(scene: &mut Scene) {
    scene.change(16, &[0, 1, 2]);
    scene.kill(1);
    scene.change(16, &[0, 2]);
    scene.replace(1);
    scene.settle("a node was killed", IN_CONTACT);
}

fn database_killed(scene: &mut Scene) {
    scene.change(16, &[0, 1, 2]);
    scene.cluster.kill();
    let gone = Instant::now();
    scene.journal.change(1, &[0]);
    scene.cluster.run();
    let gone = gone.elapsed();
    scene.change(16, &[0, 1, 2]);
    scene.settle("the database was killed", BOUND + gone);
}

/// Whoever listens is thrown out again and again; and there are notifications about nothing.
fn listener_stopped(scene: &mut Scene) {
    let url = scene.cluster.url();
    thread::scope(|scope| {
        let changes = scope.spawn(|| scene.change(8, &[0, 1, 2]));
        while !changes.is_finished() {
            sql(
                &url,
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'",
            );
            sql(&url, "NOTIFY cors_origins; NOTIFY cors_origins, 'again'");
        }
    });
    scene.settle("listeners were stopped", IN_CONTACT);
}

fn network_cut(scene: &mut Scene) {
    scene.change(16, &[0, 1, 2]);
    let from = Instant::now();
    scene.proxies[2].cut();
    scene.change(16, &[0, 1]);
    wait_until("node 2 notices", BOUND, || scene.state(2) == "unreachable");
    let silent = from.elapsed();
    scene.proxies[2].mend();
    scene.settle("a network was cut", BOUND + silent);
}

/// A node that gets no time: what it is sent piles up.
fn node_stopped(scene: &mut Scene) {
    scene.change(16, &[0, 1, 2]);
    let from = Instant::now();
    scene.nodes[2].signal("-STOP");
    scene.journal.ports[2].store(1, Ordering::SeqCst);
    scene.change(16, &[0, 1]);
    thread::sleep(Duration::from_secs(2));
    scene.nodes[2].signal("-CONT");
    scene.journal.ports[2].store(scene.nodes[2].port(), Ordering::SeqCst);
    scene.settle("a node had no time", IN_CONTACT + from.elapsed());
}

/// Restored to an earlier version, at which it stays.
fn restored(scene: &mut Scene) {
    scene.settle("before", BOUND);
    scene.cluster.keep();
    scene.change(8, &[0, 1, 2]);
    scene.settle("kept", IN_CONTACT);
    let (_, later) = truth(&scene.cluster.url());
    scene.cluster.restore();
    let (origins, version) = truth(&scene.cluster.url());
    assert!(version < later);
    scene.journal.forget(&origins);
    scene.settle("restored to an earlier version", BOUND);
    for node in &scene.nodes {
        let notice = node.status()["notice"].to_string();
        assert!(notice.contains("restored to an earlier state"), "{notice}");
    }
}

/// Restored, and changed until its version is beyond that of before, while two nodes see nothing.
fn restored_and_changed(scene: &mut Scene) {
    scene.cluster.discard_old();
    scene.cluster.keep();
    scene.journal.change(20, &[0, 1, 2]);
    scene.settle("kept again", IN_CONTACT);
    let (_, before) = truth(&scene.cluster.url());
    let from = Instant::now();
    for proxy in &scene.proxies[1..] {
        proxy.cut();
    }
    scene.cluster.restore();
    scene.journal.forget(&truth(&scene.cluster.url()).0);
    wait_until("the first node is back", BOUND, || {
        scene.nodes[0].register("t0", &[]).status == 200
    });
    scene.journal.forget(&truth(&scene.cluster.url()).0);
    scene.journal.change(60, &[0]);
    assert!(truth(&scene.cluster.url()).1 > before);
    let silent = from.elapsed();
    for proxy in &scene.proxies[1..] {
        proxy.mend();
        proxy.lead_to(scene.cluster.port());
    }
    scene.settle("restored and changed beyond the version of before", BOUND + silent);
}

/// The standby has not got all changes when the server is lost.
fn failed_over(scene: &mut Scene) {
    let standby = scene.cluster.standby("faults-standby");
    scene.journal.change(20, &[0, 1, 2]);
    let (_, version) = truth(&scene.cluster.url());
    wait_until("the standby follows", BOUND, || truth(&standby.url()).1 == version);
    sql(&standby.url(), "ALTER SYSTEM SET primary_conninfo = ''");
    sql(&standby.url(), "SELECT pg_reload_conf()");
    thread::sleep(Duration::from_millis(500));
    scene.change(16, &[0, 1, 2]);
    scene.settle("the standby lags", IN_CONTACT);
    let (kept, _) = truth(&scene.cluster.url());
    assert!(truth(&standby.url()).1 < truth(&scene.cluster.url()).1);
    scene.cluster.kill();
    for proxy in &scene.proxies {
        proxy.lead_to(standby.port());
    }
    for node in 0..3 {
        wait_until("the lag is noticed", BOUND, || scene.state(node) == "behind");
        let mut origins: Vec<String> = kept.iter().map(|(_, origin)| origin.clone()).collect();
        origins.sort();
        assert_eq!(scene.nodes[node].origins(), origins, "the last good set stays");
    }
    standby.promote();
    scene.cluster = standby;
    scene.journal.forget(&truth(&scene.cluster.url()).0);
    scene.settle("failed over to a standby that lagged", BOUND);
    scene.change(16, &[0, 1, 2]);
    scene.settle("and changed there", IN_CONTACT);
}

fn truncated(scene: &mut Scene) {
    let url = scene.cluster.url();
    let before = scene.nodes[0].origins();
    assert!(!before.is_empty());
    sql(&url, "CREATE TABLE kept AS SELECT * FROM cors_origin");
    sql(&url, "TRUNCATE cors_origin");
    for node in 0..3 {
        wait_until("the loss is noticed", BOUND, || scene.state(node) == "emptied");
        assert_eq!(scene.nodes[node].origins(), before, "the last good set stays");
    }
    sql(&url, "INSERT INTO cors_origin SELECT * FROM kept");
    scene.settle("truncated and filled again", BOUND);
}

/// A thread for each node.
struct Watchers(Vec<thread::JoinHandle<()>>);

impl Watchers {
    fn start(journal: &Arc<Journal>) -> Watchers {
        let start = |node| {
            let journal = Arc::clone(journal);
            thread::spawn(move || journal.watch(node))
        };
        Watchers((0..3).map(start).collect())
    }

    /// Ends them; a stranger that was allowed has made one fail.
    fn end(self, journal: &Journal) {
        journal.is_over.store(true, Ordering::SeqCst);
        for watcher in self.0 {
            watcher.join().unwrap();
        }
    }
}
