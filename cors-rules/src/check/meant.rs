//! What was meant by one text that stands where a list should: its entries, each of which the rules
//! accept. The macros and the reader of files ask, so that their first help is the last one needed.

use crate::Key;

use super::headers::corrected_names;
use super::methods::methods_meant_by;
use super::origins::origins_meant_by;

/// The entries of the list, or `None` where that is unknown, and for a key that takes no such list.
///
/// ```
/// use cors_rules::{Key, entries_meant_by};
///
/// assert_eq!(entries_meant_by(Key::Origins, "a.example/"), Some(vec!["https://a.example".to_owned()]));
/// assert_eq!(entries_meant_by(Key::Methods, "put, PURGE"), Some(vec!["PUT".to_owned(), "PURGE".to_owned()]));
/// assert_eq!(entries_meant_by(Key::Headers, "cookie"), None);
/// ```
#[must_use]
pub fn entries_meant_by(key: Key, text: &str) -> Option<Vec<String>> {
    match key {
        Key::Origins => origins_meant_by(text),
        Key::Methods => {
            let methods = methods_meant_by(text)?;
            Some(methods.into_iter().map(str::to_owned).collect())
        }
        Key::Headers | Key::Expose => corrected_names(text, key),
        _ => None,
    }
}
