//! The oracle is the application itself: what it does with a request is compared with what it said about it before.

use cors_tests::Answer;

use crate::random::built::{Built, Seen};
use crate::random::category::{Category, Counts};
use crate::random::laid::{Laid, Of};
use crate::random::page::Page;
use crate::random::plan::{AskPlan, WallAt};

/// Judges one request and its preflight; says what is wrong.
pub(crate) async fn judge(
    laid: &Laid,
    app: &Built,
    copy: &Built,
    plan: &AskPlan,
    counts: &mut Counts,
) -> Result<(), String> {
    let page = Page { plan, path: laid.path(plan), hides: false };
    let real = copy.ask(&page.actual()).await;
    judge_preflight(laid, app, copy, &page, &real, counts).await?;
    judge_actual(laid, app, &page, &real, counts).await
}

async fn judge_preflight(
    laid: &Laid,
    app: &Built,
    copy: &Built,
    page: &Page<'_>,
    real: &Seen,
    counts: &mut Counts,
) -> Result<(), String> {
    let preflight = app.ask(&page.preflight()).await;
    let shown = || format!("{page}\npreflight: {preflight:?}\nrequest: {real:?}");
    if let Some(policy) = preflight.ran.and_then(|ran| laid.handlers[ran].policy) {
        if matches!(laid.policies[policy].of, Of::Annotation | Of::Resource) {
            return Err(format!(
                "a handler with a policy of its own ran for a preflight: {}",
                shown()
            ));
        }
        *counts.entry(Category::SeenByCovered).or_default() += 1;
    }
    let category = match granting(&preflight.answer) {
        Some(policy) => {
            let mut judged = laid.judge_yes(policy, page, real);
            if judged.is_err() && page.shows_what_a_preflight_hides() {
                let hidden = Page { path: page.path.clone(), hides: true, ..*page };
                let seen = copy.ask(&hidden.actual()).await;
                judged = laid.judge_yes(policy, &hidden, &seen).map(|_| Category::UnseenByGuard);
            }
            if laid.policies[policy].allowed_origin(page)
                != preflight.answer.value("access-control-allow-origin").as_deref()
            {
                judged = Err("a yes to somebody else".to_owned());
            }
            judged.map_err(|why| format!("{why}: {}", shown()))?
        }
        None if !preflight.answer.cors().is_empty() => {
            return Err(format!("headers of a policy without a yes: {}", shown()));
        }
        None if laid.would_allow(page, real) => Category::Cautious,
        None if preflight.answer.status == 403 => Category::Refused,
        None => Category::Inward,
    };
    *counts.entry(category).or_default() += 1;
    Ok(())
}

