//! The words of what is written, one after another, in const evaluation. It knows nothing of what they mean.

/// What has not been read. A word that starts a part ends with a colon, and no other does, apart from those that are taken
/// without a look at them.
pub(super) struct Words<'a> {
    pub(super) words: &'a [&'static str],
    pub(super) next: usize,
}

impl Words<'_> {
    /// The next word, whatever it is.
    pub(super) const fn any(&mut self) -> Option<&'static str> {
        if self.next == self.words.len() {
            return None;
        }
        self.next += 1;
        Some(self.words[self.next - 1])
    }

    /// The next word of the part.
    pub(super) const fn of_part(&mut self) -> Option<&'static str> {
        if self.next == self.words.len() {
            return None;
        }
        let word = self.words[self.next];
        if let [.., b':'] = word.as_bytes() {
            return None;
        }
        self.next += 1;
        Some(word)
    }
}
