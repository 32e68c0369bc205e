//! A table for millions of origins, exact ones and families, which change at run time. A lookup
//! hashes the value and compares it as a whole; it costs the same for ten entries and for a
//! million, and it allocates nothing. For a few origins that never change there is
//! [`crate::OriginList`], which needs no hashing and may be a constant.
//!
//! The table has a large part that copies share and a small part that each copy has for itself, so
//! that a copy with one entry more costs some kilobytes and not the whole table. The caller shares
//! it between threads.

mod entry;
mod hash;
mod layer;
mod prefixes;
mod refusal;

use std::fmt;
use std::sync::Arc;

use self::entry::cut;
use self::layer::Layer;
use self::refusal::{Refusal, check_room, read_entry};
use crate::origin::MAX_ORIGIN_LEN;
use crate::pattern_shape::Shape;
use crate::{Issue, Issues, Key, Matched, Origin, OriginRequirements, Place};

/// Any number of origins and patterns, each once.
///
/// ```
/// use cors_rules::{OriginRequirements, OriginTable};
///
/// let table = OriginTable::read(["https://a.example", "https://*.b.example"], OriginRequirements::NONE).unwrap();
/// assert!(table.find(b"https://a.example", OriginRequirements::NONE).is_some());
/// assert!(table.find(b"https://x.b.example", OriginRequirements::NONE).is_some());
/// assert!(table.find(b"https://b.example", OriginRequirements::NONE).is_none());
///
/// let issues = OriginTable::read(["https://a.example", "https://b.example/"], OriginRequirements::NONE).unwrap_err();
/// assert_eq!((issues[0].code(), issues[0].place().entry), ("origin_trailing_slash", Some(1)));
/// ```
#[derive(Clone, Default)]
pub struct OriginTable {
    /// What copies share.
    base: Arc<Layer>,
    /// Positions in `base` that were removed since, sorted.
    removed: Vec<u32>,
    /// What was inserted since.
    recent: Layer,
    /// Insertions and removals since `base` was made.
    changes: usize,
}

impl OriginTable {
    /// The table that finds nothing.
    #[must_use]
    pub fn new() -> OriginTable {
        OriginTable::default()
    }

    /// Reads a whole table. A repeated entry counts once.
    ///
    /// # Errors
    /// Every entry that breaks a rule, with its position: those of an origin's form, and those that
    /// follow from the requirements. What is listed has a bound, see [`Issues`].
    pub fn read<T: AsRef<str>>(
        texts: impl IntoIterator<Item = T>,
        requirements: OriginRequirements,
    ) -> Result<OriginTable, Issues> {
        let texts = texts.into_iter();
        let mut layer = Layer::with_capacity(texts.size_hint().0.min(1 << 24));
        let mut issues = Issues::new();
        for (index, text) in texts.enumerate() {
            let text = text.as_ref();
            if let Err(refusal) =
                read_entry(text, requirements).and_then(|pieces| add(&mut layer, text, &pieces))
            {
                let place = Place::entry(Key::Origins, index);
                issues.report(|| refusal.into_issue(text, requirements).at(place));
            }
        }
        if issues.is_empty() {
            Ok(OriginTable { base: Arc::new(layer), ..OriginTable::default() })
        } else {
            Err(issues)
        }
    }

    /// Adds one entry; `false` where it was there already.
    ///
    /// # Errors
    /// The first rule that the text breaks. The table is as before.
    pub fn insert(
        &mut self,
        text: &str,
        requirements: OriginRequirements,
    ) -> Result<bool, Box<Issue>> {
        let issue = |refusal: Refusal| Box::new(refusal.into_issue(text, requirements));
        let pieces = read_entry(text, requirements).map_err(issue)?;
        if self.is_listed(text, &pieces) {
            return Ok(false);
        }
        check_room(self.base.text_bytes() + self.recent.text_bytes(), text).map_err(issue)?;
        self.recent.insert(text, &pieces);
        self.note_change();
        Ok(true)
    }

    /// Removes one entry as it was written; `false` where it was not there. What other entries
    /// cover stays covered.
    pub fn remove(&mut self, text: &str) -> bool {
        let removed = self.take(text, true);
        if removed {
            self.note_change();
        }
        removed
    }

