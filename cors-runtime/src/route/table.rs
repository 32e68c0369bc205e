//! The table of the routes of one application: who could be meant by a path and a method, before
//! the router is asked.
//!
//! It goes through the routes as the router would, level by level and in the order of registration,
//! with actix-router's own definitions. Guards are the router's alone. So the table never tells who
//! it will be where a guard could lead elsewhere; it tells everybody who could be.

use std::cell::RefCell;
use std::rc::{Rc, Weak};
use std::{fmt, ptr};

use actix_web::HttpRequest;
use actix_web::dev::ResourceMap;

use crate::policy::source::Source;
use crate::route::app_map::MapNode;
use crate::route::candidates::{Candidates, Prospect};
pub(crate) use crate::route::declaration::AnnotatedRoute;
use crate::route::level::Wanted;
use crate::route::level::{Level, Listed};
use crate::route::registered::RegisteredRoute;
use crate::route::segment_index::{ByText, is_path};
use crate::route::{app_map, refused_methods, registration, rewritten_path};

/// What can be known of an application's routes.
#[derive(Debug)]
pub(crate) enum Routes {
    /// All of them.
    Read(RouteTable),
    /// Only which annotated routes it has: actix-web's map could not be read.
    Unreadable(Vec<&'static AnnotatedRoute>),
}

/// The table of one application.
#[derive(Debug)]
pub(crate) struct RouteTable {
    root: Level,
    routes: Vec<Rc<RegisteredRoute>>,
    /// The prospects of the paths that patterns write out, which are most of those that are asked
    /// for, by the methods that annotated routes serve there.
    literal: ByText<Box<[(&'static str, Prospect)]>>,
}

/// A route whose preflights only the router can bring to somebody, behind all other middleware.
#[derive(Clone, Debug)]
pub(crate) struct LateRoute {
    pattern: String,
    methods: &'static [&'static str],
    source: Source,
    reason: LateReason,
}

/// Why that is so.
#[derive(Clone, Debug)]
enum LateReason {
    /// A handler without a policy, at this pattern, could be meant too.
    Other(String),
    /// The route has guards.
    Guard,
}

impl fmt::Display for LateRoute {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let LateRoute { pattern, methods, source, reason } = self;
        let methods = methods.join(", ");
        write!(
            out,
            "preflights for `{methods} {pattern}` of {source} are answered behind other middleware: "
        )?;
        match reason {
            LateReason::Other(other) => write!(
                out,
                "a handler without a policy, at `{other}`, may be meant by the same path\n\
                 help: give that handler a policy, or `#[cors(disabled)]` if no page of another origin may use it"
            ),
            LateReason::Guard => write!(
                out,
                "only the router can call its guard\n\
                 help: put the middleware that stops preflights further in, or make it pass them (`cors_runtime::is_preflight`)"
            ),
        }
    }
}

thread_local! {
    /// One for each application, shared by everybody in it. An entry is removed when its
    /// application is gone and another is looked for; an address is only used again when its
    /// application is gone.
    static KNOWN: RefCell<Vec<(*const ResourceMap, Weak<Routes>)>> = const { RefCell::new(Vec::new()) };
}

/// Whether the routes of applications can be read in this version of actix-web.
pub(crate) fn can_be_read() -> bool {
    app_map::is_understood() && refused_methods::are_told()
}

impl Routes {
    /// The routes of the application that has the request.
    pub(crate) fn of(request: &HttpRequest) -> Rc<Routes> {
        let map = request.resource_map();
        KNOWN.with_borrow_mut(|known| {
            known.retain(|(_, routes)| routes.strong_count() > 0);
            let earlier = known.iter().find(|(of, _)| ptr::eq(*of, map));
            if let Some(routes) = earlier.and_then(|(_, routes)| routes.upgrade()) {
                return routes;
            }
            let routes = Rc::new(Routes::read(request));
            known.push((ptr::from_ref(map), Rc::downgrade(&routes)));
            routes
        })
    }

    fn read(request: &HttpRequest) -> Routes {
        let Some(root) = MapNode::of(request.resource_map()) else {
            tracing::error!(
                target: "cors",
                "the routes of this version of actix-web cannot be read: preflights of annotated routes are answered behind \
                 other middleware only"
            );
            return Routes::Unreadable(registration::of_application(request));
        };
        Routes::Read(RouteTable::new(root.children.unwrap_or_default()))
    }

    /// Whether an application has no annotated route.
    pub(crate) fn are_without_policies(&self) -> bool {
        match self {
            Routes::Read(table) => table.routes.is_empty(),
            Routes::Unreadable(routes) => routes.is_empty(),
        }
    }

    /// Whether the path, or what middleware may make of it, leads to a resource or into a scope.
    pub(crate) fn may_lead_somewhere(&self, path: &str) -> bool {
        self.may_match(path, Level::leads_somewhere)
    }

    /// Whether the path, or what middleware may make of it, leads into a scope.
    pub(crate) fn may_enter_scope(&self, path: &str) -> bool {
        self.may_match(path, Level::leads_into_scope)
    }

    fn may_match(&self, path: &str, matches: impl Fn(&Level, &str) -> bool) -> bool {
        let Routes::Read(table) = self else { return true };
        let matches = |path: &str| matches(&table.root, path);
        let mut found = matches(path);
        let is_whole =
            rewritten_path::each_with_other_slashes(path, |other| found |= matches(other));
        found || !is_whole || rewritten_path::without_base(path).any(matches)
    }

