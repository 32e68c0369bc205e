//! Reading lists: `["a", "b"]`, `[PUT, "PURGE"]`, `[FRONTEND, env!("APP_ORIGIN")]`. Each entry is
//! read by itself, so that each has its own error.

use cors_rules::{Key, Rule, STANDARD_METHODS, is_forbidden_method, nearest};
use proc_macro2::{Delimiter, Group, TokenTree};

use super::arguments::{Constant, List, ListEntry, NamesValue, Spanned};
use super::tokens::{Segment, is_constant, segments, single, stream, text};
use crate::diagnostic::{Sink, right_form, written};

/// What an entry may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Entries {
    /// String literals and constants.
    Texts,
    /// The same, and the standard methods as bare names.
    TextsAndNames,
}

/// `any` or a list.
pub(super) fn names(
    key: Key,
    value: &[TokenTree],
    entries: Entries,
    sink: &mut Sink,
) -> Option<NamesValue> {
    match single(value) {
        Some(TokenTree::Ident(any)) if any == "any" => Some(NamesValue::Any),
        Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Bracket => {
            Some(NamesValue::List(list(key, group, entries, sink)))
        }
        other => {
            list_expected(key, other, value, sink);
            None
        }
    }
}

/// The entries of a bracketed list; bad ones are reported and left out.
pub(super) fn list(key: Key, group: &Group, entries: Entries, sink: &mut Sink) -> List {
    let entries = segments(group.stream())
        .into_iter()
        .filter_map(|segment| entry(key, segment, entries, sink))
        .collect();
    List(entries)
}

fn entry(key: Key, segment: Segment, entries: Entries, sink: &mut Sink) -> Option<ListEntry> {
    let value = match single(&segment) {
        Some(TokenTree::Literal(literal)) => text(literal),
        Some(TokenTree::Ident(name)) if entries == Entries::TextsAndNames => {
            let name = name.to_string();
            if let Some(meant) = misspelt_method(&name) {
                bad_method(&name, meant, &segment, sink);
                return None;
            }
            (is_standard_method(&name) || is_forbidden_method(name.as_bytes())).then_some(name)
        }
        _ => None,
    };
    match value {
        Some(value) => Some(ListEntry::Text(Spanned { value, tokens: segment })),
        None if is_constant(&segment) => Some(ListEntry::Constant(Constant { tokens: segment })),
        None => {
            bad_entry(key, &segment, entries, sink);
            None
        }
    }
}

/// In any case: what browsers make of it, a rule says.
fn is_standard_method(name: &str) -> bool {
    STANDARD_METHODS.iter().any(|method| name.eq_ignore_ascii_case(method))
}

/// The standard method that a bare word most likely stands for, where it is none itself. A constant
/// with such a name would be read past by most people.
fn misspelt_method(name: &str) -> Option<&'static str> {
    let is_known = is_standard_method(name) || is_forbidden_method(name.as_bytes());
    if is_known { None } else { nearest(name, STANDARD_METHODS) }
}

fn bad_method(name: &str, meant: &str, segment: &[TokenTree], sink: &mut Sink) {
    let message = format!("`{name}` is no standard method");
    let help =
        format!("did you mean `{meant}`? (a constant of this name is written `self::{name}`)");
    sink.error(Rule::WrongValue, stream(segment), message, help);
}

fn bad_entry(key: Key, segment: &[TokenTree], entries: Entries, sink: &mut Sink) {
    let tokens = stream(segment);
    let joined: String = segment.iter().map(ToString::to_string).collect();
    let is_name = joined.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
    let shown = if is_name { joined.clone() } else { written(&tokens) };
    let is_text =
        |token: &TokenTree| matches!(token, TokenTree::Literal(found) if text(found).is_some());
    let help = match segment {
        [TokenTree::Ident(any)] if any == "any" => format!("write `{} = any`", key.name()),
        [first, second, ..] if is_text(first) && is_text(second) => {
            "write a comma between the entries".to_owned()
        }
        [TokenTree::Ident(first), ..] if first == "Self" => {
            "`Self` means nothing above a handler: name the type, as in `Config::VALUE`".to_owned()
        }
        [TokenTree::Ident(_)] if key == Key::Origins => {
            format!(
                "write an origin, as in `\"https://a.example\"`; a constant is written `self::{joined}`"
            )
        }
        [TokenTree::Ident(_)] => {
            format!("write `\"{joined}\"`, or `self::{joined}` if it is a constant")
        }
        // `content-type` without quotation marks.
        [TokenTree::Ident(_), ..] if is_name => format!("write `\"{joined}\"`"),
        _ if entries == Entries::TextsAndNames => {
            "an entry is a name, a string literal or a constant".to_owned()
        }
        _ => "an entry is a string literal or a constant".to_owned(),
    };
    sink.error(
        Rule::WrongValue,
        tokens,
        format!("`{shown}` is no entry of `{}`", key.name()),
        help,
    );
}

/// Something that is neither `any` nor a list; the help has the same entries in brackets.
fn list_expected(key: Key, single: Option<&TokenTree>, value: &[TokenTree], sink: &mut Sink) {
    let (tokens, name) = (stream(value), key.name());
    let message = match single {
        Some(TokenTree::Literal(literal)) if text(literal).is_some() => {
            format!("`{name}` takes a list or `any`")
        }
        Some(TokenTree::Ident(_)) => format!("`{name}` takes a list or `any`"),
        _ => return sink.wrong_value(key, tokens),
    };
    let help = right_form(key, &tokens);
    sink.error(Rule::WrongValue, tokens, message, help);
}
