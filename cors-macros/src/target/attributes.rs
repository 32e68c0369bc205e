//! Attributes as tokens and as syntax: which stand in front of an item, which one is meant, and
//! what is behind a `cfg_attr`.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use syn::ext::IdentExt as _;
use syn::parse::{ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::{Attribute, Meta, Path, Token};

use crate::args::flatten;

/// What a `cfg_attr` holds.
pub(super) struct Conditional {
    pub(super) predicate: TokenStream,
    pub(super) attributes: Vec<Meta>,
}

/// The outer attributes at the start, and what follows.
pub(super) fn split_attributes(tokens: &[TokenTree]) -> (&[TokenTree], &[TokenTree]) {
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

/// Reads the tokens of outer attributes.
pub(super) fn parse_attributes(tokens: &[TokenTree]) -> syn::Result<Vec<Attribute>> {
    Attribute::parse_outer.parse2(tokens.iter().cloned().collect())
}

/// Removes the invisible groups in the attributes in front, which a `$(#[$attribute:meta])*` of a
/// `macro_rules!` makes: a route attribute that cannot be read could not be served.
pub(super) fn show_attributes(item: &mut [TokenTree]) {
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

/// Whether an attribute is this one: by its last segment, as in `#[actix_web::get("/")]`.
pub(crate) fn is_named(attribute: &Attribute, name: &str) -> bool {
    ends_with(attribute.path(), name)
}

/// Whether the last segment of a path is this name.
pub(super) fn ends_with(path: &Path, name: &str) -> bool {
    path.segments.last().is_some_and(|last| last.ident.unraw() == name)
}

/// What a `cfg_attr` holds; `None` for every other attribute, and for one that cannot be read.
pub(super) fn conditional(attribute: &Meta) -> Option<Conditional> {
    let Meta::List(list) = attribute else { return None };
    if !list.path.is_ident("cfg_attr") {
        return None;
    }
    let read = |input: ParseStream<'_>| {
        let mut predicate = TokenStream::new();
        while !input.peek(Token![,]) {
            predicate.extend([input.parse::<TokenTree>()?]);
        }
        input.parse::<Token![,]>()?;
        let attributes = Punctuated::<Meta, Token![,]>::parse_terminated(input)?;
        Ok(Conditional { predicate, attributes: attributes.into_iter().collect() })
    };
    read.parse2(list.tokens.clone()).ok()
}

/// Whether an attribute is one of these, or a `cfg_attr` that holds one.
pub(super) fn holds(attribute: &Meta, is_meant: &impl Fn(&Path) -> bool) -> bool {
    is_meant(attribute.path())
        || conditional(attribute)
            .is_some_and(|held| held.attributes.iter().any(|held| holds(held, is_meant)))
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
