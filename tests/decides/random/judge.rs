//! The oracle is the application itself: what it does with a request is compared with what it said about it before.

use std::collections::BTreeMap;
use std::fmt;

use cors_tests::{Answer, Ask};

use crate::random::laid::{Built, Laid, Numbered, Of, Seen};
use crate::random::plan::{
    AskPlan, Decoration, HOSTS, Headers, METHODS, ORIGINS, Rewriting, SPECIAL, WallAt, Ward,
};

/// What happened how often.
pub(crate) type Counts = BTreeMap<Category, u64>;

/// What a preflight or an actual request came to, where nothing is wrong with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Category {
    /// A yes, by the policy of the handler that then ran.
    Granted,
    /// A yes by the policy around for what nobody serves.
    GrantedForNobody,
    /// A no of a policy.
    Refused,
    /// No policy's answer: of the router, a handler without a policy, or another middleware.
    Inward,
    /// The headers of the handler's policy.
    Headers,
    /// No headers.
    NoHeaders,
    /// What a wall answered carries the headers of the policy that would have decided behind it.
    HeadersOfWall,
    /// What a wall answered carries the headers of the policy around, which need not be that of the handler that was meant.
    HeadersOfWallAround,
    /// The exception: a yes of an annotated route in a guarded scope whose guard then said no, or whose path a middleware made
    /// another one, and nobody ran.
    EarlyYes,
    /// The same, and the default service ran.
    EarlyYesOfDefault,
    /// The same, on the framework's 404.
    EarlyHeaders,
    /// A yes that was right for all that a preflight can show: a guard looked at a cookie or a header that it cannot.
    UnseenByGuard,
    /// A yes in the words of a policy that did not decide; the one that did allows the same.
    GrantedByAnother,
    /// A yes, and then `reject_unlisted` of a policy around kept the request out.
    KeptOut,
    /// A handler for every method saw a preflight that the policy around it answered in the end: nobody could know before
    /// whether the announced request was for an annotated route.
    SeenByCovered,
    /// A default service ran for an origin that the policy around it rejects, because an annotated route would have been meant
    /// if the slashes were corrected in another way, or the guards of its scope had said yes; its response was replaced by the
    /// rejection.
    Withdrawn,
    /// The default service of the application ran for a scope with a policy, and by that policy, although that around the
    /// application rejects the origin: a guard in the scope said no to what matched the path, or the path was rewritten.
    RanInScope,
    /// A handler's response without the headers of the policy around it: an annotated route that matches the path, in a scope or
    /// beside `Files`, could have been meant, whose guards only the router can call.
    Withheld,
    /// A no or nobody's answer, although the handler that then ran has a policy that would have said yes.
    Cautious,
}

impl Category {
    /// Those that occur, or the test says less than it seems to.
    pub(crate) const EXPECTED: [Category; 7] = [
        Category::Granted,
        Category::GrantedForNobody,
        Category::Refused,
        Category::Inward,
        Category::Headers,
        Category::NoHeaders,
        Category::HeadersOfWall,
    ];
    /// Those that may occur; the fewer, the better.
    pub(crate) const TOLERATED: [Category; 12] = [
        Category::HeadersOfWallAround,
        Category::EarlyYes,
        Category::EarlyYesOfDefault,
        Category::EarlyHeaders,
        Category::UnseenByGuard,
        Category::GrantedByAnother,
        Category::KeptOut,
        Category::SeenByCovered,
        Category::RanInScope,
        Category::Withheld,
        Category::Withdrawn,
        Category::Cautious,
    ];
}

