//! Where in a program something is written: a file and, where it is known, a line.

use std::fmt;
use std::str::FromStr;

/// A place in the source of the program.
///
/// Its text is `file:line`, or the file alone where the line is not known.
///
/// ```
/// use cors_rules::audit::Place;
///
/// let place = Place::new("src/main.rs", 12);
/// assert_eq!(place.to_string(), "src/main.rs:12");
/// assert_eq!("src/main.rs:12".parse(), Ok(place));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub struct Place {
    /// The file, as the compiler names it.
    pub file: String,
    /// The line, counted from 1; `None` where only the file is known, or where lines are left out
    /// because they move.
    pub line: Option<u32>,
}

impl Place {
    /// A line of a file. Line 0 is none.
    pub fn new(file: impl Into<String>, line: u32) -> Place {
        Place { file: file.into(), line: (line != 0).then_some(line) }
    }

    /// A file, whatever the line.
    ///
    /// ```
    /// use cors_rules::audit::Place;
    ///
    /// assert_eq!(Place::new("src/main.rs", 12).without_line(), Place::new("src/main.rs", 0));
    /// ```
    #[must_use]
    pub fn without_line(mut self) -> Place {
        self.line = None;
        self
    }
}

impl fmt::Display for Place {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(out, "{}:{line}", self.file),
            // Otherwise the end of the file's name would be read as a line.
            None if split_line(&self.file).is_some() => write!(out, "{}:0", self.file),
            None => out.write_str(&self.file),
        }
    }
}

impl FromStr for Place {
    type Err = std::convert::Infallible;

    fn from_str(text: &str) -> Result<Place, Self::Err> {
        Ok(match split_line(text) {
            Some((file, line)) => Place::new(file, line),
            None => Place { file: text.to_owned(), line: None },
        })
    }
}

/// Cuts `:12` from the end of a text.
fn split_line(text: &str) -> Option<(&str, u32)> {
    let (file, line) = text.rsplit_once(':')?;
    let is_number = !line.is_empty() && line.bytes().all(|byte| byte.is_ascii_digit());
    if is_number { Some((file, line.parse().ok()?)) } else { None }
}
