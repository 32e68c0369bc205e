//! The content of a module below `#[scope]`: where a handler starts that has no policy of its own,
//! however deep it stands, in nested modules, function bodies and blocks. It is walked as tokens:
//! only the attributes of functions matter, and unfinished code between them must survive.
//!
//! What a macro is called with is left alone: what becomes of it is that macro's affair.

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{Attribute, Meta};

use super::attributes::{
    conditional, ends_with, holds, parse_attributes, show_attributes, split_attributes,
};
use super::function::{keyword, split_visibility};
use super::route::is_named_like_route;
use crate::args::INHERITED;

/// Words before a `!` that is no macro's.
const BEFORE_NOT: [&str; 7] = ["break", "else", "if", "in", "match", "return", "while"];

/// The content of a module.
#[derive(Debug)]
pub(crate) struct Content {
    pub(crate) pieces: Vec<Piece>,
    /// Each `mod name;`, whose content is in another file.
    pub(crate) files: Vec<TokenStream>,
}

/// A piece of the content.
#[derive(Debug)]
pub(crate) enum Piece {
    /// A handler without a policy of its own starts here.
    Handler(Place),
    /// Brackets of any kind, in which such a handler starts.
    Group(Group, Vec<Piece>),
    /// Everything else, as it is.
    Token(TokenTree),
}

/// Where a handler stands.
#[derive(Clone, Debug, Default)]
pub(crate) struct Place {
    /// How many modules are around it, inside the one that is annotated.
    pub(crate) depth: usize,
    /// The predicates of `cfg_attr`s that give it, or a module around it, a policy of its own.
    pub(crate) has_own: Vec<TokenStream>,
}

/// What attributes say about a policy.
enum Own {
    /// A `#[cors]`.
    Policy,
    /// None, unless one of these predicates holds.
    Unless(Vec<TokenStream>),
}

impl Content {
    /// Reads what stands between the braces of the module.
    pub(super) fn read(tokens: TokenStream) -> Content {
        let mut files = Vec::new();
        let pieces = pieces(tokens, &Place::default(), &mut files);
        Content { pieces, files }
    }
}

fn pieces(tokens: TokenStream, place: &Place, files: &mut Vec<TokenStream>) -> Vec<Piece> {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut pieces = Vec::with_capacity(tokens.len());
    let mut rest = tokens.as_slice();
    while let Some(first) = rest.first() {
        let (attributes, item) = split_attributes(rest);
        let in_front = pieces.len();
        pieces.extend(attributes.iter().cloned().map(Piece::Token));
        rest = item;
        if let Some(length) = macro_call(item) {
            let (call, behind) = item.split_at_checked(length).unwrap_or((item, &[]));
            pieces.extend(call.iter().cloned().map(Piece::Token));
            rest = behind;
        } else if let Some((head, module)) = module(item) {
            let length = head.len() + 1;
            pieces.extend(head.iter().cloned().map(Piece::Token));
            pieces.push(nested(attributes, head, module, place, files));
            rest = item.get(length..).unwrap_or_default();
        } else if !attributes.is_empty() {
            pieces.splice(in_front..in_front, handler(attributes, item, place).map(Piece::Handler));
        } else if let Some((_, behind)) = rest.split_first() {
            pieces.push(match first {
                TokenTree::Group(group) => of_group(group, place, files),
                token => Piece::Token(token.clone()),
            });
            rest = behind;
        }
    }
    pieces
}

/// Brackets are made anew only where something inside them is, so that all else keeps its places.
fn of_group(group: &Group, place: &Place, files: &mut Vec<TokenStream>) -> Piece {
    let inside = pieces(group.stream(), place, files);
    if inside.iter().all(|piece| matches!(piece, Piece::Token(_))) {
        return Piece::Token(group.clone().into());
    }
    Piece::Group(group.clone(), inside)
}

/// The braces of a nested module, or the semicolon of one in a file. One with a policy of its own
/// is left alone.
fn nested(
    attributes: &[TokenTree],
    head: &[TokenTree],
    module: &TokenTree,
    place: &Place,
    files: &mut Vec<TokenStream>,
) -> Piece {
    let Own::Unless(predicates) = own(&shown(attributes)) else {
        return Piece::Token(module.clone());
    };
    let TokenTree::Group(braces) = module else {
        let (_, head) = split_visibility(head);
        files.push(head.iter().chain([module]).cloned().collect());
        return Piece::Token(module.clone());
    };
    let has_own = place.has_own.iter().cloned().chain(predicates).collect();
    of_group(braces, &Place { depth: place.depth + 1, has_own }, files)
}

