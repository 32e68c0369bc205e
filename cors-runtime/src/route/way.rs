//! The way on which the router has led a request into a scope, or to a resource: whether it may have
//! tried a handler before whose guards let a preflight pass and not the request that it announces.
//! Those are handlers without a policy, and services that were registered with one. Asked by a
//! [`Cors`](crate::Cors) that stands there.

use crate::route::level::Level;
use crate::route::node::Kind;

impl Level {
    /// Whether such a handler may have been tried before the service that the router has led a
    /// request to. The scopes around that service, and itself, have taken `entered` bytes of the
    /// path.
    pub(crate) fn may_have_others_on_the_way(&self, path: &str, entered: usize) -> bool {
        let (mut others, mut ways) = (false, 0);
        let doubt = self.index.visit(path, self.nodes.len(), |number| {
            let node = self.nodes.get(number)?;
            let taken = node.definition.find_match(path)?;
            let is_way = match &node.kind {
                Kind::Annotated { .. } => return None,
                Kind::Scope { .. } | Kind::OtherScope { .. } => taken <= entered,
                Kind::Service { .. } | Kind::Other => taken == entered,
            };
            if !is_way {
                others = true;
                return None;
            }
            ways += 1;
            let is_further = match &node.kind {
                Kind::Scope { level, .. } | Kind::OtherScope { level } => {
                    let rest = path.get(taken..)?;
                    if taken < entered {
                        level.may_have_others_on_the_way(rest, entered - taken)
                    } else {
                        level.has_several_for_nothing(rest)
                    }
                }
                Kind::Annotated { .. } | Kind::Service { .. } | Kind::Other => false,
            };
            (others || ways > 1 || is_further).then_some(())
        });
        doubt.is_some() || ways == 0 && others
    }

    /// Whether such a handler may have been tried before a scope or resource that takes
    /// nothing of the path, which the router may have chosen inside of the scope that has taken the
    /// rest.
    fn has_several_for_nothing(&self, path: &str) -> bool {
        let mut others = false;
        let found = self.index.visit(path, self.nodes.len(), |number| {
            let node = self.nodes.get(number)?;
            let takes_nothing = node.definition.find_match(path)? == 0;
            let is_doubtful = match &node.kind {
                Kind::Annotated { .. } => return None,
                Kind::Scope { level, .. } | Kind::OtherScope { level } if takes_nothing => {
                    others || level.has_several_for_nothing(path)
                }
                Kind::Service { .. } | Kind::Other => takes_nothing && others,
                Kind::Scope { .. } | Kind::OtherScope { .. } => false,
            };
            others = true;
            is_doubtful.then_some(())
        });
        found.is_some()
    }
}
