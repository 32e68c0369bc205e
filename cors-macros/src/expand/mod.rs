//! From a checked model to tokens. Nothing here can fail, and nothing here judges.

mod handler;
mod overlay;
mod policy;
mod refused;
mod scope;
mod values;

pub(crate) use handler::{expand_handler, plain_name};
pub(crate) use overlay::{expand_inherited, expand_overlay, inherited_checks, overlay_checks};
pub(crate) use policy::{expand_disabled, expand_policy};
pub(crate) use refused::expand_refused;
pub(crate) use scope::expand_scope;

use proc_macro2::TokenStream;
use quote::quote;

/// A policy on its way into an item: the block that makes it, and the constants that check it.
#[derive(Debug, Default)]
pub(crate) struct PolicyTokens {
    /// Statics and an expression, where `__cors` is the runtime's private module.
    pub(crate) block: TokenStream,
    /// Items beside `static __CORS_POLICY`.
    pub(crate) checks: TokenStream,
}

impl PolicyTokens {
    /// `static __CORS_POLICY`, where `__cors` is the runtime's private module.
    fn expand(&self) -> TokenStream {
        let PolicyTokens { block, checks } = self;
        quote! {
            static __CORS_POLICY: __cors::Policy = { #block };
            #checks
        }
    }
}
