//! The JSON form of an audit: flat, in a stable order, with a version. What is read is compared with
//! the form strictly; a file that is not of it is an error that names the place.

mod error;
mod form;
mod listing;
mod read;
mod write;

pub use error::AuditError;
pub use form::AUDIT_VERSION;

use super::table::Audit;

impl Audit {
    /// The audit as JSON: the same text for the same audit.
    ///
    /// ```
    /// use cors_rules::audit::{Audit, Row};
    ///
    /// let audit = Audit::new([Row::new("/a", "GET")]);
    /// assert_eq!(Audit::from_json(&audit.to_json()).unwrap(), audit);
    /// ```
    #[must_use]
    pub fn to_json(&self) -> String {
        write::text(self)
    }

    /// Reads what [`to_json`](Audit::to_json) writes.
    ///
    /// # Errors
    /// What is wrong with the text, and where: it is no JSON, it has another version, a field is
    /// missing or unknown, or a value is none that an audit can have.
    ///
    /// ```
    /// use cors_rules::audit::Audit;
    ///
    /// let error = Audit::from_json(r#"{ "version": 7 }"#).unwrap_err();
    /// assert_eq!(error.to_string(), "the audit has version 7, and this program reads version 1");
    /// ```
    pub fn from_json(text: &str) -> Result<Audit, AuditError> {
        read::audit(text)
    }
}
