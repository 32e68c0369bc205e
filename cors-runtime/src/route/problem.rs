//! What keeps an application from starting: found while its routes register and its services are
//! built, and collected by [`check_app`](crate::startup::check_app). Where nobody collects, the
//! server refuses to start at once.

use std::cell::RefCell;
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use pin_project_lite::pin_project;

use crate::error::PolicyError;
use crate::policy::reference::PolicyRef;
use crate::policy::source::Source;
use crate::route::conflict::Conflict;

thread_local! {
    /// The problems of the application that is being built right now, where somebody collects them.
    /// Set for the length of one poll of [`Collecting`], and empty at all other times.
    static FOUND: RefCell<Option<Vec<StartupProblem>>> = const { RefCell::new(None) };
}

/// One thing that keeps a server from starting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StartupProblem(Problem);

/// What it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Problem {
    /// The policy at this place names origins that are not fit for it.
    Origins(Source, PolicyError),
    /// Two policies claim one route.
    Conflict(Conflict),
    /// The routes of this version of actix-web cannot be read.
    UnreadableRoutes,
    /// It could not be built, for a reason that actix-web does not tell.
    #[cfg(feature = "audit")]
    NotBuilt,
}

impl StartupProblem {
    pub(crate) fn new(problem: Problem) -> StartupProblem {
        StartupProblem(problem)
    }

    /// What is wrong with the origins of a policy, if that is the problem.
    #[must_use]
    pub fn policy_error(&self) -> Option<&PolicyError> {
        match &self.0 {
            Problem::Origins(_, error) => Some(error),
            _ => None,
        }
    }
}

impl fmt::Display for StartupProblem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Problem::Origins(source, error) => write!(out, "policy {source}: {error}"),
            Problem::Conflict(conflict) => write!(out, "{conflict}"),
            Problem::UnreadableRoutes => write!(
                out,
                "the routes of this version of actix-web cannot be read, so preflights would be answered behind other \
                 middleware only\n\
                 help: take a version of actix-web that this version of cors-runtime was tested with, {OLDEST} to {NEWEST}: \
                 `actix-web = \"{TESTED}\"`"
            ),
            #[cfg(feature = "audit")]
            Problem::NotBuilt => write!(
                out,
                "the application cannot be built, and actix-web does not tell why: nothing is known of its routes\n\
                 help: call the same closure in a test of its own, `actix_web::test::init_service(app())`; a `data_factory` \
                 or the constructor of a middleware has failed"
            ),
        }
    }
}

/// The oldest minor version of actix-web that the suites run with (`tests/oldest`).
const OLDEST: &str = "4.9";
/// The newest one (`Cargo.lock`).
const NEWEST: &str = "4.18";
/// The versions of actix-web whose routes can be read, as `Cargo.toml` has them.
const TESTED: &str = ">=4.9, <4.19";

/// A policy is about to be used by an application that is being built.
///
/// # Panics
/// Where the policy's origins are not fit for use, and nobody collects the problems.
pub(crate) fn require(policy: &PolicyRef) {
    if let Err(error) = policy.check_sources() {
        refuse(Problem::Origins(policy.source(), error));
    }
}

/// A server with this problem does not start.
///
/// # Panics
/// Where nobody collects the problems: actix-web reports an error of a service that cannot be built
/// as `()`, so that only a panic tells the reason.
pub(crate) fn refuse(problem: Problem) {
    let problem = StartupProblem(problem);
    let uncollected = FOUND.with_borrow_mut(|found| match found {
        Some(found) => {
            // A policy may be used in several places.
            if !found.contains(&problem) {
                found.push(problem);
            }
            None
        }
        None => Some(problem),
    });
    if let Some(problem) = uncollected {
        panic!("{problem}\n\nso the server does not start");
    }
}

/// Collects the problems that come up while a future is polled; other futures of the thread keep
/// theirs apart.
pub(crate) fn collect<F: Future>(future: F) -> Collecting<F> {
    Collecting { future, found: Vec::new() }
}

pin_project! {
    /// The future of [`collect`].
    pub(crate) struct Collecting<F> {
        #[pin]
        future: F,
        found: Vec<StartupProblem>,
    }
}

impl<F: Future> Future for Collecting<F> {
    type Output = (F::Output, Vec<StartupProblem>);

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        let outer = FOUND.replace(Some(std::mem::take(this.found)));
        let restore = Restore(outer);
        let polled = this.future.poll(context);
        *this.found = FOUND.take().unwrap_or_default();
        drop(restore);
        Poll::Ready((ready!(polled), std::mem::take(this.found)))
    }
}

/// Puts the problems of the future around back, also where the one inside panics.
struct Restore(Option<Vec<StartupProblem>>);

impl Drop for Restore {
    fn drop(&mut self) {
        FOUND.set(self.0.take());
    }
}

#[cfg(test)]
mod tests {
    use super::{NEWEST, OLDEST, TESTED};

    #[test]
    fn the_range_is_that_of_the_workspace() {
        let manifest = include_str!("../../../Cargo.toml");
        assert!(manifest.contains(&format!("actix-web = {{ version = \"{TESTED}\"")));
        let (_, newest) = NEWEST.split_once('.').unwrap();
        let behind = newest.parse::<u32>().unwrap() + 1;
        assert_eq!(TESTED, format!(">={OLDEST}, <4.{behind}"));
    }
}
