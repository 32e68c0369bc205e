//! From a checked model to tokens. Nothing here can fail, and nothing here judges.
//!
//! What holds no tokens of the user's is written as text: the compiler, which is optimised, turns it into tokens many
//! times faster than `quote!` does in a macro, which in most people's builds is not.

mod handler;
mod overlay;
mod policy;
mod refused;
mod scope;
mod values;

pub(crate) use handler::{expand_handler, plain_name};
pub(crate) use overlay::{expand_inherited, expand_overlay};
pub(crate) use policy::{expand_disabled, expand_policy};
pub(crate) use refused::expand_refused;
pub(crate) use scope::expand_scope;

use proc_macro2::TokenStream;
use quote::quote;

use values::Values;

/// A policy on its way into an item. In its place `__cors` is the runtime's private module.
#[derive(Debug, Default)]
pub(crate) struct PolicyTokens {
    values: Values,
    /// Other statics that the policy refers to.
    statics: TokenStream,
    /// The expression.
    policy: TokenStream,
    /// Constants beside `__CORS` that check the policy.
    checks: TokenStream,
}

impl PolicyTokens {
    /// `static __CORS`: the values, the routes, and last the policy. One static and not one for each of them: what the
    /// compiler does for each item, whatever is in it, is most of what an attribute costs.
    fn declare(&self, routes: &[String]) -> TokenStream {
        let PolicyTokens { values, statics, policy, checks } = self;
        let types = format!(
            "{}, ({}), __cors::Policy",
            values.types(),
            "__cors::AnnotatedRoute,".repeat(routes.len()),
        );
        let fields = format!("{}, ({}), __cors_policy", values.fields(), routes.concat());
        let (types, fields) = (tokens(&types), tokens(&fields));
        quote! {
            static __CORS: (#types) = {
                #statics
                let __cors_policy = #policy;
                (#fields)
            };
            #checks
        }
    }

    /// The policy as an expression in a block of its own.
    pub(crate) fn into_expression(self) -> TokenStream {
        let PolicyTokens { values, statics, policy, checks } = self;
        let declared = format!("static __CORS: ({}) = ({});", values.types(), values.fields());
        let declared = (!values.is_empty()).then(|| tokens(&declared));
        quote!(#declared #statics #checks #policy)
    }
}

/// Text of ours as tokens. Were it no Rust, the hole would not compile.
fn tokens(text: &str) -> TokenStream {
    if proc_macro::is_available() {
        // Not by `proc_macro2`, which reads a text itself before it lets the compiler read it.
        text.parse().map(|tokens: proc_macro::TokenStream| tokens.into()).unwrap_or_default()
    } else {
        text.parse().unwrap_or_default()
    }
}
