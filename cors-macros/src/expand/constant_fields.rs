//! The fields of a literal that hold constants of the user's, each with the question about it.

use proc_macro2::{Ident, Span, TokenTree};
use quote::quote_spanned;

use super::PolicyTokens;
use crate::args::{Constant, List, ListEntry};
use crate::paths::RUNTIME;

impl PolicyTokens {
    /// The elements of a list, in the order written, each constant with a question about it. A text
    /// for which `element` is `None` stands elsewhere in the literal.
    pub(super) fn list_with_constants(
        &mut self,
        list: &List,
        check: &'static str,
        arguments: &str,
        element: impl Fn(&str) -> Option<String>,
    ) -> String {
        let (mut elements, mut len) = (String::new(), 0);
        for entry in &list.0 {
            let element = match entry {
                ListEntry::Text(text) => element(&text.value).map(|text| format!("\"{text}\"")),
                ListEntry::Constant(constant) => {
                    let arguments = format!(", {len}, {:?}{arguments}", constant.name());
                    self.constants.ask(check, arguments, constant);
                    Some(self.constants.place(constant))
                }
            };
            if let Some(element) = element {
                elements.push_str(&element);
                elements.push_str(", ");
                len += 1;
            }
        }
        if !self.fields.contains("constants: true, ") {
            self.field("constants", "true");
        }
        elements
    }

    /// The elements of the default of an environment variable, which are written at `place`.
    pub(super) fn default_with_constants(
        &mut self,
        list: &List,
        place: &str,
        arguments: &str,
    ) -> String {
        let mut elements = String::new();
        for (index, entry) in list.0.iter().enumerate() {
            let element = match entry {
                ListEntry::Text(text) => format!("{:?}", text.value),
                ListEntry::Constant(constant) => {
                    let name = constant.name();
                    let arguments = format!(", {place}[{index}], {name:?}{arguments}");
                    self.constants.ask("check_default_origin", arguments, constant);
                    self.constants.place(constant)
                }
            };
            elements.push_str(&element);
            elements.push_str(", ");
        }
        elements
    }

    /// A maximum age that is a constant: its type says how it is read.
    pub(super) fn max_age(&mut self, constant: &Constant) {
        let shown_at = constant.tokens.first().map_or_else(Span::call_site, TokenTree::span);
        let runtime = Ident::new(RUNTIME, Span::call_site().located_at(shown_at));
        let value = constant.stream();
        // An error about the type stands on the constant.
        let read = quote_spanned!(shown_at=> (&&#runtime::ConstantMaxAge(#value)).read());
        let place = self.constants.place_of(read);
        // The trait is for types that are no age.
        self.statics = format!(
            "{} #[allow(unused_imports)] use {RUNTIME}::AgeByType as _; \
             static __CORS_MAX_AGE: {RUNTIME}::MaxAgeConstant = {place};",
            self.statics
        );
        self.field("max_age", "__CORS_MAX_AGE.seconds()");
        let arguments = format!(", __CORS_MAX_AGE, {:?}", constant.name());
        self.constants.ask_alone("check_max_age", arguments, constant);
    }

    /// A status of preflights that is a constant.
    pub(super) fn preflight_status(&mut self, constant: &Constant) {
        let place = self.constants.place(constant);
        self.field("preflight_status", &place);
        self.constants.ask("check_preflight_status", format!(", {:?}", constant.name()), constant);
    }
}
