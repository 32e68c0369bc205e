//! One row of the audit before it is written: what the table shows of it, and what findings ask for
//! besides.

use cors_rules::audit::{Answered, PolicyAccess, Row};

use crate::policy::placed::PlacedPolicy;
use crate::policy::source::Source;
use crate::policy::versions::Versions;
use crate::startup::audit::access;

/// A row with what it was made of.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) row: Row,
    /// The policy that decides.
    pub(super) policy: Option<PlacedPolicy>,
    /// What is said about middleware in front.
    pub(super) help: &'static str,
    /// The handler takes a body that pages send without asking.
    pub(super) takes_form: bool,
    /// It stands for whatever no pattern takes.
    pub(super) is_default: bool,
}

impl Line {
    /// A method of a pattern without a policy; `*` where the methods are not told.
    pub(super) fn new(pattern: impl Into<String>, method: &str) -> Line {
        let row = Row::new(pattern, method);
        Line { row, policy: None, help: "", takes_form: false, is_default: false }
    }

    /// The same with the policy that decides, and who answers its preflights.
    pub(super) fn with_policy(
        mut self,
        policy: &PlacedPolicy,
        versions: &Versions,
        answered: Answered,
    ) -> Line {
        self.row.policy = Some(access::of(policy, versions));
        self.row.answered = Some(answered);
        self.policy = Some(policy.clone());
        self
    }

    /// The same with the handler's name and place.
    pub(super) fn of_handler(mut self, source: &Source) -> Line {
        self.row.handler = Some(source.name.to_owned());
        self.row.source = access::place(source);
        self
    }

    /// What its policy grants.
    pub(super) fn access(&self) -> Option<&PolicyAccess> {
        self.row.policy.as_ref()
    }

    /// What messages call it.
    pub(super) fn name(&self) -> String {
        let Row { pattern, method, .. } = &self.row;
        match (self.is_default, &**method) {
            (true, _) => "the default service".to_owned(),
            (false, "*") => format!("`{pattern}`"),
            (false, method) => format!("`{method} {pattern}`"),
        }
    }
}
