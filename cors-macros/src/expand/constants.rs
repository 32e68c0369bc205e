//! The user's constants in the literal of a policy: each is written there once, and beside the
//! policy stands a question about it for const evaluation, so that an error stands on the constant.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::quote;

use super::PolicyTokens;
use crate::args::{Constant, List, ListEntry};
use crate::paths::{Paths, RUNTIME};

/// The constants of one policy.
#[derive(Debug, Default)]
pub(super) struct Constants {
    /// The names that text has in the places of the constants, and their tokens.
    places: Vec<(String, TokenStream)>,
    checks: Vec<Check>,
}

/// A call in const evaluation.
#[derive(Debug)]
struct Check {
    function: &'static str,
    /// The arguments behind the literal of the policy, as text that starts with a comma.
    arguments: String,
    /// Whether the literal is the first argument.
    takes_literal: bool,
    /// From where to where an error stands.
    from: Span,
    to: Span,
}

impl Constants {
    pub(super) fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// What text has in their places.
    pub(super) fn places(&self) -> impl Iterator<Item = (&str, &TokenStream)> {
        self.places.iter().map(|(name, tokens)| (name.as_str(), tokens))
    }

    fn place(&mut self, constant: &Constant) -> String {
        let name = format!("__cors_constant_{}", self.places.len());
        self.places.push((name.clone(), constant.stream()));
        name
    }

    fn ask(&mut self, function: &'static str, arguments: String, constant: &Constant) {
        let span = |token: Option<&TokenTree>| token.map_or_else(Span::call_site, TokenTree::span);
        let (from, to) = (span(constant.tokens.first()), span(constant.tokens.last()));
        self.checks.push(Check { function, arguments, takes_literal: true, from, to });
    }

    /// One constant item for each question. `literal` is a reference to the literal of the policy.
    pub(super) fn checks(&self, literal: &str, paths: &Paths) -> TokenStream {
        let private = paths.text();
        self.checks
            .iter()
            .map(|check| {
                let Check { function, arguments, .. } = check;
                let arguments = if check.takes_literal {
                    format!("{literal}{arguments}")
                } else {
                    arguments.trim_start_matches(", ").to_owned()
                };
                let import = paths.tokens(&format!("use {private}::{function} as __cors_check;"));
                // An error stands from the first to the last token of the constant.
                let function = Ident::new("__cors_check", check.from);
                let mut arguments = Group::new(Delimiter::Parenthesis, paths.tokens(&arguments));
                arguments.set_span(check.to);
                quote!(const _: () = { #import #function #arguments };)
            })
            .collect()
    }
}

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

    /// The methods of the route that need listing, against a list with constants in it.
    pub(super) fn check_methods_of_route(&mut self, methods: &[String], key: Span) {
        for method in methods.iter().filter(|method| super::overlay::needs_listing(method)) {
            self.constants.checks.push(Check {
                function: "check_method_of_route",
                arguments: format!(", {method:?}"),
                takes_literal: true,
                from: key,
                to: key,
            });
        }
    }

    /// A maximum age that is a constant: its type says how it is read.
    pub(super) fn max_age(&mut self, constant: &Constant) {
        let place = self.constants.place(constant);
        let shown_at = constant.tokens.first().map_or_else(Span::call_site, TokenTree::span);
        let runtime = Ident::new(RUNTIME, Span::call_site().located_at(shown_at));
        let value = constant.stream();
        // An error about the type stands on the constant.
        let read = quote::quote_spanned!(shown_at=> (&&#runtime::MaxAge(#value)).read());
        if let Some((_, tokens)) = self.constants.places.last_mut() {
            *tokens = read;
        }
        // The trait is for types that are no age.
        self.statics = format!(
            "{} #[allow(unused_imports)] use {RUNTIME}::AgeByType as _; \
             static __CORS_MAX_AGE: {RUNTIME}::MaxAgeConstant = {place};",
            self.statics
        );
        self.field("max_age", "__CORS_MAX_AGE.seconds()");
        self.constants.ask(
            "check_max_age",
            format!(", __CORS_MAX_AGE, {:?}", constant.name()),
            constant,
        );
        if let Some(check) = self.constants.checks.last_mut() {
            check.takes_literal = false;
        }
    }

    /// A status of preflights that is a constant.
    pub(super) fn preflight_status(&mut self, constant: &Constant) {
        let place = self.constants.place(constant);
        self.field("preflight_status", &place);
        self.constants.ask("check_preflight_status", format!(", {:?}", constant.name()), constant);
    }
}
