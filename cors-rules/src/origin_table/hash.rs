//! The hashes under which origins and families are found in a table.

use std::hash::{BuildHasher, Hasher};

use foldhash::fast::RandomState;

use super::entry::cut;
use crate::pattern_shape::{HostShape, Shape};
use crate::{Network, PortPattern};

/// The hash of an exact origin.
pub(super) fn hash_exact(state: &RandomState, text: &[u8]) -> u64 {
    let mut hasher = state.build_hasher();
    hasher.write(text);
    hasher.finish()
}

/// The hash by which a pattern is stored.
pub(super) fn hash_of(state: &RandomState, text: &str) -> u64 {
    match cut(text) {
        Some(pattern) if !pattern.is_exact() => hash_family(state, &pattern),
        _ => hash_exact(state, text.as_bytes()),
    }
}

/// The hash of a family.
pub(super) fn hash_family(state: &RandomState, pattern: &Shape<'_>) -> u64 {
    let Shape { scheme, host, port } = *pattern;
    match host {
        HostShape::Exact(host) => FamilyHash::new(state, scheme, Kind::Host, port).labels(host),
        HostShape::Subdomains(base) => {
            FamilyHash::new(state, scheme, Kind::Subdomains, port).labels(base)
        }
        HostShape::Network(network) => {
            FamilyHash::new(state, scheme, Kind::Network, port).network(network)
        }
        HostShape::Extensions => FamilyHash::new(state, scheme, Kind::Extensions, port),
    }
    .finish()
}

/// The kinds of families.
#[derive(Clone, Copy)]
pub(super) enum Kind {
    /// A host with any port.
    Host,
    /// `*.` and a base.
    Subdomains,
    /// The addresses of a network.
    Network,
    /// The extensions of a browser.
    Extensions,
}

/// The hash of a family, taken over the labels from the right, so that the hashes of all the bases
/// of a host are steps of one computation.
#[derive(Clone)]
pub(super) struct FamilyHash(<RandomState as BuildHasher>::Hasher);

impl FamilyHash {
    pub(super) fn new(
        state: &RandomState,
        scheme: &str,
        kind: Kind,
        port: PortPattern,
    ) -> FamilyHash {
        let mut hasher = state.build_hasher();
        hasher.write(scheme.as_bytes());
        hasher.write_u8(kind as u8);
        hasher.write_u32(match port {
            PortPattern::Exact(port) => port.map_or(0, u32::from),
            PortPattern::Any => u32::MAX,
        });
        FamilyHash(hasher)
    }

    fn network(mut self, network: Network) -> FamilyHash {
        self.0.write_u8(network.family().width());
        self.0.write_u8(network.prefix_len());
        self.0.write_u128(network.bits());
        self
    }

    pub(super) fn label(&mut self, label: &str) {
        self.0.write(label.as_bytes());
    }

    fn labels(mut self, host: &str) -> FamilyHash {
        host.rsplit('.').for_each(|label| self.label(label));
        self
    }

    pub(super) fn finish(self) -> u64 {
        self.0.finish()
    }
}
