//! The client hints that Chromium safelists as request headers, which the standard does not contain
//! any more. Called by the safelist, for that profile only.

/// Whether name and value are a hint that goes without a preflight; the name is in lower case.
///
/// Observed in Chromium 156, value by value.
pub(super) fn is_safe_client_hint(name: &[u8], value: &[u8]) -> bool {
    match name {
        b"device-memory" | b"downlink" | b"dpr" => is_decimal(value),
        b"rtt" | b"viewport-width" | b"width" => is_integer(value),
        b"ect" => matches!(value, b"slow-2g" | b"2g" | b"3g" | b"4g"),
        b"save-data" => value.eq_ignore_ascii_case(b"on"),
        _ => false,
    }
}

/// Whether the name is that of a hint that redirects drop.
pub(super) fn is_client_hint(name: &str) -> bool {
    ["device-memory", "downlink", "dpr", "ect", "rtt", "viewport-width", "width"]
        .iter()
        .any(|hint| name.eq_ignore_ascii_case(hint))
}

/// Digits, and perhaps a point with more digits.
fn is_decimal(value: &[u8]) -> bool {
    let mut parts = value.splitn(2, |byte| *byte == b'.');
    parts.all(is_integer)
}

fn is_integer(value: &[u8]) -> bool {
    !value.is_empty() && value.iter().all(u8::is_ascii_digit)
}
