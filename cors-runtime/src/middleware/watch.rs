//! How long a `Cors` still looks at actual requests, to find out that no preflight can come to it;
//! what it looks for is in [`crate::middleware::unheard`].

use std::cell::Cell;

use crate::middleware::nesting::Place;

/// How many actual requests are still looked at.
#[derive(Debug)]
pub(super) struct Watch(Cell<u8>);

impl Watch {
    /// What tells, tells soon: a guard in front lets only its own methods pass.
    const MOST: u8 = 8;

    pub(super) fn new(place: Place, has_policy: bool) -> Watch {
        let is_behind_guards = match place {
            Place::Scope | Place::Resource | Place::Route => has_policy,
            Place::Router | Place::Elsewhere => false,
        };
        Watch(Cell::new(if is_behind_guards { Watch::MOST } else { 0 }))
    }

    /// A preflight has come, or nothing more is to be said.
    #[inline]
    pub(super) fn end(&self) {
        self.0.set(0);
    }

    #[inline]
    pub(super) fn is_on(&self) -> bool {
        self.0.get() > 0
    }

    /// One has been looked at.
    pub(super) fn count(&self) {
        self.0.set(self.0.get().saturating_sub(1));
    }
}
