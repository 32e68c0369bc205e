//! `sibling_policies_differ`: a browser keeps what a preflight granted by URL
//! ([Fetch](https://fetch.spec.whatwg.org/#concept-cache)), so a yes that one method's policy gave
//! serves the other methods that it lists too, whatever their own policies say.

use cors_rules::audit::{Finding, FindingCode, HeaderAccess, NameSet, PolicyAccess};
use cors_rules::is_safelisted_method;

use crate::startup::audit::line::Line;

/// Said of a row that requests may come to by the preflight of another of the same pattern, whose
/// policy says something else.
pub(super) fn find(line: &Line, all: &[Line]) -> Option<Finding> {
    let own = line.access()?;
    let serves = |other: &&Line| {
        (&other.row.pattern, other.row.is_prefix) == (&line.row.pattern, line.row.is_prefix)
            && other.row.method != line.row.method
            && other.access().is_some_and(|access| opens(other, access, line, own))
    };
    let other = all.iter().find(serves)?;
    Some(Finding::new(
        FindingCode::SiblingPoliciesDiffer,
        format!(
            "what a preflight for {} grants is kept for {} too, whose policy differs",
            other.name(),
            line.name()
        ),
        "give the methods of the path one policy, or let neither list the method of the other",
    ))
}

/// Whether a preflight that one policy grants lets a request to the other pass that the other's own
/// would not, or under other conditions.
fn opens(other: &Line, access: &PolicyAccess, line: &Line, own: &PolicyAccess) -> bool {
    let method = line.row.method.as_str();
    if is_safelisted_method(method.as_bytes()) {
        let has_headers = access.headers != HeaderAccess::listed::<String>([]);
        return has_headers && access.headers != own.headers && access.origins != own.origins;
    }
    let grants_method = match &access.methods {
        NameSet::Any => true,
        NameSet::Listed(names) if method == "*" => {
            names.iter().any(|name| *name != other.row.method)
        }
        NameSet::Listed(names) => names.contains(method),
    };
    let differs = access.origins != own.origins
        || access.headers != own.headers
        || access.credentials != own.credentials;
    grants_method && differs
}
