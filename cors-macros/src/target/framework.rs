//! Frameworks on top of actix-web that have route attributes of their own, by the same names. What
//! those register is no route of actix-web's attribute: read as one, it would silently lose what
//! the framework adds, so it is recognised and refused.

use syn::{Attribute, Path};

use super::attributes::is_named;
use super::route::is_named_like_route;

/// A framework: its crate, and the attribute that makes a handler its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Framework {
    pub(crate) name: &'static str,
    operation: &'static str,
}

const FRAMEWORKS: [Framework; 2] = [
    Framework { name: "apistos", operation: "api_operation" },
    Framework { name: "paperclip", operation: "api_v2_operation" },
];

/// A handler of a framework's.
#[derive(Debug)]
pub(crate) struct Operation {
    pub(crate) framework: Framework,
    /// What it is known by.
    pub(crate) attribute: Attribute,
}

impl Operation {
    /// Finds out whether a function is a framework's: by a path that names the framework, or by a
    /// route attribute that does not say whose it is, together with what only that framework has.
    pub(super) fn read(attributes: &[Attribute]) -> Option<Operation> {
        let found = |framework, attribute: &Attribute| {
            Some(Operation { framework, attribute: attribute.clone() })
        };
        let route = attributes.iter().find(|attribute| is_named_like_route(attribute.path()));
        if let Some(route) = route {
            if let Some(framework) = other_framework(route.path()) {
                return found(framework, route);
            }
            if route.path().segments.len() > 1 {
                return None;
            }
        }
        attributes.iter().find_map(|attribute| {
            let is_meant = |framework: &&Framework| is_named(attribute, framework.operation);
            found(*FRAMEWORKS.iter().find(is_meant)?, attribute)
        })
    }
}

/// The framework that a path names.
pub(super) fn other_framework(path: &Path) -> Option<Framework> {
    let names = |framework: &&Framework| {
        path.segments.iter().any(|segment| segment.ident == framework.name)
    };
    FRAMEWORKS.iter().find(names).copied()
}
