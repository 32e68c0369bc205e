//! Policies about which something has been said. What is said when an application is built would
//! be said by each worker, and by `check_app` before them.

use std::collections::HashSet;
use std::sync::{Mutex, PoisonError};

use crate::policy::source::Source;

/// The policies about which one thing has been said in this process. It holds places of the
/// program, so it does not grow with what clients send.
#[derive(Debug)]
pub(crate) struct Said(Mutex<Option<HashSet<Source>>>);

impl Said {
    pub(crate) const fn new() -> Said {
        Said(Mutex::new(None))
    }

    /// Whether it has not been said of this policy before; from now on it has.
    pub(crate) fn is_new(&self, policy: Source) -> bool {
        let mut said = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        said.get_or_insert_default().insert(policy)
    }
}
