//! Where generated code finds the runtime: every path of its output starts here, so that `crate = ::path` moves them all.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

/// The paths that generated code uses.
#[derive(Clone, Debug)]
pub(crate) struct Paths {
    /// `Policy`, the type.
    pub(crate) policy: TokenStream,
    /// What generated code calls.
    pub(crate) private: TokenStream,
}

impl Paths {
    /// The paths in the runtime under this root.
    pub(crate) fn new(root: &TokenStream) -> Self {
        Paths { policy: quote!(#root::Policy), private: quote!(#root::__private) }
    }
}

impl Default for Paths {
    fn default() -> Self {
        let root = Ident::new("cors_runtime", Span::call_site());
        Paths::new(&quote!(::#root))
    }
}
