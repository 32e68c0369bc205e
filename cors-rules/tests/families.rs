//! Networks, the extensions of a browser, and the schemes of applications: what is refused, what is
//! never covered, and an oracle of matching that shares nothing with the crate but the address types
//! of the standard library.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use cors_rules::constant::{self, broken_by_origin, corrected_origin};
use cors_rules::{
    Danger, Draft, Entry, Issue, Matched, Origin, OriginList, OriginPattern, OriginRequirements,
    OriginTable, OriginsDraft, Rule, check,
};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

fn draft(origins: &[&str], credentials: bool, dangerous: &[Danger]) -> Draft {
    Draft {
        origins: Some(OriginsDraft::List(origins.iter().map(|text| Entry::from(*text)).collect())),
        credentials,
        dangerous: dangerous.to_vec(),
        ..Draft::default()
    }
}

fn codes(origins: &[&str], credentials: bool, dangerous: &[Danger]) -> Vec<&'static str> {
    check(&draft(origins, credentials, dangerous)).issues.iter().map(Issue::code).collect()
}

fn refused(text: &str) -> Issue {
    match OriginPattern::parse(text) {
        Err(issue) => *issue,
        Ok(pattern) => panic!("`{text}` is accepted as {pattern:?}"),
    }
}

/// Whether all that look origins up agree, and what they say.
fn covers(patterns: &[&str], value: &str) -> bool {
    let parsed: Vec<OriginPattern> =
        patterns.iter().map(|text| OriginPattern::parse(text).unwrap()).collect();
    let origin = Origin::parse(value.as_bytes());
    let by_pattern = origin.is_some_and(|origin| parsed.iter().any(|own| own.matches(&origin)));
    let list = OriginList::new(parsed);
    assert_eq!(list.find(value.as_bytes()).is_some(), by_pattern, "list, {value} in {patterns:?}");
    let table = OriginTable::read(patterns, OriginRequirements::NONE).unwrap();
    let found = table.find(value.as_bytes(), OriginRequirements::NONE).is_some();
    assert_eq!(found, by_pattern, "table, {value} in {patterns:?}");
    let mut changed = OriginTable::new();
    for pattern in patterns {
        changed.insert(pattern, OriginRequirements::NONE).unwrap();
    }
    let found = changed.find(value.as_bytes(), OriginRequirements::NONE).is_some();
    assert_eq!(found, by_pattern, "changed table, {value} in {patterns:?}");
    by_pattern
}

