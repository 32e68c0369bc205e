//! The rows and findings of the form as they are written. The fields of the policy stand beside
//! those of the row, and are absent where there is none.

use serde::{Deserialize, Serialize};

use super::listing::Listing;

/// The version of the JSON form. It changes when a reader of the form would misunderstand what is
/// written.
pub const AUDIT_VERSION: u64 = 1;

/// A row.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RowForm {
    pub(super) pattern: String,
    pub(super) is_prefix: bool,
    pub(super) method: String,
    pub(super) guards: Vec<String>,
    pub(super) handler: Option<String>,
    pub(super) source: Option<String>,
    pub(super) policy: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) policy_source: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) origins: Option<Listing>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) methods: Option<Listing>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) headers: Option<Listing>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) expose: Option<Listing>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) credentials: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) max_age: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) reject_unlisted: Option<bool>,
    pub(super) answered: Option<AnsweredForm>,
    pub(super) findings: Vec<FindingForm>,
}

/// Who answers preflights.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum AnsweredForm {
    Early,
    ByTheRoute,
    BehindMiddleware(String),
}

/// A finding.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FindingForm {
    pub(super) code: String,
    pub(super) message: String,
    pub(super) help: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) source: Option<String>,
}
