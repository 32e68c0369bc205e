//! The policy that decides one request. Whoever decides keeps it until the response is there, so taking hold of it must cost
//! nothing: references are counted on the worker's own thread, where no other worker waits for the same counter.

use std::ops::Deref;
use std::rc::Rc;

use crate::policy::declaration::Policy;
use crate::policy::reference::PolicyRef;

/// A policy as one worker has it.
#[derive(Clone, Debug)]
pub(crate) enum WorkerPolicy {
    /// A `static` of the program.
    Static(&'static Policy),
    /// That of a [`Cors`](crate::Cors).
    Kept(Rc<PolicyRef>),
}

impl WorkerPolicy {
    pub(crate) fn new(policy: &PolicyRef) -> Self {
        WorkerPolicy::Kept(Rc::new(policy.clone()))
    }
}

impl Deref for WorkerPolicy {
    type Target = Policy;

    fn deref(&self) -> &Policy {
        match self {
            WorkerPolicy::Static(policy) => policy,
            WorkerPolicy::Kept(policy) => policy,
        }
    }
}
