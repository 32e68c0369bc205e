//! What a comparison found.

use std::fmt;

use crate::audit::place::Place;

/// One change, in meaning.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub struct Change {
    /// The pattern of the route; empty where it concerns the application.
    pub pattern: String,
    /// The method; empty where it concerns the application.
    pub method: String,
    /// Who gained or lost what: a sentence without a full stop, names in backticks.
    pub message: String,
    /// Where the route or its policy is written.
    pub place: Option<Place>,
}

/// The message.
impl fmt::Display for Change {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.message)
    }
}

/// What changed from one audit to another; made by [`Audit::compare`](crate::audit::Audit::compare).
///
/// ```
/// use cors_rules::audit::Audit;
///
/// let audit = Audit::new([]);
/// assert!(Audit::compare(&audit, &audit).is_empty());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    widened: Vec<Change>,
    narrowed: Vec<Change>,
    other: Vec<Change>,
}

impl Comparison {
    /// Somebody may do what was refused before.
    #[must_use]
    pub fn widened(&self) -> &[Change] {
        &self.widened
    }

    /// Somebody may no longer do what was granted before.
    #[must_use]
    pub fn narrowed(&self) -> &[Change] {
        &self.narrowed
    }

    /// What changed without letting anybody in or locking anybody out.
    #[must_use]
    pub fn other(&self) -> &[Change] {
        &self.other
    }

    /// Whether nothing changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.widened.is_empty() && self.narrowed.is_empty() && self.other.is_empty()
    }

    pub(in crate::audit) fn widen(&mut self, change: Change) {
        add(&mut self.widened, change);
    }

    pub(in crate::audit) fn narrow(&mut self, change: Change) {
        add(&mut self.narrowed, change);
    }

    pub(in crate::audit) fn note(&mut self, change: Change) {
        add(&mut self.other, change);
    }
}

/// Rows that are registered twice say the same thing twice.
fn add(changes: &mut Vec<Change>, change: Change) {
    let is_same =
        |other: &Change| (&other.message, &other.pattern) == (&change.message, &change.pattern);
    // Those of one spot stand together at the end.
    if !changes.iter().rev().take_while(|other| other.pattern == change.pattern).any(is_same) {
        changes.push(change);
    }
}
