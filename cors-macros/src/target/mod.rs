//! What the attribute stands on. Attributes are parsed; of all else, no more is looked at than has to be known.

mod function;
mod handler;
mod route;
mod scope;

pub(crate) use function::Function;
pub(crate) use handler::{Handler, Refused};
pub(crate) use route::{Served, methods};
pub(crate) use scope::{Scope, ScopedHandler};

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::parse::Parser;
use syn::{Attribute, Meta};

use crate::args::flatten;

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

impl Target {
    /// Reads the item.
    pub(crate) fn parse(item: TokenStream) -> syn::Result<Target> {
        let mut item: Vec<TokenTree> = item.into_iter().collect();
        let target = Target::read(&item);
        if matches!(target, Ok(Target::Handler(_) | Target::Scope(_))) {
            return target;
        }
        // What came through a `macro_rules!` may have to be looked at twice.
        show_attributes(&mut item);
        Target::read(&item)
    }

    fn read(item: &[TokenTree]) -> syn::Result<Target> {
        let (attributes, item) = split_attributes(item);
        let attributes = parse_attributes(attributes)?;
        if let Some(function) = Function::read(item) {
            return Ok(handler::read(attributes, function));
        }
        if let Some(target) = scope::read(&attributes, item) {
            return Ok(target);
        }
        let common = Common { name: item_name(item), attributes };
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
            Target::Handler(handler) => handler.function.name.to_token_stream(),
            Target::Scope(scope) => scope.name.to_token_stream(),
            Target::Refused(refused) => refused.function.name.to_token_stream(),
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

/// Makes the attributes in front look as if they had not come through a `$(#[$attribute:meta])*`: what cannot be read could
/// not be served.
fn show_attributes(item: &mut [TokenTree]) {
    let in_front = item.iter_mut().take_while(|token| match token {
        TokenTree::Punct(pound) => pound.as_char() == '#',
        TokenTree::Group(group) => group.delimiter() == Delimiter::Bracket,
        TokenTree::Ident(_) | TokenTree::Literal(_) => false,
    });
    for token in in_front {
        if let TokenTree::Group(group) = token {
            let span = group.span();
            *group = Group::new(Delimiter::Bracket, flatten(group.stream()));
            group.set_span(span);
        }
    }
}

/// The outer attributes at the start, and what follows.
fn split_attributes(tokens: &[TokenTree]) -> (&[TokenTree], &[TokenTree]) {
    let mut count = 0;
    while let [TokenTree::Punct(pound), TokenTree::Group(group), ..] =
        tokens.get(count..).unwrap_or_default()
    {
        if pound.as_char() != '#' || group.delimiter() != Delimiter::Bracket {
            break;
        }
        count += 2;
    }
    tokens.split_at_checked(count).unwrap_or((&[], tokens))
}

fn parse_attributes(tokens: &[TokenTree]) -> syn::Result<Vec<Attribute>> {
    Attribute::parse_outer.parse2(tokens.iter().cloned().collect())
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
