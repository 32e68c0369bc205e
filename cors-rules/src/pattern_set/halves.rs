//! A network that no other network covers may still be covered by several together: by its halves,
//! and theirs.

use crate::{HostPattern, Network, OriginList, OriginPattern, PortPattern};

/// Whether the networks of the list cover this one together. A pattern of one port may be covered by
/// some for this port and some for any.
pub(super) fn cover(list: &OriginList, pattern: &OriginPattern, network: Network) -> bool {
    let fits = |other: &OriginPattern| {
        other.scheme == pattern.scheme
            && (other.port == PortPattern::Any || other.port == pattern.port)
    };
    let networks: Vec<Network> = list
        .patterns()
        .iter()
        .filter(|other| fits(other))
        .filter_map(|other| match other.host {
            HostPattern::Network(own) => Some(own),
            _ => None,
        })
        .collect();
    is_covered(network, &networks)
}

/// Each step goes on with those networks that lie inside of the half, so it ends where there are
/// none.
fn is_covered(network: Network, by: &[Network]) -> bool {
    if by.iter().any(|other| other.includes(network)) {
        return true;
    }
    let inside: Vec<Network> = by.iter().copied().filter(|own| network.includes(*own)).collect();
    if inside.is_empty() {
        return false;
    }
    network.halves().is_some_and(|halves| halves.iter().all(|half| is_covered(*half, &inside)))
}