/// A request, as a page makes it.
struct Page<'a> {
    plan: &'a AskPlan,
    path: String,
    /// Without what a preflight does not carry, though the request does.
    hides: bool,
}

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
    fn path(&self, plan: &AskPlan) -> String {
        let wholes: Vec<_> = self.handlers.iter().filter_map(|own| own.whole.as_deref()).collect();
        let path = match &plan.literal {
            Some(literal) => literal.clone(),
            None if wholes.is_empty() => "/".to_owned(),
            None => instance(wholes[plan.route.index(wholes.len())]),
        };
        let path = match plan.decoration {
            Decoration::Nothing => path,
            Decoration::SlashAfter => path + "/",
            Decoration::SlashBefore => format!("/{path}"),
            Decoration::Base => format!("/base{path}"),
        };
        let path = if path.is_empty() { "/".to_owned() } else { path };
        if plan.fails { path + "?fails" } else { path }
    }

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

    /// The one exception, because nobody outside of the router sees the guards of scopes, or middleware that makes an annotated
    /// path another one: the policy is that of an annotated route, but the guard says no, or the path is nobody's any more,
    /// and nobody runs, or the default service.
    fn is_early(&self, policy: usize, page: &Page, real: &Seen) -> bool {
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

    /// Whether the application's default service may have run because something in a scope with a policy matches the path, and
    /// has a guard, or matched it before it was rewritten; by that policy, or by one inside.
    fn is_default_of_scope(&self, seen: &Seen) -> bool {
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
    fn is_plain_to_see(&self) -> bool {
        self.handlers.iter().all(|handler| {
            let policy = handler.policy.map(|policy| &self.policies[policy]);
            policy.is_some_and(|policy| policy.of == Of::Annotation) && !handler.is_warded
        }) && self.plan.rewriting == Rewriting::Nothing
    }

    fn would_allow(&self, page: &Page, real: &Seen) -> bool {
        let policy = real.ran.and_then(|ran| self.handlers[ran].policy);
        policy.is_some_and(|policy| self.policies[policy].allows(page))
    }
}

/// A path that the pattern matches.
fn instance(pattern: &str) -> String {
    let mut path = String::new();
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}').expect("a brace is closed");
        let is_tail = name.ends_with(":.*") || after.starts_with('*');
        path += before;
        path += if is_tail { "a/b" } else { "1" };
        rest = after.strip_prefix('*').unwrap_or(after);
    }
    path += rest;
    path.replace('é', "%C3%A9")
}

impl Numbered {
    fn lists(&self, page: &Page) -> bool {
        self.shape
            .origins
            .is_none_or(|(first, count)| (first..first + count).contains(&page.plan.origin))
    }

    /// Fetch's own rules, in the few words that these policies need.
    fn allows(&self, page: &Page) -> bool {
        let AskPlan { method, headers, .. } = page.plan;
        let is_listed = |listed: [bool; 4]| {
            METHODS.iter().zip(listed).any(|(own, is_listed)| is_listed && own == method)
        };
        let method = ["GET", "POST"].contains(method)
            || self.served.contains(method)
            || self.shape.methods.is_none_or(is_listed);
        let headers = headers.iter().all(|name| match self.shape.headers {
            Headers::Nobodys => false,
            Headers::Name => *name == "x-name",
            Headers::Both | Headers::Any => true,
        });
        self.lists(page) && method && headers
    }

    /// The value that names the page, where it is listed.
    fn allowed_origin(&self, page: &Page) -> Option<&'static str> {
        let origin = if self.shape.origins.is_none() { "*" } else { page.origin() };
        self.lists(page).then_some(origin)
    }

    /// Whether these are the headers that the policy gives to the response of a handler, and no others.
    fn shows(&self, page: &Page, answer: &Answer) -> bool {
        answer.value("access-control-allow-origin").as_deref() == self.allowed_origin(page)
            && answer.cors().len() == 2
    }
}

impl fmt::Display for Page<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let AskPlan { host, method, headers, has_cookie, .. } = self.plan;
        let (host, path, origin) = (HOSTS[*host], &self.path, self.origin());
        write!(out, "{method} {host}{path} by {origin}, headers {headers:?}, cookie {has_cookie}")
    }
}

impl Page<'_> {
    fn origin(&self) -> &'static str {
        ORIGINS[self.plan.origin]
    }

    fn preflight(&self) -> Ask {
        let ask = Ask::preflight(self.origin(), self.plan.method).at(&self.path);
        let ask = ask.line("Host", HOSTS[self.plan.host]);
        if self.plan.headers.is_empty() { ask } else { ask.headers(self.plan.headers.join(",")) }
    }

    /// The request that the preflight announces.
    fn actual(&self) -> Ask {
        let ask = Ask::from(self.origin()).method(self.plan.method).at(&self.path);
        let mut ask = ask.line("Host", HOSTS[self.plan.host]);
        for name in &self.plan.headers {
            if !self.hides || *name != SPECIAL {
                ask = ask.line(name, "1");
            }
        }
        if self.passes(Ward::Cookie) { ask.line("Cookie", "known=1") } else { ask }
    }

    fn shows_what_a_preflight_hides(&self) -> bool {
        self.plan.has_cookie || self.plan.headers.contains(&SPECIAL)
    }

    fn passes(&self, ward: Ward) -> bool {
        match ward {
            Ward::Host(host) => host == self.plan.host,
            Ward::Cookie => self.plan.has_cookie && !self.hides,
            Ward::Special => self.plan.headers.contains(&SPECIAL) && !self.hides,
        }
    }
}
