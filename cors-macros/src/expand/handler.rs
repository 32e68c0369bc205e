//! A handler: a type of the user's name that registers a resource for each of its paths, as
//! actix-web's own attribute would, with the guard and the enforcement of the route added.
//!
//! actix-web's `#[route]` is not asked to write them, although it takes several methods: it keeps
//! them in a hash set, so the order of its guards (and with it what they allocate) would differ
//! from build to build. What it would refuse still goes to it, unchanged ([`super::refused`]).

use proc_macro2::{Delimiter, Group, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned as _;
use syn::{Attribute, Ident};

use super::PolicyTokens;
use super::literal::route_place;
use crate::paths::{Paths, RUNTIME};
use crate::target::{Function, Handler, Served, cfgs, is_documentation};

/// The item of an annotated handler.
pub(crate) fn expand_handler(
    handler: &Handler,
    policy: &PolicyTokens,
    paths: &Paths,
) -> TokenStream {
    let Handler { attributes, route, function } = handler;
    let Function { visibility, keyword, name, tokens: item, .. } = function;
    let (documentation, inner): (Vec<&Attribute>, Vec<&Attribute>) =
        attributes.iter().partition(|attribute| is_documentation(attribute));
    let cfgs = cfgs(attributes);
    let private = paths.text();
    let imported = &route.path;
    let shown_at = Span::call_site().located_at(imported.span());
    let resources = (0..route.served.len()).zip(&route.served);
    let body: TokenStream =
        [
            policy.declare_routes(&route.served),
            // The attribute that the user imported is used here, and nowhere else any more. Where it
            // is not imported, the compiler says so at the attribute.
            paths.tokens("#[allow(unused_imports)]"),
            quote_spanned!(shown_at=> use #imported as _;),
            quote!(#(#inner)*),
            item.clone(),
        ]
        .into_iter()
        .chain(resources.map(|(index, served)| {
            resource(served, &route_place(&route.served, index), name, paths)
        }))
        .collect();
    let register = format!("fn register(self, __cors_service: &mut {private}::AppService)");
    let implementation: TokenStream = [paths.tokens(&register), braced(body)].into_iter().collect();
    // Messages about the name point at the function, not at the attribute.
    let keyword = Ident::new("struct", *keyword);
    [
        quote!(#(#documentation)* #(#cfgs)*),
        paths.tokens("#[allow(non_camel_case_types, missing_docs)]"),
        visibility.clone(),
        quote!(#keyword #name; #(#cfgs)*),
        paths.tokens(&format!("#[automatically_derived] impl {private}::HttpServiceFactory for")),
        name.to_token_stream(),
        braced(implementation),
    ]
    .into_iter()
    .collect()
}

fn braced(tokens: TokenStream) -> TokenStream {
    TokenTree::Group(Group::new(Delimiter::Brace, tokens)).into()
}

/// One resource. The runtime names it after the handler and guards it, and wraps the enforcement
/// around it.
fn resource(served: &Served, place: &str, handler: &Ident, paths: &Paths) -> TokenStream {
    let Served { span, name, guards, wraps, .. } = served;
    let name = match name {
        Some(name) => format!(".name({:?})", name.value()),
        // actix-web calls a resource what the compiler calls the handler.
        None if *handler != plain_name(handler) => format!(".name({:?})", handler.to_string()),
        None => String::new(),
    };
    let resource = paths.tokens(&format!("&{place}, {RUNTIME}::resource(&{place}){name}"));
    // Shown at the user's attribute, but resolved among the names of this file: the attribute may
    // come from a `macro_rules!`.
    let shown_at = Span::call_site().located_at(*span);
    let runtime = Ident::new(RUNTIME, shown_at);
    let guards =
        guards.iter().map(|guard| quote_spanned!(shown_at=> .guard(#runtime::fn_guard(#guard))));
    quote_spanned! {shown_at=>
        #runtime::register(
            #resource
            #(#guards)*
            #(.wrap(#wraps))*
            .to(#handler),
            __cors_service,
        );
    }
}

/// The name without `r#`.
pub(crate) fn plain_name(name: &Ident) -> String {
    let text = name.to_string();
    text.strip_prefix("r#").unwrap_or(&text).to_owned()
}