/// A function below a route attribute, of whatever crate, and without a policy of its own. Which of
/// those `#[cors]` can serve, it says itself.
fn handler(attributes: &[TokenTree], item: &[TokenTree], place: &Place) -> Option<Place> {
    let (_, function) = split_visibility(item);
    keyword(function)?;
    let attributes = shown(attributes);
    let is_route = |attribute: &Attribute| holds(&attribute.meta, &is_named_like_route);
    let Own::Unless(predicates) = own(&attributes) else { return None };
    attributes.iter().any(is_route).then(|| {
        let has_own = place.has_own.iter().cloned().chain(predicates).collect();
        Place { has_own, ..*place }
    })
}

/// The attributes that can be read. They may have come through a `macro_rules!`; and one that
/// cannot be read must not hide the others.
fn shown(attributes: &[TokenTree]) -> Vec<Attribute> {
    let mut tokens = attributes.to_vec();
    show_attributes(&mut tokens);
    tokens.chunks(2).flat_map(|one| parse_attributes(one).unwrap_or_default()).collect()
}

fn own(attributes: &[Attribute]) -> Own {
    if attributes.iter().any(|attribute| is_own(&attribute.meta)) {
        return Own::Policy;
    }
    Own::Unless(attributes.iter().filter_map(|attribute| predicate(&attribute.meta)).collect())
}

/// A `#[cors]` of the user's. One that a module further outside has written is not: the policy of
/// the nearest module counts, and two are an error.
fn is_own(meta: &Meta) -> bool {
    let is_inherited = match meta {
        Meta::List(list) => {
            let first = list.tokens.clone().into_iter().next();
            matches!(first, Some(TokenTree::Ident(key)) if key == INHERITED)
        }
        _ => false,
    };
    ends_with(meta.path(), "cors") && !is_inherited
}

/// When a `cfg_attr` becomes a `#[cors]` of the user's, if ever.
fn predicate(meta: &Meta) -> Option<TokenStream> {
    let held = conditional(meta)?;
    let outer = held.predicate;
    if held.attributes.iter().any(is_own) {
        return Some(outer);
    }
    let inner: Vec<TokenStream> = held.attributes.iter().filter_map(predicate).collect();
    (!inner.is_empty()).then(|| quote!(all(#outer, any(#(#inner),*))))
}

/// A module: what is before its braces, or before its semicolon, and those.
fn module(item: &[TokenTree]) -> Option<(&[TokenTree], &TokenTree)> {
    let (visibility, module) = split_visibility(item);
    let [TokenTree::Ident(keyword), TokenTree::Ident(_), last, ..] = module else { return None };
    let is_end = match last {
        TokenTree::Group(braces) => braces.delimiter() == Delimiter::Brace,
        TokenTree::Punct(end) => end.as_char() == ';',
        TokenTree::Ident(_) | TokenTree::Literal(_) => false,
    };
    let head = item.get(..visibility.len() + 2)?;
    (keyword == "mod" && is_end).then_some((head, last))
}

/// How many tokens the call of a macro has, or its definition.
fn macro_call(item: &[TokenTree]) -> Option<usize> {
    let is_not = |token: &TokenTree| matches!(token, TokenTree::Punct(not) if not.as_char() == '!');
    let is_macro = |name: &Ident| BEFORE_NOT.iter().all(|word| name != word);
    match item {
        [TokenTree::Ident(name), not, TokenTree::Group(_), ..] if is_not(not) && is_macro(name) => {
            Some(3)
        }
        [TokenTree::Ident(name), not, TokenTree::Ident(_), TokenTree::Group(_), ..]
            if is_not(not) && name == "macro_rules" =>
        {
            Some(4)
        }
        _ => None,
    }
}

impl Piece {
    /// The tokens, with an attribute in front of each handler.
    pub(crate) fn tokens(
        pieces: &[Piece],
        attribute: &impl Fn(&Place) -> TokenStream,
    ) -> TokenStream {
        let tokens = pieces.iter().map(|piece| match piece {
            Piece::Handler(place) => attribute(place),
            Piece::Token(token) => token.to_token_stream(),
            Piece::Group(group, inside) => {
                let mut filled = Group::new(group.delimiter(), Piece::tokens(inside, attribute));
                filled.set_span(group.span());
                TokenTree::Group(filled).into()
            }
        });
        tokens.collect()
    }
}
