//! A policy that starts from another: what the attribute replaces, and the rules that combine
//! fields of both, asked again by the compiler.

use cors_rules::Key;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

use super::constants::needs_listing;
use super::literal::route_place;
use super::policy::{expand_disabled, expand_policy, policy_of_scope};
use super::{PolicyTokens, plain_name};
use crate::args::Args;
use crate::check::CheckedPolicy;
use crate::paths::Paths;
use crate::target::{Served, methods};

/// The policy of a handler over the one at `base`, which `policy = PATH` names, and its checks.
pub(crate) fn expand_overlay(
    checked: &CheckedPolicy,
    args: &Args,
    base: &syn::Path,
    name: &str,
    served: &[Served],
) -> PolicyTokens {
    let place = place_of_policy(args, served);
    let combinations = combination_checks(args, &place);
    let methods =
        args.methods.is_none().then(|| methods_check(args, &place, &methods(served), base.span()));
    let checks = quote!(#combinations #methods);
    PolicyTokens { checks, ..expand_policy(checked, args, name) }
}

/// A reference to the policy in the static of a handler; its routes share it.
fn place_of_policy(args: &Args, served: &[Served]) -> TokenStream {
    args.paths.tokens(&format!("{}.policy()", route_place(served, 0)))
}

/// The policy of a handler whose module has one: the module's own with the methods of this route,
/// checked on its name.
pub(crate) fn expand_inherited(
    paths: &Paths,
    base: &syn::Path,
    handler: &Ident,
    served: &[Served],
) -> PolicyTokens {
    let route_methods = methods(served);
    let policy = Some(Args::overlay_of(base));
    let args = Args { policy, paths: paths.clone(), ..Args::default() };
    let place = place_of_policy(&args, served);
    let checks = methods_check(&args, &place, &route_methods, handler.span());
    let draft =
        cors_rules::Draft { is_overlay: true, route_methods, ..cors_rules::Draft::default() };
    let checked = cors_rules::check(&draft);
    let Some(policy) = checked.policy else { return expand_disabled(&args) };
    let checked = CheckedPolicy { policy, texts: checked.texts, route_methods: Vec::new() };
    let name = plain_name(handler);
    let shared = Some(policy_of_scope(base));
    PolicyTokens { checks, base: shared, ..expand_policy(&checked, &args, &name) }
}

/// One constant for each rule that what is written here can break, on the key that breaks it.
pub(super) fn combination_checks(args: &Args, place: &TokenStream) -> TokenStream {
    const ORIGINS: &[Key] = &[Key::Credentials, Key::Origins];
    const EXPOSE: &[Key] = &[Key::Credentials, Key::Expose];
    const ESCAPES: &[Key] = &[Key::Credentials, Key::Origins, Key::Dangerous];
    [
        (ORIGINS, quote!(assert_any_origin_with_credentials)),
        (EXPOSE, quote!(assert_any_expose_with_credentials)),
        (ESCAPES, quote!(assert_insecure_origin_with_credentials)),
        (ESCAPES, quote!(assert_public_suffix_with_credentials)),
        (ESCAPES, quote!(assert_any_extension_with_credentials)),
    ]
    .into_iter()
    .filter_map(|(keys, check)| {
        let span = keys.iter().find_map(|key| args.name(*key))?.span();
        Some(asserted(args, &check, &quote_spanned!(span=> (#place)), span))
    })
    .collect()
}

/// The methods of the route that need listing, against those of a policy that lists some.
fn methods_check(
    args: &Args,
    place: &TokenStream,
    route_methods: &[String],
    span: Span,
) -> TokenStream {
    let check = quote!(assert_method_of_route_missing);
    route_methods
        .iter()
        .filter(|method| needs_listing(method))
        .map(|method| asserted(args, &check, &quote_spanned!(span=> (#place, #method)), span))
        .collect()
}

/// A call in const evaluation. All its own tokens are where a failure is to be shown.
fn asserted(args: &Args, check: &TokenStream, arguments: &TokenStream, span: Span) -> TokenStream {
    let private = args.paths.private();
    let call = quote_spanned!(span=> __cors_check #arguments);
    quote! {
        const _: () = {
            use #private::#check as __cors_check;
            #call
        };
    }
}
