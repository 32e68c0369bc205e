//! A handler: a type of the user's name that registers the resource which actix-web's own attribute makes. That attribute
//! is put on the user's function again, with `OPTIONS`, a guard and the enforcement added.

use proc_macro2::TokenStream;
use quote::{format_ident, quote, quote_spanned};
use syn::{Attribute, FnArg, Ident, Signature, Token, parse_quote};

use super::source;
use crate::paths::Paths;
use crate::target::{Handler, Served, cfgs, is_documentation};

/// The item of an annotated handler; `policy` declares `static __CORS_POLICY`.
pub(crate) fn expand_handler(
    handler: &Handler,
    policy: &TokenStream,
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
        forwarded(handler, &inner, paths)
    } else {
        single(handler, &inner, paths)
    };
    let routes: TokenStream = route
        .served
        .iter()
        .enumerate()
        .map(|(index, served)| annotated_route(index, served, name, paths))
        .collect();
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
                #policy
                #routes
                #functions
                #registered
            }
        }

        // The attribute that the user imported is used here, and nowhere else any more.
        #(#cfgs)*
        const _: () = {
            #[allow(unused_imports)]
            use #imported as _;
        };
    }
}

/// What the runtime knows of one path: a static, and the functions that the rewritten attribute names.
fn annotated_route(index: usize, served: &Served, name: &Ident, paths: &Paths) -> TokenStream {
    let private = &paths.private;
    let Names { route, admits, enforce } = Names::new(index);
    let Served { pattern, methods, .. } = served;
    let source = source(&plain_name(name), paths);
    quote! {
        static #route: #private::AnnotatedRoute =
            #private::AnnotatedRoute::new(&__CORS_POLICY, #pattern, &[#(#methods),*], #source);
        fn #admits(__cors_context: &#private::GuardContext<'_>) -> ::core::primitive::bool {
            #route.admits(__cors_context)
        }
        const fn #enforce() -> #private::Enforce {
            #private::Enforce::new(&#route)
        }
    }
}

/// The names that belong to the route at this position.
struct Names {
    route: Ident,
    admits: Ident,
    enforce: Ident,
}

impl Names {
    fn new(index: usize) -> Self {
        Names {
            route: format_ident!("__CORS_ROUTE_{index}"),
            admits: format_ident!("__cors_admits_{index}"),
            enforce: format_ident!("__cors_enforce_{index}"),
        }
    }
}

/// The attribute of actix-web for one path. The enforcement comes last, so that it is outermost: what the user's own
/// guards and wraps let through or refuse, they do inside.
fn route_attribute(
    index: usize,
    served: &Served,
    extra: &TokenStream,
    paths: &Paths,
) -> TokenStream {
    let private = &paths.private;
    let Served { span, pattern, options, methods, lists_methods } = served;
    let Names { admits, enforce, .. } = Names::new(index);
    let admits = admits.to_string();
    let enforce = format!("{enforce}()");
    let options = options.iter();
    let own = methods.iter().filter(|_| !lists_methods);
    let preflight =
        (!methods.iter().any(|method| method == "OPTIONS")).then(|| quote!(method = "OPTIONS",));
    let arguments = quote! {
        #pattern, #(#options,)* #(method = #own,)* #preflight #extra guard = #admits, wrap = #enforce
    };
    quote_spanned!(*span=> #[#private::route(#arguments)])
}

/// One path: the user's function under the rewritten attribute.
fn single(
    handler: &Handler,
    attributes: &[&Attribute],
    paths: &Paths,
) -> (TokenStream, TokenStream) {
    let private = &paths.private;
    let signature = &handler.function.signature;
    let body = &handler.function.body;
    let name = &signature.ident;
    let attribute: TokenStream = handler
        .route
        .served
        .iter()
        .map(|served| route_attribute(0, served, &TokenStream::new(), paths))
        .collect();
    let function = quote!(#attribute #(#attributes)* #signature #body);
    let Names { route, .. } = Names::new(0);
    (function, quote!(#private::register(#name, &#route, __cors_service);))
}

/// A body that the compiler refuses, as actix-web's attribute would once more: the function alone, so that what is
/// wrong is said once and editors go on in it.
fn unfinished(handler: &Handler, attributes: &[&Attribute]) -> (TokenStream, TokenStream) {
    let signature = &handler.function.signature;
    let body = &handler.function.body;
    (quote!(#(#attributes)* #signature #body), TokenStream::new())
}

/// Several paths: the user's function once, and for each path a small function that calls it.
fn forwarded(
    handler: &Handler,
    attributes: &[&Attribute],
    paths: &Paths,
) -> (TokenStream, TokenStream) {
    let private = &paths.private;
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
        let attribute = route_attribute(index, served, &resource, paths);
        let forward = forwarding(index, signature);
        functions.extend(quote!(#attribute #forward));
        let ident = forwarding_name(index);
        let Names { route, .. } = Names::new(index);
        registered.extend(quote!(#private::register(#ident, &#route, __cors_service);));
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
pub(super) fn plain_name(name: &Ident) -> String {
    let text = name.to_string();
    text.strip_prefix("r#").unwrap_or(&text).to_owned()
}
