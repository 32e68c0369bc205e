//! One version of a live policy: what was put in place, and what became of it in each of its uses.
//! It never changes. A request is decided by one, from its arrival to its response.

use std::sync::Arc;

use cors_rules::Issue;

use crate::policy::live::uses::Use;
use crate::policy::prepared::PreparedPolicy;
use crate::policy::source::{Source, VersionSource};

/// What a live policy says from one replacement to the next.
#[derive(Clone, Debug)]
pub(crate) struct Version {
    pub(super) number: u64,
    /// As it was given.
    given: Arc<PreparedPolicy>,
    /// What a middleware that takes it is to be warned of.
    warning: Option<Issue>,
    /// The same as requests are decided by it, where no key is written over it.
    plain: Arc<PreparedPolicy>,
    /// With the keys of each use.
    written_over: Vec<(Use, Arc<PreparedPolicy>)>,
}

impl Version {
    /// A version of the live policy at this place.
    pub(super) fn new(
        number: u64,
        given: Arc<PreparedPolicy>,
        warning: Option<Issue>,
        place: Source,
        uses: impl Iterator<Item = Use>,
    ) -> Version {
        let version = Some(VersionSource { number, given: given.source });
        let plain =
            PreparedPolicy { source: place, number: 0, version, ..PreparedPolicy::clone(&given) };
        let plain = Arc::new(plain);
        let written_over = uses.map(|own| (own, Arc::new(own.written_over(&plain)))).collect();
        Version { number, given, warning, plain, written_over }
    }

    /// The policy as requests are decided by it; nothing in a use that is not known.
    pub(crate) fn in_use(&self, written: Option<Use>) -> Option<&Arc<PreparedPolicy>> {
        let Some(written) = written else { return Some(&self.plain) };
        let mut known = self.written_over.iter();
        known.find(|(own, _)| *own == written).map(|(_, policy)| policy)
    }

    /// The policy as it was given.
    pub(super) fn given(&self) -> &Arc<PreparedPolicy> {
        &self.given
    }

    /// Where it was written, and what a middleware that takes it is to be warned of.
    pub(crate) fn warning(&self) -> Option<(Source, &Issue)> {
        self.warning.as_ref().map(|issue| (self.given.source, issue))
    }

    /// The policy without keys over it.
    pub(super) fn plain(&self) -> &PreparedPolicy {
        &self.plain
    }

    /// The policy in each use that writes keys over it.
    pub(super) fn written_over(&self) -> impl Iterator<Item = &PreparedPolicy> {
        self.written_over.iter().map(|(_, policy)| &**policy)
    }

    /// The same version with one more use.
    pub(super) fn with_use(&self, own: Use) -> Version {
        let mut version = self.clone();
        version.written_over.push((own, Arc::new(own.written_over(&self.plain))));
        version
    }
}
