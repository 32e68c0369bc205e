//! A module below `#[scope]`. Its content is walked as tokens: only the attributes of functions matter, and unfinished
//! code between them must survive.

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::parse::{ParseStream, Parser};
use syn::{Attribute, Token, Visibility};

use super::{Common, Misplaced, Target, is_named, route};

/// A module whose routes share a policy.
#[derive(Debug)]
pub(crate) struct Scope {
    /// All attributes, `#[scope]` among them.
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) visibility: Visibility,
    pub(crate) module: Token![mod],
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

pub(super) fn read(
    attributes: Vec<Attribute>,
    input: ParseStream<'_>,
    block: Option<TokenTree>,
) -> syn::Result<Target> {
    let visibility = input.parse()?;
    let module = input.parse()?;
    let name: Ident = input.parse()?;
    let rest: TokenStream = input.parse()?;
    let is_scope = attributes.iter().any(|attribute| is_named(attribute, "scope"));
    match block {
        Some(TokenTree::Group(content))
            if is_scope && rest.is_empty() && content.delimiter() == Delimiter::Brace =>
        {
            Ok(Target::Scope(Scope { attributes, visibility, module, name, content }))
        }
        _ => {
            let name = name.to_token_stream();
            Ok(Target::Misplaced(Common { attributes, name }, Misplaced::BareModule))
        }
    }
}

impl Scope {
    /// The content, with the places marked where handlers start that have no `#[cors]` of their own.
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
            if starts_function(item) && is_uncovered(attributes) {
                pieces.push(ScopedHandler::Start);
            }
            pieces.extend(attributes.iter().cloned().map(ScopedHandler::Token));
            rest = item;
        }
        pieces
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

/// Whether `fn` comes before anything that no function starts with.
fn starts_function(item: &[TokenTree]) -> bool {
    const QUALIFIERS: [&str; 6] = ["pub", "async", "const", "unsafe", "extern", "safe"];
    for token in item {
        match token {
            TokenTree::Ident(word) if word == "fn" => return true,
            TokenTree::Ident(word) if QUALIFIERS.iter().any(|known| word == known) => {}
            TokenTree::Group(group) if group.delimiter() != Delimiter::Brace => {}
            TokenTree::Literal(_) => {}
            _ => return false,
        }
    }
    false
}

/// A route attribute and no `#[cors]`.
fn is_uncovered(attributes: &[TokenTree]) -> bool {
    let tokens: TokenStream = attributes.iter().cloned().collect();
    let attributes = Attribute::parse_outer.parse2(tokens).unwrap_or_default();
    attributes.iter().any(route::is_route)
        && !attributes.iter().any(|attribute| is_named(attribute, "cors"))
}
