//! A policy that starts from another: what the attribute replaces, and the rules that combine fields of both, asked again
//! by the compiler.

use cors_rules::{Key, Methods, is_forbidden_method, is_safelisted_method};
use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

use super::policy::{headers, methods, origins, shared, summary, value};
use super::{some_or_none, source};
use crate::args::{Args, Written};
use crate::check::CheckedPolicy;
use crate::paths::Paths;

/// `static __CORS_POLICY` of an attribute with `policy = PATH`, and its checks. `route_methods` are those that the
/// handler serves; a module has none of its own.
pub(crate) fn expand_overlaid(
    checked: &CheckedPolicy,
    args: &Args,
    base: &syn::Path,
    name: &str,
    route_methods: &[String],
) -> TokenStream {
    let fields = overlay(checked, args, name);
    let policy = overlaid(base, &fields, &args.paths);
    let checks = combination_checks(args);
    let methods = args.methods.is_none();
    let methods = methods.then(|| methods_check(route_methods, base.span(), &args.paths));
    quote!(#policy #checks #methods)
}

/// `static __CORS_POLICY` of a handler whose module has a policy: the module's own with the methods of this route.
pub(crate) fn expand_inherited(
    args: &Args,
    base: &syn::Path,
    name: &syn::Ident,
    route_methods: &[String],
) -> TokenStream {
    let draft = cors_rules::Draft {
        is_overlay: true,
        route_methods: route_methods.to_vec(),
        ..cors_rules::Draft::default()
    };
    let checked = cors_rules::check(&draft);
    let Some(policy) = checked.policy else { return TokenStream::new() };
    let checked = CheckedPolicy { policy, texts: checked.texts };
    let empty = Args { paths: args.paths.clone(), ..Args::default() };
    let fields = overlay(&checked, &empty, &super::handler::plain_name(name));
    let policy = overlaid(base, &fields, &args.paths);
    let methods = methods_check(route_methods, name.span(), &args.paths);
    quote!(#policy #methods)
}

/// The base is named behind `&`, so that a `const` serves as well as a `static`.
fn overlaid(base: &syn::Path, overlay: &TokenStream, paths: &Paths) -> TokenStream {
    let Paths { policy, private, .. } = paths;
    let base = quote_spanned!(base.span()=> &#base);
    quote! {
        static __CORS_POLICY: #policy = {
            static __CORS_BASE: &#policy = #base;
            static __CORS_OVERLAY: #private::Overlay = #overlay;
            __CORS_BASE.__overlaid(&__CORS_OVERLAY)
        };
    }
}

/// The fields that are written; all others are the base's.
fn overlay(checked: &CheckedPolicy, args: &Args, name: &str) -> TokenStream {
    let CheckedPolicy { policy, texts } = checked;
    let paths = &args.paths;
    let Paths { private, rules, .. } = paths;
    let (origins, origin_values) = origins(policy, args);
    let origins = args.origins.as_ref().map(|_| quote!((#origins, #origin_values)));
    let granted = methods(&policy.methods, paths);
    let granted_value = value(texts.allow_methods.as_deref(), paths);
    let granted = quote!((#granted, #granted_value));
    let none = quote!((#rules::Methods::OfRoute, ::core::option::Option::None));
    let (methods, route_methods) = match &args.methods {
        Some(_) => (Some(granted), none),
        None if matches!(policy.methods, Methods::OfRoute) => (None, none),
        None => (None, granted),
    };
    let headers = args.headers.as_ref().map(|_| {
        let headers = headers(&policy.headers, paths);
        let value = value(texts.allow_headers.as_deref(), paths);
        quote!((#headers, #value))
    });
    let expose = args.expose.as_ref().map(|_| value(texts.expose_headers.as_deref(), paths));
    let max_age = policy.max_age.map(|seconds| {
        let value = shared(&seconds.to_string(), paths);
        quote!((#seconds, #value))
    });
    let status = policy.preflight_status;
    let status = args.preflight_status.as_ref().map(|_| quote!(#status));
    let [origins, methods, headers, expose, max_age, status] =
        [origins, methods, headers, expose, max_age, status].map(some_or_none);
    let credentials = flag(args.credentials.as_ref());
    let reject_unlisted = flag(args.reject_unlisted.as_ref());
    let summary = summary(policy.summary, paths);
    let replaces_dangers = args.dangerous.is_some();
    let source = source(name, paths);
    quote! {
        #private::Overlay {
            origins: #origins,
            methods: #methods,
            route_methods: #route_methods,
            headers: #headers,
            expose: #expose,
            credentials: #credentials,
            max_age: #max_age,
            reject_unlisted: #reject_unlisted,
            preflight_status: #status,
            summary: #summary,
            replaces_dangers: #replaces_dangers,
            source: #source,
        }
    }
}

fn flag(written: Option<&Written<bool>>) -> TokenStream {
    some_or_none(written.map(|written| {
        let value = written.value;
        quote!(#value)
    }))
}

/// One constant for each rule that what is written here can break, on the key that breaks it.
fn combination_checks(args: &Args) -> TokenStream {
    let private = &args.paths.private;
    let rules: [(&[Key], TokenStream); 4] = [
        (&[Key::Credentials, Key::Origins], quote!(assert_any_origin_with_credentials)),
        (&[Key::Credentials, Key::Expose], quote!(assert_any_expose_with_credentials)),
        (
            &[Key::Credentials, Key::Origins, Key::Dangerous],
            quote!(assert_insecure_origin_with_credentials),
        ),
        (
            &[Key::Credentials, Key::Origins, Key::Dangerous],
            quote!(assert_public_suffix_with_credentials),
        ),
    ];
    rules
        .into_iter()
        .filter_map(|(keys, check)| {
            let span = keys.iter().find_map(|key| args.name(*key))?.span();
            Some(asserted(
                &quote!(#private::#check),
                &quote_spanned!(span=> (&__CORS_POLICY)),
                span,
            ))
        })
        .collect()
}

/// The methods of the route that need listing, against those of a policy that lists some.
fn methods_check(route_methods: &[String], span: Span, paths: &Paths) -> TokenStream {
    let private = &paths.private;
    let check = quote!(#private::assert_method_of_route_missing);
    route_methods
        .iter()
        .filter(|method| {
            let method = method.as_bytes();
            !is_safelisted_method(method) && !is_forbidden_method(method)
        })
        .map(|method| asserted(&check, &quote_spanned!(span=> (&__CORS_POLICY, #method)), span))
        .collect()
}

/// A call in const evaluation. All its own tokens are where a failure is to be shown.
fn asserted(check: &TokenStream, arguments: &TokenStream, span: Span) -> TokenStream {
    let call = quote_spanned!(span=> __cors_check #arguments);
    quote! {
        const _: () = {
            use #check as __cors_check;
            #call
        };
    }
}
