//! Reading the value of each key. A reader takes the forms of its key, and reports any other.
//! Whether the value makes sense is left to the rules.

use cors_rules::{Key, Rule};
use proc_macro2::{Group, Ident, TokenStream, TokenTree};
use syn::parse::Parser;

use super::arguments::{Constant, MaxAgeValue, NamesValue, OriginsValue, Spanned, StatusValue};
use super::form::Form;
use super::list::{Entries, list, names};
use super::tokens::{flatten, is_constant, segments, single, stream, text};
use crate::correction::correction;
use crate::diagnostic::Sink;
use crate::paths::Paths;

pub(super) fn origins(form: &Form<'_>, name: &Ident, sink: &mut Sink) -> Option<OriginsValue> {
    let value = form.equals(Key::Origins, name, sink)?;
    match value {
        [TokenTree::Ident(call), TokenTree::Group(group)] if call == "env" => {
            env(group, &stream(value), sink)
        }
        [TokenTree::Ident(call), TokenTree::Group(group)] if call == "from" => {
            let path = path(flatten(group.stream()));
            if path.is_none() {
                sink.wrong_value(Key::Origins, stream(value));
            }
            path.map(OriginsValue::Set)
        }
        value => match names(Key::Origins, value, Entries::Texts, sink)? {
            NamesValue::Any => Some(OriginsValue::Any),
            NamesValue::List(entries) => Some(OriginsValue::List(entries)),
        },
    }
}

/// `("NAME")`, with `default = [...]` and `empty = disabled` behind it, in any order.
fn env(group: &Group, whole: &TokenStream, sink: &mut Sink) -> Option<OriginsValue> {
    let parts = segments(group.stream());
    let Some((variable, options)) = parts.split_first() else {
        sink.wrong_part(Key::Origins, group, whole);
        return None;
    };
    let name = match single(variable) {
        Some(TokenTree::Literal(literal)) => text(literal),
        _ => None,
    };
    let Some(name) = name else {
        sink.wrong_part(Key::Origins, stream(variable), whole);
        return None;
    };
    let variable = Spanned { value: name, tokens: variable.clone() };
    let (mut default, mut empty_disables) = (None, false);
    for option in options {
        match option.as_slice() {
            [TokenTree::Ident(key), TokenTree::Punct(equals), TokenTree::Group(entries)]
                if key == "default" && equals.as_char() == '=' && default.is_none() =>
            {
                default = Some(list(Key::Origins, entries, Entries::Texts, sink));
            }
            [TokenTree::Ident(key), TokenTree::Punct(equals), TokenTree::Ident(value)]
                if key == "empty"
                    && equals.as_char() == '='
                    && value == "disabled"
                    && !empty_disables =>
            {
                empty_disables = true;
            }
            other => {
                sink.wrong_part(Key::Origins, stream(other), whole);
                return None;
            }
        }
    }
    Some(OriginsValue::Env { variable, default, empty_disables })
}

pub(super) fn methods(form: &Form<'_>, name: &Ident, sink: &mut Sink) -> Option<NamesValue> {
    let value = form.equals(Key::Methods, name, sink)?;
    names(Key::Methods, value, Entries::TextsAndNames, sink)
}

pub(super) fn headers(
    key: Key,
    form: &Form<'_>,
    name: &Ident,
    sink: &mut Sink,
) -> Option<NamesValue> {
    let value = form.equals(key, name, sink)?;
    names(key, value, Entries::Texts, sink)
}

/// A flag, alone or with `= true` or `= false`.
pub(super) fn flag(key: Key, form: &Form<'_>, sink: &mut Sink) -> Option<bool> {
    match form {
        Form::Flag => Some(true),
        Form::Equals(value) => match single(value) {
            Some(TokenTree::Ident(value)) if value == "true" => Some(true),
            Some(TokenTree::Ident(value)) if value == "false" => Some(false),
            _ => {
                sink.wrong_value(key, stream(value));
                None
            }
        },
        Form::Call(group) => {
            sink.wrong_value(key, group);
            None
        }
    }
}

