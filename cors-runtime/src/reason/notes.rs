//! What the policies of this process noted while a service ran for a test: the enforcement calls
//! [`note`], and whoever runs the service collects. Nothing is noted unless a test is listening on
//! this very thread.

use std::cell::RefCell;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use pin_project_lite::pin_project;

use crate::policy::prepared::PreparedPolicy;
use crate::reason::explanation::Explanation;
use crate::reason::policy_text::describe;

/// A decision: why, and by which policy.
#[derive(Clone, Debug)]
pub(crate) struct Note {
    pub(crate) explanation: Explanation,
    /// The keys of the policy, as they would be written.
    pub(crate) policy: String,
    /// The policy has made the response itself: nothing further inside was asked.
    pub(crate) has_answered: bool,
}

thread_local! {
    static NOTES: RefCell<Option<Vec<Note>>> = const { RefCell::new(None) };
}

/// Notes a decision, where a test is listening.
pub(crate) fn note(policy: &PreparedPolicy, explanation: impl FnOnce() -> Explanation) {
    add(policy, explanation, false);
}

/// Notes that a policy keeps a request from whatever is inside, and answers it.
pub(crate) fn note_rejection(policy: &PreparedPolicy, explanation: impl FnOnce() -> Explanation) {
    add(policy, explanation, true);
}

fn add(policy: &PreparedPolicy, explanation: impl FnOnce() -> Explanation, has_answered: bool) {
    let is_listening = NOTES.with_borrow(Option::is_some);
    if is_listening {
        let note = Note { explanation: explanation(), policy: describe(policy), has_answered };
        NOTES.with_borrow_mut(|notes| notes.get_or_insert_default().push(note));
    }
}

/// Runs a future, and collects what is noted while it is polled; other futures of the thread keep
/// theirs apart.
pub(crate) fn listen<F: Future>(future: F) -> Listening<F> {
    Listening { future, notes: Vec::new() }
}

pin_project! {
    /// The future of [`listen`].
    pub(crate) struct Listening<F> {
        #[pin]
        future: F,
        notes: Vec<Note>,
    }
}

impl<F: Future> Future for Listening<F> {
    type Output = (F::Output, Vec<Note>);

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        let outer = NOTES.replace(Some(std::mem::take(this.notes)));
        let polled = this.future.poll(context);
        *this.notes = NOTES.replace(outer).unwrap_or_default();
        Poll::Ready((ready!(polled), std::mem::take(this.notes)))
    }
}
