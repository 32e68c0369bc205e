//! How often an event is said: whoever sends requests must not decide how much is written. A fixed table of counters,
//! without locks and without allocation; it knows nothing of what is said.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use cors_rules::Refusal;

use crate::policy::declaration::Source;

/// How many events of one policy and one reason are said in a window.
pub(crate) const EVENTS: u32 = 10;
/// The length of a window in seconds.
const WINDOW: u64 = 10;
/// A power of two. Two reasons that meet in one slot share its limit: then less is said, never more.
const SLOTS: usize = 1024;

static TABLE: [Slot; SLOTS] = [const { Slot::new() }; SLOTS];
static START: OnceLock<Instant> = OnceLock::new();

/// Whether the event may be said; if so, how many like it went unsaid before.
pub(crate) fn admit(source: &Source, refusal: Refusal) -> Option<u32> {
    let seconds = START.get_or_init(Instant::now).elapsed().as_secs();
    TABLE[index(source, refusal)].admit(seconds / WINDOW)
}

/// FNV-1a over what identifies policy and reason.
fn index(source: &Source, refusal: Refusal) -> usize {
    let bytes = source.file.bytes().chain(source.name.bytes()).chain(source.line.to_le_bytes());
    let hash =
        bytes.chain(refusal.message().bytes()).fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
    // The high bits are the better mixed ones.
    usize::try_from(hash >> 40).unwrap_or_default() % SLOTS
}

/// The number of the window in the high half, counted from 1, and the events in it in the low half.
struct Slot(AtomicU64);

impl Slot {
    const fn new() -> Slot {
        Slot(AtomicU64::new(0))
    }

    fn admit(&self, window: u64) -> Option<u32> {
        let window = window.saturating_add(1) & u64::from(u32::MAX);
        let next = |old| {
            let (last, count) = split(old);
            let count = if last == window { count.saturating_add(1) } else { 1 };
            Some(window << 32 | u64::from(count))
        };
        let old = self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, next);
        // The closure never declines, so both arms are the former value.
        let (last, count) = split(old.unwrap_or_else(|old| old));
        if last == window {
            (count < EVENTS).then_some(0)
        } else {
            Some(count.saturating_sub(EVENTS))
        }
    }
}

fn split(slot: u64) -> (u64, u32) {
    (slot >> 32, u32::try_from(slot & u64::from(u32::MAX)).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::{EVENTS, Slot, TABLE, index};
    use crate::policy::declaration::Source;
    use cors_rules::Refusal;

    #[test]
    fn a_window_says_its_number_of_events_and_the_next_one_what_was_left_out() {
        let slot = Slot::new();
        for _ in 0..EVENTS {
            assert_eq!(slot.admit(0), Some(0));
        }
        for _ in 0..7 {
            assert_eq!(slot.admit(0), None);
        }
        assert_eq!(slot.admit(1), Some(7));
        assert_eq!(slot.admit(1), Some(0));
        assert_eq!(slot.admit(9), Some(0));
    }

    #[test]
    fn policies_and_reasons_are_told_apart() {
        let source = |line| Source { name: "catalogue", file: "src/main.rs", line };
        let slots: std::collections::BTreeSet<usize> = (0..64)
            .flat_map(|line| {
                [Refusal::OriginNotListed, Refusal::MethodNotListed]
                    .map(|why| index(&source(line), why))
            })
            .collect();
        assert!(slots.len() > 110, "{} of 128", slots.len());
        assert!(slots.iter().all(|slot| *slot < TABLE.len()));
    }
}
