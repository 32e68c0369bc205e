//! The text of a checked pattern cut into its parts, and a fast test whether a text is a pattern.
//! For texts that do not pass this test, [`crate::check`] decides.

use crate::PortPattern;
use crate::origin::{MAX_HOST_LEN, MAX_LABEL_LEN, parse_port};
use crate::pattern_shape::{HostShape, Shape};

/// Cuts a checked pattern.
pub(super) fn cut(text: &str) -> Option<Shape<'_>> {
    let (scheme, rest) = text.split_once("://")?;
    // Networks and extensions are few, and their hosts are no names.
    if rest == "*" || rest.contains('/') {
        return Shape::read(text);
    }
    let (is_wildcard, rest) = match rest.strip_prefix("*.") {
        Some(rest) => (true, rest),
        None => (false, rest),
    };
    // The colons inside of brackets belong to the address.
    let behind = rest.rfind(']').map_or(0, |bracket| bracket + 1);
    let colon = rest.get(behind..)?.find(':').map_or(rest.len(), |colon| behind + colon);
    let (base, port) = rest.split_at_checked(colon)?;
    let host = if is_wildcard { HostShape::Subdomains(base) } else { HostShape::Exact(base) };
    Some(Shape { scheme, host, port: read_port(port.as_bytes())? })
}

/// Reads what follows the host of a pattern: nothing, `:8443` or `:*`.
pub(super) fn read_port(text: &[u8]) -> Option<PortPattern> {
    match text {
        b"" => Some(PortPattern::Exact(None)),
        b":*" => Some(PortPattern::Any),
        _ => {
            let digits = str::from_utf8(text.strip_prefix(b":")?).ok()?;
            Some(PortPattern::Exact(Some(parse_port(digits)?)))
        }
    }
}

/// Whether a text is obviously a pattern: `http` or `https`, a host of plain labels, no unusual
/// port. That holds for nearly every origin in use, and takes a tenth of the time of the rules. A
/// text for which it does not hold may be a pattern too.
pub(super) fn is_plain(text: &str) -> bool {
    let (rest, default_port) = match text.strip_prefix("https://") {
        Some(rest) => (rest, ":443"),
        None => match text.strip_prefix("http://") {
            Some(rest) => (rest, ":80"),
            None => return false,
        },
    };
    let rest = rest.strip_prefix("*.").unwrap_or(rest);
    let (host, port) = match rest.find(':') {
        Some(colon) => rest.split_at(colon),
        None => (rest, ""),
    };
    // `*.` takes two bytes of the limit.
    host.len() <= MAX_HOST_LEN - 2
        && host.split('.').all(is_plain_label)
        && host
            .rsplit('.')
            .next()
            .is_some_and(|last| !last.starts_with(|c: char| c.is_ascii_digit()))
        && port != default_port
        && read_port(port.as_bytes()).is_some()
}

/// Letters, digits and single hyphens inside: a label to which no rule of IDNA applies.
fn is_plain_label(label: &str) -> bool {
    let bytes = label.as_bytes();
    (1..=MAX_LABEL_LEN).contains(&bytes.len())
        && bytes.iter().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'))
        && bytes.first() != Some(&b'-')
        && bytes.last() != Some(&b'-')
        && bytes.get(2..4) != Some(b"--")
}
