//! A handler that another framework registers, which `#[cors]` must not take for actix-web's.

use syn::Attribute;

use super::attributes::is_named;
use super::framework::{FRAMEWORKS, Framework, other_framework};
use super::route::is_named_like_route;

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
