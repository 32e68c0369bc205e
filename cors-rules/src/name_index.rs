//! A hash table of positions in a long list of texts, so that a lookup costs the same for a million
//! texts as for ten.
//!
//! The hash has no secret and needs none: the texts in the table are the operator's, and what
//! clients send is only looked up. The most expensive value that a client can choose is one that
//! leads to the longest run of occupied places, in a table that is at most half full.

/// Positions by hash.
#[derive(Clone, Debug)]
pub(crate) struct NameIndex {
    /// One more than the position; zero is a free place. The number of places is a power of two.
    places: Box<[u32]>,
}

impl NameIndex {
    /// `None` where there are more texts than a position can tell.
    pub(crate) fn new(texts: &[Box<str>]) -> Option<NameIndex> {
        let size = texts.len().checked_mul(2)?.checked_next_power_of_two()?;
        let mut places = vec![0; size];
        for (text, number) in texts.iter().zip(1_u32..) {
            let free = probe(size, text.as_bytes()).find(|place| places.get(*place) == Some(&0));
            *places.get_mut(free?)? = number;
        }
        u32::try_from(texts.len()).ok().map(|_| NameIndex { places: places.into() })
    }

    /// The position of exactly this text.
    pub(crate) fn find(&self, texts: &[Box<str>], text: &[u8]) -> Option<usize> {
        for place in probe(self.places.len(), text) {
            let position = self.places.get(place)?.checked_sub(1)? as usize;
            if texts.get(position)?.as_bytes() == text {
                return Some(position);
            }
        }
        None
    }
}

/// All places in the order in which a text is looked for: from the one that its hash names.
fn probe(size: usize, text: &[u8]) -> impl Iterator<Item = usize> {
    let mask = size.wrapping_sub(1);
    let first = hash(text);
    (0..size).map(move |step| first.wrapping_add(step) & mask)
}

fn hash(text: &[u8]) -> usize {
    // An odd constant without pattern: each step mixes eight bytes into all higher bits.
    let mix =
        |hash: u64, word: u64| (hash.rotate_left(5) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let (chunks, rest) = text.as_chunks::<8>();
    let hash = chunks.iter().fold(0, |hash, chunk| mix(hash, u64::from_le_bytes(*chunk)));
    let hash = rest.iter().fold(hash, |hash, byte| mix(hash, u64::from(*byte)));
    // The high half of the product is mixed best.
    #[allow(clippy::cast_possible_truncation)]
    let place = (hash >> 32) as usize;
    place
}

#[cfg(test)]
mod tests {
    use super::NameIndex;

    #[test]
    fn finds_each_text_and_no_other() {
        let texts: Vec<Box<str>> =
            (0..1000).map(|n| format!("https://{n}.example").into()).collect();
        let index = NameIndex::new(&texts).unwrap();
        for (position, text) in texts.iter().enumerate() {
            assert_eq!(index.find(&texts, text.as_bytes()), Some(position));
        }
        for absent in ["", "https://1000.example", "https://1.example ", "https://1.exampl"] {
            assert_eq!(index.find(&texts, absent.as_bytes()), None);
        }
    }

    #[test]
    fn none_at_all() {
        let index = NameIndex::new(&[]);
        assert_eq!(index.and_then(|index| index.find(&[], b"https://a.example")), None);
    }
}
