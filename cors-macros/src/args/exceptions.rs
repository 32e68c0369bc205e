//! Reading `dangerous(...)` and `allow(...)`: names of exceptions from the rules, each read by
//! itself.

use cors_rules::{Danger, Key, RULES, Rule, Severity, nearest};
use proc_macro2::{Ident, TokenTree};

use super::arguments::Spanned;
use super::form::Form;
use super::tokens::{segments, single, stream};
use crate::diagnostic::Sink;

/// The names in the parentheses, each by itself.
fn called<T>(
    key: Key,
    form: &Form<'_>,
    name: &Ident,
    idents: &mut Vec<Ident>,
    sink: &mut Sink,
    mut read: impl FnMut(&Ident, &mut Sink) -> Option<T>,
) -> Option<Vec<T>> {
    let Form::Call(group) = form else {
        sink.wrong_value(key, form.tokens(name));
        return None;
    };
    let parts = segments(group.stream());
    if parts.is_empty() {
        sink.wrong_value(key, group);
        return None;
    }
    let mut found = Vec::new();
    for part in &parts {
        match single(part) {
            Some(TokenTree::Ident(ident)) => {
                idents.push(ident.clone());
                found.extend(read(ident, sink));
            }
            _ => sink.wrong_part(key, stream(part), &group.stream()),
        }
    }
    Some(found)
}

pub(super) fn dangers(
    form: &Form<'_>,
    name: &Ident,
    idents: &mut Vec<Ident>,
    sink: &mut Sink,
) -> Option<Vec<Spanned<Danger>>> {
    called(Key::Dangerous, form, name, idents, sink, |ident, sink| {
        let text = ident.to_string();
        let known = Danger::ALL.into_iter().find(|danger| danger.name() == text);
        if known.is_none() {
            let names = Danger::ALL.map(Danger::name);
            let help = did_you_mean(&text, &names, "the escapes are");
            let message = format!("`{text}` is no escape of `dangerous`");
            sink.error(Rule::WrongValue, ident, message, help);
        }
        known.map(|value| Spanned { value, tokens: vec![ident.clone().into()] })
    })
}

pub(super) fn lints(
    form: &Form<'_>,
    name: &Ident,
    idents: &mut Vec<Ident>,
    sink: &mut Sink,
) -> Option<Vec<Rule>> {
    called(Key::Allow, form, name, idents, sink, |ident, sink| {
        let text = ident.to_string();
        let rule = Rule::named(&text);
        let warning = rule.filter(|rule| rule.entry().severity == Severity::Warning);
        if warning.is_none() {
            let names: Vec<&str> = warnings().collect();
            let (message, help) = match rule {
                Some(_) => (
                    format!("`{text}` is an error, and only warnings can be silenced"),
                    did_you_mean("", &names, "the warnings are"),
                ),
                None => (
                    format!("`{text}` is no warning"),
                    did_you_mean(&text, &names, "the warnings are"),
                ),
            };
            sink.error(Rule::WrongValue, ident, message, help);
        }
        warning
    })
}

/// The names that `allow(...)` takes.
fn warnings() -> impl Iterator<Item = &'static str> {
    RULES.iter().filter(|row| row.severity == Severity::Warning).map(|row| row.code)
}

fn did_you_mean(text: &str, names: &[&str], otherwise: &str) -> String {
    match nearest(text, names.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("{otherwise} `{}`", names.join("`, `")),
    }
}