    /// Removes some entries and adds others: all of that, or nothing. What is in both lists is there
    /// afterwards. Returns how many entries were removed and added.
    ///
    /// The cost is that of the two lists, however many entries the table has, until the changes
    /// together are more than the square root of its size: then they are worked into the large part,
    /// once for the whole call.
    ///
    /// # Errors
    /// Every added entry that breaks a rule, with its position. The table is as before.
    ///
    /// ```
    /// use cors_rules::{OriginRequirements, OriginTable};
    ///
    /// let mut table = OriginTable::read(["https://a.example"], OriginRequirements::NONE).unwrap();
    /// let (added, removed) = (["https://b.example"], ["https://a.example"]);
    /// assert_eq!(table.apply(&added, &removed, OriginRequirements::NONE), Ok((1, 1)));
    /// assert_eq!(table.iter().collect::<Vec<_>>(), ["https://b.example"]);
    ///
    /// let issues = table.apply(&["b.example"], &["https://b.example"], OriginRequirements::NONE).unwrap_err();
    /// assert_eq!(issues[0].code(), "origin_missing_scheme");
    /// assert_eq!(table.len(), 1);
    /// ```
    pub fn apply<A: AsRef<str>, R: AsRef<str>>(
        &mut self,
        added: &[A],
        removed: &[R],
        requirements: OriginRequirements,
    ) -> Result<(usize, usize), Issues> {
        self.check_all(added, requirements)?;
        let is_small = self.changes + added.len() + removed.len() <= self.most_changes();
        if !is_small {
            self.merge();
        }
        let before = self.len();
        let removed = removed.iter().filter(|text| self.take(text.as_ref(), is_small)).count();
        for text in added {
            self.put(text.as_ref(), is_small);
        }
        if is_small {
            self.changes += added.len() + removed;
        } else {
            self.compact();
        }
        Ok((removed, self.len() + removed - before))
    }

    /// Whether all of these could be added.
    fn check_all<A: AsRef<str>>(
        &self,
        added: &[A],
        requirements: OriginRequirements,
    ) -> Result<(), Issues> {
        let mut issues = Issues::new();
        let mut used = self.base.text_bytes() + self.recent.text_bytes();
        for (index, text) in added.iter().enumerate() {
            let text = text.as_ref();
            let read = read_entry(text, requirements).map(drop);
            if let Err(refusal) = read.and_then(|()| check_room(used, text)) {
                let place = Place::entry(Key::Origins, index);
                issues.report(|| refusal.into_issue(text, requirements).at(place));
            }
            used += text.len() + 1;
        }
        if issues.is_empty() { Ok(()) } else { Err(issues) }
    }

    /// Adds a checked entry unless it is there: to the small part, or to the large one, into which
    /// everything was merged.
    fn put(&mut self, text: &str, is_small: bool) {
        let Some(pieces) = cut(text) else { return };
        if self.is_listed(text, &pieces) {
            return;
        }
        let layer = if is_small { &mut self.recent } else { Arc::make_mut(&mut self.base) };
        layer.insert(text, &pieces);
    }

    /// Removes an entry; `false` where it was not there.
    fn take(&mut self, text: &str, is_small: bool) -> bool {
        let Some(pieces) = cut(text) else { return false };
        if let Some(position) = self.recent.position(text, &pieces) {
            self.recent.remove(position);
        } else if let Some(position) = self.base.position(text, &pieces)
            && let Err(index) = self.removed.binary_search(&position)
        {
            if is_small {
                self.removed.insert(index, position);
            } else {
                Arc::make_mut(&mut self.base).remove(position);
            }
        } else {
            return false;
        }
        true
    }

    /// Looks a header value up for a policy with these requirements: an origin that may not have
    /// credentials is not found, and a family that may not have them covers nothing, unless the
    /// policy's escapes say otherwise.
    #[must_use]
    pub fn find(&self, value: &[u8], requirements: OriginRequirements) -> Option<Matched> {
        if value.len() > MAX_ORIGIN_LEN {
            return None;
        }
        if self.lists_exactly(value) {
            return requirements.admit_value(value).then_some(Matched::Pattern);
        }
        if !self.recent.has_families() && !self.base.has_families() {
            return None;
        }
        let origin = Origin::parse(value).filter(|origin| requirements.admits(origin))?;
        // A family may be refused though this member of it is not: `http://127.0.0.0/8` covers
        // `http://127.0.0.1`.
        let admit = |family: &Shape<'_>| requirements.admit_pattern(family);
        let found = self.recent.covers(&origin, |_, family| admit(family))
            || self
                .base
                .covers(&origin, |position, family| !self.is_removed(position) && admit(family));
        found.then_some(Matched::Pattern)
    }

