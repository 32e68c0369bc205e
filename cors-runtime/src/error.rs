//! Why a policy from run-time data was refused: every problem at once, in the words of the
//! compiler.

use std::fmt;
use std::io;

use cors_rules::{Issue, Issues, Key, Severity};

/// The problems of a refused policy: the first hundred, and how many more there are, so that a list
/// of rubbish costs neither memory nor a long answer. `{}` and `{:?}` both print what the compiler
/// would, for `main` prints the latter.
///
/// ```
/// use cors_runtime::Policy;
///
/// let error = Policy::builder().origins(["https://a.example/"]).methods(["TRACE"]).build().unwrap_err();
/// let codes: Vec<_> = error.issues().map(|issue| issue.code()).collect();
/// assert_eq!(codes, ["origin_trailing_slash", "method_forbidden"]);
/// assert_eq!(error.more(), 0);
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct PolicyError {
    issues: Issues,
    /// Where the entries come from, if that is not the source file: then each is shown with its
    /// position.
    origin: Option<String>,
    /// Where a live policy is used in several places: from which issue on they are those of which
    /// place.
    uses: Vec<(usize, String)>,
}

impl PolicyError {
    /// An error of these issues; `None` where there is none.
    pub(crate) fn from_issues(issues: Issues) -> Option<PolicyError> {
        debug_assert!(issues.iter().all(|issue| issue.severity() == Severity::Error));
        (!issues.is_empty()).then_some(PolicyError { issues, origin: None, uses: Vec::new() })
    }

    /// The issues of a change to a set.
    pub(crate) fn of_set(issues: Issues) -> PolicyError {
        PolicyError { issues, origin: Some(String::from("origins")), uses: Vec::new() }
    }

    /// Says where the entries come from.
    pub(crate) fn with_origin(mut self, origin: impl Into<String>) -> PolicyError {
        self.origin = Some(origin.into());
        self
    }

    /// Says in which use of the policy it is wrong.
    pub(crate) fn in_use(mut self, place: impl fmt::Display) -> PolicyError {
        self.uses = vec![(0, place.to_string())];
        self
    }

    /// The problems of both, each in its use.
    pub(crate) fn and(mut self, other: PolicyError) -> PolicyError {
        let before = self.issues.len();
        self.issues.append(other.issues);
        let uses = other.uses.into_iter().map(|(from, place)| (before + from, place));
        self.uses.extend(uses);
        self
    }

    /// The problems, in the order of the keys and their entries: all of them, or the first hundred.
    pub fn issues(&self) -> impl Iterator<Item = &Issue> {
        self.issues.iter()
    }

    /// How many problems there are beyond those that [`issues`](Self::issues) lists.
    ///
    /// ```
    /// use cors_runtime::OriginSet;
    ///
    /// let error = OriginSet::new().replace(vec!["x"; 500_000]).unwrap_err();
    /// assert_eq!((error.issues().count(), error.more()), (100, 499_900));
    /// assert!(error.to_string().ends_with("error: 499900 more problems are not listed"));
    /// ```
    #[must_use]
    pub fn more(&self) -> usize {
        self.issues.more()
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

/// Each problem as the compiler would print it, and the number of those that are not listed.
impl fmt::Display for PolicyError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, issue) in self.issues.iter().enumerate() {
            if index > 0 {
                writeln!(out, "\n")?;
            }
            write!(out, "error: {issue}")?;
            self.fmt_position(issue, out)?;
            let place = self.uses.iter().rev().find(|(from, _)| *from <= index);
            if let Some((_, place)) = place {
                write!(out, "\n  --> in the use by {place}")?;
            }
        }
        match self.more() {
            0 => Ok(()),
            1 => out.write_str("\n\nerror: 1 more problem is not listed"),
            more => write!(out, "\n\nerror: {more} more problems are not listed"),
        }
    }
}

/// The same as `Display`.
impl fmt::Debug for PolicyError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, out)
    }
}

impl std::error::Error for PolicyError {}

/// For `?` in a function that returns an `io::Result`, as `main` of a server does. The kind is
/// [`InvalidInput`](io::ErrorKind::InvalidInput), and the error itself is inside.
///
/// ```
/// use cors_runtime::Policy;
///
/// fn policy(origins: &[String]) -> std::io::Result<Policy> {
///     Ok(Policy::builder().origins(origins).build()?)
/// }
/// let error = policy(&["https://a.example/".to_owned()]).unwrap_err();
/// assert_eq!(error.kind(), std::io::ErrorKind::InvalidInput);
/// assert!(error.to_string().contains("[cors::origin_trailing_slash]"));
/// ```
impl From<PolicyError> for io::Error {
    fn from(error: PolicyError) -> io::Error {
        io::Error::new(io::ErrorKind::InvalidInput, error)
    }
}