#[test]
fn networks_that_are_no_networks() {
    // The text, the code, and what the help says.
    for (text, code, help) in [
        // The first address, and nothing behind the prefix.
        (
            "http://10.0.0.1/16",
            "origin_bad_ip",
            "the network is `http://10.0.0.0/16`, and the one address is `http://10.0.0.1`",
        ),
        (
            "http://10.0.0.1/16:*",
            "origin_bad_ip",
            "the network is `http://10.0.0.0/16:*`, and the one address is `http://10.0.0.1:*`",
        ),
        (
            "http://127.0.0.1/1",
            "origin_bad_ip",
            "the network is `http://0.0.0.0/1`, and the one address is `http://127.0.0.1`",
        ),
        (
            "http://[fd00::1/8]",
            "origin_bad_ip",
            "the network is `http://[fd00::/8]`, and the one address is `http://[fd00::1]`",
        ),
        // One written form.
        ("http://10.0.0.0/08", "origin_bad_ip", "write `\"http://10.0.0.0/8\"`"),
        ("http://10.0.0.0/255.0.0.0", "origin_bad_ip", "write `\"http://10.0.0.0/8\"`"),
        ("http://10.0.0.0:8080/8", "origin_bad_ip", "write `\"http://10.0.0.0/8:8080\"`"),
        ("http://[fd00::]/8", "origin_bad_ip", "write `\"http://[fd00::/8]\"`"),
        ("http://[fd00::]:*/8", "origin_bad_ip", "write `\"http://[fd00::/8]:*\"`"),
        ("http://[fd00::]/8:*", "origin_bad_ip", "write `\"http://[fd00::/8]:*\"`"),
        ("http://fd00::/8", "origin_bad_ip", "write `\"http://[fd00::/8]\"`"),
        ("http://[fd00::/8", "origin_bad_ip", "write `\"http://[fd00::/8]\"`"),
        ("http://[FD00::/8]", "origin_bad_ip", "write `\"http://[fd00::/8]\"`"),
        ("http://[fd00:0::/8]", "origin_bad_ip", "write `\"http://[fd00::/8]\"`"),
        ("http://[10.0.0.0/8]", "origin_bad_ip", "write `\"http://10.0.0.0/8\"`"),
        // One address.
        ("http://10.0.0.1/32", "origin_bad_ip", "write `\"http://10.0.0.1\"`"),
        ("http://[::1/128]:*", "origin_bad_ip", "write `\"http://[::1]:*\"`"),
        ("http://[::1]/128", "origin_bad_ip", "write `\"http://[::1]\"`"),
        // The other family in disguise.
        ("http://[::ffff:192.168.0.0/112]", "origin_bad_ip", "write `\"http://192.168.0.0/16\"`"),
        ("http://[::ffff:c0a8:0/112]:*", "origin_bad_ip", "write `\"http://192.168.0.0/16:*\"`"),
        // What goes on behind it, and ports.
        ("http://10.0.0.0/8/", "origin_trailing_slash", "write `\"http://10.0.0.0/8\"`"),
        ("http://10.0.0.0/8:80", "origin_default_port", "write `\"http://10.0.0.0/8\"`"),
        ("https://10.0.0.0/8:443", "origin_default_port", "write `\"https://10.0.0.0/8\"`"),
        ("http://10.0.0.0/8:0080", "origin_bad_port", "write `\"http://10.0.0.0/8\"`"),
        ("http://me@10.0.0.0/8", "origin_userinfo", "write `\"http://10.0.0.0/8\"`"),
        ("HTTP://10.0.0.0/8", "origin_uppercase", "write `\"http://10.0.0.0/8\"`"),
        ("10.0.0.0/8", "origin_missing_scheme", "write `\"https://10.0.0.0/8\"`"),
        (" http://10.0.0.0/8", "origin_whitespace", "write `\"http://10.0.0.0/8\"`"),
        // What other programs take for networks.
        ("http://192.168.1.*", "origin_bad_wildcard", "write `\"http://192.168.1.0/24\"`"),
        ("http://10.*.*.*:*", "origin_bad_wildcard", "write `\"http://10.0.0.0/8:*\"`"),
        // Paths are paths.
        ("https://a.example/16", "origin_path", "write `\"https://a.example\"`"),
        ("https://1.bad/16", "origin_path", "write `\"https://1.bad\"`"),
        ("http://localhost/8", "origin_path", "write `\"http://localhost\"`"),
        ("http://127.0.0.1/2024", "origin_path", "write `\"http://127.0.0.1\"`"),
        ("http://10.0.0.1/8/index.html", "origin_path", "write `\"http://10.0.0.1\"`"),
    ] {
        let issue = refused(text);
        assert_eq!((issue.code(), issue.help()), (code, help), "{text}");
        for offered in issue.help().split('`').skip(1).step_by(2) {
            let offered = offered.trim_matches('"');
            assert!(OriginPattern::parse(offered).is_ok(), "{text} -> {offered}");
        }
    }
    // Nothing can be offered that is certainly what was meant.
    for (text, code) in [
        ("http://0.0.0.0/0", "origin_bad_ip"),
        ("http://0.0.0.0/0:*", "origin_bad_ip"),
        ("http://[::/0]:*", "origin_bad_ip"),
        ("http://10.0.0.0/33", "origin_bad_ip"),
        ("http://[fd00::/129]", "origin_bad_ip"),
        ("http://[fd00::/999]", "origin_bad_ip"),
        ("http://10/8", "origin_bad_ip"),
        ("http://10.0.0/8", "origin_bad_ip"),
        ("http://010.0.0.0/8", "origin_bad_ip"),
        ("http://300.0.0.0/8", "origin_bad_ip"),
        ("http://[::ffff:0:0/96]", "origin_bad_ip"),
        ("http://10.0.0.0/8:x", "origin_bad_port"),
        ("http://10.0.0.0/8:", "origin_bad_port"),
        ("app://10.0.0.0/8", "origin_bad_ip"),
        ("ws://10.0.0.0/8", "origin_bad_ip"),
        ("http://*.10.0.0.0/8", "origin_bad_wildcard"),
        ("http://*.[fd00::/8]", "origin_bad_wildcard"),
        ("http://10.0.*.0/16", "origin_bad_wildcard"),
    ] {
        let issue = refused(text);
        assert_eq!(issue.code(), code, "{text}");
        assert!(!issue.help().starts_with("write `\""), "{text} -> {}", issue.help());
        for offered in
            issue.help().split('`').skip(1).step_by(2).filter(|part| part.contains("://"))
        {
            assert!(OriginPattern::parse(offered.trim_matches('"')).is_ok(), "{text} -> {offered}");
        }
    }
    assert_eq!(
        refused("http://0.0.0.0/0").help(),
        "name the network of your hosts, for example `http://192.168.0.0/16:*`; for every origin let the policy say `origins = any`"
    );
}

