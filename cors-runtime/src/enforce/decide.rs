//! What one policy does to an actual request: headers for its response, or a refusal before the
//! handler runs. Which policy that is, the caller has found out: the annotated route itself, or
//! [`crate::middleware`].

use actix_web::HttpRequest;
use actix_web::http::header::ORIGIN;
use cors_rules::{Decision, OriginAnswer, Refusal, decide_actual_answered};

use crate::enforce::note::Note;
use crate::policy::worker::WorkerPolicy;
use crate::reason::event;
use crate::request::facts;
use crate::request::rejection::rejection;
use crate::response::actual::Effect;
use crate::response::answer::Answer;

/// What becomes of an actual request.
pub(crate) enum Verdict {
    /// It goes on, and this happens to its response.
    Pass(Effect),
    /// It is answered here.
    Answer(Answer),
}

/// Decides an actual request by what was looked up for it, and writes the event.
#[inline]
pub(crate) fn actual(
    policy: &WorkerPolicy,
    request: &HttpRequest,
    answer: &OriginAnswer,
) -> Verdict {
    let head = request.head();
    let decision = decide_actual_answered(&policy.rules, facts::origin(head), answer.allowed);
    if policy.rules.reject_unlisted
        && let Some(answer) = reject_decided(policy, request, &decision, answer)
    {
        return Verdict::Answer(answer);
    }
    let key = answer.key.as_deref();
    event::decided(policy, &[], request, &decision, key, || Note::trusts_forwarded(request));
    Verdict::Pass(Effect::new(&decision, || head.headers().get(ORIGIN)))
}

/// The refusal of a request that a policy with `reject_unlisted` keeps from the handler.
pub(crate) fn reject(
    policy: &WorkerPolicy,
    request: &HttpRequest,
    answer: &OriginAnswer,
    trusts_forwarded: bool,
) -> Option<Refusal> {
    let origin = facts::origin(request.head());
    let decision = decide_actual_answered(&policy.rules, origin, answer.allowed);
    rejection(request, &decision, trusts_forwarded)
}

/// The answer to a rejected request, whose event is written.
pub(crate) fn rejected(
    policy: &WorkerPolicy,
    request: &HttpRequest,
    answer: &OriginAnswer,
    refusal: Refusal,
) -> Answer {
    let key = answer.key.as_deref();
    event::rejected(policy, request, key, refusal, || Note::trusts_forwarded(request));
    Answer::rejected(policy.clone(), answer.key.clone(), refusal)
}

#[inline(never)]
fn reject_decided(
    policy: &WorkerPolicy,
    request: &HttpRequest,
    decision: &Decision,
    answer: &OriginAnswer,
) -> Option<Answer> {
    let refusal = rejection(request, decision, Note::trusts_forwarded(request))?;
    Some(rejected(policy, request, answer, refusal))
}
