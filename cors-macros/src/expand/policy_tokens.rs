//! A policy as tokens, which become a static, or an expression in a block.

use proc_macro2::TokenStream;
use quote::quote;

use super::words::Words;
use crate::paths::Paths;

/// A policy on its way into an item.
#[derive(Debug, Default)]
pub(crate) struct PolicyTokens {
    pub(super) paths: Paths,
    /// The name that messages call it by.
    pub(super) name: String,
    pub(super) words: Words,
    /// The calls that name what words cannot: items of the user's.
    pub(super) calls: TokenStream,
    /// Statics beside `__CORS` that these calls refer to.
    pub(super) statics: TokenStream,
    /// Constants beside `__CORS` that check the policy.
    pub(super) checks: TokenStream,
}

impl PolicyTokens {
    /// `static __CORS`: the policy, what it refers to, and the routes. One static, in few words: what the compiler does for
    /// each item and for each expression is most of what an attribute costs.
    pub(super) fn declare(&self) -> TokenStream {
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

    pub(super) fn written(&self) -> String {
        format!("{}::written({:?}, [{}])", self.paths.text(), self.name, self.words.literals())
    }
}
