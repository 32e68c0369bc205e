//! What the attribute stands on. Bodies stay tokens, so that half-typed ones survive; attributes and signatures are read.

mod handler;
mod route;
mod scope;

pub(crate) use handler::{Handler, Refused};
pub(crate) use route::Served;
pub(crate) use scope::{Scope, ScopedHandler};

use proc_macro2::{Ident, TokenStream};
use quote::ToTokens;
use syn::parse::{Parse, ParseStream, Parser};
use syn::{Attribute, Meta, Signature, Token, Visibility};

/// The annotated item.
#[derive(Debug)]
pub(crate) enum Target {
    /// A function below a route attribute.
    Handler(Box<Handler>),
    /// A function that is unfinished; the compiler says so itself.
    Unfinished(Common),
    /// A function whose route attribute actix-web will refuse; it says so itself.
    Refused(Box<Refused>),
    /// A module below `#[scope]`.
    Scope(Scope),
    /// Nothing that serves requests.
    Misplaced(Common, Misplaced),
}

/// What is known of any item.
#[derive(Debug)]
pub(crate) struct Common {
    pub(crate) attributes: Vec<Attribute>,
    /// The name, or the first token where the item has none.
    pub(crate) name: TokenStream,
}

/// Why the attribute does nothing here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Misplaced {
    /// On a function without a route attribute, or below it.
    BareFunction,
    /// On a module without `#[scope]`, or below it.
    BareModule,
    /// On something else.
    Elsewhere,
}

/// A function, read as far as its body.
#[derive(Debug)]
pub(crate) struct Function {
    pub(crate) visibility: Visibility,
    pub(crate) signature: Signature,
    pub(crate) body: TokenStream,
}

impl Parse for Function {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        Ok(Function { visibility: input.parse()?, signature: input.parse()?, body: input.parse()? })
    }
}

impl Target {
    /// Reads the item.
    pub(crate) fn parse(item: TokenStream) -> syn::Result<Target> {
        Self::read.parse2(item)
    }

    fn read(input: ParseStream<'_>) -> syn::Result<Target> {
        let attributes = input.call(Attribute::parse_outer)?;
        let ahead = input.fork();
        ahead.parse::<Visibility>()?;
        if ahead.peek(Token![mod]) {
            return scope::read(attributes, input);
        }
        let ahead = input.fork();
        if let Ok(function) = ahead.parse::<Function>() {
            // What has been read ahead is skipped, not read again.
            input.parse::<TokenStream>()?;
            return Ok(handler::read(attributes, function));
        }
        let rest: TokenStream = input.parse()?;
        let common = Common { name: item_name(&rest), attributes };
        // Below a route attribute this can only be a function that is still being typed.
        Ok(if common.attributes.iter().any(route::is_route) {
            Target::Unfinished(common)
        } else {
            Target::Misplaced(common, Misplaced::Elsewhere)
        })
    }

    /// The name of the item.
    pub(crate) fn name(&self) -> TokenStream {
        match self {
            Target::Handler(handler) => handler.function.signature.ident.to_token_stream(),
            Target::Scope(scope) => scope.name.to_token_stream(),
            Target::Refused(refused) => refused.function.signature.ident.to_token_stream(),
            Target::Unfinished(common) | Target::Misplaced(common, _) => common.name.clone(),
        }
    }

    /// The attributes of the item, with which everything generated beside it is conditional.
    pub(crate) fn attributes(&self) -> &[Attribute] {
        match self {
            Target::Handler(handler) => &handler.attributes,
            Target::Scope(scope) => &scope.attributes,
            Target::Refused(refused) => &refused.attributes,
            Target::Unfinished(common) | Target::Misplaced(common, _) => &common.attributes,
        }
    }
}

/// The identifier behind the keyword of an item, or its first token.
fn item_name(rest: &TokenStream) -> TokenStream {
    let is_keyword = |name: &Ident| syn::parse2::<Ident>(name.to_token_stream()).is_err();
    let name = rest.clone().into_iter().find(|token| match token {
        proc_macro2::TokenTree::Ident(name) => !is_keyword(name),
        _ => false,
    });
    name.or_else(|| rest.clone().into_iter().next()).into_iter().collect()
}

/// The route attribute of a handler that actix-web refuses.
pub(crate) fn first_route(attributes: &[Attribute]) -> Option<&Attribute> {
    attributes.iter().find(|attribute| route::is_route(attribute))
}

/// Whether an attribute is this one: by its last segment, as in `#[actix_web::get("/")]`.
pub(crate) fn is_named(attribute: &Attribute, name: &str) -> bool {
    attribute.path().segments.last().is_some_and(|last| last.ident == name)
}

/// The `cfg`s among attributes.
pub(crate) fn cfgs(attributes: &[Attribute]) -> Vec<Attribute> {
    attributes.iter().filter(|attribute| attribute.path().is_ident("cfg")).cloned().collect()
}

/// Documentation, also behind `cfg_attr`.
pub(crate) fn is_documentation(attribute: &Attribute) -> bool {
    if attribute.path().is_ident("doc") {
        return true;
    }
    let Meta::List(list) = &attribute.meta else { return false };
    let text = list.tokens.to_string();
    attribute.path().is_ident("cfg_attr")
        && text.rsplit(',').next().is_some_and(|last| last.trim_start().starts_with("doc ="))
}