async fn judge_actual(
    laid: &Laid,
    app: &Built,
    page: &Page<'_>,
    real: &Seen,
    counts: &mut Counts,
) -> Result<(), String> {
    let seen = app.ask(&page.actual()).await;
    let shown = || format!("{page}\nseen: {seen:?}\nwithout the wall: {real:?}");
    let has_wall = laid.plan.wall != WallAt::Nowhere;
    if let Some(policy) = seen.ran.and_then(|ran| laid.handlers[ran].policy) {
        let policy = &laid.policies[policy];
        if policy.shape.rejects && !policy.lists(page) {
            // Nothing of the response is left; see `Cors`.
            let is_default = seen.ran.is_some_and(|ran| laid.handlers[ran].whole.is_none());
            if is_default && seen.answer.status == 403 {
                *counts.entry(Category::Withdrawn).or_default() += 1;
                return Ok(());
            }
            if laid.is_below_base(None, page, &seen) {
                *counts.entry(Category::RanBelowBase).or_default() += 1;
                return Ok(());
            }
            if laid.is_default_of_scope(&seen) {
                *counts.entry(Category::RanInScope).or_default() += 1;
                return Ok(());
            }
            return Err(format!("a handler whose policy rejects the origin ran: {}", shown()));
        }
    }
    let category = match exposing(&seen.answer) {
        Some(policy) => {
            let is_decider = laid.deciders(real).contains(&policy);
            let is_early = seen.ran.is_none() && laid.is_early(policy, page, real);
            let is_around = has_wall && Some(policy) == laid.outer && !laid.is_plain_to_see();
            if !(is_decider || is_early || is_around) {
                return Err(format!(
                    "headers of policy {policy}, which does not decide: {}",
                    shown()
                ));
            }
            if !laid.policies[policy].shows(page, &seen.answer) {
                return Err(format!("headers that policy {policy} does not give: {}", shown()));
            }
            match (is_decider, is_early) {
                (true, _) if has_wall => Category::HeadersOfWall,
                (true, _) => Category::Headers,
                (false, true) => Category::EarlyHeaders,
                (false, false) => Category::HeadersOfWallAround,
            }
        }
        None if !seen.answer.cors().is_empty() => {
            return Err(format!("headers of nobody: {}", shown()));
        }
        None => {
            let certain = seen.ran.map(|ran| &laid.handlers[ran]).filter(|own| !own.is_fallback);
            let policy = certain.and_then(|handler| handler.policy).map(|own| &laid.policies[own]);
            match policy.filter(|policy| policy.lists(page)) {
                None => Category::NoHeaders,
                Some(policy) if !policy.of.is_of_handler() && laid.scopes > 0 => Category::Withheld,
                Some(_) => return Err(format!("no headers of the handler's policy: {}", shown())),
            }
        }
    };
    *counts.entry(category).or_default() += 1;
    Ok(())
}

/// The number of the policy that says yes to a preflight.
fn granting(answer: &Answer) -> Option<usize> {
    let is_yes = (200..300).contains(&answer.status)
        && answer.value("access-control-allow-origin").is_some();
    is_yes.then(|| answer.value("access-control-max-age")?.parse().ok())?
}

/// The number of the policy whose headers a response carries.
fn exposing(answer: &Answer) -> Option<usize> {
    answer.value("access-control-expose-headers")?.strip_prefix("x-policy-")?.parse().ok()
}

impl Laid {
    /// Who may decide about what a request came to.
    fn deciders(&self, real: &Seen) -> Vec<usize> {
        match real.ran.map(|ran| &self.handlers[ran]) {
            Some(handler) if !handler.is_fallback => handler.policy.into_iter().collect(),
            // The framework's own answer, or a default service that a scope called: in the scope, or not, is a question of
            // words.
            _ => self.outer.into_iter().chain(real.nearest).collect(),
        }
    }

    /// What a yes of this policy is, once it is known what became of the request.
    fn judge_yes(&self, number: usize, page: &Page, real: &Seen) -> Result<Category, String> {
        let policy = &self.policies[number];
        if !policy.allows(page) {
            return Err(format!("policy {number} does not grant this"));
        }
        if self.deciders(real).contains(&number) {
            let is_served = real.ran.is_some();
            return Ok(if is_served { Category::Granted } else { Category::GrantedForNobody });
        }
        if self.is_early(number, page, real) {
            let runs = real.ran.is_some();
            return Ok(if runs { Category::EarlyYesOfDefault } else { Category::EarlyYes });
        }
        if self.is_below_base(Some(number), page, real) {
            return Ok(Category::GrantedBelowBase);
        }
        let keeps_out =
            self.policies.iter().any(|own| own.shape.rejects && !own.of.is_of_handler());
        if real.ran.is_none() && real.answer.status == 403 && keeps_out {
            return Ok(Category::KeptOut);
        }
        if self.deciders(real).iter().any(|own| self.policies[*own].allows(page)) {
            return Ok(Category::GrantedByAnother);
        }
        Err(format!("a yes of policy {number}, which does not decide"))
    }

    fn would_allow(&self, page: &Page, real: &Seen) -> bool {
        let policy = real.ran.and_then(|ran| self.handlers[ran].policy);
        policy.is_some_and(|policy| self.policies[policy].allows(page))
    }
}