    /// Whether a handler without a policy may have been tried before the service that the router
    /// has led the request to.
    pub(crate) fn may_have_others_on_the_way(&self, request: &HttpRequest) -> bool {
        let Routes::Read(table) = self else { return true };
        let path = request.match_info();
        let entered = path.as_str().len() - path.unprocessed().len();
        table.root.may_have_others_on_the_way(path.as_str(), entered)
    }

    /// Whether a handler without a policy could be tried before this route is.
    pub(crate) fn may_have_others_before(&self, route: &RegisteredRoute) -> bool {
        match self {
            Routes::Read(table) => table.has_others_before(route),
            Routes::Unreadable(_) => true,
        }
    }
}

impl RouteTable {
    fn new(map: Vec<MapNode>) -> RouteTable {
        let mut routes = Vec::new();
        let root = Level::new(map, &mut routes);
        let mut table = RouteTable { root, routes, literal: ByText::default() };
        let mut methods: Vec<&'static str> = Vec::new();
        table.root.each_method(&mut |method| {
            if !methods.contains(&method) {
                methods.push(method);
            }
        });
        let mut literal: ByText<Box<[(&'static str, Prospect)]>> = ByText::default();
        if !methods.is_empty() {
            table.root.each_pattern("", &mut |pattern| {
                if is_path(pattern) && !literal.contains_key(pattern) {
                    let prospect = |method: &&'static str| {
                        let prospect = table.search(pattern, Wanted::of(method.as_bytes()));
                        (!prospect.is_without_routes()).then_some((*method, prospect))
                    };
                    literal.insert(pattern.into(), methods.iter().filter_map(prospect).collect());
                }
            });
        }
        table.literal = literal;
        table
    }

    /// Whether a handler without a policy could be tried before this route is, for any path that
    /// the route matches.
    fn has_others_before(&self, route: &RegisteredRoute) -> bool {
        let list = self.list();
        let is_own = |listed: &&Listed<'_>| {
            listed.route.is_some_and(|own| ptr::eq(own.declaration(), route.declaration()))
        };
        let is_here = list.iter().any(|listed| is_own(&listed));
        let after_other =
            list.iter().enumerate().filter(|(_, own)| is_own(own)).any(|(place, own)| {
                let before = list.iter().take(place).filter(|before| before.route.is_none());
                before.into_iter().any(|other| other.may_overlap(own))
            });
        !is_here || after_other
    }

    /// The routes whose preflights nobody answers before other middleware runs, and why.
    pub(crate) fn late_routes(&self) -> Vec<LateRoute> {
        let list = self.list();
        let late = |(place, own): (usize, &Listed<'_>)| {
            let route = own.route?.declaration();
            let other = list.iter().enumerate().find(|(at, other)| {
                // A guard of the scope may lead to whoever comes later outside of it.
                let comes_first = *at < place || (own.scope.is_some() && other.scope != own.scope);
                other.route.is_none() && comes_first && other.may_overlap(own)
            });
            let reason = match other {
                Some((_, other)) => LateReason::Other(other.whole.clone()),
                None if route.is_guarded() => LateReason::Guard,
                None => return None,
            };
            let pattern = own.whole.clone();
            Some(LateRoute { pattern, methods: route.methods(), source: route.source(), reason })
        };
        list.iter().enumerate().filter_map(late).collect()
    }

    fn list(&self) -> Vec<Listed<'_>> {
        let mut list = Vec::new();
        self.root.list("", None, &mut list);
        list
    }

    /// The route of a candidate.
    pub(crate) fn route(&self, number: usize) -> Option<&Rc<RegisteredRoute>> {
        self.routes.get(number)
    }

    /// Everybody who could be meant by a path, as the router sees it.
    pub(crate) fn candidates(&self, path: &str, wanted: Wanted<'_>) -> Candidates {
        let mut found = Candidates::NONE;
        self.root.find(path, wanted, &mut found);
        found
    }

    /// Everybody who could be meant by a path, also where middleware rewrites it.
    #[inline]
    pub(crate) fn with_prospect<T>(
        &self,
        path: &str,
        wanted: Wanted<'_>,
        then: impl FnOnce(&Prospect) -> T,
    ) -> T {
        match self.literal.get(path) {
            Some(prospects) if !wanted.only_in_scopes => {
                let known = prospects.iter().find(|(own, _)| own.as_bytes() == wanted.method);
                then(known.map_or(&Prospect::NONE, |(_, prospect)| prospect))
            }
            _ => then(&self.search(path, wanted)),
        }
    }

    /// The same, to be kept.
    pub(crate) fn prospect(&self, path: &str, wanted: Wanted<'_>) -> Prospect {
        self.with_prospect(path, wanted, Prospect::clone)
    }

    #[inline(never)]
    fn search(&self, path: &str, wanted: Wanted<'_>) -> Prospect {
        let mut prospect = Prospect::NONE;
        self.root.find(path, wanted, &mut prospect.direct);
        let is_whole = rewritten_path::each_with_other_slashes(path, |other| {
            self.root.find(other, wanted, &mut prospect.corrected);
        });
        // What is too long to be looked at could mean anybody, and so could a path that every
        // correction would change.
        let is_lost = path.contains("//") && prospect.corrected.is_without_routes();
        prospect.direct.others |= !is_whole || is_lost;
        for rest in rewritten_path::without_base(path) {
            self.root.find(rest, wanted, &mut prospect.stripped);
        }
        prospect.settle();
        prospect
    }
}
