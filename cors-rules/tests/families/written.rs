//! What is written as a network or as every extension of a browser, and what is refused.

use cors_rules::constant::{self, broken_by_origin, corrected_origin};
use cors_rules::{Origin, OriginPattern, Rule};

use crate::{covers, refused};

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
        (
            "10.0.0.0/8",
            "origin_missing_scheme",
            "write the scheme too: `https://10.0.0.0/8` or `http://10.0.0.0/8`",
        ),
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
