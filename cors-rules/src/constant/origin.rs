//! What is wrong with an origin that is a constant. Whether anything is, [`OriginPattern::shape`]
//! decides; the rest only finds the name of it.

use crate::origin::{MAX_HOST_LEN, MAX_ORIGIN_LEN, MAX_SCHEME_LEN, is_scheme_byte, position};
use crate::origin_safety::is_extension_scheme;
use crate::pattern_shape::Shape;
use crate::{Network, OriginPattern, Rule};

/// The rule that an entry of `origins` breaks, if it breaks one. `*` is no origin here: who means
/// every origin writes `any`, where a reader of the policy sees it.
///
/// ```
/// use cors_rules::{Rule, constant::broken_by_origin};
///
/// const FOUND: Option<Rule> = broken_by_origin("https://a.example/", false);
/// assert_eq!(FOUND, Some(Rule::OriginTrailingSlash));
/// assert_eq!(broken_by_origin("https://*.a.example", false), None);
/// assert_eq!(broken_by_origin("null", false), Some(Rule::OriginNull));
/// ```
#[must_use]
pub const fn broken_by_origin(text: &str, null_allowed: bool) -> Option<Rule> {
    if matches!(text.as_bytes(), b"null") {
        return if null_allowed { None } else { Some(Rule::OriginNull) };
    }
    match OriginPattern::shape(text) {
        Some((scheme, _)) if matches!(scheme.as_bytes(), b"file") => Some(Rule::OriginFileScheme),
        Some(_) => None,
        None => Some(name_fault(text)),
    }
}

/// Whether an origin has no TLS and does not stay on the visitor's machine, or is a network; `false`
/// for what is no origin.
///
/// ```
/// use cors_rules::constant::is_insecure_origin;
///
/// assert!(is_insecure_origin("http://a.example") && is_insecure_origin("null"));
/// assert!(!is_insecure_origin("http://localhost:3000"));
/// ```
#[must_use]
pub const fn is_insecure_origin(text: &str) -> bool {
    match Shape::read(text) {
        Some(shape) => shape.is_insecure(),
        None => matches!(text.as_bytes(), b"null"),
    }
}

/// Whether an entry stands for every extension of a browser.
///
/// ```
/// use cors_rules::constant::is_any_extension;
///
/// assert!(is_any_extension("moz-extension://*"));
/// assert!(!is_any_extension("https://*.a.example"));
/// ```
#[must_use]
pub const fn is_any_extension(text: &str) -> bool {
    match Shape::read(text) {
        Some(shape) => shape.is_any_extension(),
        None => false,
    }
}

/// How many bytes of the text are an origin, if those in front of a path, query, fragment or
/// default port are one.
///
/// ```
/// use cors_rules::constant::corrected_origin;
///
/// assert_eq!(corrected_origin("https://a.example/app"), Some("https://a.example"));
/// assert_eq!(corrected_origin("http://a.example:80"), Some("http://a.example"));
/// assert_eq!(corrected_origin("a.example"), None);
/// ```
#[must_use]
pub const fn corrected_origin(text: &str) -> Option<&str> {
    let Some(start) = authority_start(text.as_bytes()) else { return None };
    let Some((_, rest)) = text.as_bytes().split_at_checked(start) else { return None };
    let authority = authority(rest);
    // In front of `/16` stands an address, which is not what the network means.
    if network_fault(b"http", authority, rest).is_some() {
        return None;
    }
    let end = start + authority.len();
    let Some((origin, _)) = text.split_at_checked(end) else { return None };
    if OriginPattern::shape(origin).is_some() {
        return Some(origin);
    }
    let port = match origin.as_bytes() {
        [.., b':', b'8', b'0'] => ":80".len(),
        [.., b':', b'4', b'4', b'3'] => ":443".len(),
        _ => return None,
    };
    let Some((origin, _)) = origin.split_at_checked(end - port) else { return None };
    if OriginPattern::shape(origin).is_some() { Some(origin) } else { None }
}

