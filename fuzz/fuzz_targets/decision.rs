//! Any header lines as a request, to a handful of policies. The decision is held against one that is made here, slowly, from
//! the texts of the policies; and the work against what the client sent.

#![no_main]

use std::cell::Cell;
use std::sync::LazyLock;

use cors_fuzz::oracle;
use cors_fuzz::request::Lines;
use cors_rules::{
    Decision, Draft, Entry, FieldLines, Grant, MAX_REQUESTED_HEADERS_BYTES, Matched, Origins,
    OriginsDraft, Policy, PreflightGrant, Request, check, decide,
};
use libfuzzer_sys::fuzz_target;

/// The methods of the route, for the policies that name none.
const ROUTE: &[&str] = &["GET", "DELETE"];

/// A policy in plain words: `*` stands for `any`.
struct Plain {
    origins: &'static [&'static str],
    methods: Option<&'static [&'static str]>,
    headers: &'static [&'static str],
    credentials: bool,
    disabled: bool,
}

/// Of origins that the tables of requests know, so that their seeds reach every branch.
const PLAIN: &[Plain] = &[
    Plain {
        origins: &["https://example.com", "http://localhost:9090", "http://example.org"],
        methods: Some(&["PUT", "PATCH"]),
        headers: &["x-name", "authorization"],
        credentials: false,
        disabled: false,
    },
    Plain {
        origins: &["https://*.example.com", "https://example.com:*", "http://*.a.localhost:*"],
        methods: None,
        headers: &["content-type"],
        credentials: true,
        disabled: false,
    },
    // More than are compared one by one.
    Plain {
        origins: &[
            "https://cat",
            "https://concat",
            "https://kin",
            "https://pin",
            "https://bat",
            "https://hat",
            "https://oat",
            "https://pat",
            "https://rat",
            "connector://*.example.com",
            "https://*.kin",
        ],
        methods: Some(&["A", "B", "C", "D", "E", "F", "G", "H", "I", "J"]),
        headers: &["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"],
        credentials: false,
        disabled: false,
    },
    Plain {
        origins: &["*"],
        methods: Some(&["*"]),
        headers: &["*"],
        credentials: false,
        disabled: false,
    },
    Plain {
        origins: &["*"],
        methods: None,
        headers: &["*", "authorization"],
        credentials: false,
        disabled: false,
    },
    Plain {
        origins: &["https://example.com"],
        methods: Some(&["*"]),
        headers: &["*"],
        credentials: true,
        disabled: false,
    },
    Plain { origins: &["*"], methods: None, headers: &[], credentials: false, disabled: true },
];

static POLICIES: LazyLock<Vec<Policy>> = LazyLock::new(|| PLAIN.iter().map(policy).collect());

fn policy(plain: &Plain) -> Policy {
    let entries = |names: &[&str]| names.iter().copied().map(Entry::from).collect();
    let checked = check(&Draft {
        origins: Some(OriginsDraft::List(entries(plain.origins))),
        methods: plain.methods.map(entries),
        headers: Some(entries(plain.headers)),
        credentials: plain.credentials,
        disabled: plain.disabled,
        ..Draft::default()
    });
    checked.policy.unwrap_or_else(|| panic!("{:?}", checked.issues))
}

fuzz_target!(|input: &[u8]| {
    let lines = Lines::read(input);
    for (plain, policy) in PLAIN.iter().zip(POLICIES.iter()) {
        let pulled = Cell::new(0_usize);
        let request = Request {
            is_options: lines.is_options,
            origin: FieldLines::collect(lines.origin.iter().copied()),
            requested_method: FieldLines::collect(lines.method.iter().copied()),
            requested_headers: lines
                .headers
                .iter()
                .copied()
                .inspect(|_| pulled.set(pulled.get() + 1)),
        };
        judge(plain, policy, &lines, decide(policy, ROUTE, &request));
        // Each line costs at least a byte, and all are read twice at most.
        assert!(pulled.get() <= 2 * (MAX_REQUESTED_HEADERS_BYTES + 1), "{} lines", pulled.get());
    }
});

