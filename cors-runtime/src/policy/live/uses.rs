//! A use of a live policy that writes keys over it: an attribute. Each new version is merged with the
//! keys of each use, and checked with them.

use std::fmt;

use crate::policy::prepared::PreparedPolicy;

/// Keys over a policy that is known while the server runs.
pub(crate) trait WrittenOver: Send + Sync {
    /// The policy of both together; a refused one where they do not go together.
    fn written_over(&self, live: &PreparedPolicy) -> PreparedPolicy;
}

/// One use, which is part of the program.
#[derive(Clone, Copy)]
pub(crate) struct Use(pub(crate) &'static dyn WrittenOver);

impl Use {
    /// The policy with the keys of the use.
    pub(super) fn written_over(self, live: &PreparedPolicy) -> PreparedPolicy {
        self.0.written_over(live)
    }
}

/// Whether both are in the same place of the program.
impl PartialEq for Use {
    fn eq(&self, other: &Use) -> bool {
        std::ptr::addr_eq(self.0, other.0)
    }
}

impl fmt::Debug for Use {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Use")
    }
}