/// The rule whose name fits a text that is no origin best, in the order of [`crate::check`].
const fn name_fault(text: &str) -> Rule {
    let bytes = text.as_bytes();
    let authority_start = authority_start(bytes);
    if holds_several(bytes, authority_start) {
        return Rule::OriginList;
    }
    if bytes.len() > MAX_ORIGIN_LEN {
        return Rule::OriginTooLong;
    }
    if let Some(rule) = whole(bytes) {
        return rule;
    }
    let Some(start) = authority_start else { return Rule::OriginMissingScheme };
    let Some((scheme, rest)) = bytes.split_at_checked(start) else { return Rule::OriginBadHost };
    let [scheme @ .., b':', b'/', b'/'] = scheme else { return Rule::OriginMissingScheme };
    let authority = authority(rest);
    let Some((_, tail)) = rest.split_at_checked(authority.len()) else {
        return Rule::OriginBadHost;
    };
    if let Some(rule) = network_fault(scheme, authority, rest) {
        return rule;
    }
    if is_bad_wildcard(scheme, authority) {
        Rule::OriginBadWildcard
    } else if scheme.is_empty() {
        Rule::OriginMissingScheme
    } else if is_bad_scheme(scheme) {
        Rule::OriginBadScheme
    } else if position(authority, b'@').is_some() {
        Rule::OriginUserinfo
    } else if authority.is_empty() || matches!(authority, [b':', ..]) {
        Rule::OriginBadHost
    } else {
        match tail {
            b"/" => Rule::OriginTrailingSlash,
            [b'?', ..] | [b'/', b'?', ..] => Rule::OriginQuery,
            [b'#', ..] | [b'/', b'#', ..] => Rule::OriginFragment,
            [_, ..] => Rule::OriginPath,
            [] => in_host(scheme, authority),
        }
    }
}

/// Rules about the text as a whole.
const fn whole(bytes: &[u8]) -> Option<Rule> {
    let mut rest = bytes;
    while let [byte, others @ ..] = rest {
        if byte.is_ascii_whitespace() || byte.is_ascii_control() {
            return Some(Rule::OriginWhitespace);
        }
        rest = others;
    }
    match bytes {
        [b'f' | b'F', b'i' | b'I', b'l' | b'L', b'e' | b'E', b':', ..] => {
            Some(Rule::OriginFileScheme)
        }
        [b'*', rest @ ..] if position_of_other(rest, b'*').is_none() => {
            Some(Rule::OriginBadWildcard)
        }
        _ => None,
    }
}

/// Rules about host and port, where nothing else is wrong.
const fn in_host(scheme: &[u8], authority: &[u8]) -> Rule {
    let (host, port) = cut_port(authority);
    if !host.is_ascii() {
        return Rule::OriginUnicodeHost;
    }
    let is_address = matches!(host, [b'[', ..]);
    if has_upper(scheme) || (has_upper(host) && !is_address) {
        return Rule::OriginUppercase;
    }
    if is_any_extension_of(scheme, host) {
        return Rule::OriginBadPort;
    }
    if is_address || position(host, b']').is_some() || position(host, b':').is_some() {
        return Rule::OriginBadIp;
    }
    if !is_host(host) {
        return Rule::OriginBadHost;
    }
    match port {
        Some(b"80" | b"443") => Rule::OriginDefaultPort,
        Some(_) => Rule::OriginBadPort,
        None => Rule::OriginBadHost,
    }
}

const fn is_host(host: &[u8]) -> bool {
    let host = match host {
        [b'*', b'.', base @ ..] if base.len() <= MAX_HOST_LEN - 2 => base,
        host => host,
    };
    match str::from_utf8(host) {
        Ok(host) => crate::origin::is_host_name(host),
        Err(_) => false,
    }
}

const fn is_bad_scheme(scheme: &[u8]) -> bool {
    let mut rest = scheme;
    while let [byte, others @ ..] = rest {
        if !is_scheme_byte(byte.to_ascii_lowercase()) {
            return true;
        }
        rest = others;
    }
    !matches!(scheme, [b'a'..=b'z' | b'A'..=b'Z', ..]) || scheme.len() > MAX_SCHEME_LEN
}

/// A `*` for a scheme, or one in the host that is no `*.` in front of a base.
const fn is_bad_wildcard(scheme: &[u8], authority: &[u8]) -> bool {
    let host = cut_port(authority).0;
    if is_any_extension_of(scheme, host) {
        return false;
    }
    let base = if let [b'*', b'.', base @ ..] = host { base } else { host };
    let has_base = !base.is_empty() || host.is_empty();
    matches!(scheme, b"*") || !has_base || position(base, b'*').is_some()
}

/// Whether this is every extension of a browser, in whatever case the scheme is.
const fn is_any_extension_of(scheme: &[u8], host: &[u8]) -> bool {
    let is_scheme = match str::from_utf8(scheme) {
        Ok(scheme) => is_extension_scheme(scheme),
        Err(_) => false,
    };
    matches!(host, b"*") && is_scheme
}