fn judge(plain: &Plain, policy: &Policy, lines: &Lines<'_>, decision: Decision) {
    let is_preflight = lines.is_options && !lines.origin.is_empty() && !lines.method.is_empty();
    match decision {
        Decision::NotCors { allowed } => {
            assert!(lines.origin.is_empty());
            let expected = Grant { origin: Matched::Any };
            assert_eq!(allowed, (plain.origins == ["*"] && !plain.disabled).then_some(expected));
        }
        Decision::Actual(result) => {
            assert!(!lines.origin.is_empty() && !is_preflight);
            // The constant `*` is on every response, whatever was sent.
            let is_for_all = plain.origins == ["*"] && !plain.disabled;
            assert_eq!(result.is_ok(), is_for_all || origin_is_allowed(plain, lines));
            let Ok(grant) = result else { return };
            judge_origin(plain, policy, lines, grant.origin);
        }
        Decision::Preflight(result) => {
            assert!(is_preflight);
            let is_granted = origin_is_allowed(plain, lines)
                && method_is_allowed(plain, lines.method[0])
                && headers_are_allowed(plain, &lines.headers);
            assert_eq!(result.is_ok(), is_granted, "{result:?}");
            let Ok(grant) = result else { return };
            judge_origin(plain, policy, lines, grant.origin);
            let expected = PreflightGrant {
                origin: grant.origin,
                headers_requested: !lines.headers.is_empty(),
                mirror_method: plain.credentials && plain.methods == Some(&["*"]),
                mirror_headers: plain.credentials && plain.headers.contains(&"*"),
            };
            assert_eq!(grant, expected);
        }
    }
}

/// What the answer says in `Access-Control-Allow-Origin`: `*`, the text of the list, or the value of the request.
fn judge_origin(plain: &Plain, policy: &Policy, lines: &Lines<'_>, matched: Matched) {
    match matched {
        Matched::Any => assert!(plain.origins == ["*"] && !plain.credentials),
        Matched::Listed(index) => {
            let Origins::List(list) = &policy.origins else { panic!("there is no list") };
            assert_eq!(list.exact().get(index).map(str::as_bytes), Some(lines.origin[0]));
        }
        Matched::Pattern => assert!(origin_is_allowed(plain, lines)),
    }
}

fn origin_is_allowed(plain: &Plain, lines: &Lines<'_>) -> bool {
    let [value] = lines.origin[..] else { return false };
    let is_any = plain.origins == ["*"] && !value.is_empty();
    !plain.disabled
        && (is_any || plain.origins.iter().any(|pattern| oracle::covers(pattern, value)))
}

fn method_is_allowed(plain: &Plain, method: &[u8]) -> bool {
    let Ok(method) = str::from_utf8(method) else { return false };
    let granted = plain.methods.unwrap_or(ROUTE);
    let is_wild = granted.contains(&"*")
        && oracle::is_word(method)
        && method.len() <= 256
        && !["CONNECT", "TRACE", "TRACK"].contains(&&*method.to_uppercase());
    is_wild || granted.contains(&method) || ["GET", "HEAD", "POST"].contains(&method)
}

fn headers_are_allowed(plain: &Plain, lines: &[&[u8]]) -> bool {
    let bytes: usize = lines.iter().map(|line| line.len().max(1)).sum();
    let elements: Vec<&[u8]> =
        lines.iter().flat_map(|line| line.split(|byte| *byte == b',')).collect();
    let names: Vec<String> = elements.iter().map(|element| name(element)).collect();
    let empty = names.iter().filter(|name| name.is_empty()).count();
    // One character of a name for each byte, so that the difference is the blanks.
    let blanks: usize = elements
        .iter()
        .zip(&names)
        .map(|(element, name)| element.len() - name.chars().count())
        .sum();
    let is_bounded = bytes <= 2048 && names.len() - empty <= 128 && empty <= 32 && blanks <= 64;
    is_bounded && names.iter().all(|name| name.is_empty() || header_is_allowed(plain, name))
}

/// An element without its blanks, each byte a character, in lower case.
fn name(element: &[u8]) -> String {
    let text: String = element.iter().copied().map(char::from).collect();
    text.trim_matches([' ', '\t']).to_ascii_lowercase()
}

fn header_is_allowed(plain: &Plain, name: &str) -> bool {
    let safelisted = ["accept", "accept-language", "content-language", "content-type", "range"];
    let is_covered = plain.headers.contains(&"*") && (plain.credentials || name != "authorization");
    oracle::is_word(name)
        && (is_covered || plain.headers.contains(&name) || safelisted.contains(&name))
}
