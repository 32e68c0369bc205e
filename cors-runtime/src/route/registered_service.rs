//! A resource, scope or `Files` that was registered with a policy (`.cors(&POLICY)`), as one
//! application has it. Nothing is known of its methods and guards.

use std::cell::RefCell;

use crate::policy::worker::WorkerPolicy;

/// A service with a policy of its own.
#[derive(Debug)]
pub(crate) struct RegisteredService {
    policy: WorkerPolicy,
    /// Policies that may be nearer to a handler inside of it, and that have no place in the table.
    inside: RefCell<Vec<WorkerPolicy>>,
}

impl RegisteredService {
    pub(crate) fn new(policy: WorkerPolicy) -> RegisteredService {
        RegisteredService { policy, inside: RefCell::default() }
    }

    pub(crate) fn policy(&self) -> &WorkerPolicy {
        &self.policy
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
