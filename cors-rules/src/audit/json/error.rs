//! Why a text is no audit.

use std::fmt;

use super::form::AUDIT_VERSION;
use crate::shown;

/// Why a text is no audit, and where.
///
/// ```
/// use cors_rules::audit::Audit;
///
/// let error = Audit::from_json("{\n  \"version\": 1,\n  \"rows\": 5\n}").unwrap_err();
/// assert_eq!(error.line(), Some(3));
/// assert!(error.to_string().starts_with("line 3, column 11: "), "{error}");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditError {
    message: String,
    /// Line and column, counted from 1.
    at: Option<(usize, usize)>,
}

impl AuditError {
    pub(super) fn version(found: u64) -> AuditError {
        let message = format!(
            "the audit has version {found}, and this program reads version {AUDIT_VERSION}"
        );
        AuditError { message, at: None }
    }

    /// The line at which it is wrong, counted from 1, where one is known.
    #[must_use]
    pub fn line(&self) -> Option<usize> {
        self.at.map(|(line, _)| line)
    }
}

impl From<serde_json::Error> for AuditError {
    fn from(error: serde_json::Error) -> AuditError {
        let at = Some((error.line(), error.column())).filter(|(line, _)| *line > 0);
        let text = error.to_string();
        // The place stands at the end of the text; here it stands in front.
        let place = format!(" at line {} column {}", error.line(), error.column());
        let message = text.strip_suffix(&place).unwrap_or(&text);
        // A value of the file may stand in it.
        AuditError { message: message.split_inclusive(' ').map(shown).collect(), at }
    }
}

impl fmt::Display for AuditError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some((line, column)) = self.at {
            write!(out, "line {line}, column {column}: ")?;
        }
        out.write_str(&self.message)
    }
}

impl std::error::Error for AuditError {}
