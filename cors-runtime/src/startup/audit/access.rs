//! What a policy grants when the audit is made, as the table shows it.

use cors_rules::audit::{OriginAccess, OriginsNow, Place, PolicyAccess};
use cors_rules::{OriginPattern, OriginRequirements, OriginSource, OriginTable};

use crate::policy::placed::PlacedPolicy;
use crate::policy::source::Source;
use crate::policy::versions::Versions;

/// What a policy grants in these versions.
pub(super) fn of(policy: &PlacedPolicy, versions: &Versions) -> PolicyAccess {
    let source = named_place(policy);
    let name = name(policy, &source);
    let prepared = policy.at(versions);
    let exposed = prepared.values.expose_headers.as_ref().and_then(|value| value.to_str().ok());
    let mut access = PolicyAccess::of(name, &prepared.rules, exposed, &[]);
    access.place = place(&source);
    let source = prepared.rules.origins.source().filter(|_| !prepared.rules.disabled);
    if let Some(source) = source.filter(|source| !source.is_disabled()) {
        let now = now(source, OriginRequirements::of(&prepared.rules));
        access.origins = OriginAccess::Source { description: source.describe(), now };
    }
    access
}

/// What a policy is called. One that is no handler's is called by the way in which it is made: it
/// is told apart by its place.
fn name(policy: &PlacedPolicy, source: &Source) -> &'static str {
    match policy {
        _ if !source.name.is_empty() => source.name,
        PlacedPolicy::Live(_) => "LivePolicy",
        PlacedPolicy::Fixed(own) if own.number == 0 => "policy!",
        PlacedPolicy::Fixed(_) => "Policy::builder",
    }
}

/// Where a policy is written: of a live one that has no keys over it, the place of the live policy.
fn named_place(policy: &PlacedPolicy) -> Source {
    match policy {
        PlacedPolicy::Live(own) if own.source().name.is_empty() => own.live_place(),
        _ => policy.source(),
    }
}

/// A place as the table shows it, the same on every system.
pub(super) fn place(source: &Source) -> Option<Place> {
    (!source.file.is_empty()).then(|| Place::new(source.file.replace('\\', "/"), source.line))
}

/// What a source lists now, without what the policy's requirements exclude.
fn now(source: &dyn OriginSource, requirements: OriginRequirements) -> OriginsNow {
    if source.is_any() {
        // With credentials it stands for nobody.
        let nobody = OriginsNow::Listed(Vec::new());
        return if requirements.credentials { nobody } else { OriginsNow::Any };
    }
    let Some(entries) = source.entries() else { return OriginsNow::Unknown };
    let pattern = |text: &String| match text.as_str() {
        "null" => Some(OriginPattern::NULL),
        text => OriginTable::read([text], requirements).ok().and(OriginPattern::parse(text).ok()),
    };
    let OriginAccess::Listed(patterns) = OriginAccess::listed(entries.iter().filter_map(pattern))
    else {
        return OriginsNow::Unknown;
    };
    OriginsNow::Listed(patterns)
}
