//! The host that a request was sent to, as it says itself. Nothing is corrected: what browsers do not
//! send is another host, or none.

use actix_web::dev::RequestHead;
use actix_web::http::Version;
use actix_web::http::header::HOST;
use actix_web::http::uri::Authority;

/// The longest name there is, with a dot at its end.
const LONGEST: usize = 254;

/// The host and port of a request. HTTP/1 has them in `Host`, HTTP/2 in the target. Where both are
/// there and differ, there is none.
pub(crate) fn authority(head: &RequestHead) -> Option<&str> {
    let mut lines = head.headers().get_all(HOST);
    let in_header = match (lines.next(), lines.next()) {
        (None, _) => None,
        (Some(line), None) => Some(line.to_str().ok()?),
        (Some(_), Some(_)) => return None,
    };
    let in_target = head.uri.authority().map(Authority::as_str);
    match (in_header, in_target) {
        (Some(header), Some(target)) => (header == target).then_some(header),
        (Some(header), None) => (head.version < Version::HTTP_2).then_some(header),
        (None, target) => target,
    }
}

/// The host and the port of an authority; nothing where it is malformed.
pub(crate) fn parts(authority: &str) -> Option<(&str, Option<u16>)> {
    let end = match authority.strip_prefix('[') {
        Some(rest) => rest.find(']')? + 2,
        None => authority.find(':').unwrap_or(authority.len()),
    };
    let (host, port) = authority.split_at_checked(end)?;
    let port = match port.strip_prefix(':') {
        Some(digits) if digits.bytes().all(|byte| byte.is_ascii_digit()) => {
            Some(digits.parse().ok()?)
        }
        None if port.is_empty() => None,
        _ => return None,
    };
    is_host(host).then_some((host, port))
}

fn is_host(host: &str) -> bool {
    let address = host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    let is_right = match address {
        Some(address) => {
            address.bytes().all(|byte| byte.is_ascii_hexdigit() || matches!(byte, b':' | b'.'))
        }
        None => host
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_')),
    };
    is_right && !host.is_empty() && host.len() <= LONGEST && address != Some("")
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, parts};

    #[test]
    fn an_authority_is_a_host_and_perhaps_a_port() {
        let longest = "a".repeat(LONGEST);
        for (authority, expected) in [
            ("a.example", Some(("a.example", None))),
            ("a.example:8443", Some(("a.example", Some(8443)))),
            ("A.example.", Some(("A.example.", None))),
            ("127.0.0.1:80", Some(("127.0.0.1", Some(80)))),
            ("[::1]", Some(("[::1]", None))),
            ("[::1]:80", Some(("[::1]", Some(80)))),
            (&longest, Some((&*longest, None))),
            (&"a".repeat(LONGEST + 1), None),
            ("", None),
            (":80", None),
            ("a.example:", None),
            ("a.example:+80", None),
            ("a.example:65536", None),
            ("a.example:80:80", None),
            ("::1", None),
            ("[]", None),
            ("[::1", None),
            ("[::1]x", None),
            ("[a.example]", None),
            ("me@a.example", None),
            ("a.example/x", None),
            ("a.example, b.example", None),
            ("a%2Eexample", None),
            ("ä.example", None),
        ] {
            assert_eq!(parts(authority), expected, "{authority}");
        }
    }
}
