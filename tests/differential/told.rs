//! How a fetch ended, for the model and for a browser alike.

use std::collections::BTreeMap;
use std::fmt;

use cors_rules::client::{HeaderList, Outcome, ResponseKind, combined_value};
use cors_tests::script::Got;

/// How a fetch ended.
#[derive(Clone, Debug)]
pub(crate) enum Told {
    /// Readable: the type as scripts have it, status and headers.
    Readable { kind: String, status: u16, headers: BTreeMap<String, String> },
    /// Nothing is readable: the type.
    Hidden(&'static str),
    /// The promise was rejected; the reason is for people only.
    Blocked(String),
}

/// What depends on the HTTP server and not on CORS.
const UNRELATED: [&str; 5] =
    ["content-length", "date", "connection", "keep-alive", "x-firefox-spdy"];

impl Told {
    pub(crate) fn by_model(outcome: &Outcome) -> Self {
        match outcome {
            Outcome::Opaque => Told::Hidden("opaque"),
            Outcome::OpaqueRedirect => Told::Hidden("opaqueredirect"),
            Outcome::Blocked(blocked) => {
                Told::Blocked(format!("{:?}: {}", blocked.at, blocked.reason))
            }
            Outcome::Readable(answer) => Told::Readable {
                kind: match answer.kind {
                    ResponseKind::Basic => "basic".to_owned(),
                    ResponseKind::Cors => "cors".to_owned(),
                },
                status: answer.status,
                headers: joined(&answer.headers),
            },
        }
    }

    pub(crate) fn by_browser(got: Got) -> Self {
        let Got { ok, kind, status, mut headers, error } = got;
        match kind.as_str() {
            _ if !ok => Told::Blocked(error),
            "opaque" => Told::Hidden("opaque"),
            "opaqueredirect" => Told::Hidden("opaqueredirect"),
            _ => {
                headers.retain(|name, _| !UNRELATED.contains(&name.as_str()));
                Told::Readable { kind, status, headers }
            }
        }
    }

    /// Whether both say the same; an `XMLHttpRequest` knows no type, and errors differ in their words.
    pub(crate) fn agrees_with(&self, other: &Told) -> bool {
        match (self, other) {
            (
                Told::Readable { kind, status, headers },
                Told::Readable { kind: kind_2, status: status_2, headers: headers_2 },
            ) => (kind == kind_2 || kind_2 == "xhr") && (status, headers) == (status_2, headers_2),
            (Told::Hidden(kind), Told::Hidden(other)) => kind == other,
            (Told::Blocked(_), Told::Blocked(_)) => true,
            _ => false,
        }
    }
}

fn joined(headers: &HeaderList) -> BTreeMap<String, String> {
    headers
        .iter()
        .map(|(name, _)| name.to_ascii_lowercase())
        .filter(|name| !UNRELATED.contains(&name.as_str()))
        .map(|name| {
            let value = combined_value(headers, &name).unwrap_or_default();
            (name, value)
        })
        .collect()
}

impl fmt::Display for Told {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Told::Readable { kind, status, headers } => {
                write!(out, "readable ({kind}): {status} {headers:?}")
            }
            Told::Hidden(kind) => write!(out, "hidden: {kind}"),
            Told::Blocked(reason) => write!(out, "blocked: {reason}"),
        }
    }
}
