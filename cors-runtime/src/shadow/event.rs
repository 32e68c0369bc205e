//! Saying that two policies decide otherwise: one `tracing` event, target `cors::shadow`, a few in
//! ten seconds for each pair. Its fields are plain texts and numbers.

use tracing::Level;
use tracing::level_filters::LevelFilter;

use crate::reason::explanation::Explanation;
use crate::reason::nearest::Nearest;
use crate::shadow::differing::Differing;
use crate::shadow::pair::Pair;

/// Writes the event.
pub(super) fn differ(pair: &Pair, differing: &Differing<'_>) {
    let is_heard = LevelFilter::current() >= LevelFilter::WARN
        && tracing::enabled!(target: "cors::shadow", Level::WARN);
    let limit = if differing.is_loss { &pair.losses } else { &pair.gains };
    let Some(unsaid) = is_heard.then(|| limit.admit()).flatten() else { return };
    let explanation = explain(differing);
    let would = if differing.is_loss { "lose access" } else { "gain access" };
    tracing::warn!(
        target: "cors::shadow",
        policy = %differing.decided.policy.source,
        shadow = %differing.next.source,
        would,
        origin = explanation.origin(),
        check = explanation.reason().code(),
        value = explanation.value(),
        nearest = explanation.nearest().map(Nearest::allowed),
        unsaid,
        "`{}` would {would}: {explanation}",
        explanation.origin().unwrap_or("a page of another origin"),
    );
}

/// What the policy says that lets less in.
fn explain(differing: &Differing<'_>) -> Explanation {
    let decided = differing.decided;
    match differing.refused.rejection {
        Some(refusal) => {
            Explanation::of_rejection(differing.refusing, decided.request, None, refusal)
        }
        None => Explanation::new(
            differing.refusing,
            decided.route_methods,
            decided.request,
            &differing.refused.decision,
            None,
            decided.trusts_forwarded,
        ),
    }
}
