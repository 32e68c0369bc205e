//! The answers by which requests of this thread are being decided. actix-web keeps a request on the
//! thread that accepted it, so a request that has its answer finds it here, whatever the cache does
//! in between. Each request brings its own: the newest answer to an origin is the one that counts,
//! and it was asked for by the request that is being decided now.

use std::cell::RefCell;
use std::sync::Arc;

thread_local! {
    /// In the order of their numbers. Each is removed by its [`InUse`]; requests hold them for no
    /// longer than deciding takes, so there are a few at most, and none while nothing is decided.
    static ANSWERS: RefCell<Answers> =
        const { RefCell::new(Answers { next_number: 0, in_use: Vec::new() }) };
}

struct Answers {
    next_number: u64,
    in_use: Vec<Answer>,
}

struct Answer {
    number: u64,
    source: u64,
    origin: Arc<str>,
    allowed: bool,
}

/// Keeps an answer in use while it lives.
pub(super) struct InUse {
    number: u64,
}

/// Puts an answer of a source to use.
pub(super) fn put(source: u64, origin: Arc<str>, allowed: bool) -> InUse {
    ANSWERS.with_borrow_mut(|answers| {
        let number = answers.next_number;
        answers.next_number += 1;
        answers.in_use.push(Answer { number, source, origin, allowed });
        InUse { number }
    })
}

/// The newest answer of a source to this origin.
pub(super) fn newest(source: u64, origin: &str) -> Option<bool> {
    ANSWERS.with_borrow(|answers| {
        let is_meant = |answer: &&Answer| answer.source == source && *answer.origin == *origin;
        answers.in_use.iter().rev().find(is_meant).map(|answer| answer.allowed)
    })
}

impl Drop for InUse {
    fn drop(&mut self) {
        // At the end of a thread the answers may be gone before a request that was never finished.
        let _ = ANSWERS.try_with(|answers| {
            let in_use = &mut answers.borrow_mut().in_use;
            if let Ok(index) = in_use.binary_search_by_key(&self.number, |answer| answer.number) {
                in_use.remove(index);
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_answer_counts_while_it_is_in_use() {
        let origin = "https://a.example";
        let first = put(1, origin.into(), true);
        assert_eq!(newest(1, origin), Some(true));
        assert_eq!((newest(2, origin), newest(1, "https://b.example")), (None, None));
        let second = put(1, origin.into(), false);
        assert_eq!(newest(1, origin), Some(false));
        drop(second);
        assert_eq!(newest(1, origin), Some(true), "the first request keeps its own");
        let third = put(1, origin.into(), false);
        drop(first);
        assert_eq!(newest(1, origin), Some(false));
        drop(third);
        assert_eq!(newest(1, origin), None);
        assert!(ANSWERS.with_borrow(|answers| answers.in_use.is_empty()));
    }
}
