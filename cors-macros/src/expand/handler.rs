//! A handler: a type of the user's name that registers a resource for each of its paths, as actix-web's own attribute would,
//! with the guard and the enforcement of the route added.
//!
//! actix-web's `#[route]` is not asked to write them, although it takes several methods: it keeps them in a hash set, so
//! the order of its guards (and with it what they allocate) would differ from build to build. What it would refuse still
//! goes to it, unchanged ([`super::refused`]).

use proc_macro2::{Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::{Attribute, Ident, Token};

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
    let (item, registered) = served(handler, &inner);
    let routes: TokenStream = route.served.iter().enumerate().map(annotated_route).collect();
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
                #item
                #registered
            }
        }
    }
}

/// What the runtime knows of one path.
fn annotated_route((index, served): (usize, &Served)) -> TokenStream {
    let route = route_name(index);
    let Served { pattern, methods, guards, .. } = served;
    let guarded = (!guards.is_empty()).then(|| quote!(.guarded()));
    quote! {
        static #route: __cors::AnnotatedRoute = __cors::AnnotatedRoute::new(
            &__CORS_POLICY, #pattern, &[#(#methods),*], __CORS_POLICY.__source()
        )#guarded;
    }
}

fn route_name(index: usize) -> Ident {
    format_ident!("__CORS_ROUTE_{index}")
}

/// The user's function, and a resource for each of its paths.
fn served(handler: &Handler, attributes: &[&Attribute]) -> (TokenStream, TokenStream) {
    let signature = &handler.function.signature;
    let body = &handler.function.body;
    let resources = handler.route.served.iter().enumerate();
    let registered = resources.map(|served| resource(served, &signature.ident)).collect();
    (quote!(#(#attributes)* #signature #body), registered)
}

/// One resource. The guard of the route comes first, because it is the cheapest; the enforcement comes last, so that it is
/// outermost, and what the user's own wraps refuse carries the policy's headers too.
fn resource((index, served): (usize, &Served), handler: &Ident) -> TokenStream {
    let route = route_name(index);
    let Served { span, pattern, name, guards, wraps, .. } = served;
    let own_name = handler.to_string();
    let name = name.as_ref().map_or_else(|| quote!(#own_name), |name| quote!(#name));
    // Shown at the user's attribute, but resolved among the names of this file: the attribute may come from a `macro_rules!`.
    let shown_at = Span::call_site().located_at(*span);
    quote_spanned! {shown_at=>
        __cors::register(
            __cors::Resource::new(#pattern)
                .name(#name)
                .guard(#route.guard())
                #(.guard(__cors::fn_guard(#guards)))*
                #(.wrap(#wraps))*
                .wrap(__cors::Enforce::new(&#route))
                .to(#handler),
            &#route,
            __cors_service,
        );
    }
}

/// The name without `r#`.
pub(crate) fn plain_name(name: &Ident) -> String {
    let text = name.to_string();
    text.strip_prefix("r#").unwrap_or(&text).to_owned()
}
