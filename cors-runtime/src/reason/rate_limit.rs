//! How often a refusal is written: a fixed table of limits, one for each policy and reason.

use cors_rules::Refusal;

use crate::event_limit::EventLimit;
use crate::policy::prepared::PreparedPolicy;

/// A power of two. Two reasons that meet in one place of the table share its limit: then less is
/// written, never more.
const PLACES: usize = 1024;

static TABLE: [EventLimit<10, 10>; PLACES] = [const { EventLimit::new() }; PLACES];

/// Whether the event may be written; if so, how many like it were not written before.
pub(crate) fn admit(policy: &PreparedPolicy, refusal: Refusal) -> Option<u32> {
    TABLE[index(policy, refusal)].admit()
}

/// FNV-1a over what identifies policy and reason: where the policy was written, and its number,
/// since many may be built or read in one place.
fn index(policy: &PreparedPolicy, refusal: Refusal) -> usize {
    let source = &policy.source;
    let place = source.file.bytes().chain(source.name.bytes()).chain(source.line.to_le_bytes());
    let bytes = place.chain(policy.number.to_le_bytes()).chain(refusal.message().bytes());
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    // The high bits are the better mixed ones.
    usize::try_from(hash >> 40).unwrap_or_default() % PLACES
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{PLACES, index};
    use crate::policy::declaration::Policy;
    use crate::policy::prepared::PreparedPolicy;
    use crate::policy::source::Source;
    use cors_rules::Refusal;

    fn places(policies: impl Iterator<Item = PreparedPolicy>) -> BTreeSet<usize> {
        let reasons = [Refusal::OriginNotListed, Refusal::MethodNotListed];
        policies.flat_map(|policy| reasons.map(|reason| index(&policy, reason))).collect()
    }

    #[test]
    fn policies_and_reasons_are_told_apart() {
        let built = || {
            let policy = Policy::builder().any_origin().build().unwrap();
            PreparedPolicy::clone(&policy.prepared())
        };
        let from_one_line = places((0..64).map(|_| built()));
        let written = |line| {
            let source = Source { name: "catalogue", file: "src/main.rs", line };
            PreparedPolicy { source, number: 0, ..built() }
        };
        let from_many_lines = places((0..64).map(written));
        for places in [from_one_line, from_many_lines] {
            assert!(places.len() > 110, "{} of 128", places.len());
            assert!(places.iter().all(|place| *place < PLACES));
        }
    }
}
