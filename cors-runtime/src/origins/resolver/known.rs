//! Answers that requests of this thread are using. actix-web keeps a request on the thread that accepted it, so all that
//! decides about it finds the answer here, for as long as it takes: no cache can drop it in between.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;

thread_local! {
    /// By source and origin. There are never more than requests on their way.
    static KNOWN: RefCell<HashMap<u64, HashMap<Arc<str>, Answer>>> = RefCell::default();
}

struct Answer {
    allowed: bool,
    /// Requests that use it.
    users: usize,
}

/// Keeps an answer known while it lives.
pub(super) struct Kept {
    source: u64,
    origin: Arc<str>,
}

/// Makes an answer known. One that is newer holds for those that use an older one, too.
pub(super) fn keep(source: u64, origin: Arc<str>, allowed: bool) -> Kept {
    KNOWN.with_borrow_mut(|known| {
        let answers = known.entry(source).or_default();
        let answer = answers.entry(Arc::clone(&origin)).or_insert(Answer { allowed, users: 0 });
        answer.allowed = allowed;
        answer.users += 1;
    });
    Kept { source, origin }
}

/// What is known.
pub(super) fn get(source: u64, origin: &str) -> Option<bool> {
    KNOWN.with_borrow(|known| Some(known.get(&source)?.get(origin)?.allowed))
}

impl Drop for Kept {
    fn drop(&mut self) {
        // At the end of a thread there may be nothing left to forget.
        let _ = KNOWN.try_with(|known| {
            let mut known = known.borrow_mut();
            let Some(answers) = known.get_mut(&self.source) else { return };
            let Some(answer) = answers.get_mut(&self.origin) else { return };
            answer.users -= 1;
            if answer.users == 0 {
                answers.remove(&self.origin);
            }
            if answers.is_empty() {
                known.remove(&self.source);
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_known_while_somebody_uses_it() {
        let first = keep(1, "https://a.example".into(), true);
        let second = keep(1, "https://a.example".into(), true);
        assert_eq!(get(1, "https://a.example"), Some(true));
        assert_eq!((get(2, "https://a.example"), get(1, "https://b.example")), (None, None));
        drop(first);
        assert_eq!(get(1, "https://a.example"), Some(true));
        let third = keep(1, "https://a.example".into(), false);
        assert_eq!(get(1, "https://a.example"), Some(false), "the newest counts");
        drop((second, third));
        assert_eq!(get(1, "https://a.example"), None);
        assert!(KNOWN.with_borrow(HashMap::is_empty));
    }
}
