//! Who gets credentials, in lists and in tables, and what is covered already.

use cors_rules::{Danger, Matched, OriginRequirements, OriginTable, check};

use crate::{codes, draft};

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
