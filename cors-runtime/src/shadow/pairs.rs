//! All pairs of this process: the workers of a server share one.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::policy::reference::PolicyRef;
use crate::shadow::pair::Pair;

/// More than a program has; only one that builds applications all the time comes here.
const MOST: usize = 128;

static PAIRS: Mutex<Vec<Arc<Pair>>> = Mutex::new(Vec::new());

/// The pair of these policies. Of too many, the oldest is forgotten that stands nowhere any more.
pub(super) fn of(now: &PolicyRef, next: &PolicyRef) -> Arc<Pair> {
    let mut pairs = lock();
    if let Some(known) = pairs.iter().find(|pair| pair.is_of(now, next)) {
        return Arc::clone(known);
    }
    let unused = pairs.iter().position(|pair| Arc::strong_count(pair) == 1);
    if let Some(unused) = unused.filter(|_| pairs.len() >= MOST) {
        pairs.remove(unused);
    }
    let pair = Arc::new(Pair::new(now, next));
    pairs.push(Arc::clone(&pair));
    pair
}

/// All of them, in the order in which they came up.
pub(super) fn all() -> Vec<Arc<Pair>> {
    lock().clone()
}

fn lock() -> MutexGuard<'static, Vec<Arc<Pair>>> {
    PAIRS.lock().unwrap_or_else(PoisonError::into_inner)
}
