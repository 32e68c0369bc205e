//! A resource, scope or `Files` that was registered with a policy (`.cors(&POLICY)`), as one
//! application has it. Nothing is known of its methods and guards.

use std::cell::{Cell, RefCell};

use crate::policy::placed::PlacedPolicy;

/// A service with a policy of its own.
#[derive(Debug)]
pub(crate) struct RegisteredService {
    policy: PlacedPolicy,
    /// It is `Files`, which looks at the path before its policy is asked.
    reads_paths: bool,
    /// Policies that may be nearer to a handler inside of it, and that have no place in the table.
    inside: RefCell<Vec<PlacedPolicy>>,
    is_listed: Cell<bool>,
}

impl RegisteredService {
    pub(crate) fn new(policy: PlacedPolicy, reads_paths: bool) -> RegisteredService {
        let (inside, is_listed) = (RefCell::default(), Cell::new(false));
        RegisteredService { policy, reads_paths, inside, is_listed }
    }

    /// Whether it may refuse this path before its policy is asked: as `Files` refuses what cannot
    /// be the path of a file. What may be written in another way counts too.
    pub(crate) fn may_refuse(&self, path: &str) -> bool {
        let is_refused = |segment: &str| {
            segment == "."
                || segment.starts_with('*')
                || segment.ends_with([':', '<', '>'])
                || segment.contains(['%', '\\'])
        };
        self.reads_paths && path.split('/').any(is_refused)
    }

    pub(crate) fn policy(&self) -> &PlacedPolicy {
        &self.policy
    }

    /// The table has found its place in the application.
    pub(crate) fn list(&self) {
        self.is_listed.set(true);
    }

    /// Whether the table has it.
    pub(crate) fn is_listed(&self) -> bool {
        self.is_listed.get()
    }

    /// Adds policies that may be nearer to a handler; called when its service is made, which is
    /// before the first request.
    pub(crate) fn add_inside(&self, policies: impl Iterator<Item = PlacedPolicy>) {
        self.inside.borrow_mut().extend(policies);
    }

    #[inline]
    pub(crate) fn with_inside<T>(&self, then: impl FnOnce(&[PlacedPolicy]) -> T) -> T {
        then(&self.inside.borrow())
    }
}
