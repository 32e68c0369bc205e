//! Whether an application that is being built has a [`Cors`](crate::Cors) in it, and whether one may stand inside another.
//!
//! A `Cors` is made where its application is made: on the worker's thread, before the routes register. It takes a ticket and
//! gives it back when its service is built, which happens from the inside out. Tickets that are still open while routes
//! register say that probes are worth their cost; a service built earlier in the same round may stand inside a later one.

use std::cell::RefCell;
use std::sync::atomic::{AtomicU64, Ordering};

thread_local! {
    static ROUND: RefCell<Round> = const { RefCell::new(Round { open: Vec::new(), built: 0 }) };
}

/// From the first ticket of an application to its last service.
struct Round {
    open: Vec<u64>,
    built: usize,
}

/// What each `Cors` holds.
#[derive(Debug)]
pub(crate) struct Ticket(u64);

impl Ticket {
    pub(crate) fn new() -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let id = NEXT.fetch_add(1, Ordering::Relaxed);
        ROUND.with_borrow_mut(|round| {
            if round.open.is_empty() {
                round.built = 0;
            }
            round.open.push(id);
        });
        Ticket(id)
    }

    /// The service is built. Says whether another one may stand inside it.
    pub(crate) fn give_back(&self) -> bool {
        ROUND.with_borrow_mut(|round| {
            round.open.retain(|open| *open != self.0);
            round.built += 1;
            round.built > 1
        })
    }
}

impl Default for Ticket {
    fn default() -> Self {
        Ticket::new()
    }
}

impl Clone for Ticket {
    /// Another `Cors`, so another ticket: workers clone the one that `main` made.
    fn clone(&self) -> Self {
        Ticket::new()
    }
}

impl Drop for Ticket {
    fn drop(&mut self) {
        // The thread may be ending, and its rounds with it.
        let _ = ROUND.try_with(|round| {
            if let Ok(mut round) = round.try_borrow_mut() {
                round.open.retain(|open| *open != self.0);
            }
        });
    }
}

/// Whether the application that is being built on this thread has a `Cors`.
pub(crate) fn is_expected() -> bool {
    ROUND.with_borrow(|round| !round.open.is_empty())
}
