//! Reading keys, with recovery: a bad entry is one error, and reading goes on behind the next
//! comma.

use cors_rules::{KEYS, Key, Rule, nearest};
use proc_macro2::{Delimiter, Ident, Punct, Spacing, TokenStream, TokenTree};

use super::arguments::{Args, Site, Written};
use super::form::Form;
use super::tokens::{Segment, segments, single, stream};
use super::{exceptions, value};
use crate::correction::correction;
use crate::diagnostic::Sink;

/// The key that `#[cors]` above a `#[scope]` module writes on the handlers inside.
pub(crate) const INHERITED: &str = "__inherited";

/// Reads everything between the parentheses of the attribute, or the braces of the macro.
pub(crate) fn parse(tokens: TokenStream, site: Site, sink: &mut Sink) -> Args {
    let mut args = Args { tokens: tokens.clone(), ..Args::default() };
    for segment in with_unbracketed_entries(segments(tokens)) {
        parse_entry(&segment, site, &mut args, sink);
    }
    conflicting_keys(&args, sink);
    args
}

/// `origins = "https://a.example", "https://b.example"` lacks its brackets: the entries behind the
/// comma belong to the key before it, and are no keys.
fn with_unbracketed_entries(segments: Vec<Segment>) -> Vec<Segment> {
    let mut whole: Vec<Segment> = Vec::with_capacity(segments.len());
    for segment in segments {
        match (whole.last_mut(), single(&segment)) {
            (Some(before), Some(entry)) if is_unbracketed(before, entry) => {
                before.push(Punct::new(',', Spacing::Alone).into());
                before.extend(segment);
            }
            _ => whole.push(segment),
        }
    }
    whole
}

/// Whether the value of a list key has begun without a bracket, and goes on with this entry.
fn is_unbracketed(before: &Segment, entry: &TokenTree) -> bool {
    let [TokenTree::Ident(key), TokenTree::Punct(equals), first, ..] = before.as_slice() else {
        return false;
    };
    let key = Key::named(&key.to_string()).filter(|_| equals.as_char() == '=');
    let is_text = |token: &TokenTree| matches!(token, TokenTree::Literal(_));
    // A second method reads like an unknown key.
    let is_method = |token: &TokenTree| {
        let TokenTree::Ident(name) = token else { return false };
        let name = name.to_string();
        name != "any" && Key::named(&name).is_none() && is_method_name(&name)
    };
    match key {
        Some(Key::Origins | Key::Headers | Key::Expose) => is_text(first) && is_text(entry),
        Some(Key::Methods) => {
            (is_text(first) || is_method(first)) && (is_text(entry) || is_method(entry))
        }
        _ => false,
    }
}

fn is_method_name(name: &str) -> bool {
    name.bytes().all(|byte| byte.is_ascii_uppercase())
}

fn parse_entry(segment: &Segment, site: Site, args: &mut Args, sink: &mut Sink) {
    let Some((TokenTree::Ident(name), rest)) = segment.split_first() else {
        no_key(segment, args, sink);
        return;
    };
    if name == INHERITED {
        args.inherited = value::inherited(rest);
        return;
    }
    args.names.push(name.clone());
    let Some(key) = known_key(name, site, args, sink) else { return };
    if args.name(key).is_some() {
        duplicate_key(name, sink);
        return;
    }
    args.keys.push((key, name.clone()));
    let Some(form) = parse_form(key, name, rest, args, sink) else {
        args.broken.push(key);
        return;
    };
    parse_value(key, name, &form, args, sink);
}

/// Something else in the place of a key. A text or a list is most likely the origins.
fn no_key(segment: &Segment, args: &mut Args, sink: &mut Sink) {
    let written = crate::diagnostic::written(&stream(segment));
    // The value of a key whose `key =` was forgotten: most likely the origins.
    let is_value = match single(segment) {
        Some(TokenTree::Literal(_)) => true,
        Some(TokenTree::Group(list)) => list.delimiter() == Delimiter::Bracket,
        _ => false,
    };
    let is_missing = args.name(Key::Origins).is_none();
    let corrected = correction(Key::Origins, &stream(segment));
    let help = match corrected.filter(|_| is_value && is_missing) {
        Some(corrected) => format!("write `{corrected}`"),
        None => expected_keys(),
    };
    // The key that it stands for is not reported as missing as well.
    args.broken.push(Key::Origins);
    let message = format!("`{written}` is no key");
    sink.error(Rule::UnknownKey, stream(segment), message, help);
}

