//! One finding about a draft: which rule, where, about what value, and what to write instead. The
//! compiler's messages, `PolicyError` and the documentation show the same texts, which are all made
//! here.

use std::fmt;
use std::ops::Range;

use crate::shown::shown_with_mark;
use crate::{Key, Rule, Severity};

/// Where in a draft a finding belongs.
///
/// ```
/// use cors_rules::{Key, Place};
/// assert_eq!(Place::entry(Key::Origins, 2), Place { key: Key::Origins, entry: Some(2) });
/// assert_eq!(Place::key(Key::MaxAge), Place { key: Key::MaxAge, entry: None });
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    /// The key.
    pub key: Key,
    /// Which entry of the key's list, counted from 0; `None` for the key as a whole.
    pub entry: Option<usize>,
}

impl Place {
    /// The key as a whole.
    #[must_use]
    pub const fn key(key: Key) -> Place {
        Place { key, entry: None }
    }

    /// One entry of the key's list, counted from 0.
    #[must_use]
    pub const fn entry(key: Key, index: usize) -> Place {
        Place { key, entry: Some(index) }
    }
}

/// One finding: an error or a warning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    pub(crate) rule: Rule,
    pub(crate) place: Place,
    pub(crate) value: String,
    pub(crate) message: String,
    pub(crate) help: String,
    pub(crate) mark: Option<Range<usize>>,
}

impl Issue {
    /// Makes a finding. `message` is lower case, names the value in backticks and has no full stop;
    /// `help` says what to write instead, ready to paste where that is possible.
    #[must_use]
    pub fn new(
        rule: Rule,
        place: Place,
        value: impl Into<String>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Issue {
            rule,
            place,
            value: value.into(),
            message: message.into(),
            help: help.into(),
            mark: None,
        }
    }

    /// Adds the range of bytes of [`value`](Self::value) that is at fault, drawn as a caret line.
    #[must_use]
    pub fn with_mark(mut self, mark: Range<usize>) -> Self {
        self.mark = Some(mark);
        self
    }

    /// Moves the finding to a place, for one that was made about a text of its own.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = place;
        self
    }

    /// The rule that was broken.
    #[must_use]
    pub fn rule(&self) -> Rule {
        self.rule
    }

    /// The stable code, such as `origin_trailing_slash`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.rule.code()
    }

    /// Error or warning.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.rule.entry().severity
    }

    /// Where it is.
    #[must_use]
    pub fn place(&self) -> Place {
        self.place
    }

    /// The key it is about, as written: `origins`, `max_age`…
    #[must_use]
    pub fn field(&self) -> &'static str {
        self.place.key.name()
    }

    /// The offending value; empty where something is missing.
    #[must_use]
    pub fn value(&self) -> &str {
        &self.value
    }

    /// What is wrong, in one line.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// What to write instead.
    #[must_use]
    pub fn help(&self) -> &str {
        &self.help
    }

    /// The clause of the standard that the rule follows.
    #[must_use]
    pub fn see(&self) -> &'static str {
        self.rule.entry().see
    }

    /// The range of bytes of the value that is at fault, where one is known.
    #[must_use]
    pub fn mark(&self) -> Option<Range<usize>> {
        self.mark.clone()
    }
}

/// The text that the compiler shows after `error: `: message and code, the marked value, `help:`,
/// `see:`, and the command that prints the [`long form`](Rule::long_form).
impl fmt::Display for Issue {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} [cors::{}]", self.message, self.code())?;
        if let Some(mark) = &self.mark {
            let (line, carets) = shown_with_mark(&self.value, mark);
            write!(out, "\n    {line}\n    {carets}")?;
        }
        if !self.help.is_empty() {
            write!(out, "\nhelp: {}", self.help)?;
        }
        write!(out, "\nsee: {}\nmore: `cargo cors explain {}`", self.see(), self.code())
    }
}
