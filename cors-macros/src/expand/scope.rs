//! A module below `#[scope]`: one static beside or inside it, and a `#[cors(__inherited(…), …)]` on
//! each handler that has none of its own. Those are expanded after `#[scope]`, and so see paths
//! with the module's prefix.

use proc_macro2::{Group, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote};

use super::overlay::combination_checks;
use super::policy::expand_policy;
use crate::args::Args;
use crate::check::CheckedPolicy;
use crate::target::{Scope, ScopedHandler, cfgs};

/// The module.
pub(crate) fn expand_scope(scope: &Scope, args: &Args, checked: &CheckedPolicy) -> TokenStream {
    let Scope { attributes, head, name, content } = scope;
    let private = args.paths.private();
    let name = super::handler::plain_name(name);
    let shared = format_ident!("__CORS_POLICY_OF_{name}");
    let checks = args.policy.as_ref().map(|_| combination_checks(args, &quote!(&#shared)));
    let policy = expand_policy(checked, args, &name).into_expression();
    let declared = quote! {
        #[allow(non_upper_case_globals, dead_code)]
        static #shared: #private::Policy = { #policy };
        #checks
    };
    // A path that the user wrote is meant from outside the module. Without one the static stands
    // inside, where also a module in a function body finds it.
    let (outside, inside, prefix) = if args.names_items() {
        let cfgs = cfgs(attributes);
        (quote!(#(#cfgs)* #declared), None, quote!(super))
    } else {
        (TokenStream::new(), Some(declared), quote!(self))
    };
    let inherited = inherited(args, &quote!(#prefix::#shared));
    let handlers: TokenStream = scope
        .pieces()
        .into_iter()
        .map(|piece| match piece {
            ScopedHandler::Start => inherited.clone(),
            ScopedHandler::Token(token) => token.into(),
        })
        .collect();
    // Inner attributes and documentation come first, so the static comes last.
    let mut filled = Group::new(content.delimiter(), quote!(#handlers #inside));
    filled.set_span(content.span());
    let filled = TokenTree::Group(filled).into_token_stream();
    quote!(#outside #(#attributes)* #head #filled)
}

fn inherited(args: &Args, policy: &TokenStream) -> TokenStream {
    let private = args.paths.private();
    let tokens = &args.tokens;
    quote!(#[#private::cors(__inherited(#policy), #tokens)])
}
