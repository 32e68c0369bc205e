//! Who decided about one request, and what: shared by everybody who enforces a policy around its
//! handler.
//!
//! The outermost [`Cors`](crate::Cors) lays a note into the request. Whoever is nearest to the
//! handler and has a policy (the annotated route, else a `Cors` further in) decides and writes it
//! down; the outermost alone sets the headers, on whatever comes back. So exactly one policy
//! decides, no header is set twice, and a middleware in between can neither lose them nor answer
//! without them.

use std::cell::{Cell, RefCell, RefMut};
use std::rc::Rc;

use actix_web::dev::{Extensions, RequestHead, ServiceRequest};
use actix_web::guard::GuardContext;
use actix_web::{HttpRequest, HttpResponse};

use crate::enforce::kept_facts::KeptFacts;
use crate::policy::versions::Versions;
use crate::policy::worker::WorkerPolicy;
use crate::response::actual::Effect;
use crate::response::answer::Answer;
use crate::response::refusal_form::RefusalForm;

thread_local! {
    /// How many requests of this thread have a note now. While it is none, nobody needs to look for
    /// one.
    static LAID: Cell<usize> = const { Cell::new(0) };
}

/// The note of one request.
#[derive(Debug, Default)]
pub(crate) struct Note {
    state: RefCell<State>,
    is_covered: Cell<bool>,
    is_in_scope_policy: Cell<bool>,
    is_settled: Cell<bool>,
    trusts_forwarded: Cell<bool>,
    /// The versions of live policies with which the request came in.
    versions: RefCell<Versions>,
    trusts_forwarded_host: Cell<bool>,
}

/// What changes on the way in and out.
#[derive(Debug, Default)]
pub(crate) struct State {
    pub(crate) outcome: Outcome,
    /// What is needed to decide about an actual request when it comes back.
    pub(crate) kept: Option<KeptFacts>,
    /// The answer of a preflight for when it comes back without one; that of the nearest policy
    /// counts.
    pub(crate) prepared: Option<HttpResponse>,
    /// The form of refusals further in.
    pub(crate) form: Option<Rc<RefusalForm>>,
    /// A refusal that stands where no policy further out has an answer, and its form.
    pub(crate) left: Option<(Answer, Rc<RefusalForm>)>,
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

impl Note {
    /// The note of a request that a `Cors` further out has laid.
    #[inline]
    pub(crate) fn of(request: &HttpRequest) -> Option<&Rc<Note>> {
        if LAID.get() == 0 { None } else { request.app_data::<Rc<Note>>() }
    }

    /// The same, as a guard sees it.
    pub(crate) fn of_guard<'r>(context: &'r GuardContext<'_>) -> Option<&'r Rc<Note>> {
        if LAID.get() == 0 { None } else { context.app_data::<Rc<Note>>() }
    }

    #[inline]
    pub(crate) fn state(&self) -> RefMut<'_, State> {
        self.state.borrow_mut()
    }

    /// The policy nearest to the handler writes last, and so it counts.
    #[inline]
    pub(crate) fn write(&self, outcome: Outcome) {
        self.state.borrow_mut().outcome = outcome;
    }

    /// The form of refusals, of the nearest `Cors` around that has one.
    pub(crate) fn form(&self) -> Option<Rc<RefusalForm>> {
        self.state.borrow().form.clone()
    }

    /// Keeps the facts of an actual request.
    #[inline]
    pub(crate) fn keep(&self, head: &RequestHead) {
        self.state.borrow_mut().kept.get_or_insert_with(|| KeptFacts::new(head));
    }

    /// Whether a `Cors` around has a policy for routes that have none.
    pub(crate) fn is_covered(&self) -> bool {
        self.is_covered.get()
    }

    /// Whether a `Cors` around takes a proxy's word for the host and scheme of this request.
    pub(crate) fn trusts_forwarded(request: &HttpRequest) -> bool {
        Note::of(request).is_some_and(|note| note.trusts_forwarded.get())
    }

    /// The versions of live policies by which this request is decided: those that a `Cors` around
    /// has taken, or else those that are in force now.
    #[inline]
    pub(crate) fn versions(request: &HttpRequest) -> Versions {
        if !Versions::are_expected() {
            return Versions::default();
        }
        match Note::of(request) {
            Some(note) => note.versions.borrow().clone(),
            None => Versions::now(),
        }
    }

    /// Whether a proxy's word counts for the host by which origins are looked up: the outermost
    /// `Cors` says, so that everybody looks up by the same. `own`: what one says that is the
    /// outermost where there is no note yet.
    pub(crate) fn trusts_forwarded_host(request: &HttpRequest, own: bool) -> bool {
        Note::of(request).map_or(own, |note| note.trusts_forwarded_host.get())
    }

    /// What the outermost `Cors` says about that.
    pub(crate) fn begin(&self, trusts_forwarded_host: bool) {
        self.trusts_forwarded_host.set(trusts_forwarded_host);
    }

    /// Whether the request has come into a scope that was registered with a policy.
    pub(crate) fn is_in_scope_policy(&self) -> bool {
        self.is_in_scope_policy.get()
    }

    /// A scope that was registered with a policy adds this on the way in.
    pub(crate) fn pass_scope_policy(&self) {
        self.is_in_scope_policy.set(true);
    }

