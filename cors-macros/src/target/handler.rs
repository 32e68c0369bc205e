//! A handler: a function below a route attribute.

use syn::Attribute;

use super::function::Function;
use super::route::Route;

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

impl Handler {
    /// Reads the routes of a function that has a route attribute.
    pub(super) fn read(
        mut attributes: Vec<Attribute>,
        function: Function,
    ) -> Result<Handler, Refused> {
        let written = attributes.clone();
        match Route::take(&mut attributes).filter(|_| function.returns) {
            Some(route) => Ok(Handler { attributes, route, function }),
            None => Err(Refused { attributes: written, function }),
        }
    }
}
