//! Reads back what `#[derive(Debug)]` writes. [`crate::route::app_map`] needs it for a structure
//! that actix-web keeps private; what it does not understand, it refuses.

/// A value as it was written.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Value {
    /// `Name { field: value }`.
    Struct(Vec<(String, Value)>),
    /// `Name(value)` and `(value)`.
    Tuple(String, Vec<Value>),
    /// `[value]`.
    List(Vec<Value>),
    /// `{key: value}`; nobody asks for the entries.
    Map,
    /// `"text"`.
    Text(String),
    /// `None`, `true`, `7`.
    Word(String),
}

impl Value {
    /// Reads a whole text.
    pub(crate) fn read(text: &str) -> Option<Value> {
        let mut reader = Reader { rest: text };
        let value = reader.value()?;
        reader.rest.is_empty().then_some(value)
    }

    /// A field of a struct.
    pub(crate) fn field(&self, name: &str) -> Option<&Value> {
        let Value::Struct(fields) = self else { return None };
        fields.iter().find(|(own, _)| own == name).map(|(_, value)| value)
    }

    /// Whether it is a struct with these fields and no others.
    pub(crate) fn has_exactly(&self, names: &[&str]) -> bool {
        let Value::Struct(fields) = self else { return false };
        fields.len() == names.len() && names.iter().all(|name| self.field(name).is_some())
    }
}

struct Reader<'t> {
    rest: &'t str,
}

impl Reader<'_> {
    fn value(&mut self) -> Option<Value> {
        match self.rest.chars().next()? {
            '"' => self.text().map(Value::Text),
            '[' => self.values('[', ']').map(Value::List),
            '(' => self.values('(', ')').map(|values| Value::Tuple(String::new(), values)),
            '{' => self.map(),
            _ => self.named(),
        }
    }

    fn eat(&mut self, expected: &str) -> Option<()> {
        self.rest = self.rest.strip_prefix(expected)?;
        Some(())
    }

    /// `", "` or the end, which is eaten too.
    fn is_at_end(&mut self, close: &str) -> Option<bool> {
        if self.eat(close).is_some() { Some(true) } else { self.eat(", ").map(|()| false) }
    }

    fn values(&mut self, open: char, close: char) -> Option<Vec<Value>> {
        let close = close.to_string();
        self.eat(&open.to_string())?;
        let mut values = Vec::new();
        if self.eat(&close).is_some() {
            return Some(values);
        }
        loop {
            values.push(self.value()?);
            if self.is_at_end(&close)? {
                return Some(values);
            }
        }
    }

    fn map(&mut self) -> Option<Value> {
        self.eat("{")?;
        if self.eat("}").is_some() {
            return Some(Value::Map);
        }
        loop {
            self.value()?;
            self.eat(": ")?;
            self.value()?;
            if self.is_at_end("}")? {
                return Some(Value::Map);
            }
        }
    }

    fn named(&mut self) -> Option<Value> {
        let name = self.word()?;
        if self.rest.starts_with('(') {
            return self.values('(', ')').map(|values| Value::Tuple(name, values));
        }
        if self.eat(" { ").is_none() {
            return Some(Value::Word(name));
        }
        let mut fields = Vec::new();
        loop {
            let field = self.word()?;
            self.eat(": ")?;
            fields.push((field, self.value()?));
            if self.is_at_end(" }")? {
                return Some(Value::Struct(fields));
            }
        }
    }

    fn word(&mut self) -> Option<String> {
        let is_part = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '-' | '.');
        let end = self.rest.find(|letter| !is_part(letter)).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        (!word.is_empty()).then(|| word.to_owned())
    }

    fn text(&mut self) -> Option<String> {
        self.eat("\"")?;
        let mut text = String::new();
        let mut letters = self.rest.char_indices();
        loop {
            match letters.next()? {
                (end, '"') => {
                    self.rest = self.rest.get(end + 1..)?;
                    return Some(text);
                }
                (_, '\\') => text.push(escaped(&mut letters)?),
                (_, letter) => text.push(letter),
            }
        }
    }
}

/// What follows a backslash.
fn escaped(letters: &mut std::str::CharIndices<'_>) -> Option<char> {
    match letters.next()?.1 {
        'n' => Some('\n'),
        'r' => Some('\r'),
        't' => Some('\t'),
        '0' => Some('\0'),
        plain @ ('\\' | '"' | '\'') => Some(plain),
        'u' => {
            let digits: String =
                letters.map(|(_, letter)| letter).take_while(|l| *l != '}').collect();
            char::from_u32(u32::from_str_radix(digits.strip_prefix('{')?, 16).ok()?)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::Value;

    #[derive(Debug)]
    #[expect(dead_code, reason = "written, not read")]
    enum Sample {
        Text(String),
        Both { list: Vec<Option<i32>>, map: std::collections::BTreeMap<String, Sample>, unit: () },
    }

    #[test]
    fn reads_what_derive_writes() {
        let odd = "\"\\\n\t\0\u{7f}\u{301}é}{ ,)]".to_owned();
        let map = [("k".to_owned(), Sample::Text(odd.clone()))].into();
        let sample = Sample::Both { list: vec![None, Some(-1)], map, unit: () };
        let value = Value::read(&format!("{sample:?}")).expect("understood");
        assert_eq!(value.field("map"), Some(&Value::Map));
        assert_eq!(value.field("unit"), Some(&Value::Tuple(String::new(), vec![])));
        let text = Value::read(&format!("{:?}", Sample::Text(odd.clone()))).expect("understood");
        assert_eq!(text, Value::Tuple("Text".to_owned(), vec![Value::Text(odd)]));
    }

    #[test]
    fn refuses_the_rest() {
        for text in
            ["", "\"", "[1", "A { b }", "A { b: 1", "{a}", "x y", "\"\\q\"", "\"\\u{110000}\""]
        {
            assert_eq!(Value::read(text), None, "{text}");
        }
    }
}
