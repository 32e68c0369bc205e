//! A second policy beside the one that decides: it is asked about each request, what it would have
//! said otherwise is counted and told, and nothing of it reaches a response. Policies know no more
//! of it than that something hears of their decisions ([`crate::policy::beside`]).

mod access;
mod counts;
mod differing;
mod event;
mod json;
mod listener;
mod network;
mod pair;
mod pairs;
mod paste;
pub(crate) mod report;
mod requested_headers;
pub(crate) mod seen;
mod tally;

use std::rc::Rc;

use crate::policy::placed::PlacedPolicy;
use crate::policy::reference::PolicyRef;
use crate::shadow::listener::Listener;

/// The policy in its place, with another beside it.
pub(crate) fn beside(placed: PlacedPolicy, now: &PolicyRef, next: &PolicyRef) -> PlacedPolicy {
    let pair = pairs::of(now, next);
    placed.heard_by(Rc::new(Listener::new(pair, PlacedPolicy::of_service(next))))
}
