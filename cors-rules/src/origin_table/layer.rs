//! One arena of texts and the hash tables over it. The tables hold nothing but positions in the
//! arena, so that an origin costs its own bytes and about ten more.

use std::fmt;

use foldhash::fast::RandomState;
use hashbrown::HashTable;

use super::entry::{cut, read_port};
use super::hash::{FamilyHash, Kind, hash_exact, hash_family, hash_of};
use super::prefixes::Prefixes;
use crate::network::HostAddress;
use crate::origin_safety::is_extension_scheme;
use crate::pattern_shape::{HostShape, Shape};
use crate::{Host, Origin, OriginRequirements, PortPattern};

/// Ends a text that counts. No text holds either byte.
const LIVE: u8 = 0;
/// Ends a text that was removed.
const DEAD: u8 = 1;

/// Texts and where they are.
#[derive(Clone, Default)]
pub(super) struct Layer {
    /// Every text in the order of insertion, each followed by [`LIVE`] or [`DEAD`].
    arena: Vec<u8>,
    /// Exact origins, by the hash of the whole text.
    exact: HashTable<u32>,
    /// Families, by [`FamilyHash`].
    families: HashTable<u32>,
    /// How many labels the bases of the wildcards have, as bits: those with one port, and those
    /// with any.
    depths: Depths,
    /// The prefix lengths of the networks.
    prefixes: Prefixes,
    /// Some family is a host with any port.
    has_hosts: bool,
    /// Some family is the extensions of a browser.
    has_extensions: bool,
    state: RandomState,
    insecure: usize,
    public_suffixes: usize,
    any_extensions: usize,
    dead_bytes: usize,
}

#[derive(Clone, Copy, Default)]
struct Depths {
    one_port: u128,
    any_port: u128,
}

impl Layer {
    pub(super) fn with_capacity(entries: usize) -> Layer {
        Layer { exact: HashTable::with_capacity(entries), ..Layer::default() }
    }

    pub(super) fn len(&self) -> usize {
        self.exact.len() + self.families.len()
    }

    pub(super) fn has_families(&self) -> bool {
        !self.families.is_empty()
    }

    /// How many entries break one of the rules about credentials.
    pub(super) fn count_violations(&self, requirements: OriginRequirements) -> usize {
        let insecure = if requirements.refuse_insecure() { self.insecure } else { 0 };
        let public = if requirements.refuse_public_suffixes() { self.public_suffixes } else { 0 };
        let extensions = if requirements.refuse_any_extension() { self.any_extensions } else { 0 };
        insecure + public + extensions
    }

    /// Bytes on the heap.
    pub(super) fn memory(&self) -> usize {
        self.arena.capacity() + self.exact.allocation_size() + self.families.allocation_size()
    }

    /// Whether most of the arena is texts that were removed.
    pub(super) fn is_sparse(&self) -> bool {
        self.dead_bytes > self.arena.len() / 2
    }

    /// Bytes of texts, removed ones included. The last position must fit 32 bits.
    pub(super) fn text_bytes(&self) -> usize {
        self.arena.len()
    }

    /// The position of a text.
    pub(super) fn position(&self, text: &str, pattern: &Shape<'_>) -> Option<u32> {
        if pattern.is_exact() {
            return self.exact_position(text.as_bytes());
        }
        let hash = hash_family(&self.state, pattern);
        self.families.find(hash, |position| self.is_at(*position, text.as_bytes())).copied()
    }

    /// The position of an exact origin.
    pub(super) fn exact_position(&self, value: &[u8]) -> Option<u32> {
        let hash = hash_exact(&self.state, value);
        self.exact.find(hash, |position| self.is_at(*position, value)).copied()
    }

    /// Adds a checked text that is not there yet.
    pub(super) fn insert(&mut self, text: &str, pattern: &Shape<'_>) {
        let Ok(position) = u32::try_from(self.arena.len()) else { return };
        self.arena.extend_from_slice(text.as_bytes());
        self.arena.push(LIVE);
        self.count(pattern, |count| *count += 1);
        let Layer { arena, exact, families, state, .. } = self;
        let rehash = |position: &u32| hash_of(state, text_at(arena, *position));
        let hash = hash_of(state, text);
        if pattern.is_exact() {
            exact.insert_unique(hash, position, rehash);
        } else {
            families.insert_unique(hash, position, rehash);
            self.widen(pattern);
        }
    }

