//! What is different between two rows and neither lets anybody in nor locks anybody out.

use std::collections::BTreeSet;

use crate::audit::access::PolicyAccess;
use crate::audit::answered::Answered;
use crate::audit::finding::Finding;
use crate::audit::row::Row;
use crate::shown;

/// The sentences about one route.
pub(super) fn between(route: &str, old: &Row, new: &Row) -> Vec<String> {
    let mut said = Vec::new();
    let (before, after) = (old.policy.as_ref(), new.policy.as_ref());
    let name = |policy: Option<&PolicyAccess>| policy.map(|policy| policy.policy.clone());
    of_value(&mut said, &format!("the policy of {route}"), name(before), name(after));
    of_value(
        &mut said,
        &format!("the handler of {route}"),
        old.handler.clone(),
        new.handler.clone(),
    );
    let file = |row: &Row| row.source.as_ref().map(|place| place.file.clone());
    of_value(&mut said, &format!("the file of {route}"), file(old), file(new));
    if let (Some(before), Some(after)) = (before, after) {
        let age = |policy: &PolicyAccess| policy.max_age.map(|seconds| seconds.to_string());
        of_value(&mut said, &format!("the `max_age` of {route}"), age(before), age(after));
        of_source(&mut said, route, before, after);
    }
    if old.answered != new.answered && before.is_some() && after.is_some() {
        said.push(format!("preflights of {route} are answered {}", answer(new.answered.as_ref())));
    }
    of_findings(&mut said, &format!(" about {route}"), &old.findings, &new.findings);
    said
}

/// Findings that came or went, by their codes.
pub(super) fn of_findings(said: &mut Vec<String>, about: &str, old: &[Finding], new: &[Finding]) {
    let codes = |findings: &[Finding]| -> BTreeSet<_> {
        findings.iter().map(|finding| finding.code).collect()
    };
    let (before, after) = (codes(old), codes(new));
    for code in after.difference(&before) {
        said.push(format!("there is a finding{about}: `audit::{}`", code.name()));
    }
    for code in before.difference(&after) {
        said.push(format!("there is no finding{about} any more: `audit::{}`", code.name()));
    }
}

fn of_value(said: &mut Vec<String>, what: &str, old: Option<String>, new: Option<String>) {
    if old != new {
        let text = |value: Option<String>| match value {
            Some(value) => format!("`{}`", shown(&value)),
            None => String::from("none"),
        };
        said.push(format!("{what} is {}, which was {}", text(new), text(old)));
    }
}

/// Another source of the same kind of openness.
fn of_source(said: &mut Vec<String>, route: &str, old: &PolicyAccess, new: &PolicyAccess) {
    use crate::audit::origins::OriginAccess::Source;
    if let (Source { description: old, .. }, Source { description: new, .. }) =
        (&old.origins, &new.origins)
        && old != new
    {
        let [old, new] = [old, new].map(|text| shown(&text.replace('`', "")));
        said.push(format!("the origins of {route} are from `{new}`, which were from `{old}`"));
    }
}

fn answer(answered: Option<&Answered>) -> String {
    match answered {
        Some(Answered::Early) => String::from("early"),
        Some(Answered::ByRoute) => String::from("by the route"),
        Some(Answered::BehindMiddleware { reason }) => {
            format!("behind middleware: {}", shown(reason))
        }
        None => String::from("by nobody"),
    }
}
