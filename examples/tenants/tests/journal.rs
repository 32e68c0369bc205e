//! What was changed, and for how long each node went on allowing what was removed.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU16, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::json;

use crate::node::try_ask;

/// The upper ends of the histogram's columns, in milliseconds.
const COLUMNS: [u64; 10] = [1, 3, 10, 30, 100, 300, 1_000, 3_000, 10_000, 30_000];

/// The changes of one test, and who watches the nodes meanwhile.
pub(crate) struct Journal {
    /// The ports of the nodes; 0 for one that was killed.
    pub(crate) ports: Vec<AtomicU16>,
    /// Which origins a tenant may have. More than one list where a change was not confirmed.
    tenants: Mutex<BTreeMap<usize, BTreeSet<String>>>,
    /// What was removed, and by which node that is still to be refused.
    removed: Mutex<Vec<Removed>>,
    /// How long it was allowed after that, by node.
    pub(crate) allowed_for: Vec<Mutex<Vec<Duration>>>,
    pub(crate) strangers: AtomicUsize,
    pub(crate) confirmed: AtomicUsize,
    next: AtomicUsize,
    pub(crate) is_over: AtomicBool,
}

/// An origin that a node is asked for until it is refused.
#[derive(Clone)]
struct Removed {
    origin: String,
    node: usize,
    /// When the removal was confirmed.
    since: Instant,
    /// How long after that the last yes was asked for.
    allowed_for: Duration,
}

impl Journal {
    pub(crate) fn new(ports: impl IntoIterator<Item = u16>) -> Journal {
        let ports: Vec<AtomicU16> = ports.into_iter().map(AtomicU16::new).collect();
        Journal {
            allowed_for: ports.iter().map(|_| Mutex::default()).collect(),
            ports,
            tenants: Mutex::default(),
            removed: Mutex::default(),
            strangers: AtomicUsize::new(0),
            confirmed: AtomicUsize::new(0),
            next: AtomicUsize::new(0),
            is_over: AtomicBool::new(false),
        }
    }

    fn port(&self, node: usize) -> u16 {
        self.ports[node].load(Ordering::SeqCst)
    }

    /// Asks this node, over and over, for origins that nobody ever registered, and for those that were
    /// removed.
    pub(crate) fn watch(&self, node: usize) {
        while !self.is_over.load(Ordering::SeqCst) {
            self.ask_stranger(node);
            let removed = self.removed.lock().unwrap().clone();
            let due: Vec<Removed> = removed.into_iter().filter(|own| own.node == node).collect();
            thread::sleep(Duration::from_millis(if due.is_empty() { 20 } else { 3 }));
            for own in &due {
                self.ask_removed(own);
            }
        }
    }

    fn ask_removed(&self, own: &Removed) {
        let Removed { origin, node, since, allowed_for } = own;
        let asked = Instant::now();
        // A node that is gone allows nothing, and is asked when it is back.
        let answer = try_ask(self.port(*node), "GET", "/data", Some(origin), "");
        let Some(answer) = answer else { return };
        let mut removed = self.removed.lock().unwrap();
        let Some(index) =
            removed.iter().position(|other| other.node == *node && other.origin == *origin)
        else {
            return;
        };
        if answer.status == 403 {
            removed.swap_remove(index);
            self.allowed_for[*node].lock().unwrap().push(*allowed_for);
        } else {
            removed[index].allowed_for = asked.saturating_duration_since(*since);
        }
    }

    fn ask_stranger(&self, node: usize) {
        let index = self.strangers.fetch_add(1, Ordering::SeqCst);
        let stranger = match index % 3 {
            0 => format!("https://never-{index}.example"),
            1 => format!("https://t{}.example", index % 40),
            _ => format!("https://t{}-{index}.example.evil", index % 40),
        };
        if let Some(answer) = try_ask(self.port(node), "GET", "/data", Some(&stranger), "") {
            assert_eq!((answer.status, answer.allowed), (403, None), "{stranger}");
        }
    }

    /// Changes by these nodes in turn.
    pub(crate) fn change(&self, count: usize, by: &[usize]) {
        for _ in 0..count {
            let index = self.next.fetch_add(1, Ordering::SeqCst);
            let tenant = index % 40;
            let origin = format!("https://t{tenant}-{index}.example");
            let wanted: BTreeSet<String> = match index % 7 {
                0 => BTreeSet::new(),
                1 => [origin, format!("https://*.t{tenant}.example")].into(),
                _ => [origin].into(),
            };
            let path = format!("/tenants/t{tenant}/origins");
            let body = json!(wanted).to_string();
            let answer = try_ask(self.port(by[index % by.len()]), "PUT", &path, None, &body);
            let now = Instant::now();
            let mut tenants = self.tenants.lock().unwrap();
            let may_have = tenants.entry(tenant).or_default();
            if answer.is_some_and(|answer| answer.status == 200) {
                self.confirmed.fetch_add(1, Ordering::SeqCst);
                let removed = may_have.difference(&wanted).filter(|origin| !origin.contains('*'));
                let nodes = 0..self.ports.len();
                let entries = removed.flat_map(|origin| {
                    let entry = |node| Removed {
                        origin: origin.clone(),
                        node,
                        since: now,
                        allowed_for: Duration::ZERO,
                    };
                    nodes.clone().map(entry).collect::<Vec<_>>()
                });
                self.removed.lock().unwrap().extend(entries);
                *may_have = wanted;
            } else {
                may_have.extend(wanted);
            }
        }
    }

    /// What the database is has nothing to do with what was confirmed, as after a restore.
    pub(crate) fn forget(&self, truth: &[(String, String)]) {
        let mut tenants = self.tenants.lock().unwrap();
        tenants.clear();
        for (tenant, origin) in truth {
            let tenant = tenant.trim_start_matches('t').parse().unwrap();
            tenants.entry(tenant).or_default().insert(origin.clone());
        }
        self.removed.lock().unwrap().clear();
    }

    /// Whether everything that was removed is refused everywhere.
    pub(crate) fn is_quiet(&self) -> bool {
        self.removed.lock().unwrap().is_empty()
    }

    /// The longest that a node allowed something after its removal was confirmed, and all as a
    /// histogram; they are taken out.
    pub(crate) fn histogram(&self) -> (Vec<Duration>, String) {
        let taken: Vec<Vec<Duration>> =
            self.allowed_for.iter().map(|own| std::mem::take(&mut *own.lock().unwrap())).collect();
        let longest =
            taken.iter().map(|own| own.iter().max().copied().unwrap_or_default()).collect();
        let mut counts = [0; COLUMNS.len() + 1];
        for time in taken.iter().flatten() {
            let is_below = |end: &u64| time.as_millis() < u128::from(*end);
            counts[COLUMNS.iter().position(is_below).unwrap_or(COLUMNS.len())] += 1;
        }
        let columns = COLUMNS.iter().map(|end| format!("<{end} ms")).chain(["more".to_owned()]);
        let cells = columns.zip(counts).filter(|(_, count)| *count > 0);
        let cells: Vec<String> = cells.map(|(name, count)| format!("{name}: {count}")).collect();
        (longest, cells.join(", "))
    }
}
