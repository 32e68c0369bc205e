//! The audit as users hold it: the table of `cors-rules`, which can be compared with a file.

use std::fmt;
use std::ops::Deref;
use std::path::Path;

use cors_rules::audit::Comparison;

use crate::startup::audit::snapshot;

/// Who may call what in an application. [`audit`](crate::audit()) makes one; everything that can be
/// asked of it is in [`cors_rules::audit::Audit`], to which it dereferences.
///
/// ```
/// use actix_web::App;
/// use cors_runtime::Cors;
///
/// # #[actix_web::main]
/// # async fn main() -> Result<(), cors_runtime::StartupError> {
/// let audit = cors_runtime::audit(|| App::new().wrap(Cors::default())).await?;
/// println!("{audit}");
/// assert!(audit.rows().iter().all(|row| row.policy.is_none()));
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Audit(cors_rules::audit::Audit);

impl Audit {
    pub(super) fn of(audit: cors_rules::audit::Audit) -> Audit {
        Audit(audit)
    }

    /// What differs between two audits, in meaning: which requests of which pages one of them lets
    /// in and the other does not.
    ///
    /// ```
    /// use actix_web::App;
    /// use cors_runtime::{Audit, Cors};
    ///
    /// # #[actix_web::main]
    /// # async fn main() -> Result<(), cors_runtime::StartupError> {
    /// let audit = cors_runtime::audit(|| App::new().wrap(Cors::default())).await?;
    /// assert!(Audit::compare(&audit, &audit).widened().is_empty());
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn compare(old: &cors_rules::audit::Audit, new: &cors_rules::audit::Audit) -> Comparison {
        cors_rules::audit::Audit::compare(old, new)
    }

    /// Compares the audit with a file that is kept beside the code and reviewed like it. A path that
    /// is not absolute starts at the root of the package whose tests run.
    ///
    /// The file is written by `CORS_AUDIT=update cargo test`. It has no lines of the source in it, so
    /// that it changes only where something means something else.
    ///
    /// ```no_run
    /// use actix_web::App;
    /// use cors_runtime::Cors;
    ///
    /// # #[actix_web::main]
    /// # async fn main() -> Result<(), cors_runtime::StartupError> {
    /// let audit = cors_runtime::audit(|| App::new().wrap(Cors::default())).await?;
    /// audit.assert_snapshot("tests/cors-audit.json");
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Panics
    /// Where the file does not exist, is no audit, or says something else: with the difference in
    /// meaning, who gained and who lost what, and how to accept it. Also where `CORS_AUDIT` says
    /// anything but `update`, or the file cannot be written.
    #[track_caller]
    pub fn assert_snapshot(&self, path: impl AsRef<Path>) {
        if let Err(failure) = snapshot::compare(&self.0, path.as_ref()) {
            panic!("{failure}");
        }
    }
}

impl Deref for Audit {
    type Target = cors_rules::audit::Audit;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

/// The data, for whoever keeps it.
impl From<Audit> for cors_rules::audit::Audit {
    fn from(audit: Audit) -> Self {
        audit.0
    }
}

/// The table for people.
impl fmt::Display for Audit {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}
