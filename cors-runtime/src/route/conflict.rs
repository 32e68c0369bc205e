//! Two policies that claim the same pattern and method. Only one of them would ever decide, and
//! which one would depend on the order of two lines far away; so the server does not start.

use std::collections::HashMap;
use std::fmt;

use crate::policy::source::Source;
use crate::route::declaration::AnnotatedRoute;
use crate::route::place::Registration;

/// What is wrong, with both places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Conflict {
    pattern: String,
    method: &'static str,
    first: Source,
    second: Source,
}

impl fmt::Display for Conflict {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Conflict { pattern, method, first, second } = self;
        writeln!(out, "two CORS policies claim `{method} {pattern}`")?;
        writeln!(out, "  first:  {first}")?;
        writeln!(out, "  second: {second}, which would never run")?;
        write!(
            out,
            "help: remove one of the routes, or tell them apart with `guard = \"…\"` on both route attributes; the guard of \
             a scope is known to the router alone, so repeat it on its routes"
        )
    }
}

/// The first conflict among routes that have registered.
pub(crate) fn find(registered: &[Registration]) -> Option<Conflict> {
    let mut claims: HashMap<(String, &'static str), Vec<&Registration>> = HashMap::new();
    for second in registered.iter().filter(|registered| !registered.route.is_guarded()) {
        let Some(pattern) = second.pattern() else { continue };
        for method in second.route.methods() {
            let earlier = claims.entry((pattern.clone(), method)).or_default();
            let conflicting = |first: &&&Registration| {
                first.is_of_one_app_with(second) && differ(first.route, second.route)
            };
            if let Some(first) = earlier.iter().find(conflicting) {
                let (first, second) = (first.route.source(), second.route.source());
                return Some(Conflict { pattern, method, first, second });
            }
            earlier.push(second);
        }
    }
    None
}

/// A handler that is registered twice in one place has the same policy twice: useless, but not
/// ambiguous.
fn differ(first: &AnnotatedRoute, second: &AnnotatedRoute) -> bool {
    !std::ptr::eq(first.policy(), second.policy())
}
