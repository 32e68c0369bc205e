//! The paths by which generated code names the runtime. Generated code is written as text, in which
//! every path starts with the runtime's private module, so that `crate = ::path` changes them all.
//!
//! The compiler, which is optimised, turns text into tokens many times faster than `quote!` does in
//! a macro, which in most people's builds is not. `quote!` is for what holds tokens of the user's.

use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use quote::{quote, quote_spanned};

/// Stands in text for the private module of a runtime whose path the user wrote; its tokens replace
/// it afterwards.
const PLACE: &str = "__cors_place";

/// What generated code calls the private module where it has imported it.
pub(crate) const RUNTIME: &str = "__cors";

/// The paths that generated code uses.
#[derive(Clone, Debug, Default)]
pub(crate) struct Paths {
    /// The path of the runtime that the user wrote.
    root: Option<TokenStream>,
}

impl Paths {
    /// The paths in the runtime under this root.
    pub(crate) fn new(root: TokenStream) -> Self {
        Paths { root: Some(root) }
    }

    /// The private module, for text that becomes tokens by [`Paths::tokens`].
    pub(crate) fn text(&self) -> &'static str {
        if self.root.is_some() { PLACE } else { "::cors_runtime::__private" }
    }

    /// The import of the private module, as text. With it, names are short to read and to resolve.
    pub(crate) fn import(&self) -> String {
        format!("use {} as {RUNTIME};", self.text())
    }

    /// Text as tokens. Were it no Rust, the hole would not compile.
    pub(crate) fn tokens(&self, text: &str) -> TokenStream {
        self.tokens_with(text, &[])
    }

    /// The same with tokens of the user's in the places of these names.
    pub(crate) fn tokens_with(&self, text: &str, places: &[(&str, &TokenStream)]) -> TokenStream {
        let tokens = if proc_macro::is_available() {
            // Not by `proc_macro2`, which reads a text itself before it lets the compiler read it.
            text.parse().map(|tokens: proc_macro::TokenStream| tokens.into()).unwrap_or_default()
        } else {
            text.parse().unwrap_or_default()
        };
        if self.root.is_none() {
            return if places.is_empty() { tokens } else { put_in(tokens, places) };
        }
        let private = self.private();
        let all: Vec<_> = places.iter().copied().chain([(PLACE, &private)]).collect();
        put_in(tokens, &all)
    }

    /// The private module.
    pub(crate) fn private(&self) -> TokenStream {
        self.private_at(Span::call_site())
    }

    /// The private module, shown at a place; a path of the user's is where the user wrote it.
    pub(crate) fn private_at(&self, span: Span) -> TokenStream {
        if let Some(root) = &self.root {
            return quote!(#root::__private);
        }
        let root = Ident::new("cors_runtime", Span::call_site().located_at(span));
        quote_spanned!(span=> ::#root::__private)
    }
}

/// Puts tokens in the places of names.
fn put_in(tokens: TokenStream, places: &[(&str, &TokenStream)]) -> TokenStream {
    tokens
        .into_iter()
        .flat_map(|token| match token {
            TokenTree::Group(group) => {
                TokenTree::Group(Group::new(group.delimiter(), put_in(group.stream(), places)))
                    .into()
            }
            TokenTree::Ident(name) => match places.iter().find(|(place, _)| name == *place) {
                Some((_, put)) => TokenStream::clone(put),
                None => TokenTree::Ident(name).into(),
            },
            token => TokenStream::from(token),
        })
        .collect()
}
