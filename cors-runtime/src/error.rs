//! Why a policy from run-time data was refused: every problem at once, in the words of the compiler.

use std::fmt;

use cors_rules::{Issue, Key, Severity};

/// All problems of a refused policy.
///
/// ```
/// use cors_runtime::Policy;
///
/// let error = Policy::builder().origins(["https://a.example/"]).methods(["TRACE"]).build().unwrap_err();
/// let codes: Vec<_> = error.issues().map(|issue| issue.code()).collect();
/// assert_eq!(codes, ["origin_trailing_slash", "method_forbidden"]);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyError {
    issues: Vec<Issue>,
    /// Where the entries come from, if that is not the source file: then each is shown with its position.
    origin: Option<String>,
}

impl PolicyError {
    /// Keeps the errors among the findings; `None` where there are none.
    pub(crate) fn from_issues(issues: Vec<Issue>) -> Option<PolicyError> {
        let issues: Vec<_> =
            issues.into_iter().filter(|issue| issue.severity() == Severity::Error).collect();
        (!issues.is_empty()).then_some(PolicyError { issues, origin: None })
    }

    /// The issues of a change to a set.
    pub(crate) fn of_set(issues: Vec<Issue>) -> PolicyError {
        PolicyError { issues, origin: Some(String::from("origins")) }
    }

    /// Says where the entries come from.
    pub(crate) fn with_origin(mut self, origin: impl Into<String>) -> PolicyError {
        self.origin = Some(origin.into());
        self
    }

    /// Every problem, in the order of the keys and their entries.
    pub fn issues(&self) -> impl Iterator<Item = &Issue> {
        self.issues.iter()
    }
}

impl PolicyError {
    /// The compiler points into a source file; here the entry is counted, from 1.
    fn fmt_position(&self, issue: &Issue, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if issue.place().key != Key::Origins {
            return Ok(());
        }
        match (&self.origin, issue.place().entry) {
            (Some(origin), Some(index)) => write!(out, "\n  --> {origin}, entry {}", index + 1),
            (Some(origin), None) => write!(out, "\n  --> {origin}"),
            (None, _) => Ok(()),
        }
    }
}

/// Each problem as the compiler would print it.
impl fmt::Display for PolicyError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, issue) in self.issues.iter().enumerate() {
            if index > 0 {
                writeln!(out, "\n")?;
            }
            write!(out, "error: {issue}")?;
            self.fmt_position(issue, out)?;
        }
        Ok(())
    }
}

impl std::error::Error for PolicyError {}