    /// Removes the text at a position of this layer.
    pub(super) fn remove(&mut self, position: u32) {
        let text = text_at(&self.arena, position).to_owned();
        let Some(pattern) = cut(&text) else { return };
        let hash = hash_of(&self.state, &text);
        let table = if pattern.is_exact() { &mut self.exact } else { &mut self.families };
        let Ok(found) = table.find_entry(hash, |other| *other == position) else { return };
        found.remove();
        self.count(&pattern, |count| *count -= 1);
        if let Some(end) = self.arena.get_mut(position as usize + text.len()) {
            *end = DEAD;
        }
        self.dead_bytes += text.len() + 1;
    }

    /// The positions and texts, in the order of insertion.
    pub(super) fn iter(&self) -> impl Iterator<Item = (u32, &str)> {
        let mut position = 0_u32;
        self.arena.split_inclusive(|byte| *byte <= DEAD).filter_map(move |ended| {
            let here = position;
            position += u32::try_from(ended.len()).ok()?;
            let (end, text) = ended.split_last()?;
            (*end == LIVE).then(|| Some((here, str::from_utf8(text).ok()?))).flatten()
        })
    }

    /// Whether a family covers the origin. `accept` is called with the position of each family that
    /// does and with the family, and may reject it.
    ///
    /// The host is hashed once, label by label from the right; a table is searched only at the
    /// depths that occur in it. An address is cut to the prefix lengths that occur.
    pub(super) fn covers(
        &self,
        origin: &Origin<'_>,
        accept: impl Fn(u32, &Shape<'_>) -> bool,
    ) -> bool {
        let (scheme, port) = (origin.scheme(), PortPattern::Exact(origin.port()));
        self.covers_host(origin, &accept)
            || self.covers_depths(origin, port, self.depths.one_port, scheme, &accept)
            || self.covers_depths(origin, PortPattern::Any, self.depths.any_port, scheme, &accept)
            || self.covers_address(origin, &accept)
    }

    /// Whether this very family is there and accepted.
    fn holds(&self, wanted: &Shape<'_>, accept: impl Fn(u32, &Shape<'_>) -> bool) -> bool {
        self.families
            .find(hash_family(&self.state, wanted), |position| self.is_family_at(*position, wanted))
            .is_some_and(|position| accept(*position, wanted))
    }

