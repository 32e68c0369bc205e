//! More named deviations: of `Location`, `Range`, repeated lines, and answers that ask for a password.

use cors_rules::client::{Body, FetchRequest};

use crate::case::{Case, Host, PageKind, Server};
use crate::deviations::{
    GRANT, Named, ORIGIN, answering, case, fetch, from, granting, template, with,
};

/// Everything.
pub(crate) fn all() -> Vec<Named> {
    [of_locations(), of_urls(), of_ranges(), of_lines(), of_challenges()].concat()
}

/// Redirects once, by these lines.
fn located(lines: &[&str]) -> Case {
    let mut answer = vec![ORIGIN];
    answer.extend(lines.iter().map(|value| ("Location", *value)));
    let mut hops = answering(&GRANT, template(302, &answer));
    hops.extend(granting(&GRANT));
    case(hops, vec![fetch("GET")])
}

fn at(url: &str) -> Case {
    case(granting(&GRANT), vec![FetchRequest { url: url.to_owned(), ..fetch("GET") }])
}

fn showing(status: u16, lines: &[(&str, &str)]) -> Case {
    case(answering(&GRANT, template(status, lines)), vec![fetch("GET")])
}

fn of_locations() -> Vec<Named> {
    vec![
        ("takes_equal_locations_for_one", located(&["$NEXT", "$NEXT"])),
        ("takes_equal_locations_for_one", located(&["$NEXT", "$NEXT", "$NEXT?a"])),
        ("joins_location_lines", located(&["$NEXT?a", "$NEXT?b"])),
        ("joins_location_lines", located(&["", "$NEXT"])),
        (
            "refuses_contradicting_lines",
            showing(200, &[ORIGIN, ("Location", "/a"), ("Location", "/b")]),
        ),
        (
            "refuses_contradicting_lines",
            showing(200, &[ORIGIN, ("Location", ""), ("location", "/b")]),
        ),
        (
            "refuses_contradicting_lines",
            showing(404, &[ORIGIN, ("Content-Disposition", "a"), ("Content-Disposition", "b")]),
        ),
        ("refuses_contradicting_lines", {
            let twice = [GRANT.as_slice(), &[("Location", "/a"), ("Location", "/b")]].concat();
            case(granting(&twice), vec![fetch("PUT")])
        }),
        ("encodes_location_twice", located(&["$NEXT?\u{c3}\u{a9}"])),
        ("encodes_location_twice", located(&["$NEXT/\u{e2}\u{98}\u{83}"])),
        ("replaces_malformed_utf8", located(&["$NEXT?\u{e9}"])),
        ("replaces_malformed_utf8", located(&["$NEXT?\u{e9}\u{80}"])),
        ("escapes_tabs_in_location", located(&["$NEXT?a\tb"])),
        ("escapes_tabs_in_location", located(&["$NEXT/a\tb"])),
    ]
}

fn of_urls() -> Vec<Named> {
    vec![
        ("escapes_bars_in_paths", located(&["$NEXT/|"])),
        ("escapes_bars_in_paths", located(&["$NEXT?|"])),
        ("escapes_bars_in_paths", at("/^|")),
        ("normalizes_percent_escapes", located(&["$NEXT?%e9%2f"])),
        ("normalizes_percent_escapes", located(&["$NEXT/%41%2e%7e%zz%"])),
        ("normalizes_percent_escapes", at("/%e9?%2D")),
        ("refuses_dangling_markup", at("?<\n")),
        ("refuses_dangling_markup", at("?\t<a")),
    ]
}

fn of_ranges() -> Vec<Named> {
    let ranged = |value: &str| case(granting(&GRANT), vec![with("range", value)]);
    let mut named = Vec::new();
    for value in [
        "bytes=9223372036854775806-",
        "bytes=9223372036854775807-",
        "bytes=0-9223372036854775807",
        "bytes=9223372036854775808-",
        "bytes=18446744073709551615-",
        "bytes=18446744073709551616-",
        "bytes=0-18446744073709551616",
    ] {
        named.push(("largest_range_position", ranged(value)));
    }
    for value in ["Bytes=0-5", "bytes=+1-5", "bytes=1-+5", "bytes=+-5", "bytes=++1-5", "bytes =0-5"]
    {
        named.push(("reads_ranges_loosely", ranged(value)));
    }
    named
}

fn of_lines() -> Vec<Named> {
    let mut named = Vec::new();
    let origin = "Access-Control-Allow-Origin";
    for spelling in [origin, "access-control-allow-origin", "ACCESS-CONTROL-ALLOW-ORIGIN"] {
        for values in [["", "$ORIGIN"], ["$ORIGIN", " "], ["$ORIGIN", "$ORIGIN"]] {
            let lines = values.map(|value| (spelling, value));
            named.push(("ignores_empty_header_lines", showing(200, &lines)));
            let mixed = [(origin, values[0]), (spelling, values[1])];
            named.push(("ignores_empty_header_lines", showing(200, &mixed)));
        }
    }
    let kind = "Content-Type";
    for values in [["text/html", "text/plain"], ["", "text/plain"], ["text/plain", ""], ["", ""]] {
        let lines = [ORIGIN, (kind, values[0]), (kind, values[1])];
        named.push(("ignores_empty_header_lines", showing(200, &lines)));
    }
    let expose = ("Access-Control-Expose-Headers", "www-authenticate, content-disposition");
    for name in ["WWW-Authenticate", "Content-Disposition"] {
        for values in [["Own", "Own"], ["Own", ""], ["", ""]] {
            let lines = [ORIGIN, expose, (name, values[0]), (name, values[1])];
            named.push(("ignores_empty_header_lines", showing(200, &lines)));
        }
    }
    named
}

fn of_challenges() -> Vec<Named> {
    let mut named = vec![("refuses_proxy_challenges", showing(407, &[ORIGIN]))];
    for challenge in ["Basic realm=a", "Digest nonce=a", "Digest", "Own", ""] {
        for (page, is_included) in
            [(PageKind::Secure, true), (PageKind::Secure, false), (PageKind::Home, true)]
        {
            let lines = [ORIGIN, crate::deviations::CREDENTIALS, ("www-authenticate", challenge)];
            let mut hops = answering(&GRANT, template(401, &lines));
            hops[0].host = Host::Secure;
            let mut stream = fetch("POST").with_body(Body::Stream);
            if is_included {
                stream = stream.with_credentials();
            }
            let case = Case { page, fetches: vec![stream], server: Server::Raw(hops) };
            named.push(("answers_known_challenges_only", from(page, case)));
        }
    }
    named
}
