//! What is kept of a request while it is inside, to decide about what comes back if nobody inside
//! has. Counted references only: nothing is copied.

use actix_web::dev::{RequestHead, Url};
use actix_web::http::header::{HeaderValue, ORIGIN};
use actix_web::http::uri::PathAndQuery;
use actix_web::http::{Method, Uri};
use cors_rules::{Decision, FieldLines, OriginAnswer, decide_actual_answered};

use crate::policy::worker::WorkerPolicy;
use crate::response::actual::Effect;

/// The facts of an actual request.
#[derive(Debug)]
pub(crate) struct KeptFacts {
    origin: Lines,
    pub(crate) method: Method,
    target: Option<PathAndQuery>,
}

#[derive(Debug)]
enum Lines {
    Absent,
    One(HeaderValue),
    Repeated(HeaderValue),
}

impl KeptFacts {
    #[inline]
    pub(crate) fn new(head: &RequestHead) -> Self {
        let mut lines = head.headers().get_all(&ORIGIN);
        let origin = match (lines.next(), lines.next()) {
            (None, _) => Lines::Absent,
            (Some(value), None) => Lines::One(value.clone()),
            (Some(first), Some(_)) => Lines::Repeated(first.clone()),
        };
        let target = head.uri.path_and_query().cloned();
        KeptFacts { origin, method: head.method.clone(), target }
    }

    /// The target, decoded as the router sees it; `None` where it has no path.
    pub(crate) fn url(&self) -> Option<Url> {
        self.target.clone().map(|target| Url::new(Uri::from(target)))
    }

    /// What a policy decides, by what was looked up for it.
    pub(crate) fn decide(&self, policy: &WorkerPolicy, answer: &OriginAnswer) -> Decision {
        let origin = match &self.origin {
            Lines::Absent => FieldLines::Absent,
            Lines::One(value) => FieldLines::One(value.as_bytes()),
            Lines::Repeated(value) => FieldLines::Repeated(value.as_bytes()),
        };
        decide_actual_answered(&policy.rules, origin, answer.allowed)
    }

    /// What that does to the response.
    pub(crate) fn effect(&self, decision: &Decision) -> Effect {
        let origin = match &self.origin {
            Lines::Absent => None,
            Lines::One(value) | Lines::Repeated(value) => Some(value),
        };
        Effect::new(decision, || origin)
    }
}
