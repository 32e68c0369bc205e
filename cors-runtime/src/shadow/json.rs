//! JSON of texts, numbers and lists: what a report needs, and no more.

use std::fmt::Write as _;

/// A value on its way into a text.
#[derive(Debug, Default)]
pub(super) struct Json(String);

impl Json {
    /// An object; its members are written inside.
    pub(super) fn object(&mut self, members: impl FnOnce(&mut Json)) {
        self.surrounded(['{', '}'], members);
    }

    /// A list of one value for each item.
    pub(super) fn list<T>(
        &mut self,
        items: impl IntoIterator<Item = T>,
        write: impl Fn(&mut Json, T),
    ) {
        self.surrounded(['[', ']'], |json| {
            for item in items {
                json.separate();
                write(json, item);
            }
        });
    }

    /// A member of an object; the names are those of the program and need no escape.
    pub(super) fn member(&mut self, name: &str, write: impl FnOnce(&mut Json)) {
        self.separate();
        self.text(name);
        self.0.push(':');
        write(self);
    }

    pub(super) fn number(&mut self, number: u64) {
        // Writing to a text does not fail.
        let _ = write!(self.0, "{number}");
    }

    /// A text ([RFC 8259, section 7](https://www.rfc-editor.org/rfc/rfc8259#section-7)).
    pub(super) fn text(&mut self, text: &str) {
        self.0.push('"');
        for character in text.chars() {
            match character {
                '"' | '\\' => self.0.extend(['\\', character]),
                '\n' => self.0.push_str("\\n"),
                control if u32::from(control) < 0x20 => {
                    let _ = write!(self.0, "\\u{:04x}", u32::from(control));
                }
                // A page may have it in a script.
                '<' => self.0.push_str("\\u003c"),
                other => self.0.push(other),
            }
        }
        self.0.push('"');
    }

    pub(super) fn null(&mut self) {
        self.0.push_str("null");
    }

    pub(super) fn into_text(self) -> String {
        self.0
    }

    fn surrounded(&mut self, [open, close]: [char; 2], inside: impl FnOnce(&mut Json)) {
        self.0.push(open);
        inside(self);
        self.0.push(close);
    }

    fn separate(&mut self) {
        if !self.0.ends_with(['{', '[', ':']) {
            self.0.push(',');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Json;

    #[test]
    fn what_is_written_is_read_again() {
        let texts =
            ["", "a\"b\\c", "line\nand\ttab\u{1}", "</script>", "ä\u{2028}😀", "ends:", "["];
        let mut json = Json::default();
        json.object(|json| {
            json.member("texts", |json| json.list(texts, Json::text));
            json.member("none", |json| json.list([], Json::text));
            json.member("number", |json| json.number(u64::MAX));
            json.member("null", Json::null);
        });
        let read: serde_json::Value = serde_json::from_str(&json.into_text()).unwrap();
        let expected = serde_json::json!({
            "texts": texts, "none": [], "number": u64::MAX, "null": null
        });
        assert_eq!(read, expected);
    }
}
