//! An annotated route as one worker has it: the declaration of the program, and its policy with the
//! header values that the worker made when the route registered. Kept by the route's service and by
//! the table.

use std::rc::Rc;

use crate::policy::worker::WorkerPolicy;
use crate::route::declaration::AnnotatedRoute;

/// A route of one worker.
#[derive(Debug)]
pub(crate) struct RegisteredRoute {
    declaration: &'static AnnotatedRoute,
    policy: WorkerPolicy,
}

impl RegisteredRoute {
    pub(crate) fn new(declaration: &'static AnnotatedRoute) -> Rc<RegisteredRoute> {
        let policy = WorkerPolicy::of_route(declaration.policy());
        Rc::new(RegisteredRoute { declaration, policy })
    }

    pub(crate) fn declaration(&self) -> &'static AnnotatedRoute {
        self.declaration
    }

    pub(crate) fn policy(&self) -> &WorkerPolicy {
        &self.policy
    }

    pub(crate) fn methods(&self) -> &'static [&'static str] {
        self.declaration.methods()
    }
}
