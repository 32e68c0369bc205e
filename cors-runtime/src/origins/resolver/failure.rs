//! Why a question has no answer, and how often that is written: neither whoever sends requests nor
//! a backend that is down decides how much is written.

use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::event_limit::EventLimit;
use crate::origins::resolver::asked::LONGEST_KEY;
use crate::origins::resolver::origin_resolver::ResolverError;

/// Why there is no answer.
#[derive(Debug)]
pub(super) enum Reason {
    /// Too many questions are on their way.
    Busy,
    TimeOut,
    Failed(ResolverError),
    /// The resolver panicked.
    Ended,
    /// It panicked when it was asked for the key.
    KeyPanicked,
    /// The key is longer than any may be.
    KeyTooLong,
    /// The key was made of a header that `vary` does not name.
    HeaderNotNamed,
}

impl fmt::Display for Reason {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Reason::Busy => out.write_str("too many questions at once"),
            Reason::TimeOut => out.write_str("no answer in time"),
            Reason::Failed(error) => write!(out, "{error}"),
            Reason::Ended => out.write_str("the resolver ended without an answer"),
            Reason::KeyPanicked => out.write_str("`OriginResolver::key` panicked"),
            Reason::KeyTooLong => write!(out, "its key has more than {LONGEST_KEY} bytes"),
            Reason::HeaderNotNamed => out.write_str(
                "`OriginResolver::key` reads a header that `OriginResolver::vary` does not name",
            ),
        }
    }
}

/// A question without an answer; all requests that waited for it share this.
#[derive(Debug)]
pub(super) struct Failure {
    reason: Reason,
    is_written: AtomicBool,
}

impl From<Reason> for Failure {
    fn from(reason: Reason) -> Self {
        Failure { reason, is_written: AtomicBool::new(false) }
    }
}

/// How often the failures of one source are written, each reason by itself.
pub(super) struct FailureEvents {
    busy: EventLimit<1, 1>,
    time_out: EventLimit<10, 10>,
    failed: EventLimit<10, 10>,
    ended: EventLimit<10, 10>,
    key: EventLimit<10, 10>,
}

impl FailureEvents {
    pub(super) const fn new() -> Self {
        FailureEvents {
            busy: EventLimit::new(),
            time_out: EventLimit::new(),
            failed: EventLimit::new(),
            ended: EventLimit::new(),
            key: EventLimit::new(),
        }
    }

    /// Writes the event of a failure, once for all who waited. `key`: what the answer depends on,
    /// where that may be written.
    pub(super) fn write(&self, origin: &str, key: Option<&str>, failure: &Failure) {
        if failure.is_written.swap(true, Ordering::Relaxed) {
            return;
        }
        let unsaid = match &failure.reason {
            Reason::Busy => self.busy.admit(),
            Reason::TimeOut => self.time_out.admit(),
            Reason::Failed(_) => self.failed.admit(),
            Reason::Ended => self.ended.admit(),
            Reason::KeyPanicked | Reason::KeyTooLong | Reason::HeaderNotNamed => self.key.admit(),
        };
        let Some(unsaid) = unsaid else { return };
        if let Reason::Busy = failure.reason {
            tracing::warn!(
                target: "cors",
                unsaid,
                "too many origins are being asked for at once; further ones are refused"
            );
            return;
        }
        // A parsed origin has nothing to escape, and its length has a limit.
        tracing::warn!(
            target: "cors",
            origin,
            key = key.map(|key| key.escape_debug().to_string()),
            reason = %failure.reason.to_string().escape_debug(),
            unsaid,
            "the resolver gave no answer; the origin is refused"
        );
    }
}
