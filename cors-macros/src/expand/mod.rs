//! From a checked model to tokens. Nothing here can fail, and nothing here judges. What holds no tokens of the user's is
//! written as text ([`crate::paths`]).

mod handler;
mod overlay;
mod policy;
mod refused;
mod scope;
mod words;

pub(crate) use handler::{expand_handler, plain_name};
pub(crate) use overlay::{expand_inherited, expand_overlay};
pub(crate) use policy::{expand_disabled, expand_policy};
pub(crate) use refused::expand_refused;
pub(crate) use scope::expand_scope;

use proc_macro2::TokenStream;
use quote::quote;

use crate::paths::Paths;
use words::Words;

/// A policy on its way into an item.
#[derive(Debug, Default)]
pub(crate) struct PolicyTokens {
    paths: Paths,
    /// The name that messages call it by.
    name: String,
    words: Words,
    /// The calls that name what words cannot: items of the user's.
    calls: TokenStream,
    /// Statics beside `__CORS` that these calls refer to.
    statics: TokenStream,
    /// Constants beside `__CORS` that check the policy.
    checks: TokenStream,
}

impl PolicyTokens {
    /// `static __CORS`: the policy, what it refers to, and the routes. One static, in few words: what the compiler does for
    /// each item and for each expression is most of what an attribute costs.
    fn declare(&self) -> TokenStream {
        let PolicyTokens { paths, words, calls, statics, checks, .. } = self;
        let private = paths.text();
        let place = format!("static __CORS: {private}::Declared<{}> = ", words.room(private));
        let written = self.written();
        if calls.is_empty() && statics.is_empty() && checks.is_empty() {
            return paths.tokens(&format!("{place}{written}.declare(&__CORS);"));
        }
        let declared = paths.tokens(&format!("{place}{written}"));
        quote!(#statics #declared #calls.declare(&__CORS); #checks)
    }

    /// The policy as an expression in a block of its own. It does not come out of the static, because a constant could not
    /// read it there.
    pub(crate) fn into_expression(self) -> TokenStream {
        let calls = &self.calls;
        let (declared, written) = (self.declare(), self.paths.tokens(&self.written()));
        quote!(#declared #written #calls.policy(&__CORS))
    }

    fn written(&self) -> String {
        format!("{}::written({:?}, [{}])", self.paths.text(), self.name, self.words.literals())
    }
}
