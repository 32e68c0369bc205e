//! How often an event is written: whoever sends requests must not decide how much is written.
//! Without locks and without allocation; it knows nothing of what is written.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

/// The bits of [`EventLimit`] that count events; the others are milliseconds, enough for thirty
/// years.
const COUNT_BITS: u32 = 24;
const COUNT_MASK: u64 = (1 << COUNT_BITS) - 1;

static START: OnceLock<Instant> = OnceLock::new();

/// Lets `EVENTS` events through in `SECONDS` seconds, counted from the first of them.
#[derive(Debug)]
pub(crate) struct EventLimit<const EVENTS: u32, const SECONDS: u64> {
    /// When the present window began, in milliseconds counted from 1 (0: there was none yet), and
    /// the events in it.
    window: AtomicU64,
}

impl<const EVENTS: u32, const SECONDS: u64> EventLimit<EVENTS, SECONDS> {
    pub(crate) const fn new() -> Self {
        EventLimit { window: AtomicU64::new(0) }
    }

    /// Whether an event may be written now; if so, how many like it were not written before.
    pub(crate) fn admit(&self) -> Option<u32> {
        let now = START.get_or_init(Instant::now).elapsed().as_millis();
        self.admit_at(u64::try_from(now).unwrap_or(u64::MAX))
    }

    fn admit_at(&self, now: u64) -> Option<u32> {
        let now = now.saturating_add(1).min(u64::MAX >> COUNT_BITS);
        let is_present = |start: u64| start != 0 && now < start.saturating_add(SECONDS * 1_000);
        let next = |old| {
            let (start, count) = split(old);
            let (start, count) = if is_present(start) { (start, count + 1) } else { (now, 1) };
            Some(start << COUNT_BITS | count.min(COUNT_MASK))
        };
        let old = self.window.fetch_update(Ordering::Relaxed, Ordering::Relaxed, next);
        // The closure never declines, so both arms are the former value.
        let (start, count) = split(old.unwrap_or_else(|old| old));
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        if is_present(start) {
            (count < EVENTS).then_some(0)
        } else {
            Some(count.saturating_sub(EVENTS))
        }
    }
}

fn split(window: u64) -> (u64, u64) {
    (window >> COUNT_BITS, window & COUNT_MASK)
}

#[cfg(test)]
mod tests {
    use super::EventLimit;

    #[test]
    fn a_window_has_its_number_of_events_and_the_next_one_says_what_was_left_out() {
        let limit = EventLimit::<10, 10>::new();
        for _ in 0..10 {
            assert_eq!(limit.admit_at(5_000), Some(0));
        }
        for _ in 0..7 {
            assert_eq!(limit.admit_at(14_999), None);
        }
        assert_eq!(limit.admit_at(15_000), Some(7));
        assert_eq!(limit.admit_at(15_001), Some(0));
        assert_eq!(limit.admit_at(90_000), Some(0));
    }
}
