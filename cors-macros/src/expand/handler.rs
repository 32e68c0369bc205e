//! A handler: a type of the user's name that registers the resource which actix-web's own attribute makes. That attribute
//! is put on the user's function again, with `OPTIONS`, a guard and the enforcement added.

use proc_macro2::TokenStream;
use quote::{format_ident, quote, quote_spanned};
use syn::{Attribute, FnArg, Ident, Signature, Token, parse_quote};

use super::PolicyTokens;
use crate::paths::Paths;
use crate::target::{Handler, Served, cfgs, is_documentation};

/// The item of an annotated handler.
pub(crate) fn expand_handler(
    handler: &Handler,
    policy: &PolicyTokens,
    paths: &Paths,
) -> TokenStream {
    let Handler { attributes, route, function } = handler;
    let private = &paths.private;
    let name = &function.signature.ident;
    let visibility = &function.visibility;
    let (documentation, inner): (Vec<&Attribute>, Vec<&Attribute>) =
        attributes.iter().partition(|attribute| is_documentation(attribute));
    let cfgs = cfgs(attributes);
    let (functions, registered) = if !handler.is_finished() {
        unfinished(handler, &inner)
    } else if route.is_multiple {
        forwarded(handler, &inner)
    } else {
        single(handler, &inner)
    };
    let routes: TokenStream = route
        .served
        .iter()
        .enumerate()
        .map(|(index, served)| annotated_route(index, served))
        .collect();
    let policy = policy.expand();
    let imported = &route.path;
    // Messages about the name point at the function, not at the attribute.
    let keyword = Token![struct](function.signature.fn_token.span);
    quote! {
        #(#documentation)*
        #(#cfgs)*
        #[allow(non_camel_case_types, missing_docs)]
        #visibility #keyword #name;

        #(#cfgs)*
        #[automatically_derived]
        impl #private::HttpServiceFactory for #name {
            fn register(self, __cors_service: &mut #private::AppService) {
                use #private as __cors;
                // The attribute that the user imported is used here, and nowhere else any more.
                #[allow(unused_imports)]
                use #imported as _;
                #policy
                #routes
                #functions
                #registered
            }
        }
    }
}

/// What the runtime knows of one path: a static, and the guard that the rewritten attribute names.
fn annotated_route(index: usize, served: &Served) -> TokenStream {
    let Names { route, admits } = Names::new(index);
    let Served { pattern, methods, .. } = served;
    quote! {
        static #route: __cors::AnnotatedRoute = __cors::AnnotatedRoute::new(
            &__CORS_POLICY, #pattern, &[#(#methods),*], __CORS_POLICY.__source()
        );
        fn #admits(__cors_context: &__cors::GuardContext<'_>) -> bool {
            #route.admits(__cors_context)
        }
    }
}

/// The names that belong to the route at this position.
struct Names {
    route: Ident,
    admits: Ident,
}

impl Names {
    fn new(index: usize) -> Self {
        Names {
            route: format_ident!("__CORS_ROUTE_{index}"),
            admits: format_ident!("__cors_admits_{index}"),
        }
    }
}

/// The attribute of actix-web for one path. The enforcement comes last, so that it is outermost: what the user's own
/// guards and wraps let through or refuse, they do inside.
fn route_attribute(index: usize, served: &Served, extra: &TokenStream) -> TokenStream {
    let Served { span, pattern, options, methods, lists_methods } = served;
    let Names { admits, route } = Names::new(index);
    let admits = admits.to_string();
    let enforce = format!("__cors::Enforce::new(&{route})");
    let options = options.iter();
    let own = methods.iter().filter(|_| !lists_methods);
    let preflight =
        (!methods.iter().any(|method| method == "OPTIONS")).then(|| quote!(method = "OPTIONS",));
    let arguments = quote! {
        #pattern, #(#options,)* #(method = #own,)* #preflight #extra guard = #admits, wrap = #enforce
    };
    quote_spanned!(*span=> #[__cors::route(#arguments)])
}

/// One path: the user's function under the rewritten attribute.
fn single(handler: &Handler, attributes: &[&Attribute]) -> (TokenStream, TokenStream) {
    let signature = &handler.function.signature;
    let body = &handler.function.body;
    let name = &signature.ident;
    let attribute: TokenStream = handler
        .route
        .served
        .iter()
        .map(|served| route_attribute(0, served, &TokenStream::new()))
        .collect();
    let function = quote!(#attribute #(#attributes)* #signature #body);
    let Names { route, .. } = Names::new(0);
    (function, quote!(__cors::register(#name, &#route, __cors_service);))
}

/// A body that the compiler refuses, as actix-web's attribute would once more: the function alone, so that what is
/// wrong is said once and editors go on in it. Should the compiler accept it after all, the server does not start.
fn unfinished(handler: &Handler, attributes: &[&Attribute]) -> (TokenStream, TokenStream) {
    let signature = &handler.function.signature;
    let body = &handler.function.body;
    let message = format!(
        "the body of `{}` could not be read, so that it is not served: please report it",
        signature.ident
    );
    let refusal = quote! {
        let _ = __cors_service;
        ::core::panic!(#message);
    };
    (quote!(#(#attributes)* #signature #body), refusal)
}

/// Several paths: the user's function once, and for each path a small function that calls it.
fn forwarded(handler: &Handler, attributes: &[&Attribute]) -> (TokenStream, TokenStream) {
    let signature = &handler.function.signature;
    let body = &handler.function.body;
    let name = signature.ident.to_string();
    // Called from the functions below, which await it: whether it awaits anything itself is its own affair.
    let mut functions = quote! {
        #(#attributes)*
        #[allow(clippy::unused_async)]
        #signature #body
    };
    let mut registered = TokenStream::new();
    for (index, served) in handler.route.served.iter().enumerate() {
        let resource = if served.is_named() { TokenStream::new() } else { quote!(name = #name,) };
        let attribute = route_attribute(index, served, &resource);
        let forward = forwarding(index, signature);
        functions.extend(quote!(#attribute #forward));
        let ident = forwarding_name(index);
        let Names { route, .. } = Names::new(index);
        registered.extend(quote!(__cors::register(#ident, &#route, __cors_service);));
    }
    (functions, registered)
}

fn forwarding_name(index: usize) -> Ident {
    format_ident!("__cors_handler_{index}")
}

/// `async fn __cors_handler_0(a: A) -> R { name(a).await }`.
fn forwarding(index: usize, signature: &Signature) -> TokenStream {
    let name = &signature.ident;
    let mut forward = signature.clone();
    forward.ident = forwarding_name(index);
    let mut arguments = Vec::new();
    for (position, input) in forward.inputs.iter_mut().enumerate() {
        if let FnArg::Typed(typed) = input {
            let argument = format_ident!("__cors_argument_{position}");
            *typed.pat = parse_quote!(#argument);
            typed.attrs.clear();
            arguments.push(argument);
        }
    }
    let call = quote!(#name(#(#arguments),*));
    let call = if signature.asyncness.is_some() { quote!(#call.await) } else { call };
    quote!(#forward { #call })
}

/// The name without `r#`.
pub(crate) fn plain_name(name: &Ident) -> String {
    let text = name.to_string();
    text.strip_prefix("r#").unwrap_or(&text).to_owned()
}
