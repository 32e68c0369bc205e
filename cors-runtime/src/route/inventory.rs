//! Every resource of an application with what is known of it, for whoever wants to see all of them:
//! [`crate::startup::audit`]. Whom a path could mean is no question here.

use crate::route::decider::Decider;
use crate::route::late_route::{self, Late};
use crate::route::level::Level;
use crate::route::listed::Listed;
use crate::route::node::{Kind, Node};

/// A resource in one place, or what a scope with a policy does with whatever nothing in it takes.
#[derive(Debug)]
pub(crate) struct Entry {
    /// The whole pattern.
    pub(crate) pattern: String,
    /// It takes all paths that begin with the pattern.
    pub(crate) is_prefix: bool,
    /// What the program calls it.
    pub(crate) name: Option<String>,
    pub(crate) owner: Owner,
    /// The whole patterns of the scopes that it is in, the outermost first.
    pub(crate) scopes: Vec<String>,
    /// Why preflights come to its policy behind other middleware only, where they do.
    pub(crate) late: Option<Late>,
}

/// Who decides about what comes to it.
#[derive(Clone, Debug)]
pub(crate) enum Owner {
    /// Somebody with a policy of its own.
    Own(Decider),
    /// The scope around it that is nearest of those with a policy.
    Scope(Decider),
    /// Nobody who has a place in the table.
    Nobody,
}

/// Where in the tree of scopes a level is.
#[derive(Clone, Default)]
struct Inside {
    prefix: String,
    scopes: Vec<String>,
    /// The nearest scope around that has a policy, and why its preflights come late.
    policy: Option<(Decider, Option<Late>)>,
}

/// All entries, in the order in which the router tries them.
pub(super) fn of(root: &Level, deciders: &[Decider], list: &[Listed]) -> Vec<Entry> {
    let mut entries = Vec::new();
    Inventory { deciders, list, entries: &mut entries }.level(root, &Inside::default());
    entries
}

struct Inventory<'a> {
    deciders: &'a [Decider],
    list: &'a [Listed],
    entries: &'a mut Vec<Entry>,
}

impl Inventory<'_> {
    fn level(&mut self, level: &Level, inside: &Inside) {
        for node in &level.nodes {
            for pattern in &node.patterns {
                self.node(node, format!("{}{pattern}", inside.prefix), inside);
            }
        }
    }

    fn node(&mut self, node: &Node<Level>, whole: String, inside: &Inside) {
        match &node.kind {
            Kind::Annotated { route, .. } => {
                self.owned(node, whole, Decider::Route(route.clone()), inside);
            }
            Kind::Service { service, .. } => {
                self.owned(node, whole, Decider::Service(service.clone()), inside);
            }
            Kind::Scope { level, .. } | Kind::OtherScope { level } => {
                self.scope(level, whole, inside);
            }
            Kind::Other => {
                let (owner, late) = match &inside.policy {
                    Some((scope, late)) => (Owner::Scope(scope.clone()), late.clone()),
                    None => (Owner::Nobody, None),
                };
                self.add(node, whole, owner, late, inside);
            }
        }
    }

    fn scope(&mut self, level: &Level, whole: String, inside: &Inside) {
        let own = level.policy.and_then(|number| self.deciders.get(number)).cloned();
        let own = own.map(|decider| {
            let late = late_route::why(self.list, &whole, &decider);
            (decider, late)
        });
        let scopes = inside.scopes.iter().cloned().chain([whole.clone()]).collect();
        let is_policys = own.is_some();
        let policy = own.or_else(|| inside.policy.clone());
        let below = Inside { prefix: whole, scopes, policy };
        self.level(level, &below);
        if let Some((decider, late)) = below.policy.filter(|_| is_policys) {
            let (pattern, scopes, owner) = (below.prefix, below.scopes, Owner::Own(decider));
            let (is_prefix, name) = (true, None);
            self.entries.push(Entry { pattern, is_prefix, name, owner, scopes, late });
        }
    }

    fn owned(&mut self, node: &Node<Level>, whole: String, decider: Decider, inside: &Inside) {
        let late = late_route::why(self.list, &whole, &decider);
        self.add(node, whole, Owner::Own(decider), late, inside);
    }

    fn add(
        &mut self,
        node: &Node<Level>,
        whole: String,
        owner: Owner,
        late: Option<Late>,
        inside: &Inside,
    ) {
        let is_prefix = node.definition.is_prefix();
        let (name, scopes) = (node.name.clone(), inside.scopes.clone());
        self.entries.push(Entry { pattern: whole, is_prefix, name, owner, scopes, late });
    }
}
