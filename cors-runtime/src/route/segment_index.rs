//! Finds the few patterns of one level (the application or a scope) that can match a path, whatever
//! their number.
//!
//! Patterns are filed by their leading segments: literal ones, and `{name}`, which stands for one
//! segment. Everything else (regular expressions, tails, several names in a segment) is filed under
//! what comes before it. The index may offer too much and never too little; actix-router's own
//! definition of the pattern has the last word ([`crate::route::table`]).

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// What is known by a text of the program's author.
pub(crate) type ByText<T> = HashMap<Box<str>, T, BuildHasherDefault<TextHasher>>;

/// An index of patterns, known by their number.
#[derive(Debug)]
pub(crate) struct SegmentIndex {
    steps: Vec<Step>,
}

/// What is filed under some leading segments.
#[derive(Debug, Default)]
struct Step {
    literal: ByText<usize>,
    any: Option<usize>,
    /// Patterns that end here.
    ending: Vec<usize>,
    /// Patterns that may match whatever follows.
    open: Vec<usize>,
}

/// A fast hash without a secret: what is filed was written by the program's author, and what
/// clients send is only looked up.
#[derive(Debug, Default)]
pub(crate) struct TextHasher(u64);

impl Hasher for TextHasher {
    #[inline]
    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        for word in words {
            self.write_u64(u64::from_le_bytes(*word));
        }
        let (halves, rest) = rest.as_chunks::<4>();
        for half in halves {
            self.write_u64(u64::from(u32::from_le_bytes(*half)));
        }
        for byte in rest {
            self.write_u64(u64::from(*byte));
        }
    }

    /// What ends a text. The map compares whole texts, so that nothing need be told apart by it.
    #[inline]
    fn write_u8(&mut self, _: u8) {}

    #[inline]
    fn write_u64(&mut self, word: u64) {
        // An odd constant without pattern; the high bits, which the map looks at too, depend on all
        // lower ones.
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }

    #[inline]
    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }
}

/// The numbers that a path can mean, in order.
#[derive(Debug, Default)]
pub(crate) struct Offered {
    numbers: [usize; Offered::MOST],
    count: usize,
}

impl Offered {
    const MOST: usize = 16;

    fn add(&mut self, numbers: &[usize]) {
        for number in numbers {
            if let Some(place) = self.numbers.get_mut(self.count) {
                *place = *number;
            }
            self.count = self.count.saturating_add(1);
        }
    }

    /// `None` where there are too many to keep without allocating: then each of all patterns is to
    /// be asked.
    fn sorted(&mut self) -> Option<&[usize]> {
        let numbers = self.numbers.get_mut(..self.count)?;
        if numbers.len() > 1 {
            numbers.sort_unstable();
        }
        Some(numbers)
    }
}

/// One segment of a pattern.
pub(crate) enum Segment<'p> {
    Literal(&'p str),
    /// `{name}`.
    Any,
    /// Beyond what is told apart here.
    Other,
}

/// Whether a pattern is a path, and matches nothing else.
pub(crate) fn is_path(pattern: &str) -> bool {
    segments(pattern).all(|segment| matches!(segment, Segment::Literal(_)))
}

/// The segments of a pattern that starts with a slash or is empty.
pub(crate) fn segments(pattern: &str) -> impl Iterator<Item = Segment<'_>> {
    let segments = (!pattern.is_empty()).then(|| match pattern.strip_prefix('/') {
        Some(rest) => rest.split('/'),
        None => "{:}".split('/'),
    });
    segments.into_iter().flatten().map(|segment| {
        let name = segment.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
        match name {
            Some(name) if !name.contains([':', '{', '}']) => Segment::Any,
            None if !segment.contains(['{', '}', '*']) => Segment::Literal(segment),
            _ => Segment::Other,
        }
    })
}

impl Default for SegmentIndex {
    /// The index of nothing.
    fn default() -> Self {
        SegmentIndex { steps: vec![Step::default()] }
    }
}

impl SegmentIndex {
    /// Files a pattern. A prefix matches whatever follows it.
    pub(crate) fn add(&mut self, pattern: &str, is_prefix: bool, number: usize) {
        let mut step = 0;
        let mut is_open = is_prefix;
        for segment in segments(pattern) {
            let next = match segment {
                Segment::Literal(text) => self.steps[step].literal.get(text).copied(),
                Segment::Any => self.steps[step].any,
                Segment::Other => {
                    is_open = true;
                    break;
                }
            };
            step = next.unwrap_or_else(|| self.grow(step, &segment));
        }
        let step = &mut self.steps[step];
        if is_open { step.open.push(number) } else { step.ending.push(number) }
    }

    fn grow(&mut self, step: usize, segment: &Segment<'_>) -> usize {
        let next = self.steps.len();
        self.steps.push(Step::default());
        match segment {
            Segment::Literal(text) => {
                self.steps[step].literal.insert(Box::from(*text), next);
            }
            Segment::Any | Segment::Other => self.steps[step].any = Some(next),
        }
        next
    }

    /// Visits the patterns that can match, in order, until one of them settles it.
    pub(crate) fn visit<T>(
        &self,
        path: &str,
        all: usize,
        mut visit: impl FnMut(usize) -> Option<T>,
    ) -> Option<T> {
        let mut offered = Offered::default();
        match path.strip_prefix('/') {
            Some(rest) => self.walk(0, Some(rest), &mut offered),
            None if path.is_empty() => self.walk(0, None, &mut offered),
            // `OPTIONS *`, or what a middleware made of a path.
            None => offered.count = usize::MAX,
        }
        match offered.sorted() {
            Some(numbers) => numbers.iter().copied().find_map(visit),
            None => (0..all).find_map(&mut visit),
        }
    }

    fn walk(&self, step: usize, path: Option<&str>, offered: &mut Offered) {
        let Step { literal, any, ending, open } = &self.steps[step];
        offered.add(open);
        let Some(path) = path else {
            offered.add(ending);
            return;
        };
        let end = path.bytes().position(|byte| byte == b'/').unwrap_or(path.len());
        let (segment, rest) = (path.get(..end).unwrap_or(path), path.get(end + 1..));
        for next in literal.get(segment).into_iter().chain(any) {
            self.walk(*next, rest, offered);
        }
    }
}
