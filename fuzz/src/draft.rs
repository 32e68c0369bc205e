//! A draft of a policy as records. Read by the target `configuration`; written by `seeds` from the tables of cases.

use std::time::Duration;

use cors_rules::{Danger, Draft, Entry, MaxAgeDraft, OriginsDraft};

use crate::record::{Writer, number, records, text};

const ANY_ORIGIN: u8 = b'a';
const SET: u8 = b's';
const VARIABLE: u8 = b'v';
const ORIGIN: u8 = b'o';
const METHOD: u8 = b'm';
const HEADER: u8 = b'h';
const EXPOSED: u8 = b'x';
/// Key without entries: the list is written all the same.
const EMPTY: u8 = b'e';
const ROUTE_METHOD: u8 = b'r';
const SECONDS: u8 = b'n';
const MILLISECONDS: u8 = b'i';
const AGE: u8 = b't';
const STATUS: u8 = b'p';
const DANGER: u8 = b'd';
const FLAG: u8 = b'f';

/// The draft that an input stands for.
#[must_use]
pub fn read(input: &[u8]) -> Draft {
    let mut draft = Draft::default();
    let mut origins: Option<Vec<Entry>> = None;
    for (what, value) in records(input) {
        let entry = || Entry::from(text(value));
        match what {
            ANY_ORIGIN => draft.origins = Some(OriginsDraft::Any),
            SET => draft.origins = Some(OriginsDraft::Set),
            VARIABLE => {
                let variable = text(value);
                draft.origins = Some(OriginsDraft::Env { variable, default: None });
            }
            ORIGIN => origins.get_or_insert_default().push(entry()),
            METHOD => draft.methods.get_or_insert_default().push(entry()),
            HEADER => draft.headers.get_or_insert_default().push(entry()),
            EXPOSED => draft.expose.get_or_insert_default().push(entry()),
            EMPTY => _ = list(&mut draft, &mut origins, value).get_or_insert_default(),
            // The attributes of actix-web let no other method through.
            ROUTE_METHOD if value.iter().all(u8::is_ascii_uppercase) => {
                draft.route_methods.push(text(value));
            }
            SECONDS => draft.max_age = Some(MaxAgeDraft::Seconds(number(value))),
            MILLISECONDS => {
                let duration = u64::try_from(number(value)).map(Duration::from_millis);
                draft.max_age = duration.ok().map(MaxAgeDraft::Duration);
            }
            AGE => draft.max_age = Some(MaxAgeDraft::Text(text(value))),
            STATUS => draft.preflight_status = Some(number(value)),
            DANGER => draft.dangerous.extend(danger(value)),
            FLAG => _ = flag(&mut draft, value).map(|flag| *flag = true),
            _ => {}
        }
    }
    match &mut draft.origins {
        Some(OriginsDraft::Env { default, .. }) => *default = origins,
        Some(_) => {}
        None => draft.origins = origins.map(OriginsDraft::List),
    }
    draft
}

/// The list whose records have this letter.
fn list<'a>(
    draft: &'a mut Draft,
    origins: &'a mut Option<Vec<Entry>>,
    letter: &[u8],
) -> &'a mut Option<Vec<Entry>> {
    match letter.first() {
        Some(&METHOD) => &mut draft.methods,
        Some(&HEADER) => &mut draft.headers,
        Some(&EXPOSED) => &mut draft.expose,
        _ => origins,
    }
}

fn danger(letter: &[u8]) -> Option<Danger> {
    Danger::ALL.into_iter().find(|danger| danger.name().as_bytes().first() == letter.first())
}

fn flag<'a>(draft: &'a mut Draft, letter: &[u8]) -> Option<&'a mut bool> {
    Some(match letter.first()? {
        b'c' => &mut draft.credentials,
        b'd' => &mut draft.disabled,
        b'j' => &mut draft.takes_json,
        b'o' => &mut draft.is_overlay,
        b'r' => &mut draft.reject_unlisted,
        _ => return None,
    })
}

/// The input that stands for a draft.
#[must_use]
pub fn write(draft: &Draft) -> Vec<u8> {
    let mut writer = Writer::default();
    match &draft.origins {
        None => {}
        Some(OriginsDraft::Any) => writer.add(ANY_ORIGIN, ""),
        Some(OriginsDraft::Set) => writer.add(SET, ""),
        Some(OriginsDraft::List(entries)) => write_list(&mut writer, ORIGIN, Some(entries)),
        Some(OriginsDraft::Env { variable, default }) => {
            writer.add(VARIABLE, variable);
            write_list(&mut writer, ORIGIN, default.as_deref());
        }
    }
    let lists = [(METHOD, &draft.methods), (HEADER, &draft.headers), (EXPOSED, &draft.expose)];
    for (what, entries) in lists {
        write_list(&mut writer, what, entries.as_deref());
    }
    writer.add_all(ROUTE_METHOD, &draft.route_methods);
    match &draft.max_age {
        None => {}
        Some(MaxAgeDraft::Seconds(seconds)) => writer.add(SECONDS, seconds.to_string()),
        Some(MaxAgeDraft::Duration(duration)) => {
            writer.add(MILLISECONDS, duration.as_millis().to_string());
        }
        Some(MaxAgeDraft::Text(text)) => writer.add(AGE, text),
    }
    writer.add_all(STATUS, draft.preflight_status.map(|status| status.to_string()));
    writer.add_all(DANGER, draft.dangerous.iter().map(|danger| &danger.name()[..1]));
    let flags = [
        ("c", draft.credentials),
        ("d", draft.disabled),
        ("j", draft.takes_json),
        ("o", draft.is_overlay),
        ("r", draft.reject_unlisted),
    ];
    writer.add_all(FLAG, flags.iter().filter(|(_, is_set)| *is_set).map(|(letter, _)| letter));
    writer.finish()
}

fn write_list(writer: &mut Writer, what: u8, entries: Option<&[Entry]>) {
    let Some(entries) = entries else { return };
    if entries.is_empty() {
        writer.add(EMPTY, [what]);
    }
    writer.add_all(what, entries.iter().map(|entry| &entry.text));
}
