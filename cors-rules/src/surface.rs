//! Where a policy is written, and how that place says the same thing: an attribute `origins = any`,
//! the builder `.any_origin()`, a file `"any"`. A help that speaks of a key asks here for its
//! words, so that no message tells somebody to write what cannot stand where they write.

use crate::{Danger, Key};

/// Where something is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Surface {
    /// `#[cors(...)]` and `policy! { ... }`.
    #[default]
    Attribute,
    /// `Policy::builder()`.
    Builder,
    /// A configuration file.
    File,
    /// An environment variable, which lists origins and nothing else.
    Environment,
    /// A list of origins that changes while the server runs; it has no keys.
    Set,
}

impl Surface {
    /// One entry of a list.
    pub(crate) fn entry(self, text: &str) -> String {
        match self {
            Surface::Environment => text.to_owned(),
            _ => format!("\"{text}\""),
        }
    }

    /// Several entries of a list.
    pub(crate) fn entries<'t>(self, texts: impl IntoIterator<Item = &'t str>) -> String {
        let entries: Vec<String> = texts.into_iter().map(|text| self.entry(text)).collect();
        entries.join(if self == Surface::Environment { "," } else { ", " })
    }

    /// A key with this list.
    pub(crate) fn list<'t>(self, key: Key, texts: impl IntoIterator<Item = &'t str>) -> String {
        self.value(key, &format!("[{}]", self.entries(texts)))
    }

    /// A key with this value. In a file the key and its value are joined as its format has it, so
    /// the value stands alone.
    pub(crate) fn value(self, key: Key, value: &str) -> String {
        match self {
            Surface::Attribute | Surface::Environment | Surface::Set => {
                format!("{} = {value}", key.name())
            }
            Surface::Builder => format!(".{}({value})", key.name()),
            Surface::File => value.to_owned(),
        }
    }

    /// What to do so that a list lets everything through: a whole instruction.
    pub(crate) fn write_any(self, key: Key) -> String {
        let name = key.name();
        match self {
            Surface::Attribute => format!("write `{name} = any`"),
            Surface::Builder => format!("write `{}`", any_method(key)),
            Surface::File => "write `\"any\"` in place of the list".to_owned(),
            Surface::Environment => "write `*` alone".to_owned(),
            Surface::Set => format!("let the policy say `{name} = any`"),
        }
    }

    /// How credentials are written.
    pub(crate) const fn credentials(self) -> &'static str {
        match self {
            Surface::Builder => "`.credentials(true)`",
            _ => "`credentials`",
        }
    }

    /// How an escape is written.
    pub(crate) fn danger(self, danger: Danger) -> String {
        let name = danger.name();
        match self {
            Surface::Builder => format!("`.dangerous_{name}(true)`"),
            Surface::File => format!("`\"{name}\"` in `dangerous`"),
            _ => format!("`dangerous({name})`"),
        }
    }

    /// How a key is called, without its value.
    pub(crate) fn key(self, key: Key) -> String {
        match self {
            Surface::Builder => format!("`.{}(…)`", key.name()),
            _ => format!("`{}`", key.name()),
        }
    }
}

/// The builder's method for `any`.
const fn any_method(key: Key) -> &'static str {
    match key {
        Key::Methods => ".any_method()",
        Key::Headers => ".any_header()",
        Key::Expose => ".expose_any()",
        _ => ".any_origin()",
    }
}
