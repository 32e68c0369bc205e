//! From calls to keys: what each builder method of actix-cors means here, and what has no
//! equivalent. The table that people read is `docs/migrating-from-actix-cors.md`.

use super::chain::{Base, Call, Chain, Guard};
use super::closure::Closure;
use super::note::{Kind, Note};
use super::source::text_of;
use super::value::Value;

/// A part of a key, and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Placed {
    pub(super) line: usize,
    pub(super) part: Part,
    pub(super) guards: Vec<Guard>,
}

/// A part of a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// An entry of a list, or a list that only the program knows.
    Entry(ListKey, Value),
    /// Everything.
    Any(ListKey),
    Credentials,
    MaxAge(Value),
    /// A flag, or what decides about it as text of the source.
    RejectUnlisted(String),
}

/// The keys whose values are lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum ListKey {
    Origins,
    Methods,
    Headers,
    Expose,
}

impl ListKey {
    pub(super) const ALL: [ListKey; 4] =
        [ListKey::Origins, ListKey::Methods, ListKey::Headers, ListKey::Expose];

    pub(super) const fn name(self) -> &'static str {
        match self {
            ListKey::Origins => "origins",
            ListKey::Methods => "methods",
            ListKey::Headers => "headers",
            ListKey::Expose => "expose",
        }
    }
}

/// A chain in the words of a policy.
#[derive(Debug)]
pub(super) struct Translation {
    pub(super) line: usize,
    /// Under which conditions the program makes it at all.
    pub(super) guards: Vec<Guard>,
    pub(super) parts: Vec<Placed>,
    pub(super) notes: Vec<Note>,
    /// Some of the origins are decided by a closure that is not understood.
    pub(super) has_closure: bool,
}

/// Translates a chain.
pub(super) fn translate(chain: &Chain, source: &str) -> Translation {
    let mut translation = Translation {
        line: chain.line,
        guards: chain.guards.clone(),
        parts: Vec::new(),
        notes: Vec::new(),
        has_closure: false,
    };
    translation.begin(chain);
    for call in &chain.calls {
        translation.read(call, source);
    }
    translation.look_at_the_whole();
    translation
}

impl Translation {
    pub(super) fn note(&mut self, line: usize, kind: Kind, what: &str, why: impl Into<String>) {
        self.notes.push(Note { line, kind, what: what.to_owned(), why: why.into(), code: None });
    }

    pub(super) fn has(&self, part: &Part) -> bool {
        self.parts.iter().any(|placed| placed.part == *part)
    }

    fn begin(&mut self, chain: &Chain) {
        let line = chain.line;
        match chain.base {
            Base::Default => {}
            Base::Permissive => {
                for key in ListKey::ALL {
                    self.place(line, &[], Part::Any(key));
                }
                self.place(line, &[], Part::MaxAge(Value::Number(3600)));
                let why = "it lets every site act as the visitor: every origin, with credentials. What is printed is for pages \
                           without cookies; list the origins of pages that send them in a policy of their own, with `credentials`";
                self.note(line, Kind::NoEquivalent, "Cors::permissive()", why);
            }
            Base::Given => {
                let why = "what the caller has configured before is not seen here";
                self.note(line, Kind::NoEquivalent, "a builder as a parameter", why);
            }
        }
    }

    fn place(&mut self, line: usize, guards: &[Guard], part: Part) {
        self.parts.push(Placed { line, part, guards: guards.to_vec() });
    }

