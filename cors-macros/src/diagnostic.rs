//! The findings about one attribute: errors on their tokens, and warnings. The other stages report
//! them; here they are collected and become tokens. Every text comes from an [`Issue`], so that all
//! look alike.

use cors_rules::{Issue, Key, Place, Rule, Severity, shown};
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::Attribute;

use crate::correction::correction;
use crate::lint::Warning;

/// Collects findings, so that all are reported together.
#[derive(Debug, Default)]
pub(crate) struct Sink {
    errors: Vec<syn::Error>,
    warnings: Vec<Warning>,
}

impl Sink {
    /// A finding of the rules, on these tokens.
    pub(crate) fn issue(&mut self, issue: &Issue, tokens: impl ToTokens) {
        match issue.severity() {
            Severity::Error => self.errors.push(syn::Error::new_spanned(tokens, issue)),
            Severity::Warning => self.warnings.push(Warning::new(issue, tokens)),
        }
    }

    /// A finding about the grammar of the attribute itself.
    pub(crate) fn error(
        &mut self,
        rule: Rule,
        tokens: impl ToTokens,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let tokens = tokens.into_token_stream();
        let place = Place { key: Key::Crate, entry: None };
        self.issue(&Issue::new(rule, place, tokens.to_string(), message, help), tokens);
    }

    /// A value that its key does not take.
    pub(crate) fn wrong_value(&mut self, key: Key, tokens: impl ToTokens) {
        let tokens = tokens.into_token_stream();
        self.wrong_part(key, &tokens, &tokens);
    }

    /// A part of a value that its key does not take, and the whole value.
    pub(crate) fn wrong_part(&mut self, key: Key, part: impl ToTokens, whole: &TokenStream) {
        let message = format!("`{}` does not take `{}`", key.name(), written(&part));
        self.error(Rule::WrongValue, part, message, right_form(key, whole));
    }

    /// An error that no rule of ours reports: the item itself could not be read.
    pub(crate) fn foreign(&mut self, error: syn::Error) {
        self.errors.push(error);
    }

    /// How many errors there are so far.
    pub(crate) fn error_count(&self) -> usize {
        self.errors.len()
    }

    /// Whether there is no finding.
    pub(crate) fn is_empty(&self) -> bool {
        self.errors.is_empty() && self.warnings.is_empty()
    }

    /// Whether the policy must not be built.
    pub(crate) fn has_errors(&self) -> bool {
        !self.errors.is_empty()
    }

    /// The warnings as items.
    pub(crate) fn warning_tokens(&self, attributes: &[Attribute]) -> TokenStream {
        self.warnings.iter().map(|warning| warning.expand(attributes)).collect()
    }

    /// The errors as items.
    pub(crate) fn error_tokens(&self, cfgs: &[Attribute]) -> TokenStream {
        self.errors
            .iter()
            .map(|error| {
                let error = error.to_compile_error();
                quote!(#(#cfgs)* #error)
            })
            .collect()
    }

    /// The texts, for tests.
    #[cfg(test)]
    pub(crate) fn texts(&self) -> Vec<String> {
        let errors = self.errors.iter().map(ToString::to_string);
        errors.chain(self.warnings.iter().map(|warning| warning.text().to_owned())).collect()
    }
}

/// Tokens as a message shows them.
pub(crate) fn written(tokens: &impl ToTokens) -> String {
    shown(&tokens.to_token_stream().to_string())
}

/// The value in a form that its key takes, or else what these forms are.
pub(crate) fn right_form(key: Key, value: &TokenStream) -> String {
    match correction(key, value) {
        Some(corrected) => format!("write `{corrected}`"),
        None => forms(key),
    }
}

/// The forms that a key takes. Nobody is told to write one of them, because none has the values
/// that were meant.
pub(crate) fn forms(key: Key) -> String {
    let name = key.name();
    let forms: Vec<String> = key
        .entry()
        .shape
        .split(" · ")
        .map(
            |form| {
                if form.starts_with(name) { form.to_owned() } else { format!("{name} = {form}") }
            },
        )
        .collect();
    match forms.as_slice() {
        [only] => format!("its form is `{only}`"),
        forms => format!("its forms are `{}`", forms.join("`, `")),
    }
}
