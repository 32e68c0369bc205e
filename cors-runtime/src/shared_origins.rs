//! What `PolicyBuilder::origin_set` takes: a source of origins in a `static`, or one that is shared.

use std::sync::Arc;

use cors_rules::Origins;

use crate::OriginSet;

/// `&'static OriginSet` or `Arc<OriginSet>`: [`PolicyBuilder::origin_set`](crate::PolicyBuilder::origin_set) takes both.
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
