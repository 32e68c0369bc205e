//! A warning that depends on a value which only const evaluation knows: the item whose use is
//! deprecated is chosen by a condition. Elsewhere warnings are like those of [`crate::lint`].

use proc_macro2::TokenStream;
use quote::quote;
use syn::Attribute;

use crate::lint::Warning;

/// A warning on its token, and the function of the runtime that says whether it holds.
#[derive(Debug)]
pub(super) struct ConditionalWarning {
    pub(super) warning: Warning,
    pub(super) attributes: Vec<Attribute>,
    pub(super) condition: TokenStream,
}

impl ConditionalWarning {
    /// `policy` is a reference to the policy.
    pub(super) fn expand(&self, policy: &TokenStream) -> TokenStream {
        let condition = &self.condition;
        self.warning.expand_if(&self.attributes, &quote!(#condition(#policy)))
    }
}
