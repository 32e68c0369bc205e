//! A handler: a function below a route attribute.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Attribute;

use super::attributes::is_named;
use super::function::Function;
use super::route::{Route, is_route};

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

/// A function with several route attributes and no `#[routes]` above them.
#[derive(Debug)]
pub(crate) struct Repeated {
    /// The route attributes apart from `#[routes]`.
    pub(crate) routes: Vec<Attribute>,
    /// The function with the first of them only, which actix-web serves.
    pub(crate) item: TokenStream,
}

/// A function that is no handler of ours, although it has a route attribute.
pub(super) enum Unread {
    Refused(Refused),
    /// With all its attributes.
    Repeated(Vec<Attribute>, Repeated),
}

impl Handler {
    /// Reads the routes of a function that has a route attribute.
    pub(super) fn read(
        mut attributes: Vec<Attribute>,
        function: Function,
    ) -> Result<Handler, Unread> {
        let written = attributes.clone();
        if let Some(repeated) = Repeated::read(&written, &function) {
            return Err(Unread::Repeated(written, repeated));
        }
        match Route::take(&mut attributes).filter(|_| function.returns) {
            Some(route) => Ok(Handler { attributes, route, function }),
            None => Err(Unread::Refused(Refused { attributes: written, function })),
        }
    }
}

impl Repeated {
    fn read(attributes: &[Attribute], function: &Function) -> Option<Repeated> {
        let mut routes = attributes.iter().filter(|attribute| is_route(attribute));
        let first = routes.next()?;
        if is_named(first, "routes") || routes.next().is_none() {
            return None;
        }
        let routes = attributes.iter().filter(|attribute| is_route(attribute));
        let routes = routes.filter(|attribute| !is_named(attribute, "routes"));
        let kept = attributes
            .iter()
            .filter(|attribute| std::ptr::eq(*attribute, first) || !is_route(attribute));
        let Function { visibility, tokens, .. } = function;
        let item = quote!(#(#kept)* #visibility #tokens);
        Some(Repeated { routes: routes.cloned().collect(), item })
    }
}
