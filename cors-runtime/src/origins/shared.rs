//! What `PolicyBuilder::origin_set` takes: a source of origins in a `static`, or one that is
//! shared.

use std::sync::Arc;

use cors_rules::Origins;

#[cfg(feature = "resolver")]
use crate::origins::resolver::ResolvedOrigins;
use crate::origins::set::OriginSet;

/// `&'static OriginSet` or `Arc<OriginSet>`:
/// [`PolicyBuilder::origin_set`](crate::PolicyBuilder::origin_set) takes both; with the feature
/// `resolver`, `ResolvedOrigins` in the same two ways.
#[derive(Clone, Debug)]
pub struct SharedOrigins(Origins);

impl SharedOrigins {
    pub(crate) fn into_origins(self) -> Origins {
        self.0
    }
}

impl From<&'static OriginSet> for SharedOrigins {
    fn from(set: &'static OriginSet) -> Self {
        SharedOrigins(Origins::Source(set))
    }
}

impl From<Arc<OriginSet>> for SharedOrigins {
    fn from(set: Arc<OriginSet>) -> Self {
        SharedOrigins(Origins::Shared(set))
    }
}

#[cfg(feature = "resolver")]
impl From<&'static ResolvedOrigins> for SharedOrigins {
    fn from(origins: &'static ResolvedOrigins) -> Self {
        SharedOrigins(Origins::Source(origins))
    }
}

#[cfg(feature = "resolver")]
impl From<Arc<ResolvedOrigins>> for SharedOrigins {
    fn from(origins: Arc<ResolvedOrigins>) -> Self {
        SharedOrigins(Origins::Shared(origins))
    }
}