    /// Whether the policy that decides is known: that of a handler, which the request has reached.
    #[inline]
    pub(crate) fn is_settled(&self) -> bool {
        self.is_settled.get()
    }

    /// An annotated route, or a resource that was registered with a policy, adds this on the way
    /// in.
    #[inline]
    pub(crate) fn settle(&self) {
        self.is_settled.set(true);
    }

    /// What a `Cors` adds on the way in.
    #[inline]
    pub(crate) fn pass(&self, has_policy: bool, trusts_forwarded: bool) {
        self.is_covered.set(self.is_covered.get() || has_policy);
        self.trusts_forwarded.set(self.trusts_forwarded.get() || trusts_forwarded);
    }

    /// Empties a note whose request is done, part by part: most parts are empty already.
    fn clear(&self) {
        let state = &mut *self.state.borrow_mut();
        state.outcome = Outcome::Open;
        if state.kept.is_some() {
            state.kept = None;
        }
        if state.prepared.is_some() {
            state.prepared = None;
        }
        if state.form.is_some() {
            state.form = None;
        }
        if state.left.is_some() {
            state.left = None;
        }
        self.is_covered.set(false);
        self.is_in_scope_policy.set(false);
        self.is_settled.set(false);
        self.trusts_forwarded.set(false);
        // Versions that are no longer in force are not kept by notes that nobody uses.
        *self.versions.borrow_mut() = Versions::default();
        self.trusts_forwarded_host.set(false);
    }
}

/// Notes for the requests of one `Cors`, made once and used again.
#[derive(Debug, Default)]
pub(crate) struct NotePool {
    free: RefCell<Vec<LaidNote>>,
}

/// A note and the form in which a request carries it.
#[derive(Debug)]
pub(crate) struct LaidNote {
    pub(crate) note: Rc<Note>,
    carrier: Rc<Extensions>,
}

impl LaidNote {
    #[cold]
    fn new() -> Self {
        let note = Rc::<Note>::default();
        let mut carrier = Extensions::new();
        carrier.insert(Rc::clone(&note));
        LaidNote { note, carrier: Rc::new(carrier) }
    }

    /// Whether only the carrier refers to the note, and no request to the carrier.
    fn is_free(&self) -> bool {
        Rc::strong_count(&self.carrier) == 1 && Rc::strong_count(&self.note) == 2
    }
}

impl NotePool {
    /// Beyond this many, notes of a burst of requests are dropped.
    const MOST: usize = 128;

    /// Lays a note into a request.
    pub(crate) fn lay(&self, request: &mut ServiceRequest, versions: Versions) -> LaidNote {
        let laid = self.take();
        *laid.note.versions.borrow_mut() = versions;
        request.add_data_container(Rc::clone(&laid.carrier));
        LAID.set(LAID.get() + 1);
        laid
    }

    /// A free note. A request that outlives its answer keeps its own: whoever still works on it
    /// must not write into the note of another request.
    fn take(&self) -> LaidNote {
        let mut free = self.free.borrow_mut();
        while let Some(laid) = free.pop() {
            if laid.is_free() {
                return laid;
            }
        }
        LaidNote::new()
    }

    /// Takes one back whose request has been answered or given up.
    pub(crate) fn take_back(&self, laid: LaidNote) {
        LAID.set(LAID.get().saturating_sub(1));
        laid.note.clear();
        let mut free = self.free.borrow_mut();
        if free.len() < Self::MOST {
            free.push(laid);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use actix_web::test::TestRequest;

    use super::{LAID, Note, NotePool, Outcome, Versions};

    #[test]
    fn a_slot_is_used_again_when_its_request_is_gone() {
        let pool = NotePool::default();
        let mut first = TestRequest::default().to_srv_request();
        let laid = pool.lay(&mut first, Versions::default());
        let used = Rc::as_ptr(&laid.note);
        laid.note.write(Outcome::Answered);
        drop(first);
        pool.take_back(laid);
        let mut second = TestRequest::default().to_srv_request();
        let laid = pool.lay(&mut second, Versions::default());
        assert_eq!(Rc::as_ptr(&laid.note), used);
        assert!(matches!(laid.note.state().outcome, Outcome::Open), "emptied");
    }

    #[test]
    fn a_request_that_outlives_its_answer_keeps_its_slot() {
        let pool = NotePool::default();
        let mut first = TestRequest::default().to_srv_request();
        let laid = pool.lay(&mut first, Versions::default());
        let own = Rc::clone(Note::of(first.request()).unwrap());
        pool.take_back(laid);
        let mut second = TestRequest::default().to_srv_request();
        let laid = pool.lay(&mut second, Versions::default());
        own.write(Outcome::Answered);
        assert!(!Rc::ptr_eq(&laid.note, &own));
        assert!(matches!(laid.note.state().outcome, Outcome::Open), "nobody else's");
    }

    #[test]
    fn where_none_is_laid_none_is_found() {
        let pool = NotePool::default();
        let mut request = TestRequest::default().to_srv_request();
        assert!(Note::of(request.request()).is_none());
        let laid = pool.lay(&mut request, Versions::default());
        assert!(Note::of(request.request()).is_some());
        pool.take_back(laid);
        assert_eq!(LAID.get(), 0);
        assert!(Note::of(request.request()).is_none());
    }
}
