//! Which pattern of a path takes the requests of another one.

use crate::audit::row::Row;

/// Whether requests for `pattern` may come to the row, whose own pattern is another: a prefix of it,
/// or one with variables where the other has texts.
pub(super) fn takes(row: &Row, pattern: &str) -> bool {
    let mut own = segments(&row.pattern);
    let mut asked = segments(pattern);
    loop {
        match (own.next(), asked.next()) {
            (None, None) => return true,
            (None, Some(_)) => return row.is_prefix,
            // A variable with an expression of its own may take several segments.
            (Some(own), Some(_)) if is_tail(own) => return true,
            (Some(own), Some(asked)) if own == asked || own.contains('{') => {}
            _ => return false,
        }
    }
}

fn is_tail(segment: &str) -> bool {
    segment.contains('{') && segment.contains(':')
}

/// The pieces between slashes; a slash at the end is none of its own in a prefix.
fn segments(pattern: &str) -> impl Iterator<Item = &str> {
    pattern.split('/').filter(|segment| !segment.is_empty())
}
