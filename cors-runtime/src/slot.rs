//! What was decided about one request, told from the inside out.
//!
//! The outermost [`Cors`](crate::Cors) lays a slot into the request. Whoever is nearest to the handler and has a policy (the
//! annotated route, else a `Cors` further in) decides and writes it down; the outermost alone sets the headers, on whatever
//! comes back. So exactly one policy decides, no header is set twice, and a middleware in between can neither lose them nor
//! answer without them.

use std::cell::{Cell, Ref, RefCell};
use std::rc::Rc;

use actix_web::dev::{Extensions, RequestHead, ServiceRequest};
use actix_web::guard::GuardContext;
use actix_web::{HttpRequest, HttpResponse};

use crate::apply::Effect;
use crate::policy_ref::PolicyRef;
use crate::remembered::Remembered;

/// The slot of one request.
#[derive(Debug, Default)]
pub(crate) struct Slot {
    outcome: RefCell<Outcome>,
    remembered: RefCell<Option<Remembered>>,
    prepared: RefCell<Option<HttpResponse>>,
    is_covered: Cell<bool>,
    trusts_forwarded: Cell<bool>,
}

/// What has been decided.
#[derive(Clone, Debug, Default)]
pub(crate) enum Outcome {
    /// Nothing yet.
    #[default]
    Open,
    /// The response gets these headers.
    Decided(PolicyRef, Effect),
    /// A policy has answered the request itself.
    Answered,
}

impl Slot {
    /// The slot of a request that a `Cors` further out has laid.
    pub(crate) fn of(request: &HttpRequest) -> Option<&Rc<Slot>> {
        request.app_data::<Rc<Slot>>()
    }

    /// The same, as a guard sees it.
    pub(crate) fn of_guard<'r>(context: &'r GuardContext<'_>) -> Option<&'r Rc<Slot>> {
        context.app_data::<Rc<Slot>>()
    }

    /// The policy nearest to the handler writes last, and so it counts.
    pub(crate) fn write(&self, outcome: Outcome) {
        self.outcome.replace(outcome);
    }

    pub(crate) fn is_open(&self) -> bool {
        matches!(*self.outcome.borrow(), Outcome::Open)
    }

    pub(crate) fn take(&self) -> Outcome {
        self.outcome.take()
    }

    /// Keeps what is needed to decide about an actual request when it comes back.
    pub(crate) fn remember(&self, head: &RequestHead) {
        self.remembered.replace(Some(Remembered::new(head)));
    }

    pub(crate) fn remembered(&self) -> Ref<'_, Option<Remembered>> {
        self.remembered.borrow()
    }

    /// Keeps the answer of a preflight for when it comes back without one; that of the nearest policy counts.
    pub(crate) fn prepare(&self, answer: HttpResponse) {
        self.prepared.replace(Some(answer));
    }

    pub(crate) fn take_prepared(&self) -> Option<HttpResponse> {
        self.prepared.take()
    }

    /// Whether a `Cors` around has a policy for routes that have none.
    pub(crate) fn is_covered(&self) -> bool {
        self.is_covered.get()
    }

    /// Whether a `Cors` around takes a proxy's word for host and scheme.
    pub(crate) fn trusts_forwarded(&self) -> bool {
        self.trusts_forwarded.get()
    }

    /// What a `Cors` adds on the way in.
    pub(crate) fn pass(&self, has_policy: bool, trusts_forwarded: bool) {
        self.is_covered.set(self.is_covered.get() || has_policy);
        self.trusts_forwarded.set(trusts_forwarded);
    }

    fn clear(&self) {
        self.outcome.take();
        self.remembered.take();
        self.prepared.take();
        self.is_covered.set(false);
        self.trusts_forwarded.set(false);
    }
}

/// Slots for the requests of one `Cors`, made once and used again.
#[derive(Debug, Default)]
pub(crate) struct SlotPool {
    free: RefCell<Vec<PooledSlot>>,
}

/// A slot and the form in which a request carries it.
#[derive(Debug)]
pub(crate) struct PooledSlot {
    pub(crate) slot: Rc<Slot>,
    carrier: Rc<Extensions>,
}

impl SlotPool {
    /// Beyond this many, slots of a burst of requests are dropped.
    const MOST: usize = 128;

    /// Lays a slot into a request.
    pub(crate) fn lay(&self, request: &mut ServiceRequest) -> PooledSlot {
        let pooled = self.free.borrow_mut().pop().unwrap_or_else(|| {
            let slot = Rc::<Slot>::default();
            let mut carrier = Extensions::new();
            carrier.insert(Rc::clone(&slot));
            PooledSlot { slot, carrier: Rc::new(carrier) }
        });
        request.add_data_container(Rc::clone(&pooled.carrier));
        pooled
    }

    /// Takes one back whose request has been answered. The request may live on, but nobody looks into its slot again.
    pub(crate) fn take_back(&self, pooled: PooledSlot) {
        pooled.slot.clear();
        let mut free = self.free.borrow_mut();
        if free.len() < Self::MOST {
            free.push(pooled);
        }
    }
}
