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
use crate::remembered::Remembered;
use crate::worker_policy::WorkerPolicy;

thread_local! {
    /// How many requests of this thread have a slot now. While it is none, nobody needs to look for one.
    static LAID: Cell<usize> = const { Cell::new(0) };
    /// Slots that were made once and are used again.
    static FREE: RefCell<Vec<PooledSlot>> = const { RefCell::new(Vec::new()) };
}

/// Beyond this many, slots of a burst of requests are dropped.
const MOST_FREE: usize = 128;

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
#[derive(Debug, Default)]
pub(crate) enum Outcome {
    /// Nothing yet.
    #[default]
    Open,
    /// The response gets these headers.
    Decided(WorkerPolicy, Effect),
    /// A policy has answered the request itself.
    Answered,
}

impl Slot {
    /// The slot of a request that a `Cors` further out has laid.
    #[inline]
    pub(crate) fn of(request: &HttpRequest) -> Option<&Rc<Slot>> {
        if LAID.get() == 0 { None } else { request.app_data::<Rc<Slot>>() }
    }

    /// The same, as a guard sees it.
    pub(crate) fn of_guard<'r>(context: &'r GuardContext<'_>) -> Option<&'r Rc<Slot>> {
        if LAID.get() == 0 { None } else { context.app_data::<Rc<Slot>>() }
    }

    /// The policy nearest to the handler writes last, and so it counts.
    #[inline]
    pub(crate) fn write(&self, outcome: Outcome) {
        *self.outcome.borrow_mut() = outcome;
    }

    #[inline]
    pub(crate) fn outcome(&self) -> Ref<'_, Outcome> {
        self.outcome.borrow()
    }

    /// Keeps what is needed to decide about an actual request when it comes back.
    pub(crate) fn remember(&self, head: &RequestHead) {
        self.remembered.borrow_mut().get_or_insert_with(|| Remembered::new(head));
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
    #[inline]
    pub(crate) fn pass(&self, has_policy: bool, trusts_forwarded: bool) {
        self.is_covered.set(self.is_covered.get() || has_policy);
        self.trusts_forwarded.set(trusts_forwarded);
    }

    /// Empties a slot whose request is done, part by part: most parts are empty already.
    fn clear(&self) {
        *self.outcome.borrow_mut() = Outcome::Open;
        let mut remembered = self.remembered.borrow_mut();
        if remembered.is_some() {
            *remembered = None;
        }
        let mut prepared = self.prepared.borrow_mut();
        if prepared.is_some() {
            *prepared = None;
        }
        self.is_covered.set(false);
    }
}

/// A slot and the form in which a request carries it.
#[derive(Debug)]
struct PooledSlot {
    slot: Rc<Slot>,
    carrier: Rc<Extensions>,
}

impl PooledSlot {
    fn new() -> Self {
        let slot = Rc::<Slot>::default();
        let mut carrier = Extensions::new();
        carrier.insert(Rc::clone(&slot));
        PooledSlot { slot, carrier: Rc::new(carrier) }
    }

    /// A free one. A request that outlives its answer keeps its slot: whoever still works on it must not write into the
    /// slot of another request.
    fn take() -> Self {
        FREE.with_borrow_mut(|free| {
            while let Some(pooled) = free.pop() {
                if pooled.is_free() {
                    return pooled;
                }
            }
            PooledSlot::new()
        })
    }

    /// Whether only the carrier refers to the slot, and no request to the carrier.
    fn is_free(&self) -> bool {
        Rc::strong_count(&self.carrier) == 1 && Rc::strong_count(&self.slot) == 2
    }
}

/// A slot that lies in a request, until the request is answered or given up.
#[derive(Debug)]
pub(crate) struct LaidSlot {
    /// There until it is dropped.
    pooled: Option<PooledSlot>,
}

impl LaidSlot {
    /// Lays a slot into a request.
    pub(crate) fn new(request: &mut ServiceRequest) -> Self {
        let pooled = PooledSlot::take();
        request.add_data_container(Rc::clone(&pooled.carrier));
        LAID.set(LAID.get() + 1);
        LaidSlot { pooled: Some(pooled) }
    }

    #[inline]
    pub(crate) fn slot(&self) -> &Rc<Slot> {
        &self.pooled.as_ref().expect("taken out when it is dropped").slot
    }
}

impl Drop for LaidSlot {
    fn drop(&mut self) {
        let Some(pooled) = self.pooled.take() else { return };
        LAID.set(LAID.get().saturating_sub(1));
        pooled.slot.clear();
        // The thread may be ending, and its slots with it.
        let _ = FREE.try_with(|free| {
            let mut free = free.borrow_mut();
            if free.len() < MOST_FREE {
                free.push(pooled);
            }
        });
    }
}
