//! A list of origins as one JSON text. It is written by hand, because what is no origin never gets
//! so far: an origin or pattern needs no escape.

/// Whether a text can stand in the list as it is. Every origin and pattern can.
fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'"' && byte != b'\\')
}

/// The texts as a JSON array. What is no origin is left out: no table has it.
pub(crate) fn json<T: AsRef<str>>(texts: &[T]) -> String {
    let mut json = String::from("[");
    for text in texts.iter().map(AsRef::as_ref).filter(|text| is_plain(text)) {
        if json.len() > 1 {
            json.push(',');
        }
        json.push('"');
        json.push_str(text);
        json.push('"');
    }
    json.push(']');
    json
}
