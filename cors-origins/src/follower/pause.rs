//! The pauses between attempts to reach the database: each twice as long as the one before, and none
//! of the same length on two nodes, so that they do not come back all at once.

use std::hash::{BuildHasher as _, Hasher as _, RandomState};
use std::time::Duration;

const FIRST: Duration = Duration::from_millis(100);
/// The longest, without what chance adds.
pub(crate) const LONGEST: Duration = Duration::from_secs(4);

/// How long the next one is.
pub(crate) struct Pause(Duration);

impl Pause {
    pub(crate) fn new() -> Pause {
        Pause(FIRST)
    }

    pub(crate) fn next(&mut self) -> Duration {
        let next = self.0;
        self.0 = (next * 2).min(LONGEST);
        with_chance(next)
    }
}

/// A time, and up to a quarter more by chance.
pub(crate) fn with_chance(time: Duration) -> Duration {
    // A new state is seeded at random; that is all that is asked of it.
    let random = RandomState::new().build_hasher().finish() % 256;
    time + time * u32::try_from(random).unwrap_or(0) / 1024
}
