//! A handler whose route attribute actix-web refuses: the same item, with the attribute named by our own path. Then it is
//! certainly actix-web's macro that gets it and says what is wrong. A macro of another crate with the same name might
//! accept what we cannot read, and the handler would be served without its policy.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Attribute, Meta, Path, parse_quote};

use crate::paths::Paths;
use crate::target::{Refused, cfgs, first_route};

pub(crate) fn expand_refused(refused: &Refused, paths: &Paths) -> TokenStream {
    let Refused { attributes, function } = refused;
    let Some(route) = first_route(attributes) else { return TokenStream::new() };
    let others = attributes.iter().filter(|attribute| !std::ptr::eq(*attribute, route));
    let imported = route.path();
    let route = pointed_at_actix_web(route, paths);
    let cfgs = cfgs(attributes);
    let visibility = &function.visibility;
    let signature = &function.signature;
    let body = &function.body;
    quote! {
        #route
        #(#others)*
        #visibility #signature #body

        #(#cfgs)*
        const _: () = {
            #[allow(unused_imports)]
            use #imported as _;
        };
    }
}

fn pointed_at_actix_web(route: &Attribute, paths: &Paths) -> Attribute {
    let private = &paths.private;
    let mut route = route.clone();
    let name = route.path().segments.last().map(|segment| &segment.ident);
    let path: Path = parse_quote!(#private::#name);
    match &mut route.meta {
        Meta::Path(written) => *written = path,
        Meta::List(list) => list.path = path,
        Meta::NameValue(pair) => pair.path = path,
    }
    route
}
