//! The form of refusals decides nothing: an application whose refusals have a form of their own does what it does without,
//! and says the same but for the refusals.

use crate::random::built::{Built, FORM};
use crate::random::laid::Laid;
use crate::random::page::Page;
use crate::random::plan::{Around, AskPlan};

/// Compares what both do with one request and its preflight; says what is wrong.
pub(crate) async fn judge_form(
    laid: &Laid,
    app: &Built,
    formed: &Built,
    plan: &AskPlan,
) -> Result<(), String> {
    let page = Page { plan, path: laid.path(plan), hides: false };
    let has_cors_around = !matches!(laid.plan.around, Around::Nobody);
    for asked in [page.preflight(), page.actual()] {
        let (bare, own) = (app.ask(&asked).await, formed.ask(&asked).await);
        let is_formed = own.answer.value(FORM).is_some();
        let is_refusal = bare.answer.status == 403 && bare.answer.cors().is_empty();
        let wrong = if (own.ran, own.nearest) != (bare.ran, bare.nearest) {
            Some("another handler ran, or by another way")
        } else if !is_formed && own.answer != bare.answer {
            Some("what is no refusal has changed")
        } else if is_formed && !is_refusal {
            Some("a form in the place of something else")
        } else if is_formed && !own.answer.cors().is_empty() {
            Some("CORS headers in a refusal")
        } else if is_formed && !(400..500).contains(&own.answer.status) {
            Some("a refusal with the status of something else")
        } else if is_formed && own.answer.elements("vary") != bare.answer.elements("vary") {
            Some("a refusal that varies on something else")
        } else if !is_formed && is_refusal && has_cors_around {
            Some("a refusal in the built-in form")
        } else {
            None
        };
        if let Some(wrong) = wrong {
            return Err(format!("{wrong}: {page}\nwithout forms: {bare:?}\nwith: {own:?}"));
        }
    }
    Ok(())
}
