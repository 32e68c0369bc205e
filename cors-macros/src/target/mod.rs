//! The item on which the attribute stands. Its attributes are parsed; of all else, only what is
//! needed is read.

mod attributes;
mod content;
mod framework;
mod function;
mod handler;
mod operation;
mod order;
mod route;
mod scope;

pub(crate) use attributes::{cfgs, is_documentation, is_named};
pub(crate) use content::{Piece, Place};
pub(crate) use function::Function;
pub(crate) use handler::{Handler, Refused, Repeated};
pub(crate) use operation::Operation;
pub(crate) use order::Reordered;
pub(crate) use route::{Served, methods};
pub(crate) use scope::Scope;

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::Attribute;

use self::attributes::{parse_attributes, show_attributes, split_attributes};
use self::handler::Unread;
use self::scope::Module;

/// The annotated item.
#[derive(Debug)]
pub(crate) enum Target {
    /// A function below a route attribute.
    Handler(Box<Handler>),
    /// A function whose attributes have to be expanded in another order.
    Reordered(Box<Reordered>),
    /// A function that is unfinished, which the compiler reports itself.
    Unfinished(Common),
    /// A function whose route attribute actix-web will refuse, which it reports itself.
    Refused(Box<Refused>),
    /// A module below `#[scope]`.
    Scope(Scope),
    /// Nothing that the attribute could serve.
    Misplaced(Common, Misplaced),
}

/// What every item has.
#[derive(Debug)]
pub(crate) struct Common {
    pub(crate) attributes: Vec<Attribute>,
    /// The name, or the first token where the item has none.
    pub(crate) name: TokenStream,
}

/// Why the attribute does nothing here.
#[derive(Debug)]
pub(crate) enum Misplaced {
    /// On a function without a route attribute, or below it.
    BareFunction,
    /// On a function that another framework registers.
    OtherFramework(Box<Operation>),
    /// On a function with several route attributes, of which actix-web serves one only.
    SeveralRoutes(Repeated),
    /// On a module without `#[scope]`, or below it.
    BareModule,
    /// On something else.
    Elsewhere,
}

impl Target {
    /// Reads the item.
    pub(crate) fn parse(item: TokenStream) -> syn::Result<Target> {
        let mut item: Vec<TokenTree> = item.into_iter().collect();
        let target = Target::read(&item);
        if matches!(target, Ok(Target::Handler(_) | Target::Reordered(_) | Target::Scope(_))) {
            return target;
        }
        // The tokens of an item that a `macro_rules!` made may be in invisible groups.
        show_attributes(&mut item);
        Target::read(&item)
    }

    fn read(item: &[TokenTree]) -> syn::Result<Target> {
        let (attributes, item) = split_attributes(item);
        let attributes = parse_attributes(attributes)?;
        if let Some(function) = Function::read(item) {
            return Ok(match Reordered::read(&attributes, &function) {
                Some(reordered) => Target::Reordered(Box::new(reordered)),
                None => Target::of_function(attributes, function),
            });
        }
        let module = scope::read(&attributes, item);
        let common = Common { name: item_name(item), attributes };
        Ok(match module {
            Module::Scope(scope) => Target::Scope(scope),
            Module::Bare(name) => {
                let name = name.to_token_stream();
                Target::Misplaced(Common { name, ..common }, Misplaced::BareModule)
            }
            // Below a route attribute this can only be a function that is still being typed.
            Module::None if first_route(&common.attributes).is_some() => Target::Unfinished(common),
            Module::None => Target::Misplaced(common, Misplaced::Elsewhere),
        })
    }

    fn of_function(attributes: Vec<Attribute>, function: Function) -> Target {
        let name = function.name.to_token_stream();
        if let Some(operation) = Operation::read(&attributes) {
            let reason = Misplaced::OtherFramework(Box::new(operation));
            return Target::Misplaced(Common { attributes, name }, reason);
        }
        if first_route(&attributes).is_none() {
            return Target::Misplaced(Common { attributes, name }, Misplaced::BareFunction);
        }
        match Handler::read(attributes, function) {
            Ok(handler) => Target::Handler(Box::new(handler)),
            Err(Unread::Refused(refused)) => Target::Refused(Box::new(refused)),
            Err(Unread::Repeated(attributes, repeated)) => {
                Target::Misplaced(Common { attributes, name }, Misplaced::SeveralRoutes(repeated))
            }
        }
    }

    /// The name of the item.
    pub(crate) fn name(&self) -> TokenStream {
        match self {
            Target::Handler(handler) => handler.function.name.to_token_stream(),
            Target::Scope(scope) => scope.name.to_token_stream(),
            Target::Refused(refused) => refused.function.name.to_token_stream(),
            Target::Reordered(reordered) => reordered.name.to_token_stream(),
            Target::Unfinished(common) | Target::Misplaced(common, _) => common.name.clone(),
        }
    }

    /// The attributes of the item, with which everything generated beside it is conditional.
    pub(crate) fn attributes(&self) -> &[Attribute] {
        match self {
            Target::Handler(handler) => &handler.attributes,
            Target::Scope(scope) => &scope.attributes,
            Target::Refused(refused) => &refused.attributes,
            Target::Reordered(reordered) => &reordered.attributes,
            Target::Unfinished(common) | Target::Misplaced(common, _) => &common.attributes,
        }
    }
}

/// The identifier behind the keyword of an item, or its first token.
fn item_name(item: &[TokenTree]) -> TokenStream {
    let is_keyword = |name: &Ident| syn::parse2::<Ident>(name.to_token_stream()).is_err();
    let name = item.iter().find(|token| match token {
        TokenTree::Ident(name) => !is_keyword(name),
        _ => false,
    });
    name.or_else(|| item.first()).cloned().into_iter().collect()
}

/// The route attribute of a handler that actix-web refuses.
pub(crate) fn first_route(attributes: &[Attribute]) -> Option<&Attribute> {
    attributes.iter().find(|attribute| route::is_route(attribute))
}
