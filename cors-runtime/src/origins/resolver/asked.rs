//! What a resolver is asked about: an origin, and what its answer depends on beside. Both are one
//! text, by which answers are remembered. It is put together where it is needed, without taking
//! anything from the heap.

/// The longest key, in bytes. A client chooses what it is made of.
pub(super) const LONGEST_KEY: usize = 256;
/// The longest origin that is well-formed is a little shorter.
const LONGEST_ORIGIN: usize = 384;
/// Stands between the two. No origin has it in it.
const BETWEEN: char = '\n';

/// An origin and a key.
pub(super) struct Asked {
    buffer: [u8; LONGEST_ORIGIN + 1 + LONGEST_KEY],
    length: usize,
}

impl Asked {
    /// `None` where the key is too long.
    pub(super) fn new(origin: &str, key: Option<&str>) -> Option<Asked> {
        if key.is_some_and(|key| key.len() > LONGEST_KEY) {
            return None;
        }
        let mut asked = Asked { buffer: [0; LONGEST_ORIGIN + 1 + LONGEST_KEY], length: 0 };
        asked.push(origin)?;
        if let Some(key) = key {
            asked.push(BETWEEN.encode_utf8(&mut [0; 1]))?;
            asked.push(key)?;
        }
        Some(asked)
    }

    fn push(&mut self, text: &str) -> Option<()> {
        let end = self.length + text.len();
        self.buffer.get_mut(self.length..end)?.copy_from_slice(text.as_bytes());
        self.length = end;
        Some(())
    }

    /// The text of both.
    pub(super) fn text(&self) -> &str {
        let bytes = self.buffer.get(..self.length).unwrap_or_default();
        str::from_utf8(bytes).unwrap_or_default()
    }
}

/// The origin and the key of a text.
pub(super) fn parts(text: &str) -> (&str, Option<&str>) {
    match text.split_once(BETWEEN) {
        Some((origin, key)) => (origin, Some(key)),
        None => (text, None),
    }
}

#[cfg(test)]
mod tests {
    use super::{Asked, LONGEST_KEY, parts};

    #[test]
    fn nothing_is_taken_for_another() {
        let origin = "https://a.example";
        let long = "x".repeat(LONGEST_KEY);
        for key in [None, Some(""), Some("acme"), Some("\n"), Some("a\nb"), Some(long.as_str())] {
            let asked = Asked::new(origin, key).unwrap();
            assert_eq!(parts(asked.text()), (origin, key));
        }
        assert!(Asked::new(origin, Some(&"x".repeat(LONGEST_KEY + 1))).is_none());
    }
}
