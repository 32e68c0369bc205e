//! Which policy around decides for whatever has none of its own. actix-web tells a `Cors` what kind
//! of thing it stands around, and not which one; so where several could be meant, all are named.

use crate::policy::placed::PlacedPolicy;
use crate::route::recording::{Around, Surrounded};

/// The policies around the parts of an application, and how many scopes it has.
#[derive(Debug)]
pub(super) struct Coverings<'a> {
    around: &'a [Around],
    scopes: usize,
}

/// What something without a policy of its own is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Covered {
    /// A resource, or files.
    Resource { in_scope: bool },
    /// Whatever no pattern takes.
    Default,
}

/// Who decides.
#[derive(Debug)]
pub(super) enum Covering<'a> {
    Nobody,
    /// The policy around the application.
    Application(&'a PlacedPolicy),
    /// The policy of the scope.
    Scope(&'a PlacedPolicy),
    /// One of these, or nobody.
    OneOf(Vec<Option<&'a PlacedPolicy>>),
}

impl<'a> Coverings<'a> {
    pub(super) fn new(around: &'a [Around], scopes: usize) -> Self {
        Coverings { around, scopes }
    }

    /// The policy around the whole application: of several the innermost.
    pub(super) fn application(&self) -> Option<&'a PlacedPolicy> {
        let mut around = self.around.iter();
        around.find(|own| own.what == Surrounded::Application).map(|own| &own.policy)
    }

    /// Who decides about it. `scope`: the nearest scope around it that was registered with a policy.
    pub(super) fn of(&self, what: Covered, scope: Option<&'a PlacedPolicy>) -> Covering<'a> {
        let in_scope = what == Covered::Resource { in_scope: true };
        // With one scope it is clear which one a policy stands around.
        let is_clear = |own: &Around| own.what == Surrounded::Scope && self.scopes == 1;
        let only_scope = self.around.iter().find(|own| in_scope && is_clear(own));
        let own_scope = scope.or(only_scope.map(|own| &own.policy));
        let certain = own_scope.or_else(|| self.application());
        let mut all: Vec<Option<&PlacedPolicy>> = vec![certain];
        for own in self.around.iter().filter(|own| may_cover(own.what, what) && !is_clear(own)) {
            let mut known = all.iter().flatten();
            if !known.any(|known| known.is_same(&own.policy)) {
                all.push(Some(&own.policy));
            }
        }
        match (all.as_slice(), own_scope) {
            ([_], Some(policy)) => Covering::Scope(policy),
            ([Some(policy)], None) => Covering::Application(policy),
            ([None], None) => Covering::Nobody,
            _ => Covering::OneOf(all),
        }
    }
}

/// Whether a policy around such a thing may be around this.
fn may_cover(around: Surrounded, what: Covered) -> bool {
    match around {
        Surrounded::Application => false,
        Surrounded::Scope => what == Covered::Resource { in_scope: true },
        Surrounded::Resource => what != Covered::Default,
        Surrounded::Route | Surrounded::Unknown => true,
    }
}
