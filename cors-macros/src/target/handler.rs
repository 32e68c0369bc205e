//! A handler: a function below a route attribute.

use quote::ToTokens;
use syn::Attribute;

use super::route::{self, Route};
use super::{Common, Function, Misplaced, Target};

/// A function and its routes.
#[derive(Debug)]
pub(crate) struct Handler {
    /// All attributes but those of routes, in the order written.
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) route: Route,
    pub(crate) function: Function,
}

/// A function with a route attribute that actix-web refuses.
#[derive(Debug)]
pub(crate) struct Refused {
    /// All attributes, in the order written.
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) function: Function,
}

pub(super) fn read(mut attributes: Vec<Attribute>, function: Function) -> Target {
    let name = function.name.to_token_stream();
    if !attributes.iter().any(route::is_route) {
        return Target::Misplaced(Common { attributes, name }, Misplaced::BareFunction);
    }
    let written = attributes.clone();
    match Route::take(&mut attributes).filter(|_| function.returns) {
        Some(route) => Target::Handler(Box::new(Handler { attributes, route, function })),
        None => Target::Refused(Box::new(Refused { attributes: written, function })),
    }
}
