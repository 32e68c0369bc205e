//! Reading lists: `["a", "b"]`, `[PUT, "PURGE"]`. Each entry is read by itself, so that each has
//! its own error.

use cors_rules::{Key, Rule};
use proc_macro2::{Delimiter, Group, TokenTree};

use super::arguments::{NamesValue, Spanned};
use super::tokens::{Segment, segments, single, stream, text};
use crate::diagnostic::{Sink, right_form, written};

/// What an entry may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Entries {
    /// String literals.
    Texts,
    /// String literals and bare names.
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
pub(super) fn list(
    key: Key,
    group: &Group,
    entries: Entries,
    sink: &mut Sink,
) -> Vec<Spanned<String>> {
    segments(group.stream())
        .into_iter()
        .filter_map(|segment| entry(key, segment, entries, sink))
        .collect()
}

fn entry(key: Key, segment: Segment, entries: Entries, sink: &mut Sink) -> Option<Spanned<String>> {
    let found = match single(&segment) {
        Some(TokenTree::Literal(literal)) => text(literal),
        Some(TokenTree::Ident(name)) if entries == Entries::TextsAndNames && name != "any" => {
            Some(name.to_string())
        }
        _ => None,
    };
    if found.is_none() {
        bad_entry(key, &segment, entries, sink);
    }
    found.map(|value| Spanned { value, tokens: segment })
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
        // `content-type` without quotation marks.
        [TokenTree::Ident(_), ..] if is_name => format!("write `\"{joined}\"`"),
        _ if entries == Entries::TextsAndNames => {
            "an entry is a name or a string literal".to_owned()
        }
        _ => "an entry is a string literal".to_owned(),
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