/// The rule that a text breaks which was meant as a network: numbers or brackets stand in front of
/// a slash, and a number of up to three digits behind it. `None` for what has a path behind that.
const fn network_fault(scheme: &[u8], authority: &[u8], rest: &[u8]) -> Option<Rule> {
    let Some((_, tail)) = rest.split_at_checked(authority.len()) else { return None };
    let ([b'/', b'0'..=b'9', b'0'..=b'9', b'0'..=b'9', behind @ ..]
    | [b'/', b'0'..=b'9', b'0'..=b'9', behind @ ..]
    | [b'/', b'0'..=b'9', behind @ ..]) = tail
    else {
        return None;
    };
    if !is_like_address(authority) || !matches!(behind, [] | [b':' | b']' | b'/' | b'?' | b'#', ..])
    {
        return None;
    }
    let mut tail = behind;
    while let [byte, others @ ..] = tail {
        if matches!(*byte, b'/' | b'?' | b'#' | b'\\') {
            break;
        }
        tail = others;
    }
    match tail {
        b"/" => Some(Rule::OriginTrailingSlash),
        [b'?', ..] | [b'/', b'?', ..] => Some(Rule::OriginQuery),
        [b'#', ..] | [b'/', b'#', ..] => Some(Rule::OriginFragment),
        [_, ..] => None,
        [] => Some(in_network(scheme, rest)),
    }
}

/// Rules about address, prefix length and port, where nothing else is wrong.
const fn in_network(scheme: &[u8], rest: &[u8]) -> Rule {
    if has_upper(scheme) {
        return Rule::OriginUppercase;
    }
    if !matches!(scheme, b"http" | b"https") {
        return Rule::OriginBadIp;
    }
    let Ok(text) = str::from_utf8(rest) else { return Rule::OriginBadIp };
    let Some((_, port)) = Network::split(text) else { return Rule::OriginBadIp };
    match port.as_bytes() {
        b":80" | b":443" => Rule::OriginDefaultPort,
        [b':', ..] => Rule::OriginBadPort,
        _ => Rule::OriginBadIp,
    }
}

/// Whether the text is numbers with dots between them, perhaps with a port, or starts with a bracket.
const fn is_like_address(authority: &[u8]) -> bool {
    if matches!(authority, [b'[', ..]) {
        return true;
    }
    let mut rest = authority;
    while let [b'0'..=b'9' | b'.' | b':', others @ ..] = rest {
        rest = others;
    }
    rest.is_empty() && matches!(authority, [b'0'..=b'9', ..])
}

/// The host, and the port behind the colon.
const fn cut_port(authority: &[u8]) -> (&[u8], Option<&[u8]>) {
    match position_of_port(authority) {
        Some(colon) => match authority.split_at_checked(colon) {
            Some((host, [_, port @ ..])) => (host, Some(port)),
            _ => (authority, None),
        },
        None => (authority, None),
    }
}

/// A separator in front of the end of the authority, or a second `://`.
const fn holds_several(bytes: &[u8], authority_start: Option<usize>) -> bool {
    let Some(start) = authority_start else { return position(bytes, b',').is_some() };
    let Some((scheme, rest)) = bytes.split_at_checked(start) else { return false };
    let authority = authority(rest);
    if position(scheme, b',').is_some() || position(authority, b',').is_some() {
        return true;
    }
    let mut rest = rest;
    let mut is_separated = false;
    while let [byte, others @ ..] = rest {
        is_separated =
            is_separated || matches!(*byte, b',' | b';' | b'|') || byte.is_ascii_whitespace();
        if is_separated && matches!(rest, [b':', b'/', b'/', ..]) {
            return true;
        }
        rest = others;
    }
    false
}

/// Where the authority starts: behind the first `://`.
const fn authority_start(bytes: &[u8]) -> Option<usize> {
    let (mut rest, mut index) = (bytes, 0);
    while let [_, others @ ..] = rest {
        if let [b':', b'/', b'/', ..] = rest {
            return Some(index + "://".len());
        }
        index += 1;
        rest = others;
    }
    None
}

/// What stands in front of path, query and fragment.
const fn authority(rest: &[u8]) -> &[u8] {
    let (mut behind, mut len) = (rest, 0);
    while let [byte, others @ ..] = behind {
        if matches!(*byte, b'/' | b'?' | b'#' | b'\\') {
            break;
        }
        len += 1;
        behind = others;
    }
    match rest.split_at_checked(len) {
        Some((authority, _)) => authority,
        None => rest,
    }
}

/// The colon of the port: behind the brackets of an address, where there are some.
const fn position_of_port(authority: &[u8]) -> Option<usize> {
    let behind = match position(authority, b']') {
        Some(bracket) => bracket,
        None => 0,
    };
    match authority.split_at_checked(behind) {
        Some((_, rest)) => match position(rest, b':') {
            Some(colon) => Some(behind + colon),
            None => None,
        },
        None => None,
    }
}

/// The first byte that is not this one.
const fn position_of_other(bytes: &[u8], byte: u8) -> Option<usize> {
    let (mut rest, mut index) = (bytes, 0);
    while let [found, others @ ..] = rest {
        if *found != byte {
            return Some(index);
        }
        index += 1;
        rest = others;
    }
    None
}

const fn has_upper(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    while let [byte, others @ ..] = rest {
        if byte.is_ascii_uppercase() {
            return true;
        }
        rest = others;
    }
    false
}
