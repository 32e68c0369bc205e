//! A use of a live policy that writes keys over it: an attribute, or a policy that starts from the
//! live one. Each new version is merged with the keys of each use, and checked with them.

use std::fmt;
use std::sync::{Arc, Weak};

use crate::policy::prepared::PreparedPolicy;

/// Keys over a policy that is known while the server runs.
pub(crate) trait WrittenOver: Send + Sync {
    /// The policy of both together; a refused one where they do not go together.
    fn written_over(&self, live: &PreparedPolicy) -> PreparedPolicy;
}

/// One use, for as long as it lives.
#[derive(Clone)]
pub(crate) enum Use {
    /// Part of the program.
    Static(&'static dyn WrittenOver),
    /// Made at start-up.
    Shared(Weak<dyn WrittenOver>),
}

impl Use {
    /// The policy with the keys of the use; nothing where the use is no more.
    pub(super) fn written_over(&self, live: &PreparedPolicy) -> Option<PreparedPolicy> {
        match self {
            Use::Static(own) => Some(own.written_over(live)),
            Use::Shared(own) => own.upgrade().map(|own| own.written_over(live)),
        }
    }

    /// Whether somebody still uses it.
    pub(super) fn is_alive(&self) -> bool {
        match self {
            Use::Static(_) => true,
            Use::Shared(own) => own.strong_count() > 0,
        }
    }

    /// Whether both are the same use. A place in memory is not given away while somebody refers to
    /// it, if only weakly.
    pub(crate) fn is_same(&self, other: &Use) -> bool {
        match (self, other) {
            (Use::Static(own), Use::Static(other)) => std::ptr::addr_eq(*own, *other),
            (Use::Shared(own), Use::Shared(other)) => {
                std::ptr::addr_eq(own.as_ptr(), other.as_ptr())
            }
            _ => false,
        }
    }
}

impl From<&Arc<dyn WrittenOver>> for Use {
    fn from(own: &Arc<dyn WrittenOver>) -> Use {
        Use::Shared(Arc::downgrade(own))
    }
}

impl fmt::Debug for Use {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Use::Static(_) => "Static",
            Use::Shared(_) => "Shared",
        })
    }
}
