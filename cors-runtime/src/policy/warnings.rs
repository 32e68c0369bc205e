//! What the rules warn of in a policy that was built when the server started. Of a policy in the
//! program the compiler has said it; here it is an event, written when an application takes the
//! policy, by `check_app` first where that is called, and once. It keeps nothing from starting.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use cors_rules::{Checked, Issue, Rule, Surface};
use tracing::Level;

use crate::policy::said::Said;
use crate::policy::source::Source;

/// The places of the program whose policies have been warned of: where a policy is built anew for
/// each worker, one of them is enough.
static SAID: Said = Said::new();

/// The warnings of one policy, and of those that start from it.
#[derive(Debug)]
pub(crate) struct Warnings {
    issues: Vec<Issue>,
    surface: Surface,
    source: Source,
    said: AtomicBool,
}

impl Warnings {
    /// Those that are not silenced; `None` where there are none.
    pub(crate) fn of(
        checked: &Checked,
        allowed: &[Rule],
        surface: Surface,
        source: Source,
    ) -> Option<Arc<Warnings>> {
        let is_heard = |issue: &&Issue| !allowed.contains(&issue.rule());
        let issues: Vec<Issue> = checked.warnings().filter(is_heard).cloned().collect();
        let said = AtomicBool::new(false);
        (!issues.is_empty()).then(|| Arc::new(Warnings { issues, surface, source, said }))
    }

    pub(crate) fn issues(&self) -> &[Issue] {
        &self.issues
    }

    /// An application takes the policy: writes one event for each rule, unless that has been done.
    pub(crate) fn say(&self) {
        // Nobody listens yet: perhaps somebody does when the server starts.
        if !tracing::enabled!(target: "cors::startup", Level::WARN)
            || self.said.swap(true, Ordering::Relaxed)
        {
            return;
        }
        // Policies that were read from files have no place in the program.
        if self.surface != Surface::File && !SAID.is_new(self.source) {
            return;
        }
        let mut rules: Vec<Rule> = self.issues.iter().map(Issue::rule).collect();
        rules.sort_unstable();
        rules.dedup();
        for rule in rules {
            self.say_rule(rule);
        }
    }

    /// The first finding of a rule, and how many more there are: lists can be long.
    fn say_rule(&self, rule: Rule) {
        let mut issues = self.issues.iter().filter(|issue| issue.rule() == rule);
        let Some(first) = issues.next() else { return };
        let more = match issues.count() {
            0 => String::new(),
            count => format!("\nnote: {count} more like it"),
        };
        let allow = self.surface.allow(rule);
        tracing::warn!(
            target: "cors::startup",
            policy = %self.source,
            "policy {}: {first}{more}\nnote: {allow} silences this warning",
            self.source,
        );
    }
}
