//! The policy that decides one request. Whoever decides keeps it until the response is there, so
//! taking hold of it must cost nothing: references are counted on the worker's own thread, where no
//! other worker waits for the same counter.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Deref;
use std::rc::Rc;
use std::sync::Arc;

use crate::policy::beside::Beside;
#[cfg(feature = "metrics")]
use crate::policy::counter_keys::CounterKeys;
use crate::policy::declaration::Policy;
use crate::policy::fixed::FixedPolicy;
use crate::policy::prepared::PreparedPolicy;

thread_local! {
    /// The policies of the annotated routes that have registered on this thread, by their addresses
    /// in the program. They stay for as long as the thread: an application that is built again
    /// finds them made.
    static OF_ROUTES: RefCell<HashMap<*const Policy, WorkerPolicy>> = RefCell::default();
}

/// A policy as one worker has it.
#[derive(Clone, Debug)]
pub(crate) struct WorkerPolicy(Rc<Kept>);

/// What the worker's own count is for.
#[derive(Debug)]
struct Kept {
    policy: Arc<PreparedPolicy>,
    /// What hears of the decisions, in the place where this stands.
    beside: Option<Rc<dyn Beside>>,
    #[cfg(feature = "metrics")]
    counter_keys: CounterKeys,
}

impl WorkerPolicy {
    /// Makes the header values, unless the policy was built and has them. What is wrong with it in a
    /// small way is said by this.
    pub(crate) fn new(policy: &FixedPolicy) -> Self {
        let policy = policy.prepared();
        policy.warnings.iter().for_each(|warnings| warnings.say());
        WorkerPolicy::kept(policy, None)
    }

    fn kept(policy: Arc<PreparedPolicy>, beside: Option<Rc<dyn Beside>>) -> Self {
        WorkerPolicy(Rc::new(Kept {
            policy,
            beside,
            #[cfg(feature = "metrics")]
            counter_keys: CounterKeys::default(),
        }))
    }

    /// The same policy, whose decisions are heard in this place.
    pub(crate) fn heard_by(&self, beside: &Rc<dyn Beside>) -> Self {
        WorkerPolicy::kept(self.shared(), Some(Rc::clone(beside)))
    }

    /// The names under which the decisions are counted.
    #[cfg(feature = "metrics")]
    pub(crate) fn counter_keys(&self) -> &CounterKeys {
        &self.0.counter_keys
    }

    /// What hears of the decisions.
    #[inline]
    pub(crate) fn beside(&self) -> Option<&dyn Beside> {
        self.0.beside.as_deref()
    }

    /// One that no other worker has.
    pub(crate) fn own(policy: PreparedPolicy) -> Self {
        WorkerPolicy::kept(Arc::new(policy), None)
    }

    /// That of a service or a middleware; a policy of the program is made once for each thread.
    pub(crate) fn of_service(policy: &FixedPolicy) -> Self {
        policy.as_static().map_or_else(|| WorkerPolicy::new(policy), WorkerPolicy::of_route)
    }

    /// That of an annotated route, made once for each thread.
    pub(crate) fn of_route(policy: &'static Policy) -> Self {
        OF_ROUTES.with_borrow_mut(|known| {
            let address = std::ptr::from_ref(policy);
            #[cfg(feature = "testing")]
            known.retain(|own, made| *own != address || made.is_of_this_test(policy));
            known.entry(address).or_insert_with(|| WorkerPolicy::new(&policy.into())).clone()
        })
    }

    /// Whether it is switched off, or is not, by the environment of this test, and not by that of an
    /// earlier test on the same thread.
    #[cfg(feature = "testing")]
    fn is_of_this_test(&self, policy: &Policy) -> bool {
        self.rules.origins.source().is_none()
            || policy.prepared().rules.disabled == self.rules.disabled
    }

    /// The policy for whoever keeps it longer than a request.
    pub(crate) fn shared(&self) -> Arc<PreparedPolicy> {
        Arc::clone(&self.0.policy)
    }

    /// Whether both are the same policy, and not only two that say the same. What hears of them
    /// changes nothing of that.
    pub(crate) fn is_same(&self, other: &WorkerPolicy) -> bool {
        Arc::ptr_eq(&self.0.policy, &other.0.policy)
    }
}

impl Deref for WorkerPolicy {
    type Target = PreparedPolicy;

    fn deref(&self) -> &PreparedPolicy {
        &self.0.policy
    }
}
