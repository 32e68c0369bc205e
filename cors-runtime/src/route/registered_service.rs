//! A resource, scope or `Files` that was registered with a policy (`.cors(&POLICY)`), as one
//! application has it. Nothing is known of its methods and guards.

use std::cell::{Cell, RefCell};

use crate::policy::worker::WorkerPolicy;

/// A service with a policy of its own.
#[derive(Debug)]
pub(crate) struct RegisteredService {
    policy: WorkerPolicy,
    /// Policies that may be nearer to a handler inside of it, and that have no place in the table.
    inside: RefCell<Vec<WorkerPolicy>>,
    is_listed: Cell<bool>,
}

impl RegisteredService {
    pub(crate) fn new(policy: WorkerPolicy) -> RegisteredService {
        RegisteredService { policy, inside: RefCell::default(), is_listed: Cell::new(false) }
    }

    pub(crate) fn policy(&self) -> &WorkerPolicy {
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
    pub(crate) fn add_inside(&self, policies: impl Iterator<Item = WorkerPolicy>) {
        self.inside.borrow_mut().extend(policies);
    }

    #[inline]
    pub(crate) fn with_inside<T>(&self, then: impl FnOnce(&[WorkerPolicy]) -> T) -> T {
        then(&self.inside.borrow())
    }
}
