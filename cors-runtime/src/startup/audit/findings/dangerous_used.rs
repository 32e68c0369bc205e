//! `dangerous_used`: a rule is switched off for a policy.

use cors_rules::audit::{Finding, FindingCode};

use crate::policy::versions::Versions;
use crate::startup::audit::line::Line;

/// Said of every escape that is written.
pub(super) fn find(line: &Line) -> Option<Finding> {
    let versions = Versions::now();
    let summary = line.policy.as_ref()?.at(&versions).rules.summary;
    let has_null = line.access()?.origins.patterns().iter().any(cors_rules::OriginPattern::is_null);
    let escapes = [
        (summary.insecure_allowed, "insecure_origins"),
        (summary.public_suffix_allowed, "public_suffixes"),
        (has_null, "null_origin"),
        (summary.any_extension_allowed, "any_extension"),
    ];
    let written: Vec<&str> =
        escapes.iter().filter_map(|(is_written, name)| is_written.then_some(*name)).collect();
    (!written.is_empty()).then(|| {
        Finding::new(
            FindingCode::DangerousUsed,
            format!("the policy of {} has `dangerous({})`", line.name(), written.join(", ")),
            "remove the escape, or say beside it why it is needed",
        )
    })
}
