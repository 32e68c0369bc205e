//! The audit as data: the table of who may call what in an application, its findings, and how it is
//! written and read. It is pure: it neither looks at an application (`cors-runtime` does) nor opens
//! files (`cargo-cors` does).
//!
//! An [`Audit`] has a [`Row`] for each method of each pattern. A row has the [`PolicyAccess`] of the
//! policy that decides there, or none, and the [`Finding`]s about it.

mod access;
mod answered;
mod finding;
mod finding_table;
mod json;
mod names;
mod origins;
mod place;
mod row;
mod table;

pub use access::PolicyAccess;
pub use answered::Answered;
pub use finding::Finding;
pub use finding_table::{FINDINGS, FindingCode, FindingEntry, FindingLevel};
pub use json::{AUDIT_VERSION, AuditError};
pub use names::{HeaderAccess, NameSet};
pub use origins::{OriginAccess, OriginsNow};
pub use place::Place;
pub use row::Row;
pub use table::Audit;
