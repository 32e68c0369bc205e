//! What a rule about the form of an origin found. It holds the rule's own texts; `origins` makes an
//! issue of it, and computes a correction of the whole text as its help. A fault costs next to
//! nothing, so it is made for every bad entry; an issue is made for those that are listed.

use std::borrow::Cow;
use std::ops::Range;

use crate::Rule;

/// Stands in a rule's own help for what lets every origin in, in the words of the place where the
/// origins are written; a verb with its object.
pub(super) const ANY_ORIGIN: &str = "{any_origin}";
/// The same for the escape that admits `null`.
pub(super) const NULL_ORIGIN: &str = "{null_origin}";

/// A broken rule.
#[derive(Debug)]
pub(super) struct Fault {
    /// The rule.
    pub(super) rule: Rule,
    /// The range of bytes of the text that is at fault.
    pub(super) mark: Range<usize>,
    /// What is wrong; in the message it follows the text.
    pub(super) what: Cow<'static, str>,
    /// What to write instead, where no correction of the text can be computed.
    pub(super) otherwise: &'static str,
}

impl Fault {
    /// Makes a fault.
    pub(super) fn new(
        rule: Rule,
        mark: Range<usize>,
        what: impl Into<Cow<'static, str>>,
        otherwise: &'static str,
    ) -> Fault {
        Fault { rule, mark, what: what.into(), otherwise }
    }
}
