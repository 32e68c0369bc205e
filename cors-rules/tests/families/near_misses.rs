//! Origins that are nearly covered, and are not.

use crate::covers;

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