/// How the value follows its key.
fn parse_form<'a>(
    key: Key,
    name: &Ident,
    rest: &'a [TokenTree],
    args: &mut Args,
    sink: &mut Sink,
) -> Option<Form<'a>> {
    match rest {
        [] => Some(Form::Flag),
        [TokenTree::Punct(equals), value @ ..] if equals.as_char() == '=' => match value {
            [] => {
                let message = format!("the value of `{name}` is missing");
                sink.error(Rule::WrongValue, equals, message, crate::diagnostic::forms(key));
                None
            }
            value => match forgotten_comma(value) {
                None => Some(Form::Equals(value)),
                Some(other) => {
                    comma_expected(name, other, args, sink);
                    None
                }
            },
        },
        [TokenTree::Group(group)] if group.delimiter() == Delimiter::Parenthesis => {
            Some(Form::Call(group))
        }
        rest => {
            if let Some(other) = key_among(rest) {
                comma_expected(name, other, args, sink);
            } else {
                let is_colon = |token: &TokenTree| matches!(token, TokenTree::Punct(colon) if colon.as_char() == ':');
                let message = if rest.first().is_some_and(is_colon) {
                    format!("`{name}` and its value are joined by `=`")
                } else {
                    format!("`{name}` is followed by something that is no value")
                };
                let help = crate::diagnostic::right_form(key, &stream(rest));
                sink.error(Rule::WrongValue, stream(rest), message, help);
            }
            None
        }
    }
}

/// The first of the tokens that is a key.
fn key_among(tokens: &[TokenTree]) -> Option<&Ident> {
    tokens.iter().find_map(|token| match token {
        TokenTree::Ident(other) => Key::named(&other.to_string()).map(|_| other),
        _ => None,
    })
}

/// The key behind the first token of a value; one behind `::` is a piece of a path.
fn forgotten_comma(value: &[TokenTree]) -> Option<&Ident> {
    let is_path = value
        .iter()
        .any(|token| matches!(token, TokenTree::Punct(colon) if colon.as_char() == ':'));
    if is_path { None } else { key_among(value.get(1..)?) }
}

/// A second key between two commas, which is noted for editors all the same.
fn comma_expected(name: &Ident, other: &Ident, args: &mut Args, sink: &mut Sink) {
    args.names.push(other.clone());
    args.broken.extend(Key::named(&other.to_string()));
    let message = format!("a comma is missing between `{name}` and `{other}`");
    sink.error(Rule::WrongValue, other, message, format!("write `, {other}`"));
}

/// Reads one value; where that fails, the reason has been reported, and the key counts as broken.
fn parse_value(key: Key, name: &Ident, form: &Form<'_>, args: &mut Args, sink: &mut Sink) {
    let errors = sink.error_count();
    let tokens = form.trees(name);
    match key {
        Key::Origins => args.origins = value::origins(form, name, sink).map(written(tokens)),
        Key::Methods => args.methods = value::methods(form, name, sink).map(written(tokens)),
        Key::Headers | Key::Expose => {
            let value = value::headers(key, form, name, sink).map(written(tokens));
            *(if key == Key::Headers { &mut args.headers } else { &mut args.expose }) = value;
        }
        Key::Credentials => {
            args.credentials = value::flag(key, form, sink).map(written(tokens));
        }
        Key::RejectUnlisted => {
            args.reject_unlisted = value::flag(key, form, sink).map(written(tokens));
        }
        Key::Disabled => {
            args.disabled = value::bare(key, form, name, sink).map(written(tokens));
        }
        Key::MaxAge => args.max_age = value::max_age(form, name, sink).map(written(tokens)),
        Key::PreflightStatus => {
            args.preflight_status = value::status(form, name, sink).map(written(tokens));
        }
        Key::Policy => args.policy = value::policy(key, form, name, sink).map(written(tokens)),
        Key::Shadow => args.shadow = value::policy(key, form, name, sink).map(written(tokens)),
        Key::Dangerous => {
            let value = exceptions::dangers(form, name, &mut args.danger_names, sink);
            args.dangerous = value.map(written(tokens));
        }
        Key::Allow => {
            let value = exceptions::lints(form, name, &mut args.allow_names, sink);
            args.allow = value.map(written(tokens));
        }
        Key::Crate => args.paths = value::root(form, name, sink).unwrap_or_default(),
        // A key of a newer table that this parser does not read: the table and the parser are
        // released together.
        _ => sink.wrong_value(key, name),
    }
    if sink.error_count() > errors {
        args.broken.push(key);
    }
}

