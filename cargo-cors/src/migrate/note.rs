//! What a person has to know about one call: what changes in meaning, or why there is no equivalent.

/// How much a note matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// The code that is printed means something else than before here.
    Changes,
    /// Nothing that is printed stands for the call.
    NoEquivalent,
}

impl Kind {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Kind::Changes => "changes",
            Kind::NoEquivalent => "no equivalent",
        }
    }
}

/// One note.
#[derive(Clone, Debug)]
pub(super) struct Note {
    pub(super) line: usize,
    pub(super) kind: Kind,
    /// The call or the value, as written.
    pub(super) what: String,
    /// Why, and what to do, in one line.
    pub(super) why: String,
    /// The code of a rule that says more.
    pub(super) code: Option<&'static str>,
}
