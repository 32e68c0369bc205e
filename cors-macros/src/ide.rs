//! Hints for editors: the user's own keys in a `use`, so that rust-analyzer shows their
//! documentation, completes them while they are half typed, and follows them. Written for
//! rust-analyzer only, and on errors too: a compiler would have to read them in every build, for
//! nothing.

use cors_rules::{Danger, KEYS, Key, RULES, Severity};
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use crate::args::{Args, Constant};

/// A variable in the environment of the process in which rust-analyzer expands macros, which does
/// not start without it.
const OF_RUST_ANALYZER: &str = "RUST_ANALYZER_INTERNALS_DO_NOT_USE";

/// Whether an editor reads what is generated.
pub(crate) fn is_reading() -> bool {
    std::env::var_os(OF_RUST_ANALYZER).is_some()
}

/// The hints, as an item.
pub(crate) fn hints(args: &Args) -> TokenStream {
    let private = args.paths.private();
    // `crate` cannot be the last segment of a path.
    let names = args.names.iter().filter(|name| *name != "crate");
    // In a list with braces, an empty one too: rust-analyzer looks for the name that is about to be
    // typed where the list stands without it.
    let list = |key: Key, module: &str, names: &[Ident]| {
        let module = Ident::new(module, Span::call_site());
        args.name(key).map(|_| quote!(use #private::ide::#module::{#(#names as _,)*};))
    };
    let escapes = list(Key::Dangerous, "escapes", &args.danger_names);
    let warnings = list(Key::Allow, "warnings", &args.allow_names);
    let policies = [&args.policy, &args.shadow].into_iter().flatten().map(|written| &written.value);
    let paths = policies.chain(args.origins_path());
    let constants = args.constants().filter(|constant| constant.is_path());
    let constants = constants.map(Constant::stream);
    quote! {
        const _: () = {
            use #private::ide::keys::{#(#names as _,)*};
            #escapes
            #warnings
            #(let _ = &#paths;)*
            #(let _ = &#constants;)*
        };
    }
}

/// One documented alias for each key, escape and warning, from the tables of the rules.
pub(crate) fn key_docs() -> TokenStream {
    let keys = KEYS.iter().filter(|row| row.key != Key::Crate).map(|row| {
        let documentation = format!("{}\n\n```text\n{}\n```", row.summary, row.shape);
        alias(row.name, &documentation, &value_type(row.key))
    });
    let escapes = Danger::ALL.map(|danger| {
        let documentation =
            format!("An escape of `dangerous`.\n\n{}", Key::Dangerous.entry().summary);
        alias(danger.name(), &documentation, &quote!(()))
    });
    let warnings = RULES.iter().filter(|row| row.severity == Severity::Warning).map(|row| {
        let documentation = format!("{}\n\nSee <{}>", row.summary, row.see);
        alias(row.code, &documentation, &quote!(()))
    });
    quote! {
        /// What `#[cors(...)]` takes.
        pub mod keys { #(#keys)* }
        /// What `dangerous(...)` takes.
        pub mod escapes { #(#escapes)* }
        /// What `allow(...)` takes.
        pub mod warnings { #(#warnings)* }
    }
}

fn alias(name: &str, documentation: &str, value: &TokenStream) -> TokenStream {
    let name = Ident::new(name, Span::call_site());
    quote! {
        #[doc = #documentation]
        #[allow(non_camel_case_types)]
        pub type #name = #value;
    }
}

/// What editors show as the type of the value.
fn value_type(key: Key) -> TokenStream {
    match key {
        Key::Origins | Key::Methods | Key::Headers | Key::Expose => {
            quote!([&'static str])
        }
        Key::Credentials | Key::RejectUnlisted => quote!(bool),
        Key::MaxAge => quote!(u32),
        Key::PreflightStatus => quote!(u16),
        Key::Policy | Key::Shadow => quote!(crate::Policy),
        _ => quote!(()),
    }
}
