//! Placeholder while the workspace is laid out.
use proc_macro::TokenStream;
#[proc_macro_attribute]
pub fn cors(_: TokenStream, item: TokenStream) -> TokenStream {
    item
}
#[proc_macro]
pub fn policy(_: TokenStream) -> TokenStream {
    TokenStream::new()
}
