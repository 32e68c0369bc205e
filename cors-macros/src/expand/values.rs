//! The header values of one policy: a static array, because a header value counts its users and so needs a place of its
//! own in the program; const evaluation may then refer to it.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// Collects the texts.
#[derive(Debug, Default)]
pub(super) struct Values {
    texts: Vec<String>,
}

impl Values {
    /// The texts of the exact origins come first, so that they stand together.
    pub(super) fn of_origins<'t>(texts: impl Iterator<Item = &'t str>) -> Self {
        Values { texts: texts.map(str::to_owned).collect() }
    }

    /// A reference to the value with this text.
    pub(super) fn add(&mut self, text: &str) -> TokenStream {
        let known = self.texts.iter().position(|known| known == text);
        let index = Literal::usize_unsuffixed(known.unwrap_or(self.texts.len()));
        if known.is_none() {
            self.texts.push(text.to_owned());
        }
        quote!(&__CORS_VALUES[#index])
    }

    /// The array, where anything is in it.
    pub(super) fn expand(&self) -> TokenStream {
        let texts = &self.texts;
        if texts.is_empty() {
            return TokenStream::new();
        }
        let count = Literal::usize_unsuffixed(texts.len());
        quote! {
            static __CORS_VALUES: [__cors::HeaderValue; #count] = [#(__cors::value(#texts)),*];
        }
    }
}
