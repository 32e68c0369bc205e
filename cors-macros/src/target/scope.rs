//! A module below `#[scope]`.

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};
use syn::Attribute;

use super::attributes::is_named;
use super::content::Content;
use super::function::split_visibility;

/// A module whose routes share a policy.
#[derive(Debug)]
pub(crate) struct Scope {
    /// All attributes, `#[scope]` among them.
    pub(crate) attributes: Vec<Attribute>,
    /// Visibility, `mod` and the name.
    pub(crate) head: TokenStream,
    pub(crate) name: Ident,
    /// The group of its braces.
    pub(crate) braces: Group,
    pub(crate) content: Content,
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
        ([head @ .., _], [TokenTree::Group(braces)])
            if is_scope && braces.delimiter() == Delimiter::Brace =>
        {
            Module::Scope(Scope {
                attributes: attributes.to_vec(),
                head: head.iter().cloned().collect(),
                name: name.clone(),
                braces: braces.clone(),
                content: Content::read(braces.stream()),
            })
        }
        _ => Module::Bare(name.clone()),
    }
}
