//! How a value follows its key. Which forms a key takes, its reader knows.

use cors_rules::{Key, Rule};
use proc_macro2::{Group, Ident, TokenStream, TokenTree};
use quote::ToTokens;

use super::tokens::stream;
use crate::diagnostic::Sink;

/// How a value follows its key.
#[derive(Debug)]
pub(super) enum Form {
    /// `key`.
    Flag,
    /// `key = …`.
    Equals(Vec<TokenTree>),
    /// `key(…)`.
    Call(Group),
}

impl Form {
    /// The tokens of the value; of a flag, the key.
    pub(super) fn tokens(&self, name: &Ident) -> TokenStream {
        match self {
            Form::Flag => name.to_token_stream(),
            Form::Equals(value) => stream(value),
            Form::Call(group) => group.to_token_stream(),
        }
    }

    /// The value behind `=`, or an error.
    pub(super) fn equals(&self, key: Key, name: &Ident, sink: &mut Sink) -> Option<&[TokenTree]> {
        match self {
            Form::Equals(value) => Some(value),
            Form::Flag => {
                let message = format!("`{name}` needs a value");
                sink.error(Rule::WrongValue, name, message, crate::diagnostic::forms(key));
                None
            }
            Form::Call(group) => {
                sink.wrong_value(key, group);
                None
            }
        }
    }
}
