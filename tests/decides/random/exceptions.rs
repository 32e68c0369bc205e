//! The known exceptions: what SECURITY.md says is not promised. Each is told from a mistake as narrowly as a judge from outside
//! can.

use actix_web::dev::ResourceDef;

use crate::random::built::Seen;
use crate::random::laid::{Laid, Of};
use crate::random::page::Page;
use crate::random::plan::{Rewriting, Ward};

impl Laid {
    /// The one exception, because nobody outside of the router sees the guards of scopes, or middleware that makes an annotated
    /// path another one: the policy is that of an annotated route, but the guard says no, or the path is nobody's any more,
    /// and nobody runs, or the default service.
    pub(crate) fn is_early(&self, policy: usize, page: &Page, real: &Seen) -> bool {
        let is_closed = |ward: &Ward| !page.passes(*ward);
        let is_default = real.ran.is_some_and(|ran| self.handlers[ran].whole.is_none());
        let is_rewritten = self.plan.rewriting != Rewriting::Nothing;
        let own = &self.policies[policy];
        // What `Files` does not take for a path, it refuses before anybody sees the request.
        let is_no_path = own.of == Of::Files && real.answer.status == 400;
        let may_be_closed = match own.of {
            Of::Around => false,
            Of::Annotation => self.handlers.iter().any(|handler| {
                handler.policy == Some(policy)
                    && (is_rewritten || handler.scope_wards.iter().any(is_closed))
            }),
            Of::Resource | Of::Files | Of::Scope => {
                let wanted = own.wanted.as_ref();
                is_rewritten
                    || own.wards.iter().any(is_closed)
                    || wanted.is_some_and(|methods| !methods.contains(&page.plan.method))
            }
        };
        let is_nobodys = real.ran.is_none() && [403, 404].contains(&real.answer.status);
        (may_be_closed && (is_default || is_nobodys)) || is_no_path
    }

    /// Whether a handler without a policy of its own ran behind a base path, and the path as it was sent is that of a route with
    /// names and no open end, which has a policy: this one, or any.
    pub(crate) fn is_below_base(&self, policy: Option<usize>, page: &Page, real: &Seen) -> bool {
        let sent = page.path.split('?').next().unwrap_or_default();
        let is_below = self.plan.rewriting == Rewriting::Base && sent.starts_with("/base/");
        let is_plain = real.ran.map(|ran| &self.handlers[ran]).is_some_and(|ran| {
            let is_around = |own: usize| self.policies[own].of == Of::Around;
            ran.whole.is_some() && ran.policy.is_none_or(is_around)
        });
        let mut with_names = self.handlers.iter().filter(|handler| {
            let is_meant = policy.is_none() || handler.policy == policy;
            let is_own =
                |own: usize| matches!(self.policies[own].of, Of::Annotation | Of::Resource);
            is_meant && handler.policy.is_some_and(is_own)
        });
        let matches = |pattern: &str| {
            let is_open = pattern.contains(":.*") || pattern.contains("}*");
            !is_open && pattern.contains('{') && ResourceDef::new(pattern).is_match(sent)
        };
        is_below && is_plain && with_names.any(|own| own.whole.as_deref().is_some_and(matches))
    }

    /// Whether the application's default service may have run because something in a scope with a policy matches the path, and
    /// has a guard, or matched it before it was rewritten; by that policy, or by one inside.
    pub(crate) fn is_default_of_scope(&self, seen: &Seen) -> bool {
        let is_fallback = seen.ran.is_some_and(|ran| self.handlers[ran].is_fallback);
        let nearest = seen.nearest.filter(|own| !self.policies[*own].of.is_of_handler());
        let has_guard =
            |nearest| self.handlers.iter().any(|own| own.policy == nearest && own.has_guard);
        let is_registered = self.policies.iter().any(|policy| policy.of == Of::Scope);
        let may_be_led_there =
            self.plan.rewriting != Rewriting::Nothing || is_registered && has_guard(nearest);
        is_fallback && nearest.is_some() && may_be_led_there
    }

    /// Whether path and method alone tell who would run: then no wall makes it uncertain.
    pub(crate) fn is_plain_to_see(&self) -> bool {
        self.handlers.iter().all(|handler| {
            let policy = handler.policy.map(|policy| &self.policies[policy]);
            policy.is_some_and(|policy| policy.of == Of::Annotation) && !handler.is_warded
        }) && self.plan.rewriting == Rewriting::Nothing
    }
}
