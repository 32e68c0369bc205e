//! A sorted list of ASCII texts with a lookup that never allocates: method names, header names,
//! exact origins. It is put in order when it is made. What the texts mean is up to its users.

use std::cmp::Ordering;

use crate::name_index::NameIndex;

/// A sorted, duplicate-free list: literals of the program (made by the macro) or owned (made by the
/// builder).
#[derive(Clone, Debug)]
pub struct Names(Repr);

#[derive(Clone, Debug)]
enum Repr {
    Literal(&'static [&'static str]),
    Owned(Box<[Box<str>]>),
    Indexed(Box<[Box<str>]>, NameIndex),
}

/// Shorter first, then by bytes: most lookups end at the comparison of lengths.
fn order(left: &[u8], right: &[u8]) -> Ordering {
    left.len().cmp(&right.len()).then_with(|| left.cmp(right))
}

/// Up to so many texts are compared one by one, which is faster than a binary search.
const FEW: usize = 8;

fn halve<T: AsRef<str>>(sorted: &[T], text: &[u8]) -> Option<usize> {
    sorted.binary_search_by(|own| order(own.as_ref().as_bytes(), text)).ok()
}

#[inline]
fn find_in_few<T: AsRef<str>>(texts: &[T], text: &[u8]) -> Option<usize> {
    texts.iter().position(|own| own.as_ref().as_bytes() == text)
}

fn find_in_lower_case<T: AsRef<str>>(sorted: &[T], text: &[u8]) -> Option<usize> {
    if sorted.len() <= FEW {
        return sorted.iter().position(|own| own.as_ref().as_bytes().eq_ignore_ascii_case(text));
    }
    let order = |own: &[u8]| {
        let by_length = own.len().cmp(&text.len());
        by_length.then_with(|| own.iter().copied().cmp(text.iter().map(u8::to_ascii_lowercase)))
    };
    sorted.binary_search_by(|own| order(own.as_ref().as_bytes())).ok()
}

#[inline]
fn first_element_in<T: AsRef<str>>(texts: &[T], list: &[u8]) -> Option<usize> {
    if texts.len() > FEW {
        return None;
    }
    texts.iter().map(|text| text.as_ref().as_bytes()).find_map(|text| {
        let ends = list.len() == text.len() || list.get(text.len()) == Some(&b',');
        (ends && list.starts_with(text)).then_some(text.len())
    })
}

impl Names {
    /// The empty list.
    pub const EMPTY: Names = Names(Repr::Literal(&[]));

    /// Takes literals that [`Names::sorted`] has put in order; generated code calls this.
    #[must_use]
    pub const fn from_sorted(sorted: &'static [&'static str]) -> Names {
        Names(Repr::Literal(sorted))
    }

    /// Sorts and removes repeats.
    ///
    /// ```
    /// use cors_rules::Names;
    /// let names = Names::sorted(["x-long-name", "name", "name"]);
    /// assert_eq!(names.iter().collect::<Vec<_>>(), ["name", "x-long-name"]);
    /// assert_eq!(names.find(b"name"), Some(0));
    /// assert_eq!(names.find(b"Name"), None);
    /// assert_eq!(names.find_ignoring_case(b"Name"), Some(0));
    /// ```
    #[must_use]
    pub fn sorted<T: Into<Box<str>>>(texts: impl IntoIterator<Item = T>) -> Names {
        let mut texts: Vec<Box<str>> = texts.into_iter().map(Into::into).collect();
        texts.sort_unstable_by(|left, right| order(left.as_bytes(), right.as_bytes()));
        texts.dedup();
        let texts = texts.into_boxed_slice();
        let index = if texts.len() > FEW { NameIndex::new(&texts) } else { None };
        Names(match index {
            Some(index) => Repr::Indexed(texts, index),
            None => Repr::Owned(texts),
        })
    }

    /// How many texts there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        match &self.0 {
            Repr::Literal(texts) => texts.len(),
            Repr::Owned(texts) | Repr::Indexed(texts, _) => texts.len(),
        }
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The texts in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).filter_map(|index| self.get(index))
    }

    /// The text at a position.
    #[must_use]
    pub fn get(&self, index: usize) -> Option<&str> {
        match &self.0 {
            Repr::Literal(texts) => texts.get(index).copied(),
            Repr::Owned(texts) | Repr::Indexed(texts, _) => texts.get(index).map(|text| &**text),
        }
    }

    /// The position of exactly this text.
    #[must_use]
    #[inline]
    pub fn find(&self, text: &[u8]) -> Option<usize> {
        match &self.0 {
            Repr::Literal(texts) if texts.len() <= FEW => find_in_few(texts, text),
            Repr::Owned(texts) if texts.len() <= FEW => find_in_few(texts, text),
            _ => self.find_in_many(text),
        }
    }

    fn find_in_many(&self, text: &[u8]) -> Option<usize> {
        match &self.0 {
            Repr::Literal(texts) => halve(texts, text),
            Repr::Owned(texts) => halve(texts, text),
            Repr::Indexed(texts, index) => index.find(texts, text),
        }
    }

    /// The length of the first element of a comma-separated list, where it is one of these few
    /// texts, byte by byte and without blanks. After `None` the element has to be looked up: it may
    /// still be one of the texts.
    ///
    /// This finds most of the names that preflights ask for, without a search for the comma.
    ///
    /// ```
    /// use cors_rules::Names;
    /// let names = Names::sorted(["name", "x-long-name"]);
    /// assert_eq!(names.first_element(b"x-long-name,name"), Some(11));
    /// assert_eq!(names.first_element(b"name"), Some(4));
    /// assert_eq!(names.first_element(b"name-of-another,name"), None);
    /// ```
    #[must_use]
    #[inline]
    pub fn first_element(&self, list: &[u8]) -> Option<usize> {
        match &self.0 {
            Repr::Literal(texts) => first_element_in(texts, list),
            Repr::Owned(texts) => first_element_in(texts, list),
            Repr::Indexed(..) => None,
        }
    }

    /// The position of this text in any ASCII case; the list itself is lower case, and so is what
    /// browsers send.
    #[must_use]
    pub fn find_ignoring_case(&self, text: &[u8]) -> Option<usize> {
        let found = self.find(text);
        if found.is_some() || !text.iter().any(u8::is_ascii_uppercase) {
            return found;
        }
        match &self.0 {
            Repr::Literal(texts) => find_in_lower_case(texts, text),
            Repr::Owned(texts) | Repr::Indexed(texts, _) => find_in_lower_case(texts, text),
        }
    }
}

impl PartialEq for Names {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl Eq for Names {}
