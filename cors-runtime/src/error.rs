//! Why a policy from run-time data was refused: every problem at once, in the words of the compiler.

use std::fmt;

use cors_rules::{Issue, Severity};

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
}

impl PolicyError {
    /// Keeps the errors among the findings; `None` where there are none.
    pub(crate) fn from_issues(issues: Vec<Issue>) -> Option<PolicyError> {
        let issues: Vec<_> =
            issues.into_iter().filter(|issue| issue.severity() == Severity::Error).collect();
        (!issues.is_empty()).then_some(PolicyError { issues })
    }

    /// Every problem, in the order of the keys and their entries.
    pub fn issues(&self) -> impl Iterator<Item = &Issue> {
        self.issues.iter()
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
        }
        Ok(())
    }
}

impl std::error::Error for PolicyError {}
