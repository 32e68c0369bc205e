//! The set of origins that a follower fills and a registry asks for its rules: a `static`, or one
//! in an `Arc`.

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use cors_runtime::OriginSet;

/// A set that somebody else may hold, too.
#[derive(Clone)]
pub(crate) struct Target(Arc<dyn Deref<Target = OriginSet> + Send + Sync>);

impl Target {
    pub(crate) fn new(set: impl Deref<Target = OriginSet> + Send + Sync + 'static) -> Target {
        Target(Arc::new(set))
    }
}

impl Deref for Target {
    type Target = OriginSet;

    fn deref(&self) -> &OriginSet {
        &self.0
    }
}

impl fmt::Debug for Target {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        OriginSet::fmt(self, out)
    }
}
