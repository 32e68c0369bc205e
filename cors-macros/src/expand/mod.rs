//! From a checked model to tokens. Nothing here can fail, and nothing here judges.

mod handler;
mod overlay;
mod policy;
mod refused;
mod scope;

pub(crate) use handler::expand_handler;
pub(crate) use overlay::{expand_inherited, expand_overlaid};
pub(crate) use policy::{expand_disabled, expand_literal, expand_static};
pub(crate) use refused::expand_refused;
pub(crate) use scope::expand_scope;

use proc_macro2::TokenStream;
use quote::quote;

use crate::paths::Paths;

/// Where something was written, as the runtime shows it.
fn source(name: &str, paths: &Paths) -> TokenStream {
    let Paths { private, .. } = paths;
    quote!(#private::Source { name: #name, file: ::core::file!(), line: ::core::line!() })
}

fn some_or_none(value: Option<TokenStream>) -> TokenStream {
    value.map_or_else(
        || quote!(::core::option::Option::None),
        |value| quote!(::core::option::Option::Some(#value)),
    )
}
