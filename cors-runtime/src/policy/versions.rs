//! Which version of each live policy decides a request. A request takes a table of all of them when
//! it arrives, and keeps it to its end; so whatever is decided about it is decided by the same
//! versions, by whomever and whenever.
//!
//! A worker makes such a table when a live policy has changed since its last request, and hands out
//! references that are counted on its own thread. So a request allocates nothing, waits for nobody,
//! and shares no counter with other workers; it reads one number that changes when a policy does.

use std::cell::RefCell;
use std::rc::{Rc, Weak};
use std::sync::Arc;

use crate::policy::live::changes;
use crate::policy::live::uses::Use;
use crate::policy::live::version::Version;
use crate::policy::prepared::PreparedPolicy;
use crate::policy::reference::{LiveRef, PolicyRef};
use crate::policy::source::Source;
use crate::policy::worker::WorkerPolicy;

thread_local! {
    /// The uses of the applications of this thread, and the table that was made last. An
    /// application holds its uses; the place of one that is gone is used again. The table is
    /// replaced by the next request after a change, so it holds at most one version that is no
    /// longer in force.
    static WORKER: RefCell<Worker> = RefCell::default();
}

#[derive(Default)]
struct Worker {
    uses: Vec<Weak<LiveUse>>,
    next_number: u64,
    table: Rc<Table>,
}

/// A use of a live policy, as one worker has it.
#[derive(Debug)]
pub(crate) struct LiveUse {
    /// Its place in the tables of this worker, and a number that no other use of it has.
    place: usize,
    number: u64,
    live: LiveRef,
    written: Option<Use>,
    /// Where the use was written.
    source: Source,
    /// For requests that came before this was registered, and before the first version.
    for_nobody: WorkerPolicy,
}

/// The versions that one request sees; nothing while no live policy is in use.
#[derive(Clone, Debug, Default)]
pub(crate) struct Versions(Option<Rc<Table>>);

#[derive(Debug, Default)]
struct Table {
    /// How many changes it has seen.
    changes: u64,
    /// In the order of the places of the uses.
    entries: Vec<Option<Entry>>,
}

#[derive(Clone, Debug)]
struct Entry {
    /// The number of the use.
    number: u64,
    /// What the worker's own policy is a copy of.
    copied: Arc<PreparedPolicy>,
    policy: WorkerPolicy,
}

impl Versions {
    /// Those that are in force now, for a request that has just arrived.
    #[inline]
    pub(crate) fn now() -> Versions {
        match changes::seen() {
            0 => Versions(None),
            seen => WORKER.with_borrow_mut(|worker| Versions(Some(worker.table_at(seen)))),
        }
    }

    /// Whether any live policy is in use in this process.
    #[inline]
    pub(crate) fn are_expected() -> bool {
        changes::seen() > 0
    }

    /// The policy of a use; one that lets nobody in where no version has been set.
    #[inline]
    pub(crate) fn of<'v>(&'v self, own: &'v LiveUse) -> &'v WorkerPolicy {
        let entry = self.0.as_ref().and_then(|table| table.entries.get(own.place)?.as_ref());
        match entry {
            Some(entry) if entry.number == own.number => &entry.policy,
            _ => &own.for_nobody,
        }
    }
}

impl LiveUse {
    /// The use of a live policy by an application of this thread; nothing where the policy stays as
    /// it is.
    pub(crate) fn register(policy: &PolicyRef) -> Option<Rc<LiveUse>> {
        let (live, written) = policy.live()?;
        let source = policy.source();
        Some(WORKER.with_borrow_mut(|worker| worker.register(live, written, source)))
    }

    /// Where it was written.
    pub(crate) fn source(&self) -> Source {
        self.source
    }

    /// Where the live policy was written.
    #[cfg(feature = "audit")]
    pub(crate) fn live_place(&self) -> Source {
        self.live.place
    }

    fn is_of(&self, live: &LiveRef, written: Option<Use>) -> bool {
        self.written == written && self.live.is_same(live)
    }
}

impl Worker {
    fn register(&mut self, live: LiveRef, written: Option<Use>, source: Source) -> Rc<LiveUse> {
        let mut known = self.uses.iter().filter_map(Weak::upgrade);
        if let Some(known) = known.find(|known| known.is_of(&live, written)) {
            return known;
        }
        let free = self.uses.iter().position(|own| own.strong_count() == 0);
        let place = free.unwrap_or_else(|| {
            self.uses.push(Weak::new());
            self.uses.len() - 1
        });
        let for_nobody = WorkerPolicy::own(PreparedPolicy::not_set(source));
        let number = self.next_number;
        self.next_number += 1;
        let own = Rc::new(LiveUse { place, number, live, written, source, for_nobody });
        if let Some(free) = self.uses.get_mut(place) {
            *free = Rc::downgrade(&own);
        }
        // The table is made again.
        changes::count();
        own
    }

    #[inline]
    fn table_at(&mut self, seen: u64) -> Rc<Table> {
        if self.table.changes != seen {
            self.renew(seen);
        }
        Rc::clone(&self.table)
    }

    /// Makes the table of what is in force now.
    #[cold]
    fn renew(&mut self, seen: u64) {
        let mut looked_at = LookedAt::default();
        let entry = |own: &Weak<LiveUse>| {
            let own = own.upgrade()?;
            self.table.entry(&own, &*looked_at.version(&own.live)?)
        };
        let entries = self.uses.iter().map(entry).collect();
        self.table = Rc::new(Table { changes: seen, entries });
    }
}

/// The versions that have been looked at: of each live policy one, for all its uses are to see the
/// same.
#[derive(Default)]
struct LookedAt(Vec<(LiveRef, Option<Arc<Version>>)>);

impl LookedAt {
    fn version(&mut self, live: &LiveRef) -> Option<Arc<Version>> {
        let is_same = |known: &&(LiveRef, _)| known.0.is_same(live);
        if let Some((_, version)) = self.0.iter().find(is_same) {
            return version.clone();
        }
        let version = live.present();
        self.0.push((live.clone(), version.clone()));
        version
    }
}

impl Table {
    /// The entry of a use in the next table; the same where nothing has changed.
    fn entry(&self, own: &LiveUse, version: &Version) -> Option<Entry> {
        let copied = Arc::clone(version.in_use(own.written)?);
        let earlier = self.entries.get(own.place).and_then(Option::as_ref);
        if let Some(earlier) = earlier
            .filter(|earlier| earlier.number == own.number && Arc::ptr_eq(&earlier.copied, &copied))
        {
            return Some(earlier.clone());
        }
        let policy = WorkerPolicy::own(copied.of_one_thread());
        Some(Entry { number: own.number, copied, policy })
    }
}