#[test]
fn networks_in_their_one_form() {
    for text in [
        "http://192.168.0.0/16",
        "http://192.168.0.0/16:8080",
        "http://192.168.0.0/16:*",
        "https://10.0.0.0/8:*",
        "http://10.0.0.4/31",
        "http://128.0.0.0/1",
        "http://[fd00::/8]",
        "http://[fd00::/8]:8080",
        "http://[fd00::/8]:*",
        "https://[2001:db8::/32]",
        "http://[::/1]",
        "http://[2001:db8:1:2:3:4:5:6/127]",
        "moz-extension://*",
        "chrome-extension://*",
        "safari-web-extension://*",
    ] {
        let pattern = OriginPattern::parse(text).unwrap();
        assert_eq!(pattern.to_string(), text);
        assert!(!pattern.is_exact());
        assert!(OriginPattern::shape(text).is_some(), "{text}");
        assert!(Origin::parse(text.as_bytes()).is_none(), "no browser sends {text}");
        assert_eq!(broken_by_origin(text, false), None, "{text}");
        assert!(!covers(&[text], text), "{text}");
    }
    assert_eq!(OriginPattern::shape("http://[fd00::/8]:*"), Some(("http", "[fd00::/8]")));
}

/// Const evaluation reads what `parse` reads, and offers nothing else in place of a network.
#[test]
fn constants_that_are_no_networks() {
    for text in [
        "http://10.0.0.1/16",
        "http://10.0.0.0/08",
        "http://10.0.0.0/0",
        "http://10.0.0.0/32",
        "http://10.0.0.0/33:*",
        "http://10.0.0.0:8080/8",
        "http://[fd00::]/8",
        "http://[fd00:0::/8]",
        "http://[::ffff:c0a8:0/112]",
        "http://10/8",
    ] {
        assert_eq!(broken_by_origin(text, false), Some(Rule::OriginBadIp), "{text}");
        assert_eq!(corrected_origin(text), None, "{text}");
        let message = constant::Message::of_value(Rule::OriginBadIp, "origins", "A", text);
        assert!(
            message.as_str().contains("help: give it a network such as"),
            "{}",
            message.as_str()
        );
    }
    assert_eq!(broken_by_origin("https://a.example/16", false), Some(Rule::OriginPath));
    assert_eq!(broken_by_origin("http://1.bad/16", false), Some(Rule::OriginPath));
    assert_eq!(broken_by_origin("foo://*", false), Some(Rule::OriginBadWildcard));
    assert!(broken_by_origin("moz-extension://*:*", false).is_some());
    assert!(broken_by_origin("http://*.10.0.0.0/8", false).is_some());
}

#[test]
fn extensions_that_are_no_families() {
    for (text, code, help) in [
        ("moz-extension://*:8080", "origin_bad_port", "write `\"moz-extension://*\"`"),
        ("moz-extension://*:*", "origin_bad_port", "write `\"moz-extension://*\"`"),
        ("moz-extension://*/", "origin_trailing_slash", "write `\"moz-extension://*\"`"),
        ("Chrome-Extension://*", "origin_uppercase", "write `\"chrome-extension://*\"`"),
        (
            "foo://*",
            "origin_bad_wildcard",
            "name the host, for example `https://*.a.example`; for every origin let the policy say `origins = any`",
        ),
        (
            "edge-extension://*",
            "origin_bad_wildcard",
            "the extensions of a browser are `chrome-extension://*` (Chrome, Edge, Brave, Opera), \
             `moz-extension://*` (Firefox) or `safari-web-extension://*` (Safari)",
        ),
        // Safari writes an identifier in upper case in addresses, and in lower case in `Origin`.
        (
            "safari-web-extension://140BB581-A2C0-422A-9DD3-6982A5ABEE5E",
            "origin_uppercase",
            "write `\"safari-web-extension://140bb581-a2c0-422a-9dd3-6982a5abee5e\"`",
        ),
    ] {
        let issue = refused(text);
        assert_eq!((issue.code(), issue.help()), (code, help), "{text}");
    }
    for text in ["https://*", "app://*", "tauri://*", "http://*", "xchrome-extension://*"] {
        assert_eq!(refused(text).code(), "origin_bad_wildcard", "{text}");
    }
}