    /// How many entries there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.base.len() - self.removed.len() + self.recent.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The entries as they were written, in the order of insertion.
    ///
    /// ```
    /// use cors_rules::{OriginRequirements, OriginTable};
    ///
    /// let mut table = OriginTable::read(["https://b.example", "https://a.example"], OriginRequirements::NONE).unwrap();
    /// table.insert("http://localhost:*", OriginRequirements::NONE).unwrap();
    /// table.remove("https://b.example");
    /// assert_eq!(table.iter().collect::<Vec<_>>(), ["https://a.example", "http://localhost:*"]);
    /// ```
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        let kept = self.base.iter().filter(|(position, _)| !self.is_removed(*position));
        kept.chain(self.recent.iter()).map(|(_, text)| text)
    }

    /// The entries that a policy with these requirements refuses. Costs nothing where there is
    /// none.
    #[must_use]
    pub fn violations(&self, requirements: OriginRequirements) -> Issues {
        let count =
            self.base.count_violations(requirements) + self.recent.count_violations(requirements);
        if count == 0 {
            return Issues::new();
        }
        let mut issues = Issues::new();
        for text in self.iter() {
            if let Err(refusal) = read_entry(text, requirements) {
                let key = Place::key(Key::Origins);
                issues.report(|| refusal.into_issue(text, requirements).at(key));
            }
        }
        issues
    }

    /// How many bytes of memory the table holds, shared parts included.
    #[must_use]
    pub fn memory(&self) -> usize {
        self.base.memory() + self.recent.memory() + self.removed.capacity() * size_of::<u32>()
    }

    fn lists_exactly(&self, value: &[u8]) -> bool {
        let in_recent = || self.recent.len() > 0 && self.recent.exact_position(value).is_some();
        let in_base = || self.base.exact_position(value).filter(|found| !self.is_removed(*found));
        in_base().is_some() || in_recent()
    }

    fn is_listed(&self, text: &str, pieces: &Shape<'_>) -> bool {
        let in_base =
            || self.base.position(text, pieces).filter(|position| !self.is_removed(*position));
        self.recent.position(text, pieces).is_some() || in_base().is_some()
    }

    fn is_removed(&self, position: u32) -> bool {
        !self.removed.is_empty() && self.removed.binary_search(&position).is_ok()
    }

    /// How many changes stay in the small part. Copying that costs in proportion to the changes, a new
    /// large part in proportion to all entries. At the square root of the size neither outweighs the
    /// other.
    fn most_changes(&self) -> usize {
        32.max(self.len().isqrt())
    }

    fn note_change(&mut self) {
        self.changes += 1;
        if self.changes > self.most_changes() {
            self.merge();
            self.compact();
        }
    }

    /// Works the changes into the large part.
    fn merge(&mut self) {
        let base = Arc::make_mut(&mut self.base);
        for position in self.removed.drain(..) {
            base.remove(position);
        }
        for (_, text) in self.recent.iter() {
            insert_checked(base, text);
        }
        self.recent = Layer::default();
        self.changes = 0;
    }

    /// Makes the large part anew where most of it is texts that were removed.
    fn compact(&mut self) {
        if self.base.is_sparse() {
            let mut compact = Layer::with_capacity(self.base.len());
            self.base.iter().for_each(|(_, text)| insert_checked(&mut compact, text));
            self.base = Arc::new(compact);
        }
    }
}

impl fmt::Debug for OriginTable {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("OriginTable").field("len", &self.len()).finish_non_exhaustive()
    }
}

fn insert_checked(layer: &mut Layer, text: &str) {
    if let Some(pieces) = cut(text) {
        layer.insert(text, &pieces);
    }
}

/// Adds a checked text unless it is there.
fn add(layer: &mut Layer, text: &str, pieces: &Shape<'_>) -> Result<(), Refusal> {
    if layer.position(text, pieces).is_some() {
        return Ok(());
    }
    check_room(layer.text_bytes(), text)?;
    layer.insert(text, pieces);
    Ok(())
}