    fn read(&mut self, call: &Call, source: &str) {
        let argument = call.arguments.first();
        let value = argument.map(|argument| Value::read(argument, source));
        let part = match (call.method.as_str(), value) {
            ("allow_any_origin", _) => Part::Any(ListKey::Origins),
            ("allow_any_method", _) => Part::Any(ListKey::Methods),
            ("allow_any_header", _) => Part::Any(ListKey::Headers),
            ("expose_any_header", _) => Part::Any(ListKey::Expose),
            ("supports_credentials", _) => Part::Credentials,
            ("allowed_origin", Some(value)) => return self.origin(call, value),
            ("allowed_methods", Some(value)) => return self.list(call, ListKey::Methods, value),
            ("allowed_header" | "allowed_headers", Some(value)) => {
                return self.list(call, ListKey::Headers, value);
            }
            ("expose_headers", Some(value)) => return self.list(call, ListKey::Expose, value),
            ("max_age", Some(Value::Absent))
            | ("block_on_origin_mismatch", Some(Value::Flag(false)))
            | ("send_wildcard", _) => return,
            ("max_age", Some(value)) => Part::MaxAge(value),
            ("block_on_origin_mismatch", Some(value)) => {
                let why = "`reject_unlisted` answers 403 in the place of 400, and lets the server's own pages pass without being listed";
                self.note(call.line, Kind::Changes, &written(call, source), why);
                Part::RejectUnlisted(match value {
                    Value::Unknown(text) => text,
                    _ => "true".to_owned(),
                })
            }
            ("allowed_origin_fn", _) => {
                let Some(argument) = argument else { return };
                return self.closure(
                    call,
                    Closure::read(argument, source),
                    text_of(source, argument),
                );
            }
            (method, _) => {
                let what = written(call, source);
                return self.note(call.line, Kind::NoEquivalent, &what, reason(method));
            }
        };
        self.place(call.line, &call.guards, part);
    }

    fn origin(&mut self, call: &Call, value: Value) {
        if value == Value::Text("*".to_owned()) {
            let why =
                "actix-cors refuses it when the server starts; `origins = any` is for everybody";
            return self.note(call.line, Kind::NoEquivalent, "allowed_origin(\"*\")", why);
        }
        self.list(call, ListKey::Origins, value);
    }

    fn list(&mut self, call: &Call, key: ListKey, value: Value) {
        let values = if let Value::List(values) = value { values } else { vec![value] };
        for value in values {
            self.place(call.line, &call.guards, Part::Entry(key, value));
        }
    }

    fn closure(&mut self, call: &Call, closure: Closure, text: &str) {
        match closure {
            Closure::Everybody => {
                let why = "a closure that is always true lets everybody in: `origins = any`, whose answer is the constant `*`";
                self.note(call.line, Kind::Changes, "allowed_origin_fn", why);
                self.place(call.line, &call.guards, Part::Any(ListKey::Origins));
            }
            Closure::Patterns { patterns, has_more } => {
                if !patterns.is_empty() {
                    let why = format!(
                        "`{}`: compared with the parsed origin, so that another scheme, and hosts that only look alike, are no longer let in",
                        patterns.join("`, `")
                    );
                    self.note(call.line, Kind::Changes, text, why);
                }
                for pattern in patterns {
                    let part = Part::Entry(ListKey::Origins, Value::Text(pattern));
                    self.place(call.line, &call.guards, part);
                }
                if has_more {
                    self.has_closure = true;
                    let why = "this, or a part of it, is no comparison with a literal that a pattern could make, and a policy holds no \
                               code. What it looks up belongs into an `OriginSet` that the program fills, a policy that is built at the \
                               start, or an `OriginResolver`, which sees the request";
                    self.note(call.line, Kind::NoEquivalent, text, why);
                }
            }
        }
    }

    /// What follows from several calls.
    fn look_at_the_whole(&mut self) {
        let (line, any_origin) = (self.line, self.has(&Part::Any(ListKey::Origins)));
        let has_origins =
            self.parts.iter().any(|placed| matches!(placed.part, Part::Entry(ListKey::Origins, _)));
        if !any_origin && !has_origins && !self.has_closure {
            let why = "no origin is allowed, so no page was ever let in; `send_wildcard` alone allows none either. \
                       Write `origins = any` if everybody is meant, or leave the policy out";
            self.note(line, Kind::NoEquivalent, "a chain without an origin", why);
        }
        if any_origin {
            let why = "the answer is the constant `*`, and no longer the origin of the request";
            self.note(line, Kind::Changes, "any origin", why);
        }
    }
}

fn written(call: &Call, source: &str) -> String {
    let arguments: Vec<_> = call.arguments.iter().map(|part| text_of(source, part)).collect();
    format!("{}({})", call.method, arguments.join(", "))
}

/// Why a method has no equivalent.
fn reason(method: &str) -> &'static str {
    match method {
        "disable_vary_header" => {
            "without `Vary: Origin` a shared cache gives one site's answer to another; a policy for everybody adds none by itself"
        }
        "disable_preflight" => {
            "preflights are answered from the policy; leave a route that answers its own without any policy"
        }
        "allow_private_network_access" => {
            "the draft was put aside; browsers ask the user instead (Local Network Access)"
        }
        _ => "this method is not one of actix-cors 0.7 that is known here",
    }
}
