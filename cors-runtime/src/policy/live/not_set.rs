//! The origins of a live policy before its first version: none, and for a reason of their own.

use cors_rules::{Matched, OriginRequirements, OriginSource};

/// Nobody has said yet who may read responses.
pub(crate) static NOT_SET: NotSet = NotSet;

/// See [`NOT_SET`].
#[derive(Debug)]
pub(crate) struct NotSet;

impl OriginSource for NotSet {
    fn find(&self, _: &[u8], _: OriginRequirements) -> Option<Matched> {
        None
    }

    fn entries(&self) -> Option<Vec<String>> {
        Some(Vec::new())
    }

    fn is_set(&self) -> bool {
        false
    }
}