#[test]
fn near_misses_of_a_network() {
    let network = "http://192.168.4.0/22";
    for value in ["http://192.168.4.0", "http://192.168.5.6", "http://192.168.7.255"] {
        assert!(covers(&[network], value), "{value}");
    }
    for value in [
        "http://192.168.3.255",
        "http://192.168.8.0",
        "https://192.168.5.6",
        "ws://192.168.5.6",
        "http://192.168.5.6:8080",
        "http://192.168.5.6:80",
        "http://192.168.5.6/",
        "http://192.168.5.6.",
        "http://192.168.05.6",
        "http://192.168.5.06",
        "http://192.168.5",
        "http://192.168.1286",
        "http://3232236806",
        "http://0xc0a80506",
        "http://192.168.5.6.evil.example",
        "http://evil192.168.5.6",
        "http://a.192.168.5.6",
        "http://me@192.168.5.6",
        "http://192.168.5.%36",
        "http://192.168.5.6%2f",
        "http://[::ffff:192.168.5.6]",
        "http://[::ffff:c0a8:506]",
        "http://[::c0a8:506]",
        "http://192.168.4.0/22",
        "HTTP://192.168.5.6",
        " http://192.168.5.6",
        "http://192.168.5.6,http://192.168.5.7",
        "null",
        "",
    ] {
        assert!(!covers(&[network], value), "{value}");
    }
    assert!(covers(&["http://192.168.4.0/22:*"], "http://192.168.5.6:8080"));
    assert!(covers(&["http://192.168.4.0/22:*"], "http://192.168.5.6"));
    assert!(covers(&["http://192.168.4.0/22:8080"], "http://192.168.5.6:8080"));
    assert!(!covers(&["http://192.168.4.0/22:8080"], "http://192.168.5.6"));
    assert!(!covers(&["http://192.168.4.0/22:8080"], "http://192.168.5.6:8081"));
}

#[test]
fn near_misses_of_an_ipv6_network() {
    let network = "http://[fd00::/8]:*";
    for value in ["http://[fd00::]", "http://[fd00::1]:81", "http://[fdff:ffff::1]"] {
        assert!(covers(&[network], value), "{value}");
    }
    for value in [
        "http://[fcff:ffff:ffff:ffff:ffff:ffff:ffff:ffff]",
        "http://[fe00::]",
        "https://[fd00::1]",
        // No browser writes an address so.
        "http://[FD00::1]",
        "http://[fd00:0::1]",
        "http://[fd00:0:0:0:0:0:0:1]",
        "http://[fd00::0001]",
        "http://[fd00::1%25eth0]",
        "http://[fd00::1].",
        "http://fd00::1",
        "http://[fd00::1",
        "http://fd00",
        "http://[fd00::/8]",
    ] {
        assert!(!covers(&[network], value), "{value}");
    }
    // Half of all IPv6 addresses, and none that stands for an IPv4 address.
    let half = "http://[::/1]";
    assert!(covers(&[half], "http://[::1]") && covers(&[half], "http://[2001:db8::1]"));
    for value in ["http://[::ffff:c0a8:506]", "http://[::ffff:192.168.5.6]", "http://192.168.5.6"] {
        assert!(!covers(&[half], value), "{value}");
    }
}

#[test]
fn near_misses_of_the_extensions() {
    let firefox = "moz-extension://*";
    assert!(covers(&[firefox], "moz-extension://11111111-2222-3333-4444-555555555555"));
    assert!(covers(&[firefox], "moz-extension://a"));
    for value in [
        "moz-extension://",
        "moz-extension://*",
        "moz-extension://a:8080",
        "moz-extension://a/",
        "moz-extension://a@b",
        "moz-extension://A",
        "moz-extension://[::1]",
        "moz-extensions://a",
        "xmoz-extension://a",
        "chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai",
        "https://moz-extension",
        "null",
    ] {
        assert!(!covers(&[firefox], value), "{value}");
    }
}

