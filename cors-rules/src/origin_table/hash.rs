//! The hashes under which origins and families are found in a table.

use std::hash::{BuildHasher, Hasher};

use foldhash::fast::RandomState;

use super::entry::Pieces;
use crate::PortPattern;

/// The hash of an exact origin.
pub(super) fn hash_exact(state: &RandomState, text: &[u8]) -> u64 {
    let mut hasher = state.build_hasher();
    hasher.write(text);
    hasher.finish()
}

/// The hash by which a pattern is stored.
pub(super) fn hash_of(state: &RandomState, text: &str) -> u64 {
    match Pieces::cut(text) {
        Some(pieces) if !pieces.is_exact() => {
            FamilyHash::new(state, pieces.scheme, pieces.wildcard, pieces.port)
                .labels(pieces.base)
                .finish()
        }
        _ => hash_exact(state, text.as_bytes()),
    }
}

/// The hash of a family, taken over the labels from the right, so that the hashes of all the bases
/// of a host are steps of one computation.
#[derive(Clone)]
pub(super) struct FamilyHash(<RandomState as BuildHasher>::Hasher);

impl FamilyHash {
    pub(super) fn new(
        state: &RandomState,
        scheme: &str,
        wildcard: bool,
        port: PortPattern,
    ) -> FamilyHash {
        let mut hasher = state.build_hasher();
        hasher.write(scheme.as_bytes());
        hasher.write_u8(u8::from(wildcard));
        hasher.write_u32(match port {
            PortPattern::Exact(port) => port.map_or(0, u32::from),
            PortPattern::Any => u32::MAX,
        });
        FamilyHash(hasher)
    }

    pub(super) fn label(&mut self, label: &str) {
        self.0.write(label.as_bytes());
    }

    pub(super) fn labels(mut self, host: &str) -> FamilyHash {
        host.rsplit('.').for_each(|label| self.label(label));
        self
    }

    pub(super) fn finish(self) -> u64 {
        self.0.finish()
    }
}
