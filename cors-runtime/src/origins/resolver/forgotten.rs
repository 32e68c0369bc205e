//! What was forgotten since an answer was given: of its origin, of its key, or everything. Counted in
//! tables of a fixed size, however much is forgotten: what shares a place with another is forgotten
//! with it, and asked for again.

use std::hash::{BuildHasher, RandomState};
use std::sync::atomic::{AtomicU64, Ordering};

use crate::origins::resolver::asked::parts;

const PLACES: usize = 1024;

/// How often something was forgotten.
pub(super) struct Forgotten {
    all: AtomicU64,
    origins: Box<[AtomicU64]>,
    keys: Box<[AtomicU64]>,
    hash: RandomState,
}

impl Forgotten {
    pub(super) fn new() -> Forgotten {
        let counts = || (0..PLACES).map(|_| AtomicU64::new(0)).collect();
        Forgotten {
            all: AtomicU64::new(0),
            origins: counts(),
            keys: counts(),
            hash: RandomState::new(),
        }
    }

    /// How often an answer to this would have been forgotten. Each count only grows, so the sum is
    /// the same as long as each of them is.
    pub(super) fn times(&self, asked: &str) -> u64 {
        let (origin, key) = parts(asked);
        let of = |count: Option<&AtomicU64>| count.map_or(0, |own| own.load(Ordering::Acquire));
        let key = key.and_then(|key| self.place(&self.keys, key));
        of(Some(&self.all)) + of(self.place(&self.origins, origin)) + of(key)
    }

    pub(super) fn forget_origin(&self, origin: &str) {
        count(self.place(&self.origins, origin));
    }

    pub(super) fn forget_key(&self, key: &str) {
        count(self.place(&self.keys, key));
    }

    pub(super) fn forget_all(&self) {
        count(Some(&self.all));
    }

    fn place<'c>(&self, counts: &'c [AtomicU64], text: &str) -> Option<&'c AtomicU64> {
        let places = u64::try_from(counts.len()).ok().filter(|places| *places > 0)?;
        counts.get(usize::try_from(self.hash.hash_one(text) % places).ok()?)
    }
}

fn count(place: Option<&AtomicU64>) {
    if let Some(place) = place {
        place.fetch_add(1, Ordering::Release);
    }
}