#[test]
fn who_gets_credentials() {
    // Programs on the visitor's machine; one extension.
    for text in [
        "tauri://localhost",
        "wails://wails",
        "capacitor://localhost",
        "ionic://localhost",
        "app://localhost",
        "tauri://index",
        "capacitor://app.example",
        "chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai",
        "moz-extension://11111111-2222-3333-4444-555555555555",
        "safari-web-extension://140bb581-a2c0-422a-9dd3-6982a5abee5e",
    ] {
        assert!(codes(&[text], true, &[]).is_empty(), "{text}");
        assert_eq!(codes(&[text], true, &[Danger::InsecureOrigins]), ["unused_danger"], "{text}");
    }
    // Whatever is not known to stay on the machine, and every network.
    for text in [
        "http://a.example",
        "ws://a.example",
        "ftp://a.example",
        "ipfs://a",
        "http+unix://a",
        "foo://a",
        "app://obsidian.md",
        "xtauri://localhos",
        "http://192.168.0.0/16:*",
        "https://10.0.0.0/8",
        "http://[fd00::/8]:*",
        "http://127.0.0.0/8:*",
        "http://[::/127]",
    ] {
        assert_eq!(codes(&[text], true, &[]), ["insecure_origin_with_credentials"], "{text}");
        assert!(codes(&[text], true, &[Danger::InsecureOrigins]).is_empty(), "{text}");
        assert!(codes(&[text], false, &[]).is_empty(), "{text}");
    }
    for text in ["moz-extension://*", "chrome-extension://*", "safari-web-extension://*"] {
        assert_eq!(codes(&[text], true, &[]), ["any_extension_with_credentials"], "{text}");
        let insecure = codes(&[text], true, &[Danger::InsecureOrigins]);
        assert_eq!(insecure, ["any_extension_with_credentials", "unused_danger"], "{text}");
        assert!(codes(&[text], true, &[Danger::AnyExtension]).is_empty(), "{text}");
        assert_eq!(codes(&[text], false, &[Danger::AnyExtension]), ["unused_danger"], "{text}");
    }
    let one = "chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai";
    assert_eq!(codes(&[one], true, &[Danger::AnyExtension]), ["unused_danger"]);
}

/// The same for a table: when it is read, when it changes, and at each lookup.
#[test]
fn who_gets_credentials_by_a_table() {
    let strict = OriginRequirements { credentials: true, ..OriginRequirements::NONE };
    for (text, value, escape) in [
        (
            "http://192.168.0.0/16:*",
            "http://192.168.1.1:8080",
            OriginRequirements { insecure_allowed: true, ..strict },
        ),
        // Each of these could be listed by itself.
        (
            "https://10.0.0.0/8",
            "https://10.1.2.3",
            OriginRequirements { insecure_allowed: true, ..strict },
        ),
        (
            "http://127.0.0.0/8:*",
            "http://127.0.0.1:3000",
            OriginRequirements { insecure_allowed: true, ..strict },
        ),
        (
            "moz-extension://*",
            "moz-extension://11111111-2222-3333-4444-555555555555",
            OriginRequirements { any_extension_allowed: true, ..strict },
        ),
    ] {
        let refused = OriginTable::read([text], strict).unwrap_err();
        assert!(refused[0].code().ends_with("_with_credentials"), "{text}");
        let mut table = OriginTable::new();
        assert!(table.insert(text, strict).is_err() && table.is_empty());
        let table = OriginTable::read([text], OriginRequirements::NONE).unwrap();
        assert_eq!(table.violations(strict).len(), 1, "{text}");
        assert!(table.violations(escape).is_empty(), "{text}");
        assert_eq!(table.find(value.as_bytes(), strict), None, "{text}");
        assert_eq!(table.find(value.as_bytes(), escape), Some(Matched::Pattern), "{text}");
        // The wrong escape admits nothing.
        let other = OriginRequirements {
            insecure_allowed: !escape.insecure_allowed,
            any_extension_allowed: !escape.any_extension_allowed,
            ..strict
        };
        assert_eq!(table.find(value.as_bytes(), other), None, "{text}");
        // Beside a family that may not have credentials, the origin itself may.
        if !value.starts_with("http://192") {
            let both = OriginTable::read([text, value], OriginRequirements::NONE).unwrap();
            assert!(both.find(value.as_bytes(), strict).is_some(), "{value}");
        }
    }
    let lenient = OriginRequirements { any_extension_allowed: true, ..strict };
    assert!(lenient.and(strict).refuse_any_extension());
    assert!(!lenient.and(OriginRequirements::NONE).refuse_any_extension());
    assert_eq!(lenient.dangers(), [Danger::AnyExtension]);
}

