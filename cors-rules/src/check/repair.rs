//! What the writer of a refused origin probably meant, ready to paste. A guess is offered only when
//! every rule accepts it.

use std::net::{Ipv4Addr, Ipv6Addr};

use crate::origin::parse_port;
use crate::origin_safety::is_local;

use super::address::{ends_in_number, is_special};
use super::origin::first_fault;
use super::written::Written;

/// How many origins of a list that stands in one text are shown in the help.
const LISTED_IN_HELP: usize = 8;

/// The corrected text, or `None` where no correction suggests itself.
pub(super) fn repair(text: &str) -> Option<String> {
    // A text this long is no typing error. The limit also bounds the work spent on hostile input.
    if text.len() > 1024 {
        return None;
    }
    let is_noise = |found: char| found.is_whitespace() || found.is_control();
    let trimmed = text.trim_matches(is_noise);
    // What a blank in the middle was meant for is unknown.
    if trimmed.contains(is_noise) {
        return None;
    }
    if trimmed == "*" {
        return (text != "*").then(|| trimmed.to_owned());
    }
    let guess = with_scheme(trimmed.strip_prefix("blob:").unwrap_or(trimmed));
    let written = Written::cut(&guess, false);
    let scheme = written.scheme()?.to_ascii_lowercase();
    let host = repair_host(&scheme, written.host())?;
    // No host is called `null`: somebody meant the origin `null`.
    if host.trim_start_matches("*.").trim_end_matches('.') == "null" {
        return None;
    }
    let port = match written.port() {
        None => String::new(),
        Some(port) => repair_port(&scheme, port)?,
    };
    let repaired = format!("{scheme}://{host}{port}");
    let accepted = first_fault(&Written::cut(&repaired, false)).is_none();
    (accepted && repaired != text).then_some(repaired)
}

/// The entries of a text that lists several origins, each corrected where it has to be; `None`
/// where some entry cannot be corrected, or where there are too many to show.
pub(super) fn repair_list(text: &str) -> Option<Vec<String>> {
    let entries: Vec<String> = Written::cut(text, false)
        .parts()
        .take(LISTED_IN_HELP + 1)
        .map(|part| if is_accepted(part) { Some(part.to_owned()) } else { repair(part) })
        .collect::<Option<_>>()?;
    (1..=LISTED_IN_HELP).contains(&entries.len()).then_some(entries)
}

fn is_accepted(part: &str) -> bool {
    part == "*" || first_fault(&Written::cut(part, false)).is_none()
}

/// The text with `scheme://` in front: `//a.example`, `https:a.example`, `a.example` and
/// `localhost:3000` are the usual mistakes.
fn with_scheme(text: &str) -> String {
    if text.contains("://") && !text.starts_with("://") {
        return text.to_owned();
    }
    for scheme in ["https", "http"] {
        let rest = text.strip_prefix(scheme).and_then(|rest| rest.strip_prefix(':'));
        if let Some(rest) = rest {
            return format!("{scheme}://{}", rest.trim_start_matches('/'));
        }
    }
    let rest = text.trim_start_matches(':').trim_start_matches('/');
    let probe = format!("http://{rest}");
    let written = Written::cut(&probe, false);
    let scheme = if is_local(written.host()) { "http" } else { "https" };
    format!("{scheme}://{rest}")
}

fn repair_host(scheme: &str, host: &str) -> Option<String> {
    // `*example.com`, `**.example.com` and `*.*.example.com` all mean any host under the base.
    let base = host.trim_start_matches(['*', '.']);
    let prefix = if host.starts_with('*') { "*." } else { "" };
    let base = match base.strip_prefix('[').and_then(|inner| inner.strip_suffix(']')) {
        Some(inner) => canonical_ipv6(inner)?,
        None => match base.parse::<Ipv6Addr>() {
            Ok(_) => canonical_ipv6(base)?,
            Err(_) => repair_name(scheme, if prefix.is_empty() { host } else { base })?,
        },
    };
    Some(format!("{prefix}{base}"))
}

fn repair_name(scheme: &str, name: &str) -> Option<String> {
    // `idna` maps upper case and full-width forms as browsers do
    // (https://url.spec.whatwg.org/#concept-domain-to-ascii).
    let ascii = idna::domain_to_ascii(name).ok()?;
    if is_special(scheme) && ends_in_number(&ascii) {
        return canonical_ipv4(&ascii).map(|address| address.to_string());
    }
    Some(ascii)
}

/// An IPv6 address as browsers write it; one that stands for an IPv4 address becomes that.
fn canonical_ipv6(text: &str) -> Option<String> {
    let address = text.parse::<Ipv6Addr>().ok()?;
    Some(match address.to_ipv4_mapped() {
        Some(mapped) => mapped.to_string(),
        None => format!("[{address}]"),
    })
}

/// Reads an IPv4 address in any of the forms that the
/// [URL standard](https://url.spec.whatwg.org/#concept-ipv4-parser) allows.
fn canonical_ipv4(text: &str) -> Option<Ipv4Addr> {
    let parts: Vec<&str> = text.strip_suffix('.').unwrap_or(text).split('.').collect();
    let (last, leading) = parts.split_last()?;
    let mut address = 0_u64;
    for part in leading {
        let number = ipv4_number(part).filter(|number| *number <= 255)?;
        address = (address << 8) | number;
    }
    let free_bytes = 4_usize.checked_sub(leading.len())?;
    let limit = 1_u64 << (8 * free_bytes);
    let last = ipv4_number(last).filter(|number| *number < limit)?;
    u32::try_from((address << (8 * free_bytes)) | last).ok().map(Ipv4Addr::from)
}

fn ipv4_number(text: &str) -> Option<u64> {
    if let Some(hex) = text.strip_prefix("0x") {
        return u64::from_str_radix(hex, 16).ok();
    }
    match text.strip_prefix('0') {
        Some(octal) if !octal.is_empty() => u64::from_str_radix(octal, 8).ok(),
        _ => text.parse().ok(),
    }
}

/// `:port` without leading zeros, and nothing for the default port.
fn repair_port(scheme: &str, port: &str) -> Option<String> {
    if port == "*" {
        return Some(":*".to_owned());
    }
    let port = port.trim_start_matches('0');
    match (scheme, port) {
        ("http", "80") | ("https", "443") => Some(String::new()),
        _ => parse_port(port).map(|port| format!(":{port}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_guess_is_the_host_null() {
        for text in [
            "null/",
            "null:80",
            "//null",
            "blob:null",
            "https://NULL",
            "*.null",
            "null.",
            "a@null",
            "null#",
        ] {
            assert_eq!(repair(text), None, "{text}");
        }
        assert_eq!(repair("nullable.example").as_deref(), Some("https://nullable.example"));
    }
}
