//! An annotated route as one worker has it: the declaration of the program, and its policy, whose
//! header values the worker made when the route registered, or when a live policy changed. Kept by the route's service and by
//! the table.

use std::rc::Rc;

use crate::policy::placed::PlacedPolicy;
use crate::route::declaration::AnnotatedRoute;
use crate::shadow;

/// A route of one worker.
#[derive(Debug)]
pub(crate) struct RegisteredRoute {
    declaration: &'static AnnotatedRoute,
    policy: PlacedPolicy,
}

impl RegisteredRoute {
    pub(crate) fn new(declaration: &'static AnnotatedRoute) -> Rc<RegisteredRoute> {
        let mut policy = PlacedPolicy::of_route(declaration.policy());
        if let Some(shadow) = declaration.policy().shadow() {
            policy = shadow::beside(policy, &declaration.policy().into(), &shadow.into());
        }
        Rc::new(RegisteredRoute { declaration, policy })
    }

    pub(crate) fn declaration(&self) -> &'static AnnotatedRoute {
        self.declaration
    }

    pub(crate) fn policy(&self) -> &PlacedPolicy {
        &self.policy
    }

    pub(crate) fn methods(&self) -> &'static [&'static str] {
        self.declaration.methods()
    }
}