#[test]
fn entries_that_come_and_go() {
    let mut table = OriginTable::new();
    let find = |table: &OriginTable, value: &str| {
        table.find(value.as_bytes(), OriginRequirements::NONE).is_some()
    };
    for round in 0..3 {
        for text in ["http://10.0.0.0/8", "http://10.1.0.0/16", "moz-extension://*"] {
            assert_eq!(table.insert(text, OriginRequirements::NONE), Ok(true), "{round} {text}");
            assert_eq!(table.insert(text, OriginRequirements::NONE), Ok(false), "{round} {text}");
        }
        assert!(table.remove("http://10.0.0.0/8") && !table.remove("http://10.0.0.0/9"));
        assert!(find(&table, "http://10.1.2.3") && !find(&table, "http://10.2.2.3"));
        assert!(find(&table, "moz-extension://a"));
        assert!(table.remove("moz-extension://*") && !find(&table, "moz-extension://a"));
        assert!(table.remove("http://10.1.0.0/16") && table.is_empty());
        // Merges the small part into the large one.
        for number in 0..200 {
            let text = format!("http://10.{round}.{number}.0/24:*");
            table.insert(&text, OriginRequirements::NONE).unwrap();
            assert!(find(&table, &format!("http://10.{round}.{number}.7:81")));
            assert!(table.remove(&text));
            assert!(!find(&table, &format!("http://10.{round}.{number}.7:81")));
        }
    }
}

#[test]
fn what_is_covered_already() {
    let wider = |list: [&str; 2]| {
        let checked = check(&draft(&list, false, &[]));
        let found = checked.issues.iter().find(|issue| issue.code() == "subsumed_origin");
        found.map(|issue| issue.value().to_owned())
    };
    for (narrow, wide) in [
        ("http://192.168.1.1", "http://192.168.0.0/16"),
        ("http://192.168.1.1:8080", "http://192.168.0.0/16:*"),
        ("http://192.168.1.1:*", "http://192.168.0.0/16:*"),
        ("http://192.168.1.0/24", "http://192.168.0.0/16"),
        ("http://192.168.1.0/24:8080", "http://192.168.0.0/16:*"),
        ("http://192.168.0.0/16", "http://192.168.0.0/16:*"),
        ("http://[fd00::1]", "http://[fd00::/8]"),
        ("http://[fd00::/16]", "http://[fd00::/8]:*"),
        ("moz-extension://11111111-2222-3333-4444-555555555555", "moz-extension://*"),
    ] {
        assert_eq!(wider([narrow, wide]).as_deref(), Some(narrow), "{narrow} in {wide}");
        assert_eq!(wider([wide, narrow]).as_deref(), Some(narrow), "{narrow} in {wide}");
    }
    for (one, other) in [
        ("http://192.168.1.1:*", "http://192.168.0.0/16"),
        ("http://192.169.1.1", "http://192.168.0.0/16"),
        ("https://192.168.1.1", "http://192.168.0.0/16"),
        ("http://192.168.0.0/16:8080", "http://192.168.0.0/16"),
        ("http://192.168.0.0/24:*", "http://192.168.0.0/16"),
        ("http://[fd00::1]", "http://[fe00::/8]"),
        ("http://[::/8]", "http://10.0.0.0/8"),
        ("http://a.example", "http://10.0.0.0/8"),
        ("chrome-extension://a", "moz-extension://*"),
        ("chrome-extension://*", "moz-extension://*"),
        ("moz-extension://a:*", "moz-extension://*"),
    ] {
        assert_eq!(wider([one, other]), None, "{one} and {other}");
    }
    assert_eq!(codes(&["http://10.0.0.0/8", "http://10.0.0.0/8"], false, &[]), ["duplicate_entry"]);
    assert_eq!(codes(&["moz-extension://*", "moz-extension://*"], false, &[]), ["duplicate_entry"]);
}

/// A network by bits of addresses of the standard library.
#[derive(Clone, Debug)]
struct Spec {
    scheme: &'static str,
    address: IpAddr,
    length: u32,
    port: &'static str,
}

impl Spec {
    fn text(&self) -> String {
        let Spec { scheme, address, length, port } = self;
        match address {
            IpAddr::V4(address) => format!("{scheme}://{address}/{length}{port}"),
            IpAddr::V6(address) => format!("{scheme}://[{address}/{length}]{port}"),
        }
    }

    /// Whether an origin of these parts belongs to the network.
    fn holds(&self, scheme: &str, address: IpAddr, port: &str) -> bool {
        let is_inside = match (self.address, address) {
            (IpAddr::V4(own), IpAddr::V4(other)) => {
                let shift = 32 - self.length;
                own.to_bits() >> shift == other.to_bits() >> shift
            }
            (IpAddr::V6(own), IpAddr::V6(other)) => {
                let shift = 128 - self.length;
                other.to_ipv4_mapped().is_none()
                    && own.to_bits() >> shift == other.to_bits() >> shift
            }
            _ => false,
        };
        self.scheme == scheme && is_inside && (self.port == ":*" || self.port == port)
    }
}

