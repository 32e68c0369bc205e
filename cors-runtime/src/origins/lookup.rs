//! Origins that are asked for elsewhere, before a request is decided: whoever decides asks first,
//! and keeps the answer until it has decided. Meanwhile the answer is found in the policy's source,
//! like any other.

use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};

/// A future in a box; only policies that ask need one.
pub(crate) type Boxed<T> = Pin<Box<dyn Future<Output = T>>>;

/// Somewhere in the process is a source that asks.
static IS_USED: AtomicBool = AtomicBool::new(false);

/// A source that asks has been started.
#[cfg(feature = "resolver")]
pub(crate) fn expect() {
    IS_USED.store(true, Ordering::Relaxed);
}

/// Whether any policy may have a question; if not, nobody needs to find out which policy a request
/// belongs to.
#[inline]
pub(crate) fn is_expected() -> bool {
    IS_USED.load(Ordering::Relaxed)
}
