//! One arena of texts and the hash tables over it. The tables hold nothing but positions in the
//! arena, so that an origin costs its own bytes and about ten more.

use std::fmt;

use foldhash::fast::RandomState;
use hashbrown::HashTable;

use super::entry::{Pieces, read_port};
use super::hash::{FamilyHash, hash_exact, hash_of};
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
    /// Some family is a host with any port.
    has_hosts: bool,
    state: RandomState,
    insecure: usize,
    public_suffixes: usize,
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
        insecure + public
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
    pub(super) fn position(&self, text: &str, pieces: &Pieces<'_>) -> Option<u32> {
        if pieces.is_exact() {
            return self.exact_position(text.as_bytes());
        }
        let hash = FamilyHash::new(&self.state, pieces.scheme, pieces.wildcard, pieces.port)
            .labels(pieces.base)
            .finish();
        self.families.find(hash, |position| self.is_at(*position, text.as_bytes())).copied()
    }

    /// The position of an exact origin.
    pub(super) fn exact_position(&self, value: &[u8]) -> Option<u32> {
        let hash = hash_exact(&self.state, value);
        self.exact.find(hash, |position| self.is_at(*position, value)).copied()
    }

    /// Adds a checked text that is not there yet.
    pub(super) fn insert(&mut self, text: &str, pieces: &Pieces<'_>) {
        let Ok(position) = u32::try_from(self.arena.len()) else { return };
        self.arena.extend_from_slice(text.as_bytes());
        self.arena.push(LIVE);
        self.count(pieces, |count| *count += 1);
        let Layer { arena, exact, families, state, .. } = self;
        let rehash = |position: &u32| hash_of(state, text_at(arena, *position));
        let hash = hash_of(state, text);
        if pieces.is_exact() {
            exact.insert_unique(hash, position, rehash);
        } else {
            families.insert_unique(hash, position, rehash);
            self.widen(pieces);
        }
    }

    /// Removes the text at a position of this layer.
    pub(super) fn remove(&mut self, position: u32) {
        let text = text_at(&self.arena, position).to_owned();
        let Some(pieces) = Pieces::cut(&text) else { return };
        let hash = hash_of(&self.state, &text);
        let table = if pieces.is_exact() { &mut self.exact } else { &mut self.families };
        let Ok(found) = table.find_entry(hash, |other| *other == position) else { return };
        found.remove();
        self.count(&pieces, |count| *count -= 1);
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

    /// Whether a family covers the origin. `accept` is called with each family that does, and may
    /// reject it; it takes the family's position, and its base where it is a wildcard.
    ///
    /// The host is hashed once, label by label from the right; a table is searched only at the
    /// depths that occur in it.
    pub(super) fn covers(
        &self,
        origin: &Origin<'_>,
        accept: impl Fn(u32, Option<&str>) -> bool,
    ) -> bool {
        let (scheme, port) = (origin.scheme(), PortPattern::Exact(origin.port()));
        self.covers_host(origin, &accept)
            || self.covers_depths(origin, port, self.depths.one_port, scheme, &accept)
            || self.covers_depths(origin, PortPattern::Any, self.depths.any_port, scheme, &accept)
    }

    fn covers_host(&self, origin: &Origin<'_>, accept: impl Fn(u32, Option<&str>) -> bool) -> bool {
        if !self.has_hosts {
            return false;
        }
        let (scheme, base) = (origin.scheme(), origin.host().as_str());
        let wanted = Pieces { scheme, wildcard: false, base, port: PortPattern::Any };
        let hash =
            FamilyHash::new(&self.state, scheme, false, PortPattern::Any).labels(base).finish();
        self.families
            .find(hash, |position| self.is_family_at(*position, &wanted))
            .is_some_and(|position| accept(*position, None))
    }

    fn covers_depths(
        &self,
        origin: &Origin<'_>,
        port: PortPattern,
        depths: u128,
        scheme: &str,
        accept: impl Fn(u32, Option<&str>) -> bool,
    ) -> bool {
        let Host::Name(host) = origin.host() else { return false };
        if depths == 0 {
            return false;
        }
        let mut hash = FamilyHash::new(&self.state, scheme, true, port);
        let (mut end, mut rest) = (host.len(), depths);
        // What a wildcard stands for is at least one label in front of the base, with its dot.
        while let Some(dot) = host.as_bytes().get(..end).and_then(last_dot) {
            let label = host.get(dot + 1..end).unwrap_or_default();
            hash.label(label);
            let is_depth = rest & 1 == 1;
            (end, rest) = (dot, rest >> 1);
            if let Some(base) = host.get(dot + 1..).filter(|_| is_depth) {
                let wanted = Pieces { scheme, wildcard: true, base, port };
                let is_wanted = |position: &u32| self.is_family_at(*position, &wanted);
                let found = self.families.find(hash.clone().finish(), is_wanted);
                if found.is_some_and(|position| accept(*position, Some(base))) {
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

    fn is_family_at(&self, position: u32, wanted: &Pieces<'_>) -> bool {
        let piecewise = || {
            let rest = self.arena.get(position as usize..)?;
            let rest = rest.strip_prefix(wanted.scheme.as_bytes())?.strip_prefix(b"://")?;
            let rest = if wanted.wildcard { rest.strip_prefix(b"*.")? } else { rest };
            let rest = rest.strip_prefix(wanted.base.as_bytes())?;
            let end = rest.iter().position(|byte| *byte <= DEAD)?;
            (rest.get(end) == Some(&LIVE)).then_some(read_port(rest.get(..end)?)?)
        };
        piecewise() == Some(wanted.port)
    }

    fn count(&mut self, pieces: &Pieces<'_>, change: impl Fn(&mut usize)) {
        if pieces.is_insecure() {
            change(&mut self.insecure);
        }
        if pieces.covers_public_suffix() {
            change(&mut self.public_suffixes);
        }
    }

    fn widen(&mut self, pieces: &Pieces<'_>) {
        if !pieces.wildcard {
            self.has_hosts = true;
            return;
        }
        let labels = pieces.base.split('.').count();
        let bit = u32::try_from(labels - 1).ok().and_then(|shift| 1_u128.checked_shl(shift));
        let depths = match pieces.port {
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