fn address() -> impl Strategy<Value = IpAddr> {
    // Few high bits, so that addresses are often near each other.
    let v4 = (select(vec![10_u32 << 24, 0xc0a8_0000]), any::<u32>(), 0..32_u32)
        .prop_map(|(high, low, shift)| IpAddr::V4(Ipv4Addr::from_bits(high ^ (low >> shift))));
    let high = select(vec![0xfd00_u128 << 112, 0x2001_0db8_u128 << 96, 0, 0xffff_0000_0000]);
    let v6 = (high, any::<u128>(), 0..128_u32)
        .prop_map(|(high, low, shift)| IpAddr::V6(Ipv6Addr::from_bits(high ^ (low >> shift))));
    prop_oneof![v4, v6]
}

fn spec() -> impl Strategy<Value = Spec> {
    let scheme = select(vec!["http", "https"]);
    let port = select(vec!["", ":8080", ":*"]);
    (address(), 1..128_u32, scheme, port).prop_map(
        |(address, length, scheme, port)| match address {
            IpAddr::V4(address) => {
                let length = 1 + length % 31;
                let bits = address.to_bits() & (u32::MAX << (32 - length));
                Spec { scheme, address: Ipv4Addr::from_bits(bits).into(), length, port }
            }
            IpAddr::V6(address) => {
                let bits = address.to_bits() & (u128::MAX << (128 - length));
                Spec { scheme, address: Ipv6Addr::from_bits(bits).into(), length, port }
            }
        },
    )
}

/// An address as a browser writes it.
fn origin(scheme: &str, address: IpAddr, port: &str) -> String {
    match address {
        IpAddr::V4(address) => format!("{scheme}://{address}{port}"),
        IpAddr::V6(address) => match address.to_ipv4_mapped() {
            // The standard library writes these with dots.
            Some(mapped) => {
                let [high, low] = [mapped.to_bits() >> 16, mapped.to_bits() & 0xffff];
                format!("{scheme}://[::ffff:{high:x}:{low:x}]{port}")
            }
            None => format!("{scheme}://[{address}]{port}"),
        },
    }
}

/// The first address, the last, and those beside them.
fn edges(spec: &Spec) -> Vec<IpAddr> {
    match spec.address {
        IpAddr::V4(first) => {
            let last = first.to_bits() | (u32::MAX >> spec.length);
            let bits =
                [first.to_bits(), last, first.to_bits().wrapping_sub(1), last.wrapping_add(1)];
            bits.map(|bits| Ipv4Addr::from_bits(bits).into()).to_vec()
        }
        IpAddr::V6(first) => {
            let last = first.to_bits() | (u128::MAX >> spec.length);
            let bits =
                [first.to_bits(), last, first.to_bits().wrapping_sub(1), last.wrapping_add(1)];
            bits.map(|bits| Ipv6Addr::from_bits(bits).into()).to_vec()
        }
    }
}

