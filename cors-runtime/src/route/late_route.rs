//! Routes and services whose preflights a `Cors` around the application cannot answer before other
//! middleware runs, and what to write so that it can. Named by [`crate::startup::check_app`].

use std::fmt;

use crate::policy::source::Source;
use crate::route::decider::Decider;
use crate::route::listed::{Listed, Whose};

/// A route or service whose preflights only the router can bring to somebody, behind all other
/// middleware.
#[derive(Clone, Debug)]
pub(crate) struct LateRoute {
    pattern: String,
    methods: &'static [&'static str],
    source: Source,
    reason: Reason,
    /// How many others there are for the same reason.
    more: usize,
}

/// Why that is so.
#[derive(Clone, Debug, PartialEq)]
enum Reason {
    /// A handler without a policy, at this pattern, could be meant too.
    Nobody(String),
    /// A handler with another policy, at this pattern, could be meant too.
    Another(String, Source),
    /// The route has guards.
    Guard,
}

/// All of them.
pub(crate) fn among(list: &[Listed]) -> Vec<LateRoute> {
    let mut late: Vec<LateRoute> = Vec::new();
    for (place, own) in list.iter().enumerate() {
        let Some((decider, reason)) = reason(list, place, own) else { continue };
        // One line is enough for a fallback whose policy differs from that of each route.
        let is_known = |known: &&mut LateRoute| {
            matches!(reason, Reason::Another(..)) && known.reason == reason
        };
        // What differs from this has been named.
        let this = Reason::Another(own.whole.clone(), decider.source());
        if matches!(reason, Reason::Another(..)) && late.iter().any(|known| known.reason == this) {
            continue;
        }
        if let Some(known) = late.iter_mut().find(is_known) {
            known.more += 1;
            continue;
        }
        let (pattern, methods) = (own.whole.clone(), decider.methods());
        late.push(LateRoute { pattern, methods, source: decider.source(), reason, more: 0 });
    }
    late
}

/// Why preflights are answered late, and what to write.
#[cfg(feature = "audit")]
#[derive(Clone, Debug)]
pub(crate) struct Late {
    pub(crate) reason: String,
    pub(crate) help: &'static str,
}

/// Why those of whoever decides at this pattern are; nothing where they are answered early.
#[cfg(feature = "audit")]
pub(crate) fn why(list: &[Listed], pattern: &str, decider: &Decider) -> Option<Late> {
    let is_it = |listed: &Listed| {
        let own = match &listed.whose {
            Whose::Own(own) | Whose::Scope { decider: own, .. } => own,
            Whose::ScopeAround(_) | Whose::Nobody => return false,
        };
        listed.whole == pattern && own.is_same(decider)
    };
    let place = list.iter().position(is_it)?;
    let (_, reason) = reason(list, place, list.get(place)?)?;
    let help = reason.help();
    let reason = match reason {
        Reason::Nobody(other) => {
            format!("a handler without a policy, at `{other}`, may be meant by the same path")
        }
        Reason::Another(other, policy) => {
            let name = if policy.name.is_empty() { policy.file } else { policy.name };
            format!("the policy `{name}` of `{other}` may be meant by the same path")
        }
        Reason::Guard => "only the router can call its guard".to_owned(),
    };
    Some(Late { reason, help })
}

/// Who answers late, and why.
fn reason<'l>(list: &[Listed], place: usize, own: &'l Listed) -> Option<(&'l Decider, Reason)> {
    let (decider, end) = match &own.whose {
        Whose::Own(decider) => (decider, place),
        Whose::Scope { decider, end } => (decider, *end),
        Whose::ScopeAround(_) | Whose::Nobody => return None,
    };
    let is_route = matches!(decider, Decider::Route(_));
    let mut others = list.iter().enumerate().filter(|(at, other)| {
        // A guard of the scope may lead to whoever comes later outside of it, and those of a
        // service to whoever comes later.
        let is_elsewhere = own.scope.is_some() && other.scope != own.scope;
        let could_be_meant = *at < place || is_elsewhere || !is_route;
        let is_inside = *at == place || (place..end).contains(at);
        let is_around =
            matches!(other.whose, Whose::Scope { end, .. } if place < end && *at < place);
        could_be_meant && !is_inside && !is_around && other.may_overlap(own)
    });
    let nobody = others.clone().find(|(_, other)| matches!(other.whose, Whose::Nobody));
    if let Some((_, other)) = nobody {
        return Some((decider, Reason::Nobody(other.whole.clone())));
    }
    let another = others.find_map(|(_, other)| {
        let another = other.whose.decider()?;
        let is_same = another.policy().is_same(decider.policy());
        (!is_same && !both_serve_other_methods(decider, another))
            .then(|| Reason::Another(other.whole.clone(), another.source()))
    });
    let is_guarded = matches!(decider, Decider::Route(route) if route.declaration().is_guarded());
    let guard = is_guarded.then_some(Reason::Guard);
    another.or(guard).map(|reason| (decider, reason))
}

/// Whether both are annotated, so that their methods tell which of them is meant, or their order.
fn both_serve_other_methods(one: &Decider, other: &Decider) -> bool {
    matches!((one, other), (Decider::Route(_), Decider::Route(_)))
}

impl Reason {
    /// What to write instead.
    const fn help(&self) -> &'static str {
        match self {
            Reason::Nobody(_) => {
                "give that handler a policy where it is registered, `.cors(&POLICY)`, or by the attribute; `#[cors(disabled)]` \
                 if no page of another origin may use it; a `reject_unlisted` around the application then holds for it no \
                 longer, so repeat it"
            }
            Reason::Another(..) => {
                "give both the same policy, or let that policy grant what the first does; a service that refuses a method \
                 itself loses nothing by a policy that lists it"
            }
            Reason::Guard => {
                "put the middleware that stops preflights further in, or make it pass them (`cors_runtime::is_preflight`)"
            }
        }
    }
}

impl fmt::Display for LateRoute {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let LateRoute { pattern, methods, source, reason, more } = self;
        let what = match methods {
            [] => format!("`{pattern}`"),
            _ => format!("`{} {pattern}`", methods.join(", ")),
        };
        write!(out, "preflights for {what} of {source}")?;
        if *more > 0 {
            write!(out, ", and for {more} more,")?;
        }
        match reason {
            Reason::Nobody(other) => write!(
                out,
                " are answered behind other middleware: a handler without a policy, at `{other}`, may be meant by the same \
                 path"
            ),
            Reason::Another(other, policy) => write!(
                out,
                " are answered behind other middleware where {policy} says otherwise, which is the policy of `{other}` and may \
                 be meant by the same path"
            ),
            Reason::Guard => {
                write!(
                    out,
                    " are answered behind other middleware: only the router can call its guard"
                )
            }
        }?;
        write!(out, "\nhelp: {}", reason.help())
    }
}
