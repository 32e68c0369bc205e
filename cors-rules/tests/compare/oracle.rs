//! An application as a list of routes, and who decides a request in it: by the decision that servers
//! make, and by none of what the comparison is made of.

use cors_rules::audit::{Audit, PolicyAccess, Row};
use cors_rules::{
    Decision, Draft, FieldLines, HeaderTexts, Policy, Request, check, decide, decide_actual,
};

/// A policy with its texts.
#[derive(Clone, Debug)]
pub(crate) struct Own {
    pub(crate) policy: Policy,
    pub(crate) texts: HeaderTexts,
    pub(crate) name: String,
}

impl Own {
    /// `None` where the rules refuse it.
    pub(crate) fn new(name: &str, draft: &Draft) -> Option<Own> {
        let checked = check(draft);
        Some(Own { policy: checked.policy?, texts: checked.texts, name: name.to_owned() })
    }
}

/// A registered route.
#[derive(Clone, Debug)]
pub(crate) struct Route {
    pub(crate) pattern: &'static str,
    pub(crate) is_prefix: bool,
    pub(crate) method: &'static str,
    pub(crate) guards: Vec<&'static str>,
    pub(crate) own: Option<Own>,
}

impl Route {
    pub(crate) fn row(&self) -> Row {
        let mut row = Row::new(self.pattern, self.method);
        row.is_prefix = self.is_prefix;
        row.guards = self.guards.iter().map(ToString::to_string).collect();
        row.policy = self.own.as_ref().map(|own| {
            let expose = own.texts.expose_headers.as_deref();
            PolicyAccess::of(&*own.name, &own.policy, expose, &self.methods())
        });
        row
    }

    /// What a policy without methods grants.
    fn methods(&self) -> Vec<&'static str> {
        if self.method == "*" { Vec::new() } else { vec![self.method] }
    }
}

pub(crate) fn audit(routes: &[Route]) -> Audit {
    Audit::new(routes.iter().map(Route::row))
}

/// What a page wants.
#[derive(Clone, Debug)]
pub(crate) struct Wish {
    pub(crate) path: &'static str,
    /// With which the request reaches its route.
    pub(crate) method: &'static str,
    pub(crate) passed: Vec<&'static str>,
    pub(crate) origin: String,
    /// What the preflight asks for: browsers keep the answer for the URL.
    pub(crate) asked: &'static str,
    pub(crate) headers: Vec<&'static str>,
    pub(crate) credentials: bool,
    /// The response header that the page reads.
    pub(crate) read: Option<&'static str>,
}

/// Who takes the request: among the routes that take it the nearest, then that with the most guards.
pub(crate) fn taker<'r>(routes: &'r [Route], wish: &Wish) -> Option<&'r Route> {
    let takes = |route: &&Route| {
        let inside = wish.path.strip_prefix(route.pattern.trim_end_matches('/'));
        let of_path = match inside {
            _ if route.pattern == wish.path => true,
            Some(rest) => route.is_prefix && rest.starts_with('/'),
            None => false,
        };
        of_path
            && (route.method == wish.method || route.method == "*")
            && route.guards.iter().all(|guard| wish.passed.contains(guard))
    };
    routes.iter().filter(takes).max_by_key(|route| {
        let specific = (route.guards.len(), route.method != "*");
        let name = route.own.as_ref().map(|own| own.name.clone());
        (!route.is_prefix, route.pattern.len(), specific, route.guards.clone(), name)
    })
}

/// Whether the page gets what it wants from this policy.
pub(crate) fn grants(own: &Own, route_methods: &[&str], wish: &Wish) -> bool {
    let line = wish.headers.join(",");
    let lines: Vec<&[u8]> = if line.is_empty() { Vec::new() } else { vec![line.as_bytes()] };
    let request = Request {
        is_options: true,
        origin: FieldLines::One(wish.origin.as_bytes()),
        requested_method: FieldLines::One(wish.asked.as_bytes()),
        requested_headers: lines.into_iter(),
    };
    let is_granted =
        matches!(decide(&own.policy, route_methods, &request), Decision::Preflight(Ok(_)));
    let exposed = own.texts.expose_headers.as_deref().unwrap_or_default();
    let may_read =
        wish.read.is_none_or(|name| exposed == "*" || exposed.split(", ").any(|own| own == name));
    // The browser wants every listed name that has no safe value said.
    let said = own.texts.allow_headers.as_deref().unwrap_or_default();
    let listed = !wish.headers.contains(&"content-type")
        || said.starts_with('*')
        || said.split(", ").any(|name| name == "content-type");
    is_granted && listed && may_read && (own.policy.credentials || !wish.credentials)
}

/// Whether the page gets what it wants from the application.
pub(crate) fn is_granted(routes: &[Route], wish: &Wish) -> bool {
    taker(routes, wish).is_some_and(|route| {
        route.own.as_ref().is_some_and(|own| grants(own, &route.methods(), wish))
    })
}

/// Whether the handler is kept from a request without a preflight.
pub(crate) fn is_rejected(routes: &[Route], wish: &Wish) -> bool {
    let origin = FieldLines::One(wish.origin.as_bytes());
    taker(routes, wish).and_then(|route| route.own.as_ref()).is_some_and(|own| {
        let decision = decide_actual(&own.policy, origin);
        own.policy.reject_unlisted && matches!(decision, Decision::Actual(Err(_)))
    })
}
