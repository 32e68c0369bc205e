//! One row of the audit: a method of a pattern, and who may call it.

use super::access::PolicyAccess;
use super::answered::Answered;
use super::finding::Finding;
use super::place::Place;

/// One method of one pattern.
///
/// ```
/// use cors_rules::audit::Row;
///
/// let mut row = Row::new("/getData", "PUT");
/// row.handler = Some("app::put_data".into());
/// assert!(row.policy.is_none(), "nobody of another origin may read it");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Row {
    /// The pattern of the path, as it is registered, with those of the scopes around it.
    pub pattern: String,
    /// The row stands for all paths that begin with the pattern: of a scope, of files, of a default
    /// service.
    pub is_prefix: bool,
    /// The method; `*` for every method.
    pub method: String,
    /// The guards that a request has to pass beside that of the method, outermost first.
    pub guards: Vec<String>,
    /// The path of the handler's item, where it is known.
    pub handler: Option<String>,
    /// Where the handler's attribute is written.
    pub source: Option<Place>,
    /// What the policy grants; `None` where there is *no policy*, so that browsers let no other
    /// origin read the responses.
    pub policy: Option<PolicyAccess>,
    /// Who answers preflights; `None` where nobody does, because there is no policy.
    pub answered: Option<Answered>,
    /// What a reviewer should look at.
    pub findings: Vec<Finding>,
}

impl Row {
    /// A row without a policy.
    pub fn new(pattern: impl Into<String>, method: impl Into<String>) -> Row {
        Row {
            pattern: pattern.into(),
            is_prefix: false,
            method: method.into(),
            guards: Vec::new(),
            handler: None,
            source: None,
            policy: None,
            answered: None,
            findings: Vec::new(),
        }
    }

    /// What rows are sorted by.
    pub(super) fn key(&self) -> impl Ord + use<> {
        let policy =
            self.policy.as_ref().map(|policy| (policy.policy.clone(), policy.place.clone()));
        let place = (self.handler.clone(), self.source.clone(), policy);
        (self.pattern.clone(), self.is_prefix, self.method.clone(), self.guards.clone(), place)
    }

    /// Puts its lists in order.
    pub(super) fn sort(&mut self) {
        if let Some(policy) = &mut self.policy {
            policy.origins.sort();
        }
        self.findings.sort();
        self.findings.dedup();
    }
}
