//! The audit as data: the table of who may call what in an application, its findings, and how it is
//! written and read. It is pure: it neither looks at an application (`cors-runtime` does) nor opens
//! files (`cargo-cors` does).
//!
//! An [`Audit`] has a [`Row`] for each method of each pattern. A row has the [`PolicyAccess`] of the
//! policy that decides there, or none, and the [`Finding`]s about it.

mod access;
mod admission;
mod answered;
mod compare;
mod comparison;
mod finding;
mod finding_table;
mod forms;
mod json;
mod long_form;
mod names;
mod origins;
mod place;
mod row;
mod table;

pub use access::PolicyAccess;
pub use admission::Admission;
pub use answered::Answered;
pub use comparison::{Change, Comparison};
pub use finding::Finding;
pub use finding_table::{FINDINGS, FindingCode, FindingEntry, FindingLevel};
pub use json::{AUDIT_VERSION, AuditError};
pub use long_form::finding_pages;
pub use names::{HeaderAccess, NameSet};
pub use origins::{OriginAccess, OriginsNow};
pub use place::Place;
pub use row::Row;
pub use table::Audit;
