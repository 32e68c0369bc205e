//! Two policies of a process, one beside the other, wherever they stand: what was counted of them.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use crate::event_limit::EventLimit;
use crate::policy::prepared::PreparedPolicy;
use crate::policy::reference::PolicyRef;
use crate::shadow::counts::Counts;

/// A pair.
#[derive(Debug)]
pub(super) struct Pair {
    pub(super) now: PolicyRef,
    pub(super) next: PolicyRef,
    pub(super) since: Instant,
    /// Locked by requests that the two decide otherwise, and by no others.
    counts: Mutex<Counts>,
    heard: Mutex<Heard>,
    /// How often it is said that somebody would lose access, or gain it.
    pub(super) losses: EventLimit<10, 10>,
    pub(super) gains: EventLimit<10, 10>,
}

/// What was heard in each place.
#[derive(Debug, Default)]
struct Heard {
    places: Vec<Arc<Requests>>,
    /// Of places that are gone.
    earlier: [u64; 2],
}

/// The requests of one place on one worker, which alone writes.
#[derive(Debug, Default)]
pub(super) struct Requests {
    compared: AtomicU64,
    not_compared: AtomicU64,
}

impl Requests {
    pub(super) fn count_compared(&self) {
        count(&self.compared);
    }

    pub(super) fn count_not_compared(&self) {
        count(&self.not_compared);
    }

    fn read(&self) -> [u64; 2] {
        [&self.compared, &self.not_compared].map(|counter| counter.load(Ordering::Relaxed))
    }
}

/// No other thread writes, so none is waited for.
fn count(counter: &AtomicU64) {
    counter.store(counter.load(Ordering::Relaxed) + 1, Ordering::Relaxed);
}

impl Pair {
    pub(super) fn new(now: &PolicyRef, next: &PolicyRef) -> Pair {
        Pair {
            now: now.clone(),
            next: next.clone(),
            since: Instant::now(),
            counts: Mutex::default(),
            heard: Mutex::default(),
            losses: EventLimit::new(),
            gains: EventLimit::new(),
        }
    }

    pub(super) fn is_of(&self, now: &PolicyRef, next: &PolicyRef) -> bool {
        self.now.is_same(now) && self.next.is_same(next)
    }

    /// The counter of one more place.
    pub(super) fn add_place(&self) -> Arc<Requests> {
        let place = Arc::new(Requests::default());
        let mut heard = lock(&self.heard);
        let Heard { places, earlier } = &mut *heard;
        places.retain(|known| {
            let is_used = Arc::strong_count(known) > 1;
            if !is_used {
                *earlier = sum(*earlier, known.read());
            }
            is_used
        });
        places.push(Arc::clone(&place));
        place
    }

    /// How many requests were compared, and how many could not be.
    pub(super) fn requests(&self) -> [u64; 2] {
        let heard = lock(&self.heard);
        heard.places.iter().fold(heard.earlier, |all, place| sum(all, place.read()))
    }

    /// What was counted.
    pub(super) fn counts(&self) -> MutexGuard<'_, Counts> {
        lock(&self.counts)
    }
}

fn sum(one: [u64; 2], other: [u64; 2]) -> [u64; 2] {
    [one[0] + other[0], one[1] + other[1]]
}

/// Which version of a live policy this is; 0 of one that stays.
pub(super) fn version(policy: &PreparedPolicy) -> u64 {
    policy.version.map_or(0, |version| version.number)
}

/// A count that a panic has left half done is no reason to count no more.
fn lock<T>(counted: &Mutex<T>) -> MutexGuard<'_, T> {
    counted.lock().unwrap_or_else(PoisonError::into_inner)
}
