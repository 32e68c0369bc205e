//! The form of all inputs: records with one byte between them that no UTF-8 text holds, and no header that anybody looks
//! at. The first byte of a record says what the rest is; what it may say is the business of each kind of input.

/// Stands between two records.
pub const SEPARATOR: u8 = 0xFF;

/// Cuts an input into records: what each is, and its value. Empty ones are nothing.
pub fn records(input: &[u8]) -> impl Iterator<Item = (u8, &[u8])> {
    let records = input.split(|byte| *byte == SEPARATOR);
    records.filter_map(|record| record.split_first().map(|(what, value)| (*what, value)))
}

/// The value as text. What is no UTF-8 is replaced, as the callers of the crate do before it sees a text.
#[must_use]
pub fn text(value: &[u8]) -> String {
    String::from_utf8_lossy(value).into_owned()
}

/// The value as a number; what is none becomes 0.
#[must_use]
pub fn number(value: &[u8]) -> i128 {
    str::from_utf8(value).ok().and_then(|digits| digits.parse().ok()).unwrap_or(0)
}

/// An input that is written record by record.
#[derive(Debug, Default)]
pub struct Writer {
    bytes: Vec<u8>,
}

impl Writer {
    /// Adds a record.
    pub fn add(&mut self, what: u8, value: impl AsRef<[u8]>) {
        if !self.bytes.is_empty() {
            self.bytes.push(SEPARATOR);
        }
        self.bytes.push(what);
        self.bytes.extend(value.as_ref());
    }

    /// Adds a record for each value.
    pub fn add_all<T: AsRef<[u8]>>(&mut self, what: u8, values: impl IntoIterator<Item = T>) {
        values.into_iter().for_each(|value| self.add(what, value));
    }

    /// The input.
    #[must_use]
    pub fn finish(self) -> Vec<u8> {
        self.bytes
    }
}
