//! What the writer of a refused origin probably meant, ready to paste. A guess is offered only when
//! every rule accepts it.

use std::net::{Ipv4Addr, Ipv6Addr};

use crate::Rule;
use crate::origin_safety::is_local;

use super::address::{ends_in_number, is_special};
use super::guess::{Repair, is_accepted, repair_port, with_scheme};
use super::network_repair::{repair_network, starred_address};
use super::origin::first_fault;
use super::written::Written;

/// How many origins of a list that stands in one text are shown in the help.
const LISTED_IN_HELP: usize = 8;

/// Words that say something in other places; as a host of one label they were not meant.
const WORDS: &[&str] =
    &["all", "any", "env", "everyone", "from", "http", "https", "none", "null", "origin", "self"];

/// Looks for what was meant by a text that is no origin.
pub(super) fn repair(text: &str) -> Repair {
    // A text this long is no typing error. The limit also bounds the work spent on hostile input.
    if text.len() > 1024 {
        return Repair::Unknown;
    }
    if is_list(text) {
        return Repair::Unknown;
    }
    let advice = repair_network(text)
        .or_else(|| starred_address(text))
        .or_else(|| star_at_the_end(text))
        .or_else(|| wildcard_over_wildcard(text))
        .or_else(|| regular_expression(text))
        .or_else(|| two_schemes(text));
    if let Some(advice) = advice {
        return advice;
    }
    corrected(text).map_or(Repair::Unknown, Repair::Write)
}

/// Whether the text lists several origins: a correction of the first alone would drop the others.
fn is_list(text: &str) -> bool {
    let written = Written::cut(text, false);
    let is_list_of_networks =
        written.parts().count() > 1 && written.parts().all(|part| repair_network(part).is_some());
    is_list_of_networks || first_fault(&written).is_some_and(|fault| fault.rule == Rule::OriginList)
}

/// A `*` behind a host is what other libraries take for "whatever follows": for a host that never
/// leaves the machine that is the port; else it may have been port, path or the rest of a name.
fn star_at_the_end(text: &str) -> Option<Repair> {
    let front = text.strip_suffix('*')?;
    let guess = with_scheme(front)?;
    let written = Written::cut(&guess, false);
    let is_whole = !front.contains('*')
        && written.tail().is_empty()
        && !written.host().ends_with(['.', '-'])
        && is_accepted(&guess);
    if !is_whole {
        return None;
    }
    let (origin, _) = match written.port() {
        Some(_) => guess.rsplit_once(':')?,
        None => (guess.as_str(), ""),
    };
    Some(match written.port() {
        None if is_local(written.host()) => Repair::Write(format!("{origin}:*")),
        None => Repair::Say(format!("remove the `*` at the end; for any port it is `{origin}:*`")),
        Some(_) => Repair::Say(format!(
            "a port is one number or `*`: remove the `*` at the end, or for any port it is `{origin}:*`"
        )),
    })
}

/// `*.*.a.example` asks for two labels at least, which no pattern can say.
fn wildcard_over_wildcard(text: &str) -> Option<Repair> {
    let written = Written::cut(text, false);
    let base = written.base().trim_start_matches("*.");
    let is_double = written.base() != base && written.is_wildcard();
    let origin = format!("{}://*.{base}", written.scheme()?);
    (is_double && is_accepted(&origin)).then(|| {
        Repair::Say(format!("`*.` stands for one or more labels: `{origin}` covers these and more"))
    })
}

/// `https://a\.example`: what stands before the backslash is not the host that was meant.
fn regular_expression(text: &str) -> Option<Repair> {
    text.contains("\\.").then(|| {
        Repair::Say("this is no regular expression: write the host without backslashes".to_owned())
    })
}

/// `https://https://a.example`: `https` is no host.
fn two_schemes(text: &str) -> Option<Repair> {
    let (first, rest) = text.split_once("://")?;
    let (second, _) = rest.split_once("://")?;
    if !["http", "https"].contains(&second) {
        return None;
    }
    let once = if is_accepted(rest) { Some(rest.to_owned()) } else { corrected(rest) };
    Some(match once.filter(|_| first == second) {
        Some(origin) => Repair::Write(origin),
        None => Repair::Say("an origin has one scheme: remove one of the two".to_owned()),
    })
}

/// The corrected text, or `None` where no correction suggests itself.
fn corrected(text: &str) -> Option<String> {
    let is_noise = |found: char| {
        found.is_whitespace() || found.is_control() || matches!(found, '"' | '\'' | '`')
    };
    let trimmed = text.trim_matches(is_noise);
    // What a blank in the middle was meant for is unknown.
    if trimmed.contains(is_noise) {
        return None;
    }
    if trimmed == "*" {
        return (text != "*").then(|| trimmed.to_owned());
    }
    let guess = with_scheme(trimmed.strip_prefix("blob:").unwrap_or(trimmed))?;
    let written = Written::cut(&guess, false);
    let scheme = written.scheme()?.to_ascii_lowercase();
    if written.is_any_extension() {
        return Some(format!("{scheme}://*")).filter(|repaired| repaired != text);
    }
    let host = repair_host(&scheme, written.host())?;
    if WORDS.contains(&host.trim_start_matches("*.").trim_end_matches('.')) {
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
        .map(|part| match repair(part) {
            _ if is_accepted(part) => Some(part.to_owned()),
            Repair::Write(origin) => Some(origin),
            Repair::Say(_) | Repair::Unknown => None,
        })
        .collect::<Option<_>>()?;
    (1..=LISTED_IN_HELP).contains(&entries.len()).then_some(entries)
}

fn repair_host(scheme: &str, host: &str) -> Option<String> {
    // `*..com` has lost the label that `*.com` would stand for.
    if host.starts_with("*..") {
        return None;
    }
    // `*example.com` and `**.example.com` mean any host under the base.
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
            assert_eq!(repair(text), Repair::Unknown, "{text}");
        }
        assert_eq!(
            repair("nullable.example"),
            Repair::Write("https://nullable.example".to_owned())
        );
    }
}