/// A base that stands for IPv4 addresses is no base.
fn is_pattern(spec: &Spec) -> bool {
    !matches!(spec.address, IpAddr::V6(address) if address.to_ipv4_mapped().is_some())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(1024) })]

    #[test]
    fn networks_match_by_their_bits(
        specs in vec(spec(), 1..10),
        addresses in vec(address(), 1..6),
        scheme in select(vec!["http", "https", "ws"]),
        port in select(vec!["", ":8080", ":81"]),
    ) {
        let specs: Vec<Spec> = specs.into_iter().filter(is_pattern).collect();
        let texts: Vec<String> = specs.iter().map(Spec::text).collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let near = specs.iter().flat_map(edges);
        for address in addresses.into_iter().chain(near) {
            let value = origin(scheme, address, port);
            let expected = specs.iter().any(|spec| spec.holds(scheme, address, port));
            prop_assert_eq!(covers(&texts, &value), expected, "{} in {:?}", value, texts);
        }
    }

    #[test]
    fn networks_print_as_they_were(spec in spec()) {
        let text = spec.text();
        match OriginPattern::parse(&text) {
            Ok(pattern) => prop_assert_eq!(pattern.to_string(), text.clone()),
            Err(issue) => prop_assert!(!is_pattern(&spec), "{issue}"),
        }
        prop_assert_eq!(broken_by_origin(&text, false).is_none(), is_pattern(&spec), "{}", text);
    }

    /// Whatever length stands behind an address: accepted is the one form, and the help of what is
    /// refused leads to patterns that cover the address.
    #[test]
    fn helps_of_networks_keep_the_address(address in address(), length in 0..140_u32, port in select(vec!["", ":8080", ":*"])) {
        let text = match address {
            IpAddr::V4(address) => format!("http://{address}/{length}{port}"),
            IpAddr::V6(address) => format!("http://[{address}/{length}]{port}"),
        };
        let concrete = if port == ":*" { ":9" } else { port };
        let mapped = match address {
            IpAddr::V6(v6) => v6.to_ipv4_mapped().map_or(address, IpAddr::V4),
            IpAddr::V4(_) => address,
        };
        let value = origin("http", mapped, concrete);
        match OriginPattern::parse(&text) {
            Ok(_) => prop_assert!(covers(&[&text], &value)),
            Err(issue) => {
                prop_assert_eq!(issue.code(), "origin_bad_ip", "{}", text);
                let is_example = issue.help().contains("for example");
                let offered = issue.help().split('`').skip(1).step_by(2).map(|part| part.trim_matches('"'));
                for offered in offered.filter(|_| !is_example) {
                    prop_assert!(covers(&[offered], &value), "{} -> {}", text, offered);
                }
            }
        }
    }

    /// Removing an entry takes its addresses away, and no others.
    #[test]
    fn networks_can_be_removed(specs in vec(spec(), 1..12), picked in any::<u16>(), address in address()) {
        let mut specs: Vec<Spec> = specs.into_iter().filter(is_pattern).collect();
        let mut table = OriginTable::read(specs.iter().map(Spec::text), OriginRequirements::NONE).unwrap();
        specs.retain(|spec| {
            let stays = (spec.length ^ u32::from(picked)) & 1 == 0;
            if !stays {
                table.remove(&spec.text());
            }
            stays
        });
        let values: Vec<IpAddr> = specs.iter().flat_map(edges).chain([address]).collect();
        for address in values {
            let value = origin("http", address, "");
            let expected = specs.iter().any(|spec| spec.holds("http", address, ""));
            prop_assert_eq!(table.find(value.as_bytes(), OriginRequirements::NONE).is_some(), expected, "{}", value);
        }
    }

    /// A network that is reported as covered matches nothing that its cover does not match.
    #[test]
    fn covering_networks_are_wider(specs in vec(spec(), 1..8), address in address(), port in select(vec!["", ":8080"])) {
        let patterns: Vec<OriginPattern> =
            specs.iter().filter_map(|spec| OriginPattern::parse(&spec.text()).ok()).collect();
        let list = OriginList::new(patterns.clone());
        let values: Vec<String> = specs.iter().flat_map(edges).chain([address])
            .map(|address| origin("http", address, port)).collect();
        for pattern in &patterns {
            let wider = list.covering(pattern);
            prop_assert_ne!(wider, Some(pattern));
            let is_covered = patterns.iter().any(|other| other != pattern && is_wider(other, pattern));
            prop_assert_eq!(wider.is_some(), is_covered, "{} in {:?}", pattern, specs);
            for value in &values {
                let value = Origin::parse(value.as_bytes()).unwrap();
                prop_assert!(wider.is_none_or(|wider| wider.matches(&value) || !pattern.matches(&value)));
            }
        }
    }
}

/// By the texts: whether the prefix of one is that of the other, and longer.
fn is_wider(wide: &OriginPattern, narrow: &OriginPattern) -> bool {
    let parts = |pattern: &OriginPattern| {
        let text = pattern.to_string();
        let (scheme, rest) = text.split_once("://").unwrap();
        let (address, rest) = rest.split_once('/').unwrap();
        let digits = rest.find([']', ':']).unwrap_or(rest.len());
        let port = rest[digits..].trim_start_matches(']').to_owned();
        let address: IpAddr = address.trim_start_matches('[').parse().unwrap();
        (scheme.to_owned(), address, rest[..digits].parse::<u32>().unwrap(), port)
    };
    let (wide, narrow) = (parts(wide), parts(narrow));
    let scheme = if wide.0 == "http" { "http" } else { "https" };
    let port = match wide.3.as_str() {
        ":*" => ":*",
        ":8080" => ":8080",
        _ => "",
    };
    let spec = Spec { scheme, address: wide.1, length: wide.2, port };
    wide.2 <= narrow.2 && spec.holds(&narrow.0, narrow.1, &narrow.3)
}
