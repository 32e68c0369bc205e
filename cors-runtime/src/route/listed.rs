//! The resources and scopes of an application in one list, as they stand in the tree: for what is
//! asked once, of patterns and not of a path. Made by [`crate::route::table`].

use std::ptr;

use crate::route::decider::Decider;
use crate::route::level::Level;
use crate::route::node::Kind;
use crate::route::registered::RegisteredRoute;
use crate::route::segment_index::{Segment, segments};

/// One resource or scope in the list of all.
#[derive(Debug)]
pub(crate) struct Listed {
    /// The whole pattern.
    pub(crate) whole: String,
    is_prefix: bool,
    /// Which scope of the application's top it is in.
    pub(crate) scope: Option<usize>,
    pub(crate) whose: Whose,
}

/// Who decides about what comes to it.
#[derive(Clone, Debug)]
pub(crate) enum Whose {
    /// Somebody with a policy of its own.
    Own(Decider),
    /// A scope with a policy, as a whole; what is in it is listed too, up to the place `end`.
    Scope { decider: Decider, end: usize },
    /// A scope around it has a policy.
    ScopeAround(Decider),
    /// Nobody who is known.
    Nobody,
}

impl Whose {
    /// Whoever has a policy.
    pub(crate) fn decider(&self) -> Option<&Decider> {
        match self {
            Whose::Own(decider) | Whose::Scope { decider, .. } | Whose::ScopeAround(decider) => {
                Some(decider)
            }
            Whose::Nobody => None,
        }
    }
}

impl Listed {
    /// Whether it is the resource of this annotated route.
    pub(crate) fn is_of(&self, route: &RegisteredRoute) -> bool {
        match &self.whose {
            Whose::Own(Decider::Route(own)) => ptr::eq(own.declaration(), route.declaration()),
            _ => false,
        }
    }

    /// Whether it may have guards that want a method, so that a preflight for it passes them.
    pub(crate) fn may_let_preflights_pass(&self) -> bool {
        !matches!(self.whose, Whose::Own(Decider::Route(_)) | Whose::Scope { .. })
    }

    /// Whether some path may be matched by both.
    pub(crate) fn may_overlap(&self, other: &Listed) -> bool {
        let (one, two) = (&self.whole, &other.whole);
        may_overlap(one, self.is_prefix, two) || other.is_prefix && may_overlap(two, true, one)
    }
}

impl Level {
    /// Adds everything in it to the list. `around`: the scope with a policy that it is in.
    pub(crate) fn list(
        &self,
        prefix: &str,
        scope: Option<usize>,
        around: Option<&Decider>,
        deciders: &[Decider],
        list: &mut Vec<Listed>,
    ) {
        for node in &self.nodes {
            for pattern in &node.patterns {
                let whole = format!("{prefix}{pattern}");
                let is_prefix = node.definition.is_prefix();
                let mut add = |whose| {
                    list.push(Listed { whole: whole.clone(), is_prefix, scope, whose });
                };
                match &node.kind {
                    Kind::Annotated { route, .. } => {
                        add(Whose::Own(Decider::Route(route.clone())));
                    }
                    Kind::Service { service, .. } => {
                        add(Whose::Own(Decider::Service(service.clone())));
                    }
                    Kind::Scope { level, .. } => {
                        let own = level.policy.and_then(|number| deciders.get(number));
                        if let Some(decider) = own.cloned() {
                            add(Whose::Scope { decider, end: 0 });
                        }
                        let start = list.len();
                        let outermost = scope.or(Some(start));
                        level.list(&whole, outermost, own.or(around), deciders, list);
                        let all = list.len();
                        let entry = start.checked_sub(1).and_then(|place| list.get_mut(place));
                        if let (Some(_), Some(entry)) = (own, entry)
                            && let Whose::Scope { end, .. } = &mut entry.whose
                        {
                            *end = all;
                        }
                    }
                    Kind::OtherScope { .. } | Kind::Other => {
                        let around = around.cloned().map(Whose::ScopeAround);
                        add(around.unwrap_or(Whose::Nobody));
                    }
                }
            }
        }
    }
}

/// Whether two whole patterns may match one path; the first may be a prefix.
fn may_overlap(other: &str, is_prefix: bool, own: &str) -> bool {
    // The prefix of a scope ends with a slash: where its segments end is for the router to say.
    if other.contains("//") || own.contains("//") {
        return true;
    }
    let (mut others, mut owns) = (segments(other), segments(own));
    loop {
        match (others.next(), owns.next()) {
            (None, None) | (Some(Segment::Other), _) | (_, Some(Segment::Other)) => return true,
            (None, Some(_)) => return is_prefix,
            (Some(_), None) => return false,
            (Some(Segment::Literal(a)), Some(Segment::Literal(b))) if a != b => return false,
            (Some(_), Some(_)) => {}
        }
    }
}
