//! The routes of an application as the router has them: every pattern, annotated or not, in order,
//! scope by scope.
//!
//! actix-web keeps all of this in its [`ResourceMap`], and offers no way to walk it. The map's
//! `Debug` form is read instead, once for each worker. A form that is not understood gives no map
//! at all, and then nobody guesses: [`crate::route::table`] leaves every request to the router.

use std::rc::Rc;

use actix_web::dev::{ResourceDef, ResourceMap};

use crate::route::debug_value::Value;

/// Whether the map of this version of actix-web is understood: one that is made here is read back.
pub(crate) fn is_understood() -> bool {
    let mut scope = ResourceMap::new(ResourceDef::root_prefix("/scope"));
    let mut named = ResourceDef::new("/inside");
    named.set_name("name");
    scope.add(&mut named, None);
    let mut root = ResourceMap::new(ResourceDef::prefix(""));
    root.add(&mut ResourceDef::root_prefix("/scope"), Some(Rc::new(scope)));
    root.add(&mut ResourceDef::new(["/a", "/b"]), None);
    let Some(map) = MapNode::read(&root) else { return false };
    let [scope, resource] = map.children.as_deref().unwrap_or_default() else { return false };
    let [inside] = scope.children.as_deref().unwrap_or_default() else { return false };
    scope.patterns == ["/scope"]
        && scope.is_prefix
        && inside.patterns == ["/inside"]
        && inside.name.as_deref() == Some("name")
        && !inside.is_prefix
        && inside.children.is_none()
        && resource.patterns == ["/a", "/b"]
        && resource.children.is_none()
}

/// A resource or a scope.
#[derive(Debug)]
pub(crate) struct MapNode {
    /// As the router compiles them: with the leading slash that actix-web adds.
    pub(crate) patterns: Vec<String>,
    pub(crate) is_prefix: bool,
    pub(crate) name: Option<String>,
    /// `None` for a resource.
    pub(crate) children: Option<Vec<MapNode>>,
}

impl MapNode {
    /// Reads the map of an application.
    pub(crate) fn read(map: &ResourceMap) -> Option<MapNode> {
        node(&Value::read(&format!("{map:?}"))?)
    }

    /// What can be known of it, which is nothing where a map that is made here is not read back as
    /// it is.
    pub(crate) fn of(map: &ResourceMap) -> Option<MapNode> {
        if is_understood() { MapNode::read(map) } else { None }
    }
}

fn node(map: &Value) -> Option<MapNode> {
    // Whatever is new may have routes in it that are not seen here.
    if !map.has_exactly(&["pattern", "named", "parent", "nodes"]) {
        return None;
    }
    let definition = map.field("pattern")?;
    let name = optional(definition.field("name")?, text)?;
    let children = optional(map.field("nodes")?, |nodes| match nodes {
        Value::List(nodes) => nodes.iter().map(node).collect(),
        _ => None,
    })?;
    let is_prefix = match definition.field("is_prefix")? {
        Value::Word(word) if word == "true" => true,
        Value::Word(word) if word == "false" => false,
        _ => return None,
    };
    Some(MapNode { patterns: patterns(definition.field("patterns")?)?, is_prefix, name, children })
}

/// `Single("…")` or `List(["…"])`.
fn patterns(value: &Value) -> Option<Vec<String>> {
    let Value::Tuple(kind, values) = value else { return None };
    match (kind.as_str(), values.as_slice()) {
        ("Single", [single]) => Some(vec![text(single)?]),
        ("List", [Value::List(list)]) => list.iter().map(text).collect(),
        _ => None,
    }
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::Text(text) => Some(text.clone()),
        _ => None,
    }
}

/// `Some(value)` or `None`, and then what the value means.
#[expect(clippy::option_option, reason = "the outer one says whether it was understood")]
fn optional<T>(value: &Value, read: impl Fn(&Value) -> Option<T>) -> Option<Option<T>> {
    match value {
        Value::Word(word) if word == "None" => Some(None),
        Value::Tuple(name, values) if name == "Some" => read(values.first()?).map(Some),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use actix_web::dev::{ResourceDef, ResourceMap};

    use super::MapNode;

    /// Fails when an actix-web writes its map in another form: then this module is to be taught.
    #[test]
    fn the_form_of_this_actix_web_is_understood() {
        let mut named = ResourceDef::new("/\"q\"/{id:[0-9]{1,2}}\\\n");
        named.set_name("it's");
        let mut scope = ResourceMap::new(ResourceDef::root_prefix("{user}"));
        scope.add(&mut named, None);
        scope.add(&mut ResourceDef::new(["/a", "/{b}"]), None);
        let mut root = ResourceMap::new(ResourceDef::prefix(""));
        root.add(&mut ResourceDef::root_prefix("{user}"), Some(Rc::new(scope)));
        root.add(&mut ResourceDef::new("/last"), None);

        let map = MapNode::read(&root).expect("understood");
        let [user, last] = map.children.expect("a scope").try_into().expect("two nodes");
        assert_eq!((user.patterns, user.is_prefix), (vec!["/{user}".to_owned()], true));
        assert_eq!((last.patterns, last.is_prefix), (vec!["/last".to_owned()], false));
        assert!(last.children.is_none());
        let [first, second] = user.children.expect("a scope").try_into().expect("two nodes");
        assert_eq!(first.name.as_deref(), Some("it's"));
        assert_eq!(first.patterns, ["/\"q\"/{id:[0-9]{1,2}}\\\n"]);
        assert_eq!(second.patterns, ["/a", "/{b}"]);
    }
}
