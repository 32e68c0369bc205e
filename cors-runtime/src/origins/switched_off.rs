//! The origins of a built policy that an empty variable has switched off: none. Keys of an attribute
//! that name other origins switch it on again, as they do over an attribute's `env(…)`.

use cors_rules::{Matched, OriginRequirements, OriginSource};

/// The variable was empty when the policy was built.
pub(crate) static SWITCHED_OFF: SwitchedOff = SwitchedOff;

/// See [`SWITCHED_OFF`].
#[derive(Debug)]
pub(crate) struct SwitchedOff;

impl OriginSource for SwitchedOff {
    fn find(&self, _: &[u8], _: OriginRequirements) -> Option<Matched> {
        None
    }

    fn entries(&self) -> Option<Vec<String>> {
        Some(Vec::new())
    }

    fn is_disabled(&self) -> bool {
        true
    }
}
