//! The facts of a request as records. Read by the target `decision`; written by `seeds` from the tables of requests.

use crate::record::{Writer, records};

const OPTIONS: u8 = b'p';
const ORIGIN: u8 = b'o';
const METHOD: u8 = b'm';
const HEADERS: u8 = b'h';

/// A request as a server holds it, line by line.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Lines<'a> {
    /// The method is `OPTIONS`.
    pub is_options: bool,
    /// The lines of `Origin`.
    pub origin: Vec<&'a [u8]>,
    /// The lines of `Access-Control-Request-Method`.
    pub method: Vec<&'a [u8]>,
    /// The lines of `Access-Control-Request-Headers`.
    pub headers: Vec<&'a [u8]>,
}

impl<'a> Lines<'a> {
    /// The request that an input stands for.
    #[must_use]
    pub fn read(input: &'a [u8]) -> Self {
        let mut lines = Lines::default();
        for (what, value) in records(input) {
            match what {
                OPTIONS => lines.is_options = true,
                ORIGIN => lines.origin.push(value),
                METHOD => lines.method.push(value),
                HEADERS => lines.headers.push(value),
                _ => {}
            }
        }
        lines
    }

    /// The input that stands for this request.
    #[must_use]
    pub fn write(&self) -> Vec<u8> {
        let mut writer = Writer::default();
        if self.is_options {
            writer.add(OPTIONS, "");
        }
        writer.add_all(ORIGIN, &self.origin);
        writer.add_all(METHOD, &self.method);
        writer.add_all(HEADERS, &self.headers);
        writer.finish()
    }
}
