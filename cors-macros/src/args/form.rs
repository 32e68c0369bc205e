//! How a value follows its key. Each reader in `value` decides which forms its key takes.

use cors_rules::{Key, Rule};
use proc_macro2::{Group, Ident, TokenStream, TokenTree};

use super::tokens::{Segment, stream};
use crate::diagnostic::Sink;

/// How a value follows its key.
#[derive(Debug)]
pub(super) enum Form<'a> {
    /// `key`.
    Flag,
    /// `key = …`.
    Equals(&'a [TokenTree]),
    /// `key(…)`.
    Call(&'a Group),
}

impl Form<'_> {
    /// The tokens of the value; of a flag, the key.
    pub(super) fn trees(&self, name: &Ident) -> Segment {
        match *self {
            Form::Flag => vec![name.clone().into()],
            Form::Equals(value) => value.to_vec(),
            Form::Call(group) => vec![group.clone().into()],
        }
    }

    /// The same as a stream.
    pub(super) fn tokens(&self, name: &Ident) -> TokenStream {
        stream(&self.trees(name))
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