/// A flag that takes no value.
pub(super) fn bare(key: Key, form: &Form<'_>, name: &Ident, sink: &mut Sink) -> Option<()> {
    match form {
        Form::Flag => Some(()),
        Form::Equals(_) | Form::Call(_) => {
            sink.wrong_value(key, form.tokens(name));
            None
        }
    }
}

pub(super) fn max_age(form: &Form<'_>, name: &Ident, sink: &mut Sink) -> Option<MaxAgeValue> {
    let value = form.equals(Key::MaxAge, name, sink)?;
    if let Some(TokenTree::Literal(literal)) = single(value)
        && let Some(text) = text(literal)
    {
        return Some(MaxAgeValue::Text(text));
    }
    if is_constant(value) {
        return Some(MaxAgeValue::Constant(Constant { tokens: value.to_vec() }));
    }
    number(Key::MaxAge, value, sink).map(MaxAgeValue::Seconds)
}

pub(super) fn status(form: &Form<'_>, name: &Ident, sink: &mut Sink) -> Option<StatusValue> {
    let value = form.equals(Key::PreflightStatus, name, sink)?;
    if is_constant(value) {
        return Some(StatusValue::Constant(Constant { tokens: value.to_vec() }));
    }
    number(Key::PreflightStatus, value, sink).map(StatusValue::Number)
}

/// An integer with or without a sign; one that does not fit becomes the largest or the smallest
/// there is.
fn number(key: Key, value: &[TokenTree], sink: &mut Sink) -> Option<i128> {
    let (negative, literal) = match value {
        [TokenTree::Literal(literal)] => (false, Some(literal)),
        [TokenTree::Punct(minus), TokenTree::Literal(literal)] if minus.as_char() == '-' => {
            (true, Some(literal))
        }
        _ => (false, None),
    };
    let digits = match literal.map(|literal| syn::Lit::new(literal.clone())) {
        Some(syn::Lit::Int(number)) if number.suffix().is_empty() => number,
        _ => {
            sink.wrong_value(key, stream(value));
            return None;
        }
    };
    let number = digits.base10_parse::<i128>().unwrap_or(i128::MAX);
    Some(if negative { -number } else { number })
}

pub(super) fn policy(
    key: Key,
    form: &Form<'_>,
    name: &Ident,
    sink: &mut Sink,
) -> Option<syn::Path> {
    let value = form.equals(key, name, sink)?;
    let path = path(stream(value));
    if path.is_none() {
        sink.wrong_value(key, stream(value));
    }
    path
}

/// A path to an item, without arguments.
fn path(tokens: TokenStream) -> Option<syn::Path> {
    syn::Path::parse_mod_style.parse2(tokens).ok()
}

/// `crate = ::path`: absolute, because the attribute may stand in any module.
pub(super) fn root(form: &Form<'_>, name: &Ident, sink: &mut Sink) -> Option<Paths> {
    let value = form.equals(Key::Crate, name, sink)?;
    let tokens = stream(value);
    let path = path(tokens.clone());
    let first = path.as_ref().and_then(|path| path.segments.first());
    let is_absolute = path.as_ref().is_some_and(|path| path.leading_colon.is_some())
        || first.is_some_and(|segment| segment.ident == "crate" || segment.ident == "$crate");
    if is_absolute {
        return Some(Paths::new(tokens));
    }
    let is_relative = first
        .is_some_and(|segment| ["self", "super"].contains(&segment.ident.to_string().as_str()));
    let help = match correction(Key::Crate, &tokens).filter(|_| !is_relative) {
        Some(corrected) => format!("write `{corrected}`"),
        None => "such a path is `::name` of a dependency, or `crate::name`, or `$crate::name` in a macro"
            .to_owned(),
    };
    let message = "`crate` takes an absolute path, because the attribute may stand in any module";
    sink.error(Rule::WrongValue, tokens, message, help);
    None
}

/// The path in `__inherited(…)`, which only this crate writes.
pub(super) fn inherited(rest: &[TokenTree]) -> Option<syn::Path> {
    match rest {
        [TokenTree::Group(group)] => syn::parse2(group.stream()).ok(),
        _ => None,
    }
}
