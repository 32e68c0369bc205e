//! How many changes of live policies there have been in this process. A worker that has seen as
//! many need not look at any of them.

use std::sync::atomic::{AtomicU64, Ordering};

/// 0 while no live policy is in use: then no request costs more than reading this.
static CHANGES: AtomicU64 = AtomicU64::new(0);

/// Something has changed, and can be seen by whoever sees this.
pub(crate) fn count() {
    CHANGES.fetch_add(1, Ordering::Release);
}

/// How many there have been. What was changed before is seen after this.
#[inline]
pub(crate) fn seen() -> u64 {
    CHANGES.load(Ordering::Acquire)
}
