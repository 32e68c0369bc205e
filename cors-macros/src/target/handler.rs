//! A handler: a function below a route attribute.

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Attribute, FnArg, ReturnType, Signature};

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
    let name = function.signature.ident.to_token_stream();
    if !attributes.iter().any(route::is_route) {
        return Target::Misplaced(Common { attributes, name }, Misplaced::BareFunction);
    }
    let returns = !matches!(function.signature.output, ReturnType::Default);
    let written = attributes.clone();
    match Route::take(&mut attributes).filter(|_| returns) {
        Some(route) => Target::Handler(Box::new(Handler { attributes, route, function })),
        None => Target::Refused(Box::new(Refused { attributes: written, function })),
    }
}

impl Handler {
    /// Whether a parameter extracts a JSON body: `Json<…>`, also inside another extractor.
    pub(crate) fn takes_json(&self) -> bool {
        takes_json(&self.function.signature)
    }
}

fn takes_json(signature: &Signature) -> bool {
    signature.inputs.iter().any(|input| match input {
        FnArg::Typed(typed) => names_json(typed.ty.to_token_stream()),
        FnArg::Receiver(_) => false,
    })
}

fn names_json(tokens: TokenStream) -> bool {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let is_json = |pair: &[TokenTree]| match pair {
        [TokenTree::Ident(name), TokenTree::Punct(open)] => name == "Json" && open.as_char() == '<',
        _ => false,
    };
    tokens.windows(2).any(is_json)
        || tokens.into_iter().any(|token| match token {
            TokenTree::Group(group) => names_json(group.stream()),
            _ => false,
        })
}