fn written<T>(tokens: Segment) -> impl FnOnce(T) -> Written<T> {
    move |value| Written { value, tokens }
}

/// Finds the key, or reports which was probably meant.
fn known_key(name: &Ident, site: Site, args: &mut Args, sink: &mut Sink) -> Option<Key> {
    let text = name.to_string();
    match Key::named(&text) {
        Some(Key::Policy) if site == Site::PolicyMacro => {
            let message = "`policy` is a key of `#[cors]`, not of `policy!`";
            sink.error(Rule::UnknownKey, name, message, "write the keys of the policy itself");
            args.broken.push(Key::Origins);
            None
        }
        Some(Key::Shadow) if site == Site::PolicyMacro => {
            let message = "`shadow` is a key of `#[cors]`, not of `policy!`";
            let help = "write it where the policy is used: `#[cors(policy = …, shadow = …)]`, or `Cors::new(&…).shadow(&…)`";
            sink.error(Rule::UnknownKey, name, message, help);
            None
        }
        Some(key) => Some(key),
        // The value without its key.
        None if text == "any" && args.name(Key::Origins).is_none() => {
            args.broken.push(Key::Origins);
            sink.error(Rule::UnknownKey, name, "`any` is no key", "write `origins = any`");
            None
        }
        None => {
            let near = nearest(&text, KEYS.iter().map(|row| row.name))
                .or_else(|| renamed(&text))
                .or_else(|| begun(&text));
            // The key that the name stands for is not reported as missing as well.
            args.broken.push(near.and_then(Key::named).unwrap_or(Key::Origins));
            let help = match near {
                Some(near) => format!("did you mean `{near}`?"),
                None => expected_keys(),
            };
            sink.error(Rule::UnknownKey, name, format!("`{text}` is no key"), help);
            None
        }
    }
}

/// The one key that starts like this: it is being typed.
fn begun(text: &str) -> Option<&'static str> {
    let mut keys = KEYS.iter().map(|row| row.name).filter(|name| name.starts_with(text));
    keys.next().filter(|_| keys.next().is_none())
}

/// Names that other libraries and the headers themselves use.
fn renamed(text: &str) -> Option<&'static str> {
    let text = text.to_ascii_lowercase();
    let text = text.trim_start_matches("access_control_").trim_start_matches("allow");
    match text.trim_start_matches(['_', 'e', 'd']) {
        "origin" | "origins" | "any_origin" | "from_origin" => Some("origins"),
        "method" | "methods" | "any_method" => Some("methods"),
        "header" | "headers" | "any_header" | "request_headers" => Some("headers"),
        "exposed" | "exposed_headers" | "expose_headers" | "xpose_headers" | "xposed_headers"
        | "response_headers" => Some("expose"),
        "credential"
        | "credentials"
        | "supports_credentials"
        | "with_credentials"
        | "credentialed" => Some("credentials"),
        "maxage" | "max_age_seconds" | "max_age_in_seconds" => Some("max_age"),
        _ => None,
    }
}

fn expected_keys() -> String {
    let names: Vec<String> = KEYS.iter().map(|row| format!("`{}`", row.name)).collect();
    format!("the keys are {}", names.join(", "))
}

fn duplicate_key(name: &Ident, sink: &mut Sink) {
    let message = format!("`{name}` is written twice");
    sink.error(Rule::DuplicateKey, name, message, "keep one of them");
}

/// Beside `disabled` no other key has a meaning.
fn conflicting_keys(args: &Args, sink: &mut Sink) {
    let Some(disabled) = args.name(Key::Disabled).filter(|_| args.disabled.is_some()) else {
        return;
    };
    let others: Vec<String> = args
        .keys
        .iter()
        .filter(|(key, _)| !matches!(key, Key::Disabled | Key::Allow | Key::Crate))
        .map(|(_, name)| format!("`{name}`"))
        .collect();
    if others.is_empty() {
        return;
    }
    let message = format!("`disabled` excludes {}", others.join(", "));
    let help = "write `disabled` alone, or remove it";
    sink.error(Rule::ConflictingKeys, disabled, message, help);
}
