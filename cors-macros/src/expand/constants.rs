//! The user's constants in the literal of a policy: each is written there once, and beside the
//! policy stands a question about it for const evaluation, so that an error stands on the constant.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::quote;

use cors_rules::{is_forbidden_method, is_safelisted_method};

use crate::args::Constant;
use crate::paths::Paths;

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

    /// The name that text has in the place of a constant from now on.
    pub(super) fn place(&mut self, constant: &Constant) -> String {
        self.place_of(constant.stream())
    }

    /// Asks about a constant. The arguments come behind the literal of the policy.
    pub(super) fn ask(&mut self, function: &'static str, arguments: String, constant: &Constant) {
        let span = |token: Option<&TokenTree>| token.map_or_else(Span::call_site, TokenTree::span);
        let (from, to) = (span(constant.tokens.first()), span(constant.tokens.last()));
        self.checks.push(Check { function, arguments, takes_literal: true, from, to });
    }

    /// The same for a question that needs no literal.
    pub(super) fn ask_alone(
        &mut self,
        function: &'static str,
        arguments: String,
        constant: &Constant,
    ) {
        self.ask(function, arguments, constant);
        if let Some(check) = self.checks.last_mut() {
            check.takes_literal = false;
        }
    }

    /// Asks about the methods of the route that need listing, at the key.
    pub(super) fn ask_for_methods(&mut self, methods: &[String], key: Span) {
        for method in methods.iter().filter(|method| needs_listing(method)) {
            self.checks.push(Check {
                function: "check_method_of_route",
                arguments: format!(", {method:?}"),
                takes_literal: true,
                from: key,
                to: key,
            });
        }
    }

    /// The name that text has in the place of an expression from now on.
    pub(super) fn place_of(&mut self, tokens: TokenStream) -> String {
        let name = format!("__cors_constant_{}", self.places.len());
        self.places.push((name.clone(), tokens));
        name
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

/// Whether a preflight has to grant this method of a route, and can.
pub(super) fn needs_listing(method: &str) -> bool {
    let method = method.as_bytes();
    !is_safelisted_method(method) && !is_forbidden_method(method)
}
