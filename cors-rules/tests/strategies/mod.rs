//! Random origins, patterns, texts and drafts, and a naive oracle of matching, for the property
//! tests.

#![allow(dead_code, unreachable_pub, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use cors_rules::{Danger, Draft, Entry, Host, MaxAgeDraft, Origin, OriginPattern, OriginsDraft};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

/// Few labels, so that hosts are often above, below or beside each other.
pub fn host() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => vec(select(vec!["a", "b", "ab", "xn--bcher-kva", "example"]), 1..4).prop_map(|labels| labels.join(".")),
        1 => select(vec!["127.0.0.1".to_owned(), "[::1]".to_owned(), "localhost".to_owned(), "a.b.".to_owned()]),
        1 => select(vec!["10.1.2.3".to_owned(), "10.2.0.0".to_owned(), "[fd00::1]".to_owned(), "[fdff::]".to_owned()]),
    ]
}

/// A host, or something that stands for several.
fn hosts() -> impl Strategy<Value = String> {
    let network = select(vec![
        "10.0.0.0/8",
        "10.1.0.0/16",
        "10.1.2.2/31",
        "[fd00::/8]",
        "[::/1]",
        "10.1.2.3/8",
    ]);
    prop_oneof![
        4 => host(),
        2 => host().prop_map(|host| format!("*.{host}")),
        1 => network.prop_map(str::to_owned),
    ]
}

pub fn origin() -> impl Strategy<Value = String> {
    let scheme = select(vec!["http", "https", "app", "moz-extension"]);
    let port = select(vec!["", ":1", ":80", ":443", ":8080"]);
    (scheme, host(), port).prop_map(|(scheme, host, port)| format!("{scheme}://{host}{port}"))
}

pub fn pattern() -> impl Strategy<Value = String> {
    let scheme = select(vec!["http", "https", "app"]);
    let port = select(vec!["", ":*", ":1", ":80", ":8080"]);
    let extensions = select(vec!["moz-extension://*", "chrome-extension://*", "moz-extension://a"]);
    prop_oneof![
        12 => (scheme, hosts(), port).prop_map(|(scheme, host, port)| format!("{scheme}://{host}{port}")),
        1 => extensions.prop_map(str::to_owned),
    ]
}

/// A text that is nearly an origin, or nothing of the kind.
pub fn text() -> impl Strategy<Value = String> {
    let piece = select(vec![
        "https",
        "http",
        "://",
        "//",
        ":",
        "*",
        "*.",
        ".",
        "a",
        "A",
        "example",
        "com",
        "[",
        "]",
        "::1",
        "@",
        "/",
        "?",
        "#",
        "\\",
        ",",
        " ",
        "\0",
        "\u{fc}",
        "\u{200b}",
        "null",
        "file",
        "80",
        "443",
        "0",
        "1.2.3.4",
        "10.0.0.0",
        "/8",
        "/16",
        "fd00::",
        "moz-extension",
        "xn--",
        "-",
        "_",
        "%",
        "PATCH",
        "put",
        "x-name",
        "cookie",
        "sec-",
        "\u{1f600}",
        "\"",
        "`",
    ]);
    prop_oneof![
        2 => vec(piece, 0..10).prop_map(|pieces| pieces.concat()),
        2 => pattern(),
        1 => any::<String>(),
        1 => "[ -~]{0,400}",
    ]
}

pub fn draft() -> impl Strategy<Value = Draft> {
    let list = || vec(text().prop_map(Entry::from), 0..5);
    let origins = prop_oneof![
        1 => Just(OriginsDraft::Any),
        1 => Just(OriginsDraft::Set),
        4 => list().prop_map(OriginsDraft::List),
        1 => (text(), proptest::option::of(list()))
            .prop_map(|(variable, default)| OriginsDraft::Env { variable, default }),
    ];
    let max_age = prop_oneof![
        any::<i128>().prop_map(MaxAgeDraft::Seconds),
        any::<std::time::Duration>().prop_map(MaxAgeDraft::Duration),
        (0_u64..100_000, any::<bool>()).prop_map(|(seconds, half)| {
            MaxAgeDraft::Duration(std::time::Duration::from_millis(
                seconds * 1_000 + u64::from(half) * 500,
            ))
        }),
        text().prop_map(MaxAgeDraft::Text)
    ];
    let lists = (
        proptest::option::of(origins),
        proptest::option::of(list()),
        proptest::option::of(list()),
        proptest::option::of(list()),
    );
    let values = (proptest::option::of(max_age), proptest::option::of(any::<i128>()));
    let rest = (
        vec(select(Danger::ALL.to_vec()), 0..4),
        vec(select(vec!["GET", "PUT", "TRACE", "x y"]).prop_map(str::to_owned), 0..3),
        any::<[bool; 5]>(),
    );
    (lists, values, rest).prop_map(|(lists, values, (dangerous, route_methods, flags))| Draft {
        origins: lists.0,
        methods: lists.1,
        headers: lists.2,
        expose: lists.3,
        max_age: values.0,
        preflight_status: values.1,
        dangerous,
        route_methods,
        credentials: flags[0],
        disabled: flags[1],
        reject_unlisted: flags[2],
        open: Vec::new(),
        takes_json: flags[3],
        is_overlay: flags[4],
    })
}

/// The definition of a match, on texts, in the simplest form.
pub fn oracle(pattern: &str, value: &str) -> bool {
    let Some((scheme, rest)) = pattern.split_once("://") else { return pattern == value };
    let Some(origin) = Origin::parse(value.as_bytes()) else { return false };
    if pattern == value {
        return true;
    }
    let (host, any_port) = match rest.strip_suffix(":*") {
        Some(host) => (host, true),
        None => (rest, false),
    };
    let (host, port) = match host.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => (host, Some(port.parse().unwrap())),
        _ => (host, None),
    };
    if host == "*" {
        let is_name = matches!(origin.host(), Host::Name(_));
        return scheme == "moz-extension"
            && scheme == origin.scheme()
            && is_name
            && origin.port().is_none();
    }
    if let Some((address, length)) = host.split_once('/') {
        let length = length.trim_end_matches(']').parse().unwrap();
        let is_inside = is_inside(address.trim_start_matches('['), length, origin.host().as_str());
        return scheme == origin.scheme() && is_inside && (any_port || port == origin.port());
    }
    let host_matches = match (host.strip_prefix("*."), origin.host()) {
        (None, found) => found.as_str() == host,
        (Some(base), Host::Name(found)) => {
            let labels: Vec<&str> = found.split('.').collect();
            let base: Vec<&str> = base.split('.').collect();
            labels.len() > base.len() && labels.ends_with(&base)
        }
        (Some(_), Host::Ipv6(_)) => false,
    };
    scheme == origin.scheme() && host_matches && (any_port || port == origin.port())
}

/// Whether an address, as the standard library writes it, has the first bits of another.
fn is_inside(first: &str, length: u32, host: &str) -> bool {
    let inner = host.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
    match (first.parse::<IpAddr>().unwrap(), inner) {
        (IpAddr::V4(first), None) => host
            .parse::<Ipv4Addr>()
            .is_ok_and(|host| (first.to_bits() ^ host.to_bits()) >> (32 - length) == 0),
        (IpAddr::V6(first), Some(inner)) => inner.parse::<Ipv6Addr>().is_ok_and(|host| {
            host.to_string() == inner && (first.to_bits() ^ host.to_bits()) >> (128 - length) == 0
        }),
        _ => false,
    }
}

pub fn parse_all(texts: &[String]) -> Vec<OriginPattern> {
    texts.iter().filter_map(|text| OriginPattern::parse(text).ok()).collect()
}
