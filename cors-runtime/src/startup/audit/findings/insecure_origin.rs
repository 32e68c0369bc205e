//! `insecure_origin`: whoever controls the network speaks for an origin without TLS.

use cors_rules::audit::{Finding, FindingCode};
use cors_rules::constant::is_insecure_origin;

use crate::startup::audit::findings::listed::listed;
use crate::startup::audit::line::Line;

/// Said of origins that are neither `https` nor of this machine. `null` is `dangerous_used`'s.
pub(super) fn find(line: &Line) -> Option<Finding> {
    let patterns = line.access()?.origins.patterns().iter().filter(|pattern| !pattern.is_null());
    let insecure: Vec<String> =
        patterns.map(ToString::to_string).filter(|text| is_insecure_origin(text)).collect();
    (!insecure.is_empty()).then(|| {
        Finding::new(
            FindingCode::InsecureOrigin,
            format!("{} may be read by {}, without TLS", line.name(), listed(&insecure)),
            "list the `https` origin",
        )
    })
}
