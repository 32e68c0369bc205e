//! A handler whose route attribute actix-web refuses: that attribute again, named by our own path.
//! Then it is certainly actix-web's macro that gets it and says what is wrong; a macro of another
//! crate with the same name might accept it. Should actix-web accept it after all, the handler
//! would be served without its policy, so that is an error too.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Attribute, Meta, Path, parse_quote};

use crate::paths::Paths;
use crate::target::{Function, Refused, cfgs, first_route};

/// The type that the handler would have been, so that registering it is no second error. Inside,
/// the name is that type again where actix-web has refused, and a type of actix-web's making where
/// it has not.
pub(crate) fn expand_refused(refused: &Refused, paths: &Paths) -> TokenStream {
    let Refused { attributes, function } = refused;
    let Some(written) = first_route(attributes) else { return TokenStream::new() };
    let others = attributes.iter().filter(|attribute| !std::ptr::eq(*attribute, written));
    let imported = written.path();
    let route = pointed_at_actix_web(written, paths);
    let private = paths.private();
    let cfgs = cfgs(attributes);
    let Function { visibility, name, tokens, .. } = function;
    let message = format!(
        "the route attribute of `{name}` could not be read, so that its policy would be lost: this is a bug of \
         cors-runtime, please report it together with the attribute"
    );
    quote! {
        #(#cfgs)*
        #[allow(non_camel_case_types, missing_docs)]
        #visibility struct #name;

        #(#cfgs)*
        impl #name {
            const __CORS_REFUSED: ::core::primitive::bool = true;
        }

        #(#cfgs)*
        #[automatically_derived]
        impl #private::HttpServiceFactory for #name {
            fn register(self, _: &mut #private::AppService) {
                #[allow(unused_imports)]
                use #imported as _;
                #[allow(unused_imports)]
                use #private::Accepted as _;
                #route
                #(#others)*
                #tokens
                const _: () = ::core::assert!(<#name>::__CORS_REFUSED, #message);
            }
        }
    }
}

fn pointed_at_actix_web(route: &Attribute, paths: &Paths) -> Attribute {
    let private = paths.private();
    let mut pointed = route.clone();
    let verb = route.path().segments.last().map(|segment| &segment.ident);
    let path: Path = parse_quote!(#private::actix_web::#verb);
    match &mut pointed.meta {
        Meta::Path(written) => *written = path,
        Meta::List(arguments) => arguments.path = path,
        Meta::NameValue(pair) => pair.path = path,
    }
    pointed
}
