//! Cutting tokens at commas, so that one bad entry cannot spoil the next. The readers of keys and
//! values use it.
//!
//! Every access to a stream is a call into the compiler, and takes longer than anything that is
//! done with the result. So tokens are kept in vectors, each level is read once, and a stream is
//! made only where one is needed.

use proc_macro2::{Delimiter, Group, Literal, TokenStream, TokenTree};
use syn::parse::Parser;

/// What stands between two commas.
pub(super) type Segment = Vec<TokenTree>;

/// The segments between top-level commas; none for an empty place. The invisible groups that
/// fragments of `macro_rules!` come in are taken off.
pub(super) fn segments(tokens: TokenStream) -> Vec<Segment> {
    let mut segments = vec![Segment::new()];
    cut(tokens, &mut segments);
    segments.retain(|segment| !segment.is_empty());
    segments
}

fn cut(tokens: TokenStream, segments: &mut Vec<Segment>) {
    for token in tokens {
        match (&token, segments.last_mut()) {
            (TokenTree::Punct(punct), _) if punct.as_char() == ',' => segments.push(Vec::new()),
            (TokenTree::Group(group), _) if group.delimiter() == Delimiter::None => {
                cut(group.stream(), segments);
            }
            (_, Some(segment)) => segment.push(token),
            (_, None) => {}
        }
    }
}

/// Takes off the invisible groups that fragments of `macro_rules!` come in.
pub(crate) fn flatten(tokens: TokenStream) -> TokenStream {
    if !holds_invisible_group(&tokens) {
        return tokens;
    }
    tokens
        .into_iter()
        .flat_map(|token| match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::None => {
                flatten(group.stream())
            }
            TokenTree::Group(group) => {
                let mut inner = Group::new(group.delimiter(), flatten(group.stream()));
                inner.set_span(group.span());
                TokenTree::Group(inner).into()
            }
            token => TokenStream::from(token),
        })
        .collect()
}

fn holds_invisible_group(tokens: &TokenStream) -> bool {
    tokens.clone().into_iter().any(|token| match token {
        TokenTree::Group(group) => {
            group.delimiter() == Delimiter::None || holds_invisible_group(&group.stream())
        }
        _ => false,
    })
}

/// The text of a string literal, if it is one without a suffix.
pub(super) fn text(literal: &Literal) -> Option<String> {
    let written = literal.to_string();
    let plain = written.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    if let Some(plain) = plain.filter(|plain| !plain.contains('\\')) {
        return Some(plain.to_owned());
    }
    match syn::Lit::new(literal.clone()) {
        syn::Lit::Str(text) if text.suffix().is_empty() => Some(text.value()),
        _ => None,
    }
}

/// The one token of a segment, if it is one.
pub(super) fn single(segment: &[TokenTree]) -> Option<&TokenTree> {
    match segment {
        [token] => Some(token),
        _ => None,
    }
}

/// A segment as tokens again.
pub(super) fn stream(segment: &[TokenTree]) -> TokenStream {
    segment.iter().cloned().collect()
}

/// Whether this stands for a constant: a path, or a call of a macro such as `env!`. A lone name in
/// lower case is none: it is a word whose quotation marks were forgotten.
pub(super) fn is_constant(segment: &[TokenTree]) -> bool {
    let path = match segment {
        [TokenTree::Ident(name)] => {
            return name.to_string().chars().any(|letter| letter.is_ascii_uppercase());
        }
        [path @ .., TokenTree::Punct(bang), TokenTree::Group(_)] if bang.as_char() == '!' => path,
        path => path,
    };
    syn::Path::parse_mod_style
        .parse2(stream(path))
        .is_ok_and(|path| path.segments.first().is_some_and(|first| first.ident != "Self"))
}
