//! What generated code says of a policy: words that the runtime's `written` reads in const evaluation, where they are
//! explained. Also how much room its static needs for what they say.

use std::fmt::{Display, Write as _};

use cors_rules::{HostPattern, Names, OriginPattern, PortPattern};

/// How long the arrays are for which the runtime's `lengths` has names.
const LONGEST_NAMED: usize = 16;

/// Words as literals, and what they need room for.
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    literals: String,
    texts: usize,
    values: usize,
    families: usize,
    routes: usize,
}

impl Words {
    /// The literals, as they stand between brackets.
    pub(super) fn literals(&self) -> &str {
        &self.literals
    }

    /// The room that they need, as the arguments of a type; the last ones are left out where they are what is usual.
    pub(super) fn room(&self, private: &str) -> String {
        let mut room = array(private, "Texts", "Text", self.texts);
        room += &array(private, "Values", "HeaderValue", self.values);
        if self.families > 0 || self.routes != 1 {
            room += &array(private, "Families", "OriginPattern", self.families);
        }
        if self.routes != 1 {
            room += &array(private, "Routes", "AnnotatedRoute", self.routes);
        }
        room
    }

    /// A part with these words, none of which needs an escape: the rules let visible ASCII through, and no quotes.
    fn part<W: AsRef<str>>(&mut self, start: &str, words: impl IntoIterator<Item = W>) {
        for text in ["\"", start, ":\", "] {
            self.literals.push_str(text);
        }
        for word in words {
            for text in ["\"", word.as_ref(), "\", "] {
                self.literals.push_str(text);
            }
        }
    }

    /// A part of its own.
    pub(super) fn fact(&mut self, start: &str) {
        self.part(start, [""; 0]);
    }

    /// A part with something to say.
    pub(super) fn said(&mut self, start: &str, said: impl Display) {
        self.part(start, [said.to_string()]);
    }

    /// Which escapes for credentials are written.
    pub(super) fn dangerous(&mut self, insecure_origins: bool, public_suffixes: bool) {
        self.part("dangerous", [insecure_origins.to_string(), public_suffixes.to_string()]);
    }

    /// A part with the value of a header, if there is one.
    pub(super) fn value(&mut self, start: &str, value: Option<&String>) {
        self.values += usize::from(value.is_some());
        self.part(start, value);
    }

    /// A part with the value of a header, if there is one, and the list that it says.
    pub(super) fn listed(&mut self, start: &str, value: Option<&String>, list: &Names) {
        self.texts += list.len();
        self.values += usize::from(value.is_some());
        let alone = value.filter(|value| list.iter().eq([value.as_str()]));
        let list = list.iter().filter(|_| alone.is_none());
        self.part(start, value.map(String::as_str).into_iter().chain(list));
    }

    /// The exact origins, each of which is the value of a header too.
    pub(super) fn origins(&mut self, exact: &Names) {
        self.texts += exact.len();
        self.values += exact.len();
        self.part("origins", exact.iter());
    }

    /// One family of origins.
    pub(super) fn family(&mut self, pattern: &OriginPattern) {
        let OriginPattern { scheme, host, port } = pattern;
        self.families += 1;
        let host = match host {
            HostPattern::Exact(host) => host.to_string(),
            HostPattern::Subdomains(base) => format!("*.{base}"),
        };
        let port = match port {
            PortPattern::Exact(port) => port.map(|port| port.to_string()),
            PortPattern::Any => Some("*".to_owned()),
        };
        self.part("family", [scheme.as_ref(), &host].into_iter().chain(port.as_deref()));
    }

    /// One path, which may be any text, and its methods.
    pub(super) fn route(&mut self, path: &str, methods: &[String], is_guarded: bool) {
        self.routes += 1;
        self.texts += methods.len();
        self.fact(if is_guarded { "guarded_route" } else { "route" });
        // Writing to a string never fails.
        let _ = write!(self.literals, "{path:?}, ");
        for method in methods {
            let _ = write!(self.literals, "\"{method}\", ");
        }
    }
}

/// The type of an array, by a name where there is one.
fn array(private: &str, name: &str, item: &str, len: usize) -> String {
    if len <= LONGEST_NAMED {
        format!("{private}::{name}{len}, ")
    } else {
        format!("[{private}::{item}; {len}], ")
    }
}
