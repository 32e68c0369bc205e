//! A module below `#[scope]`. Its content is walked as tokens: only the attributes of functions
//! matter, and unfinished code between them must survive.

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};
use syn::Attribute;

use super::attributes::{is_named, parse_attributes, split_attributes};
use super::function::{keyword, split_visibility};
use super::route::is_route;

/// A module whose routes share a policy.
#[derive(Debug)]
pub(crate) struct Scope {
    /// All attributes, `#[scope]` among them.
    pub(crate) attributes: Vec<Attribute>,
    /// Visibility, `mod` and the name.
    pub(crate) head: TokenStream,
    pub(crate) name: Ident,
    pub(crate) content: Group,
}

/// A piece of the module's content.
#[derive(Debug)]
pub(crate) enum ScopedHandler {
    /// A handler without an attribute of its own starts here.
    Start,
    /// Everything else, as it is.
    Token(TokenTree),
}

/// Whether an item is a module with a policy.
pub(super) enum Module {
    /// A module below `#[scope]`.
    Scope(Scope),
    /// A module of this name without `#[scope]`, or without its content in braces.
    Bare(Ident),
    /// Something else.
    None,
}

/// Reads an item behind its attributes.
pub(super) fn read(attributes: &[Attribute], item: &[TokenTree]) -> Module {
    let (_, module) = split_visibility(item);
    let [TokenTree::Ident(keyword), TokenTree::Ident(name), rest @ ..] = module else {
        return Module::None;
    };
    if keyword != "mod" {
        return Module::None;
    }
    let is_scope = attributes.iter().any(|attribute| is_named(attribute, "scope"));
    match (item, rest) {
        ([head @ .., _], [TokenTree::Group(content)])
            if is_scope && content.delimiter() == Delimiter::Brace =>
        {
            Module::Scope(Scope {
                attributes: attributes.to_vec(),
                head: head.iter().cloned().collect(),
                name: name.clone(),
                content: content.clone(),
            })
        }
        _ => Module::Bare(name.clone()),
    }
}

impl Scope {
    /// The content, with the places marked where handlers start that have no `#[cors]` of their
    /// own.
    pub(crate) fn pieces(&self) -> Vec<ScopedHandler> {
        let tokens: Vec<TokenTree> = self.content.stream().into_iter().collect();
        let mut pieces = Vec::with_capacity(tokens.len());
        let mut rest = tokens.as_slice();
        while let Some((first, behind)) = rest.split_first() {
            let (attributes, item) = split_attributes(rest);
            if attributes.is_empty() {
                pieces.push(ScopedHandler::Token(first.clone()));
                rest = behind;
                continue;
            }
            if is_function(item) && is_uncovered(attributes) {
                pieces.push(ScopedHandler::Start);
            }
            pieces.extend(attributes.iter().cloned().map(ScopedHandler::Token));
            rest = item;
        }
        pieces
    }
}

fn is_function(item: &[TokenTree]) -> bool {
    let (_, item) = split_visibility(item);
    keyword(item).is_some()
}

/// A route attribute and no `#[cors]`.
fn is_uncovered(attributes: &[TokenTree]) -> bool {
    let attributes = parse_attributes(attributes).unwrap_or_default();
    attributes.iter().any(is_route)
        && !attributes.iter().any(|attribute| is_named(attribute, "cors"))
}
