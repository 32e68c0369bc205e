//! A handler: a type of the user's name that registers a resource for each of its paths, as actix-web's own attribute would,
//! with the guard and the enforcement of the route added.
//!
//! actix-web's `#[route]` is not asked to write them, although it takes several methods: it keeps them in a hash set, so
//! the order of its guards (and with it what they allocate) would differ from build to build. What it would refuse still
//! goes to it, unchanged ([`super::refused`]).

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::{Attribute, Ident, LitStr, Token};

use super::{PolicyTokens, tokens};
use crate::paths::Paths;
use crate::target::{Function, Handler, Served, cfgs, is_documentation};

/// The item of an annotated handler.
pub(crate) fn expand_handler(
    handler: &Handler,
    policy: &PolicyTokens,
    paths: &Paths,
) -> TokenStream {
    let Handler { attributes, route, function } = handler;
    let private = &paths.private;
    let Function { visibility, keyword, name, tokens: item, .. } = function;
    let (documentation, inner): (Vec<&Attribute>, Vec<&Attribute>) =
        attributes.iter().partition(|attribute| is_documentation(attribute));
    let cfgs = cfgs(attributes);
    let routes: Vec<String> = route.served.iter().map(annotated_route).collect();
    let policy = policy.declare(&routes);
    let resources = route.served.iter().enumerate().map(|served| resource(served, name));
    let imported = &route.path;
    // Messages about the name point at the function, not at the attribute.
    let keyword = Token![struct](*keyword);
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
                #(#inner)*
                #item
                #(#resources)*
            }
        }
    }
}

/// What the runtime knows of one path.
fn annotated_route(served: &Served) -> String {
    let Served { pattern, methods, guards, .. } = served;
    let pattern = pattern.value();
    let guarded = if guards.is_empty() { "" } else { ".guarded()" };
    format!(
        "__cors::AnnotatedRoute::new(&__CORS.3, {pattern:?}, &{methods:?}, __cors_policy.__source()){guarded},"
    )
}

/// One resource. The guard of the route comes first, because it is the cheapest; the enforcement comes last, so that it is
/// outermost, and what the user's own wraps refuse carries the policy's headers too.
fn resource((index, served): (usize, &Served), handler: &Ident) -> TokenStream {
    let Served { span, pattern, name, guards, wraps, .. } = served;
    let pattern = pattern.value();
    let name = name.as_ref().map_or_else(|| handler.to_string(), LitStr::value);
    let route = format!("__CORS.2.{index}");
    let resource = tokens(&format!(
        "__cors::Resource::new({pattern:?}).name({name:?}).guard({route}.guard())"
    ));
    let enforced = tokens(&format!(".wrap(__cors::Enforce::new(&{route}))"));
    let arguments = tokens(&format!(", &{route}, __cors_service"));
    // Shown at the user's attribute, but resolved among the names of this file: the attribute may come from a `macro_rules!`.
    let shown_at = Span::call_site().located_at(*span);
    quote_spanned! {shown_at=>
        __cors::register(
            #resource
            #(.guard(__cors::fn_guard(#guards)))*
            #(.wrap(#wraps))*
            #enforced
            .to(#handler)
            #arguments
        );
    }
}

/// The name without `r#`.
pub(crate) fn plain_name(name: &Ident) -> String {
    let text = name.to_string();
    text.strip_prefix("r#").unwrap_or(&text).to_owned()
}
