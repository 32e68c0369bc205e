//! Rows that were read, close together: a million of them in one text.

/// Origins, and for each whether it was removed.
#[derive(Default)]
pub(crate) struct Rows {
    text: String,
    /// Where each origin ends.
    ends: Vec<(usize, bool)>,
}

impl Rows {
    pub(crate) fn push(&mut self, origin: &str, removed: bool) {
        self.text.push_str(origin);
        self.ends.push((self.text.len(), removed));
    }

    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The origin that came last.
    pub(crate) fn last(&self) -> Option<&str> {
        let before = self.ends.len().checked_sub(2).and_then(|index| self.ends.get(index));
        self.ends.last().and_then(|_| self.text.get(before.map_or(0, |(end, _)| *end)..))
    }

    /// The origins that are there, or those that were removed.
    pub(crate) fn iter(&self, removed: bool) -> impl Iterator<Item = &str> {
        let mut start = 0;
        self.ends.iter().filter_map(move |(end, is_removed)| {
            let origin = self.text.get(start..*end);
            start = *end;
            origin.filter(|_| *is_removed == removed)
        })
    }
}
