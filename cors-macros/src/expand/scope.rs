//! A module below `#[scope]`: one static beside or inside it, and a `#[cors(__inherited(…), …)]` on
//! each handler that has none of its own, in nested modules too. Those are expanded after
//! `#[scope]`, and so see paths with the module's prefix.

use proc_macro2::{Group, Ident, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote};

use super::overlay::combination_checks;
use super::policy::expand_policy;
use crate::args::Args;
use crate::check::CheckedPolicy;
use crate::target::{Piece, Place, Scope, cfgs};

/// The module.
pub(crate) fn expand_scope(scope: &Scope, args: &Args, checked: &CheckedPolicy) -> TokenStream {
    let Scope { attributes, head, name, braces, content } = scope;
    let private = args.paths.private();
    let name = super::handler::plain_name(name);
    // A path that the user wrote is meant from outside the module. Without one the static stands
    // inside, where also a module in a function body finds it. The names differ, because a module
    // inside may have a policy of its own and the same name. A module in a function body cannot
    // name what is beside it, and must not find the policy of a namesake outside of the function.
    let is_outside = args.names_items();
    let shared = if is_outside {
        format_ident!("__CORS_POLICY_BESIDE_{name}_{:08x}", fingerprint(&args.tokens))
    } else {
        format_ident!("__CORS_POLICY_OF_{name}")
    };
    let checks = args.policy.as_ref().map(|_| combination_checks(args, &quote!(&#shared)));
    let policy = expand_policy(checked, args, &name).into_expression();
    let declared = quote! {
        #[allow(non_upper_case_globals, dead_code)]
        static #shared: #private::Policy = { #policy };
        #checks
    };
    let handlers = Piece::tokens(&content.pieces, &|place| {
        let policy = path_from(place.depth + usize::from(is_outside), &shared);
        inherited(args, place, &policy)
    });
    let cfgs = cfgs(attributes);
    let (outside, inside) = if is_outside {
        (quote!(#(#cfgs)* #declared), None)
    } else {
        (TokenStream::new(), Some(declared))
    };
    // Inner attributes and documentation come first, so the static comes last.
    let mut filled = Group::new(braces.delimiter(), quote!(#handlers #inside));
    filled.set_span(braces.span());
    let filled = TokenTree::Group(filled).into_token_stream();
    quote!(#outside #(#attributes)* #head #filled)
}

/// Tells what is written in one attribute from what is written in another (FNV-1a).
fn fingerprint(tokens: &TokenStream) -> u32 {
    let text = tokens.to_string();
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// The path of the static from so many modules further inside.
fn path_from(depth: usize, shared: &Ident) -> TokenStream {
    if depth == 0 {
        return quote!(self::#shared);
    }
    let up = std::iter::repeat_n(quote!(super::), depth);
    quote!(#(#up)* #shared)
}

fn inherited(args: &Args, place: &Place, policy: &TokenStream) -> TokenStream {
    let private = args.paths.private();
    let (tokens, has_own) = (&args.tokens, &place.has_own);
    let attribute = quote!(#private::cors(__inherited(#policy), #tokens));
    if has_own.is_empty() {
        return quote!(#[#attribute]);
    }
    quote!(#[cfg_attr(not(any(#(#has_own),*)), #attribute)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_that_differ_have_statics_of_other_names() {
        let one = fingerprint(&quote!(policy = OPEN));
        assert_eq!(one, fingerprint(&quote!(policy = OPEN)));
        assert_ne!(one, fingerprint(&quote!(policy = STRICT)));
        assert_ne!(one, fingerprint(&quote!(policy = OPEN, reject_unlisted)));
    }
}