    /// The families that are found by the host as a whole.
    fn covers_host(&self, origin: &Origin<'_>, accept: impl Fn(u32, &Shape<'_>) -> bool) -> bool {
        let (scheme, host) = (origin.scheme(), HostShape::Exact(origin.host().as_str()));
        if self.has_hosts && self.holds(&Shape { scheme, host, port: PortPattern::Any }, &accept) {
            return true;
        }
        let port = PortPattern::Exact(None);
        let extensions = Shape { scheme, host: HostShape::Extensions, port };
        self.has_extensions
            && is_extension_scheme(scheme)
            && extensions.covers(origin)
            && self.holds(&extensions, accept)
    }

    /// The networks of the lengths that occur.
    fn covers_address(
        &self,
        origin: &Origin<'_>,
        accept: impl Fn(u32, &Shape<'_>) -> bool,
    ) -> bool {
        if self.prefixes.is_empty() {
            return false;
        }
        let Some(address) = HostAddress::of(origin.host()) else { return false };
        [PortPattern::Exact(origin.port()), PortPattern::Any].into_iter().any(|port| {
            self.prefixes.lengths(address.family, port).any(|prefix_len| {
                let host = HostShape::Network(address.network(prefix_len));
                self.holds(&Shape { scheme: origin.scheme(), host, port }, &accept)
            })
        })
    }

    fn covers_depths(
        &self,
        origin: &Origin<'_>,
        port: PortPattern,
        depths: u128,
        scheme: &str,
        accept: impl Fn(u32, &Shape<'_>) -> bool,
    ) -> bool {
        let Host::Name(host) = origin.host() else { return false };
        if depths == 0 {
            return false;
        }
        let mut hash = FamilyHash::new(&self.state, scheme, Kind::Subdomains, port);
        let (mut end, mut rest) = (host.len(), depths);
        // What a wildcard stands for is at least one label in front of the base, with its dot.
        while let Some(dot) = host.as_bytes().get(..end).and_then(last_dot) {
            let label = host.get(dot + 1..end).unwrap_or_default();
            hash.label(label);
            let is_depth = rest & 1 == 1;
            (end, rest) = (dot, rest >> 1);
            if let Some(base) = host.get(dot + 1..).filter(|_| is_depth) {
                let wanted = Shape { scheme, host: HostShape::Subdomains(base), port };
                let is_wanted = |position: &u32| self.is_family_at(*position, &wanted);
                let found = self.families.find(hash.clone().finish(), is_wanted);
                if found.is_some_and(|position| accept(*position, &wanted)) {
                    return true;
                }
            }
            if rest == 0 {
                return false;
            }
        }
        false
    }

    fn is_at(&self, position: u32, text: &[u8]) -> bool {
        let rest = self.arena.get(position as usize..).and_then(|rest| rest.strip_prefix(text));
        rest.and_then(<[u8]>::first) == Some(&LIVE)
    }

    fn is_family_at(&self, position: u32, wanted: &Shape<'_>) -> bool {
        let (prefix, host) = match wanted.host {
            HostShape::Exact(host) => ("", host),
            HostShape::Subdomains(base) => ("*.", base),
            HostShape::Network(_) | HostShape::Extensions => {
                let end = position as usize + text_at(&self.arena, position).len();
                let is_live = self.arena.get(end) == Some(&LIVE);
                return is_live && cut(text_at(&self.arena, position)) == Some(*wanted);
            }
        };
        let piecewise = || {
            let rest = self.arena.get(position as usize..)?;
            let rest = rest.strip_prefix(wanted.scheme.as_bytes())?.strip_prefix(b"://")?;
            let rest = rest.strip_prefix(prefix.as_bytes())?.strip_prefix(host.as_bytes())?;
            let end = rest.iter().position(|byte| *byte <= DEAD)?;
            (rest.get(end) == Some(&LIVE)).then_some(read_port(rest.get(..end)?)?)
        };
        piecewise() == Some(wanted.port)
    }

    fn count(&mut self, pattern: &Shape<'_>, change: impl Fn(&mut usize)) {
        if pattern.is_insecure() {
            change(&mut self.insecure);
        }
        if pattern.covers_public_suffix() {
            change(&mut self.public_suffixes);
        }
        if pattern.is_any_extension() {
            change(&mut self.any_extensions);
        }
    }

    fn widen(&mut self, pattern: &Shape<'_>) {
        let base = match pattern.host {
            HostShape::Exact(_) => {
                self.has_hosts = true;
                return;
            }
            HostShape::Extensions => {
                self.has_extensions = true;
                return;
            }
            HostShape::Network(network) => {
                self.prefixes.add(network, pattern.port);
                return;
            }
            HostShape::Subdomains(base) => base,
        };
        let labels = base.split('.').count();
        let bit = u32::try_from(labels - 1).ok().and_then(|shift| 1_u128.checked_shl(shift));
        let depths = match pattern.port {
            PortPattern::Any => &mut self.depths.any_port,
            PortPattern::Exact(_) => &mut self.depths.one_port,
        };
        *depths |= bit.unwrap_or(0);
    }
}

impl fmt::Debug for Layer {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Layer")
            .field("exact", &self.exact.len())
            .field("families", &self.families.len())
            .finish_non_exhaustive()
    }
}

fn last_dot(bytes: &[u8]) -> Option<usize> {
    bytes.iter().rposition(|byte| *byte == b'.')
}

/// The text at a position.
fn text_at(arena: &[u8], position: u32) -> &str {
    let rest = arena.get(position as usize..).unwrap_or_default();
    let text = rest.split(|byte| *byte <= DEAD).next().unwrap_or_default();
    str::from_utf8(text).unwrap_or_default()
}
