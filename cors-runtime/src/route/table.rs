//! The table of annotated routes of one application: to whom a path and a method belong, before the router is asked.
//!
//! It answers as the router would, level by level and in the order of registration, with actix-router's own definitions; or
//! it says that it cannot know. The router also asks guards, of scopes and of routes, and only it can: wherever a guard
//! could lead elsewhere, the answer is [`Owner::Unclear`], and the request goes inward.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::{Rc, Weak};

use actix_web::dev::ResourceMap;

use crate::route::app_map::MapNode;
use crate::route::declaration::AnnotatedRoute;
use crate::route::level::{Level, count_places};
use crate::route::registration;

/// Whose request it is.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Owner {
    /// This route's.
    Route(&'static AnnotatedRoute),
    /// No annotated route's.
    Nobody,
    /// An annotated route's or not: guards decide.
    Unclear,
}

/// The table of one application.
#[derive(Debug)]
pub(crate) struct RouteTable {
    /// `None` where actix-web's map could not be read.
    root: Option<Level>,
}

thread_local! {
    /// One for each application, shared by every `Cors` in it. An address is only reused when its application is gone, and
    /// the table with it.
    static TABLES: RefCell<Vec<(*const ResourceMap, Weak<RouteTable>)>> =
        const { RefCell::new(Vec::new()) };
}

impl RouteTable {
    /// The table of the application that this map belongs to; `None` where it has no annotated routes and nobody
    /// `wants_all`.
    pub(crate) fn of(map: &ResourceMap, wants_all: bool) -> Option<Rc<RouteTable>> {
        TABLES.with_borrow_mut(|tables| {
            tables.retain(|(_, table)| table.strong_count() > 0);
            let known = tables.iter().find(|(of, _)| std::ptr::eq(*of, map));
            if let Some(table) = known.and_then(|(_, table)| table.upgrade()) {
                return Some(table);
            }
            let table = Rc::new(RouteTable::read(map, wants_all)?);
            tables.push((std::ptr::from_ref(map), Rc::downgrade(&table)));
            Some(table)
        })
    }

    fn read(map: &ResourceMap, wants_all: bool) -> Option<RouteTable> {
        if registration::is_empty() && !wants_all {
            return None;
        }
        let Some(root) = MapNode::read(map) else {
            tracing::error!(
                target: "cors",
                "the routes of this version of actix-web cannot be read: \
                 preflights are answered behind other middleware only"
            );
            return (!registration::is_empty()).then_some(RouteTable { root: None });
        };
        let mut places = HashMap::new();
        count_places(&root, "", &mut places);
        let level = Level::new(root.children.unwrap_or_default(), "", 0, &places);
        (wants_all || level.has_annotated()).then_some(RouteTable { root: Some(level) })
    }

    /// To whom a request of this path, decoded as the router sees it, and this method belongs.
    #[inline]
    pub(crate) fn owner(&self, path: &str, method: &[u8]) -> Owner {
        self.root.as_ref().map_or(Owner::Unclear, |root| root.owner(path, method))
    }

    /// Whether the path leads to a resource or into a scope, annotated or not. All others are the default service's.
    pub(crate) fn leads_somewhere(&self, path: &str) -> bool {
        self.root.as_ref().is_none_or(|root| root.leads_somewhere(path))
    }
}
