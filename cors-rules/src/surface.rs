//! Where a policy is written, and how that place says the same thing: an attribute `origins = any`,
//! the builder `.any_origin()`, a file `"any"`. A help that speaks of a key asks here for its
//! words, so that no message tells somebody to write what cannot stand where they write.

use crate::{Danger, Key, Rule};

/// The methods that may be written bare in an attribute, without those that browsers never send.
const BARE: &[&str] = &["GET", "PUT", "POST", "DELETE", "PATCH", "HEAD", "OPTIONS"];

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
    /// One entry of a list. In an attribute those methods are bare that actix-web has an attribute
    /// for; any other bare word is a constant.
    pub(crate) fn entry(self, key: Key, text: &str) -> String {
        let is_bare = self == Surface::Attribute && key == Key::Methods && BARE.contains(&text);
        if is_bare || self == Surface::Environment {
            text.to_owned()
        } else {
            format!("\"{text}\"")
        }
    }

    /// Several entries of a list.
    pub(crate) fn entries<'t>(self, key: Key, texts: impl IntoIterator<Item = &'t str>) -> String {
        let entries: Vec<String> = texts.into_iter().map(|text| self.entry(key, text)).collect();
        entries.join(if self == Surface::Environment { "," } else { ", " })
    }

    /// A key with this list, ready to paste.
    ///
    /// ```
    /// use cors_rules::{Key, Surface};
    ///
    /// assert_eq!(Surface::Attribute.list(Key::Methods, ["PUT", "PURGE"]), r#"methods = [PUT, "PURGE"]"#);
    /// assert_eq!(Surface::Builder.list(Key::Methods, ["PUT"]), r#".methods(["PUT"])"#);
    /// assert_eq!(Surface::File.list(Key::Methods, ["PUT"]), r#"["PUT"]"#);
    /// ```
    #[must_use]
    pub fn list<'t>(self, key: Key, texts: impl IntoIterator<Item = &'t str>) -> String {
        self.value(key, &format!("[{}]", self.entries(key, texts)))
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
    ///
    /// ```
    /// use cors_rules::{Key, Surface};
    ///
    /// assert_eq!(Surface::Attribute.write_any(Key::Headers), "write `headers = any`");
    /// assert_eq!(Surface::Builder.write_any(Key::Headers), "write `.any_header()`");
    /// ```
    #[must_use]
    pub fn write_any(self, key: Key) -> String {
        let name = key.name();
        match self {
            Surface::Attribute => format!("write `{name} = any`"),
            Surface::Builder => format!("write `{}`", any_method(key)),
            Surface::File => "write `\"any\"` in place of the list".to_owned(),
            Surface::Environment => "write `*` alone".to_owned(),
            Surface::Set => format!("let the policy say `{name} = any`"),
        }
    }

    /// Every origin, without a list beside it.
    pub(crate) const fn any_origin_alone(self) -> &'static str {
        match self {
            Surface::Attribute | Surface::Set => "`origins = any`",
            Surface::Builder => "`.any_origin()` alone",
            Surface::File => "`\"any\"` alone",
            Surface::Environment => "`*` alone",
        }
    }

    /// The list of every request header together with the one that `*` does not cover.
    pub(crate) fn any_header_and_authorization(self) -> String {
        match self {
            Surface::Builder => ".any_header_and_authorization()".to_owned(),
            _ => self.list(Key::Headers, ["*", "authorization"]),
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

    /// What silences a warning.
    ///
    /// ```
    /// use cors_rules::{Rule, Surface};
    ///
    /// assert_eq!(Surface::Builder.allow(Rule::MaxAgeCapped), "`.allow([\"max_age_capped\"])`");
    /// ```
    #[must_use]
    pub fn allow(self, rule: Rule) -> String {
        let code = rule.code();
        match self {
            Surface::Builder => format!("`.allow([\"{code}\"])`"),
            Surface::File => format!("`\"{code}\"` in `allow`"),
            _ => format!("`allow({code})`"),
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
