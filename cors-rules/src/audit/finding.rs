//! One finding of the audit: what a reviewer should look at.

use std::fmt;

use super::finding_table::FindingCode;
use super::place::Place;

/// What a reviewer should look at, about one row or about the application.
///
/// ```
/// use cors_rules::audit::{Finding, FindingCode};
///
/// let finding = Finding::new(FindingCode::AnyOrigin, "every page may read `/news`", "list the origins");
/// assert_eq!(finding.to_string(), "every page may read `/news` [audit::any_origin]");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub struct Finding {
    /// Which kind of finding.
    pub code: FindingCode,
    /// What was found, in one line: lower case, names in backticks, no full stop.
    pub message: String,
    /// What to write instead, or what to make sure of.
    pub help: String,
    /// Where it is, if that is not the place of its row.
    pub place: Option<Place>,
}

impl Finding {
    /// Makes a finding.
    pub fn new(code: FindingCode, message: impl Into<String>, help: impl Into<String>) -> Finding {
        Finding { code, message: message.into(), help: help.into(), place: None }
    }

    /// The same with a place of its own.
    #[must_use]
    pub fn at(mut self, place: Place) -> Finding {
        self.place = Some(place);
        self
    }
}

/// The message and the code.
impl fmt::Display for Finding {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} [audit::{}]", self.message, self.code.name())
    }
}
