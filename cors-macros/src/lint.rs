//! Named warnings on stable Rust: the use of a constant that is deprecated with our text.
//! `allow(name)` in the attribute drops a warning before that; `#[allow(deprecated)]` on the item
//! silences it too.

use cors_rules::Issue;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};
use syn::{Attribute, Meta, parse_quote};

/// One warning on its token.
#[derive(Debug)]
pub(crate) struct Warning {
    code: &'static str,
    text: String,
    span: Span,
}

impl Warning {
    /// A warning of the rules. Only the first of the tokens is underlined: editors strike through
    /// what is deprecated.
    pub(crate) fn new(issue: &Issue, tokens: impl ToTokens) -> Self {
        let first = tokens.into_token_stream().into_iter().next();
        let span = first.map_or_else(Span::call_site, |token| token.span());
        let code = issue.code();
        let text = format!("{issue}\nnote: `allow({code})` in the attribute silences this warning");
        Warning { code, text, span }
    }

    /// The text, for tests.
    #[cfg(test)]
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// The same where a condition holds that const evaluation knows: of two constants of one name,
    /// one is deprecated.
    pub(crate) fn expand_if(
        &self,
        attributes: &[Attribute],
        condition: &TokenStream,
    ) -> TokenStream {
        let attributes = attributes.iter().filter_map(forwarded);
        let name = self.code.to_uppercase();
        let declared = Ident::new(&name, Span::call_site());
        let used = Ident::new(&name, self.span);
        let note = format!("\n{}", self.text);
        quote! {
            #(#attributes)*
            const _: () = {
                mod cors {
                    pub(super) struct If<const HOLDS: bool>;
                    impl If<true> {
                        #[deprecated(note = #note)]
                        pub(super) const #declared: () = ();
                    }
                    impl If<false> {
                        pub(super) const #declared: () = ();
                    }
                }
                cors::If::<{ #condition }>::#used
            };
        }
    }

    /// An item whose compilation shows the warning. `attributes` are those of the annotated item.
    pub(crate) fn expand(&self, attributes: &[Attribute]) -> TokenStream {
        let attributes = attributes.iter().filter_map(forwarded);
        let name = self.code.to_uppercase();
        let declared = Ident::new(&name, Span::call_site());
        let used = Ident::new(&name, self.span);
        // The compiler prints the note behind "use of deprecated constant …: ".
        let note = format!("\n{}", self.text);
        quote! {
            #(#attributes)*
            const _: () = {
                mod cors {
                    #[deprecated(note = #note)]
                    pub(super) const #declared: () = ();
                }
                cors::#used
            };
        }
    }
}

/// `cfg` and the lint levels of the item; an `expect` becomes an `allow`, because it is met on the
/// item already or never.
fn forwarded(attribute: &Attribute) -> Option<Attribute> {
    let path = attribute.path();
    if path.is_ident("allow") || path.is_ident("cfg") {
        return Some(attribute.clone());
    }
    match &attribute.meta {
        Meta::List(list) if path.is_ident("expect") => {
            let lints = &list.tokens;
            Some(parse_quote!(#[allow(#lints)]))
        }
        _ => None,
    }
}
