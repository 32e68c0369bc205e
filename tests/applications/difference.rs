//! Where two applications answered differently.

use crate::case::{Asker, Request};
use crate::seen::{READS, Seen, Step, VERDICT};

/// One thing that is not as it was.
#[derive(Clone, Debug)]
pub(crate) struct Difference<'a> {
    pub(crate) asker: &'a Asker,
    pub(crate) request: &'a Request,
    pub(crate) step: Step,
    pub(crate) field: &'static str,
    pub(crate) before: Option<String>,
    pub(crate) after: Option<String>,
}

impl Difference<'_> {
    pub(crate) fn before(&self) -> &str {
        self.before.as_deref().unwrap_or("")
    }

    pub(crate) fn after(&self) -> &str {
        self.after.as_deref().unwrap_or("")
    }

    /// Whether it is this field, with these values.
    pub(crate) fn is(&self, step: Step, field: &str, before: &str, after: &str) -> bool {
        self.step == step && self.field == field && self.before() == before && self.after() == after
    }

    /// Whether what may be sent or read is another than before.
    pub(crate) fn is_verdict(&self) -> bool {
        self.field == VERDICT
    }

    /// What is not as it was, without who asked for what.
    pub(crate) fn line(&self) -> String {
        let shown = |value: &Option<String>| match value.as_deref() {
            None => "none".to_owned(),
            Some(value) => value.to_owned(),
        };
        let (before, after) = (shown(&self.before), shown(&self.after));
        format!("{} {}: {before} → {after}", self.step.name(), self.field)
    }
}

/// Compares what was seen. Where one of the two said no, only that is a difference, and not each header that a yes has.
pub(crate) fn differences<'a>(
    asker: &'a Asker,
    request: &'a Request,
    before: &Seen,
    after: &Seen,
) -> Vec<Difference<'a>> {
    let mut fields: Vec<(Step, &'static str)> =
        before.0.keys().chain(after.0.keys()).copied().collect();
    fields.sort_unstable();
    fields.dedup();
    let is_same = |step, field| before.get(step, field) == after.get(step, field);
    let is_compared = |step: Step, field: &str| match step {
        Step::Page => field == VERDICT || (field == READS && is_same(Step::Page, VERDICT)),
        Step::Preflight => field == VERDICT || is_same(Step::Preflight, VERDICT),
        Step::Answer => true,
    };
    fields
        .into_iter()
        .filter(|(step, _)| before.has(*step) && after.has(*step))
        .filter(|(step, field)| is_compared(*step, field) && !is_same(*step, field))
        .map(|(step, field)| {
            let value = |seen: &Seen| seen.get(step, field).map(str::to_owned);
            Difference { asker, request, step, field, before: value(before), after: value(after) }
        })
        .collect()
}
