//! Reading a header list as the standard does: combining lines, and extracting lists of tokens.
//! Names compare without case. Values are taken as bytes. Nothing here is about a particular
//! header.

use crate::is_token;

/// Header lines in the order of the wire: name and value.
pub type HeaderList = Vec<(String, String)>;

/// [Gets](https://fetch.spec.whatwg.org/#concept-header-list-get) a header: all its lines, each
/// without the blanks at its ends, joined by a comma and a space.
///
/// ```
/// use cors_rules::client::combined_value;
///
/// let headers = [("A".into(), " 1\t".into()), ("a".into(), "2".into())];
/// assert_eq!(combined_value(&headers, "a").as_deref(), Some("1, 2"));
/// assert_eq!(combined_value(&headers, "b"), None);
/// ```
#[must_use]
pub fn combined_value(headers: &[(String, String)], name: &str) -> Option<String> {
    let lines: Vec<&str> = lines(headers, name).collect();
    if lines.is_empty() { None } else { Some(lines.join(", ")) }
}

/// The trimmed values of a header, line by line.
pub(super) fn lines<'list, 'name>(
    headers: &'list [(String, String)],
    name: &'name str,
) -> impl Iterator<Item = &'list str> + use<'list, 'name> {
    headers
        .iter()
        .filter(move |(own, _)| own.eq_ignore_ascii_case(name))
        .map(|(_, value)| trim_blanks(value))
}

/// [Extracts](https://fetch.spec.whatwg.org/#extract-header-list-values) a header whose grammar is
/// a list of tokens (`#field-name`, `#method`): `None` where it is absent, an error where a single
/// element is no token. Empty elements are allowed, as
/// [RFC 9110](https://www.rfc-editor.org/rfc/rfc9110#section-5.6.1.2) wants.
///
/// # Errors
///
/// The first element that is no token: it voids the whole header.
///
/// ```
/// use cors_rules::client::list_values;
///
/// let headers = |value: &str| vec![("access-control-allow-methods".to_owned(), value.to_owned())];
/// let name = "Access-Control-Allow-Methods";
/// assert_eq!(list_values(&headers("GET,,PUT ,"), name), Ok(Some(vec!["GET".into(), "PUT".into()])));
/// assert_eq!(list_values(&headers("PUT, ("), name), Err("(".to_owned()));
/// assert_eq!(list_values(&headers("PUT"), "other"), Ok(None));
/// ```
pub fn list_values(
    headers: &[(String, String)],
    name: &str,
) -> Result<Option<Vec<String>>, String> {
    let mut values = None;
    for line in lines(headers, name) {
        let found: &mut Vec<String> = values.get_or_insert_default();
        for element in line.split(',').map(trim_blanks).filter(|element| !element.is_empty()) {
            if !is_token(element.as_bytes()) {
                return Err(element.to_owned());
            }
            found.push(element.to_owned());
        }
    }
    Ok(values)
}

/// Takes [HTTP tab or space](https://fetch.spec.whatwg.org/#http-tab-or-space) from both ends, and
/// no other blanks.
pub(super) fn trim_blanks(value: &str) -> &str {
    value.trim_matches(is_blank)
}

/// [HTTP tab or space](https://fetch.spec.whatwg.org/#http-tab-or-space).
pub(super) const fn is_blank(character: char) -> bool {
    matches!(character, ' ' | '\t')
}

/// [HTTP whitespace](https://fetch.spec.whatwg.org/#http-whitespace).
pub(super) const fn is_http_whitespace(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\n' | '\r')
}
