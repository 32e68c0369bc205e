//! The table of the routes of one application: who could be meant by a path and a method, before
//! the router is asked.
//!
//! It goes through the routes as the router would, level by level and in the order of registration,
//! with actix-router's own definitions. Guards are the router's alone. So the table never tells who
//! it will be where a guard could lead elsewhere; it tells everybody who could be.

use std::cell::RefCell;
use std::ptr;
use std::rc::{Rc, Weak};

use actix_web::HttpRequest;
use actix_web::dev::{Path, ResourceMap};

use crate::policy::placed::PlacedPolicy;
use crate::route::app_map::MapNode;
use crate::route::candidates::{Candidates, Prospect};
use crate::route::decider::Decider;
use crate::route::declaration::AnnotatedRoute;
#[cfg(feature = "audit")]
use crate::route::inventory;
use crate::route::late_route::{self, LateRoute};
use crate::route::level::{Level, Wanted};
use crate::route::listed::Listed;
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
    /// Those that have a policy of their own.
    deciders: Vec<Decider>,
    /// The prospects of the paths that patterns write out, which are most of those that are asked
    /// for, by the methods that annotated routes serve there. What is left is that of any other
    /// method, which has no name.
    literal: ByText<Box<[(&'static str, Prospect)]>>,
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

    /// Whether nobody in an application is known to have a policy of its own.
    pub(crate) fn are_without_policies(&self) -> bool {
        match self {
            Routes::Read(table) => table.deciders.is_empty(),
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

    /// Whether a handler may have been tried before the service that the router has led the request
    /// to, whose guards let a preflight pass and not the request that it announces.
    pub(crate) fn may_have_others_on_the_way(&self, request: &HttpRequest) -> bool {
        let Routes::Read(table) = self else { return true };
        let path = request.match_info();
        let entered = path.as_str().len() - path.unprocessed().len();
        table.root.may_have_others_on_the_way(path.as_str(), entered)
    }

    /// Whether such a handler could be tried before this route is.
    pub(crate) fn may_have_others_before(&self, route: &RegisteredRoute) -> bool {
        match self {
            Routes::Read(table) => table.has_others_before(route),
            Routes::Unreadable(_) => true,
        }
    }
}

/// Stands for the methods that no annotated route serves; comes last.
const ANY_OTHER: &str = "";

impl RouteTable {
    fn new(map: Vec<MapNode>) -> RouteTable {
        let mut deciders = Vec::new();
        let root = Level::new(map, &mut deciders);
        let mut table = RouteTable { root, deciders, literal: ByText::default() };
        let mut methods: Vec<&'static str> = Vec::new();
        table.root.each_method(&mut |method| {
            if !methods.contains(&method) {
                methods.push(method);
            }
        });
        if table.deciders.iter().any(|decider| matches!(decider, Decider::Service(_))) {
            methods.push(ANY_OTHER);
        }
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

    /// Whether a handler whose guards let preflights pass could be tried before this route is, for
    /// any path that the route matches.
    fn has_others_before(&self, route: &RegisteredRoute) -> bool {
        let list = self.list();
        let is_here = list.iter().any(|listed| listed.is_of(route));
        let after_other =
            list.iter().enumerate().filter(|(_, own)| own.is_of(route)).any(|(place, own)| {
                let before = list.iter().take(place).filter(|own| own.may_let_preflights_pass());
                before.into_iter().any(|other| other.may_overlap(own))
            });
        !is_here || after_other
    }

    /// Whoever has a policy whose preflights nobody answers before other middleware runs, and why.
    pub(crate) fn late_routes(&self) -> Vec<LateRoute> {
        late_route::among(&self.list())
    }

    /// Every resource of the application, and what is known of it.
    #[cfg(feature = "audit")]
    pub(crate) fn inventory(&self) -> Vec<inventory::Entry> {
        inventory::of(&self.root, &self.deciders, &self.list())
    }

    fn list(&self) -> Vec<Listed> {
        let mut list = Vec::new();
        self.root.list("", None, None, &self.deciders, &mut list);
        list
    }

    /// Whoever a candidate is.
    pub(crate) fn decider(&self, number: usize) -> Option<&Decider> {
        self.deciders.get(number)
    }

    /// What the router will have matched when the path comes to a handler of this policy, in every
    /// way in which it may: as it is, or rewritten by middleware. `None` where a policy further in
    /// may be nearer to some handler.
    pub(crate) fn ways(
        &self,
        path: &str,
        prospect: &Prospect,
        wanted: Wanted<'_>,
        policy: &PlacedPolicy,
    ) -> Option<Vec<Path<String>>> {
        let mut paths = vec![path.to_owned()];
        let is_whole =
            rewritten_path::each_with_other_slashes(path, |other| paths.push(other.to_owned()));
        if !prospect.is_literal() {
            paths.extend(rewritten_path::without_base(path).map(str::to_owned));
        }
        let mut ways = Vec::new();
        for path in is_whole.then_some(paths)? {
            for candidate in self.candidates(&path, wanted).routes() {
                let decider = self.decider(candidate.number).filter(|own| own.is_alone())?;
                if decider.policy().is_same(policy) {
                    ways.push(self.root.matched(candidate.number, Path::new(path.clone()))?);
                }
            }
        }
        Some(ways)
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
            Some(prospects) if !wanted.only_in_scopes && wanted.with_scope_policies => {
                let is_wanted = |own: &str| own.as_bytes() == wanted.method || own == ANY_OTHER;
                let known = prospects.iter().find(|(own, _)| is_wanted(own));
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
