//! What a rule about the form of an origin found. It holds the rule's own words; `origins` adds the correction that it
//! computes from the whole text, and makes an issue of it.

use std::ops::Range;

use crate::Rule;

/// A broken rule.
#[derive(Debug)]
pub(super) struct Fault {
    /// The rule.
    pub(super) rule: Rule,
    /// The range of bytes of the text that is at fault.
    pub(super) mark: Range<usize>,
    /// What is wrong; in the message it follows the text.
    pub(super) what: String,
    /// What to write instead, where no correction of the text can be computed.
    pub(super) otherwise: &'static str,
}

impl Fault {
    /// Makes a fault.
    pub(super) fn new(
        rule: Rule,
        mark: Range<usize>,
        what: impl Into<String>,
        otherwise: &'static str,
    ) -> Fault {
        Fault { rule, mark, what: what.into(), otherwise }
    }
}
