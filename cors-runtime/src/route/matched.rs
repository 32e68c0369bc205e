//! What the router will have matched of a path by name when it comes to one who has a policy: found
//! by the router's own definitions, on the way that it takes. Guards aside: where one says no, it does
//! not come there. Asked for the candidates of a path ([`crate::route::table`]).

use actix_web::dev::Path;

use crate::route::level::Level;
use crate::route::node::Kind;

impl Level {
    /// What has been matched at the decider of this number, if the path leads there.
    pub(crate) fn matched(&self, number: usize, path: Path<String>) -> Option<Path<String>> {
        if self.policy == Some(number) {
            return Some(path);
        }
        self.nodes.iter().find_map(|node| match &node.kind {
            Kind::Annotated { number: own, .. } | Kind::Service { number: own, .. } => {
                let mut path = (*own == number).then(|| path.clone())?;
                node.definition.capture_match_info(&mut path).then_some(path)
            }
            Kind::Scope { level, .. } => {
                let mut inside = path.clone();
                let is_match = node.definition.capture_match_info(&mut inside);
                is_match.then(|| level.matched(number, inside)).flatten()
            }
            Kind::OtherScope { .. } | Kind::Other => None,
        })
    }
}
