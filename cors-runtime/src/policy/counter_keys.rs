//! The names under which the decisions of one policy are counted, made when the first of a kind is:
//! counting a request makes no text. What they say is [`crate::reason::metrics`]'s business.

use std::cell::RefCell;

use metrics::Key;

/// A few: what a policy decides has few kinds.
#[derive(Debug, Default)]
pub(crate) struct CounterKeys(RefCell<Vec<(Labels, Key)>>);

/// What tells decisions of a policy apart: kind, verdict and reason, all of the program.
pub(crate) type Labels = [&'static str; 3];

impl CounterKeys {
    /// Lends the key of these labels.
    pub(crate) fn with<T>(
        &self,
        labels: Labels,
        make: impl FnOnce() -> Key,
        then: impl FnOnce(&Key) -> T,
    ) -> T {
        let is_known = self.0.borrow().iter().any(|(known, _)| *known == labels);
        if !is_known {
            let key = make();
            self.0.borrow_mut().push((labels, key));
        }
        let keys = self.0.borrow();
        let known = keys.iter().find(|(known, _)| *known == labels);
        then(known.map_or(&NONE, |(_, key)| key))
    }
}

/// Never used: the key has just been made.
static NONE: Key = Key::from_static_name("");
