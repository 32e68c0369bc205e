//! A policy whose values the program knows when it starts: `Policy::builder()`, with the conditions
//! and loops of the chain around the same values. The rules are asked when it is built.

use std::fmt::Write as _;

use super::chain::Guard;
use super::note::{Kind, Note};
use super::translation::{ListKey, Part, Placed, Translation};
use super::value::Value;

/// A statement, and what stands around it.
struct Statement {
    guards: Vec<Guard>,
    text: String,
}

/// The code, which ends with `policy`, and the notes. Writing to a `String` cannot fail.
pub(super) fn code(translation: &Translation) -> (String, Vec<Note>) {
    let has_credentials = Certainty::of(translation, &Part::Credentials);
    let (statements, lists, notes) = (Vec::new(), Vec::new(), Vec::new());
    let mut built = Built { statements, lists, notes, has_credentials };
    for placed in &translation.parts {
        built.add(placed);
    }
    let mut code = String::from("let mut policy = Policy::builder();\n");
    for key in &built.lists {
        let _ = writeln!(code, "let mut {}: Vec<String> = Vec::new();", variable(*key));
    }
    write(&built.statements, 0, &mut code);
    for key in &built.lists {
        let (name, variable) = (key.name(), variable(*key));
        let _ = writeln!(
            code,
            "if !{variable}.is_empty() {{\n    policy = policy.{name}(&{variable});\n}}"
        );
    }
    code.push_str("let policy = policy.build()?; // the error names each wrong value\n");
    (code, built.notes)
}

/// A name that a program hardly has for something else.
const fn variable(key: ListKey) -> &'static str {
    match key {
        ListKey::Origins => "cors_origins",
        ListKey::Methods => "cors_methods",
        ListKey::Headers => "cors_headers",
        ListKey::Expose => "cors_exposed",
    }
}

/// Whether a part is there in every run, in some or in none.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Certainty {
    Always,
    Sometimes,
    Never,
}

impl Certainty {
    fn of(translation: &Translation, part: &Part) -> Certainty {
        let mut found = translation.parts.iter().filter(|placed| placed.part == *part).peekable();
        if found.peek().is_none() {
            return Certainty::Never;
        }
        if found.any(|placed| placed.guards.is_empty()) {
            Certainty::Always
        } else {
            Certainty::Sometimes
        }
    }
}

struct Built {
    statements: Vec<Statement>,
    /// The lists that are filled.
    lists: Vec<ListKey>,
    notes: Vec<Note>,
    has_credentials: Certainty,
}

impl Built {
    fn add(&mut self, placed: &Placed) {
        if let Some(guard) = placed.guards.iter().find(|guard| matches!(guard, Guard::Other(_))) {
            let why = "what decides here is copied as a comment: write it where it belongs";
            let (kind, what) = (Kind::NoEquivalent, guard.described().replace('`', ""));
            self.notes.push(Note {
                line: placed.line,
                kind,
                what,
                why: why.to_owned(),
                code: None,
            });
        }
        let text = match &placed.part {
            Part::Entry(key, value) => self.entry(*key, value, &placed.guards),
            Part::Any(key) => {
                self.look_at_any(*key, placed.line);
                let method = match (key, self.has_credentials) {
                    (ListKey::Origins, _) => "any_origin",
                    (ListKey::Methods, _) => "any_method",
                    (ListKey::Headers, Certainty::Never) => "any_header_and_authorization",
                    (ListKey::Headers, _) => "any_header",
                    (ListKey::Expose, _) => "expose_any",
                };
                format!("policy = policy.{method}();")
            }
            Part::Credentials => "policy = policy.credentials(true);".to_owned(),
            Part::RejectUnlisted(flag) => format!("policy = policy.reject_unlisted({flag});"),
            Part::MaxAge(Value::Unknown(text)) => {
                format!("policy = policy.max_age({});", text.trim_end_matches(" as usize"))
            }
            Part::MaxAge(Value::Number(seconds)) => format!("policy = policy.max_age({seconds});"),
            Part::MaxAge(_) => return,
        };
        self.statements.push(Statement { guards: placed.guards.clone(), text });
    }

    /// An entry of a list, or a list of the program. Inside of a loop it is one entry.
    fn entry(&mut self, key: ListKey, value: &Value, guards: &[Guard]) -> String {
        if !self.lists.contains(&key) {
            self.lists.push(key);
        }
        let name = variable(key);
        let is_looped = guards.iter().any(|guard| matches!(guard, Guard::For(..)));
        match value {
            Value::Text(text) => format!("{name}.push({text:?}.to_string());"),
            Value::Unknown(text) if is_looped || key == ListKey::Origins => {
                format!("{name}.push(({text}).to_string());")
            }
            Value::Unknown(text) => {
                format!("{name}.extend(({text}).into_iter().map(|entry| entry.to_string()));")
            }
            _ => format!("// not an entry of a list: {value:?}"),
        }
    }

    fn look_at_any(&mut self, key: ListKey, line: usize) {
        let note = match (key, self.has_credentials) {
            (ListKey::Origins, Certainty::Always) => (
                "allow_any_origin() with credentials",
                "refused: every site could act as the visitor. List the origins, or remove the credentials",
                Some("any_origin_with_credentials"),
            ),
            (ListKey::Expose, Certainty::Always | Certainty::Sometimes) => (
                "expose_any_header()",
                "with credentials `*` exposes nothing, so it is refused there: list what scripts read",
                Some("any_expose_with_credentials"),
            ),
            (ListKey::Headers, Certainty::Sometimes) => (
                "allow_any_header()",
                "where there are no credentials, `*` does not cover `authorization`: call `any_header_and_authorization()` there",
                Some("authorization_not_covered"),
            ),
            _ => return,
        };
        let (what, why, code) = (note.0.to_owned(), note.1.to_owned(), note.2);
        self.notes.push(Note { line, kind: Kind::NoEquivalent, what, why, code });
    }
}

/// Statements with the guard at `depth` around those that share it.
fn write(statements: &[Statement], depth: usize, code: &mut String) {
    let same = |a: &Statement, b: &Statement| a.guards.get(depth) == b.guards.get(depth);
    let mut groups = statements.chunk_by(same).peekable();
    while let Some(group) = groups.next() {
        let Some(guard) = group.first().and_then(|first| first.guards.get(depth)) else {
            for statement in group {
                let _ = writeln!(code, "{}{}", indent(depth), statement.text);
            }
            continue;
        };
        if let Guard::Other(text) = guard {
            write_comment(text, group, depth, code);
            continue;
        }
        if let Guard::Arm(value, pattern) = guard {
            let _ = writeln!(code, "{}match {value} {{", indent(depth));
            write_arm(pattern, group, depth + 1, code);
            while let Some((pattern, group)) =
                groups.peek().and_then(|group| arm(value, group, depth))
            {
                write_arm(pattern, group, depth + 1, code);
                groups.next();
            }
            let _ = writeln!(code, "{0}    _ => {{}}\n{0}}}", indent(depth));
            continue;
        }
        let _ = writeln!(code, "{}{} {{", indent(depth), head(guard));
        write(group, depth + 1, code);
        let next = groups.peek().and_then(|group| group.first()?.guards.get(depth));
        if let (Guard::If(condition), Some(Guard::Else(other))) = (guard, next)
            && condition == other
            && let Some(group) = groups.next()
        {
            let _ = writeln!(code, "{}}} else {{", indent(depth));
            write(group, depth + 1, code);
        }
        let _ = writeln!(code, "{}}}", indent(depth));
    }
}

/// The next arm of the same `match`.
fn arm<'s>(
    value: &str,
    group: &&'s [Statement],
    depth: usize,
) -> Option<(&'s str, &'s [Statement])> {
    match group.first()?.guards.get(depth)? {
        Guard::Arm(other, pattern) if other == value => Some((pattern, *group)),
        _ => None,
    }
}

/// An arm is a level deeper than its `match`, and so is what stands in it.
fn write_arm(pattern: &str, group: &[Statement], depth: usize, code: &mut String) {
    let _ = writeln!(code, "{}{pattern} => {{", indent(depth));
    let mut body = String::new();
    write(group, depth, &mut body);
    for line in body.lines() {
        let _ = writeln!(code, "    {line}");
    }
    let _ = writeln!(code, "{}}}", indent(depth));
}

/// What decides here is no `if`, and calls that nothing decides about would let in more: a person
/// writes them where they belong.
fn write_comment(text: &str, group: &[Statement], depth: usize, code: &mut String) {
    let one_line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let _ = writeln!(code, "{}// in `{one_line}`:", indent(depth));
    for statement in group {
        let _ = writeln!(code, "{}//     {}", indent(depth), statement.text.replace('\n', " "));
    }
}

fn head(guard: &Guard) -> String {
    match guard {
        Guard::If(condition) => format!("if {condition}"),
        // An `if let` has no negation.
        Guard::Else(condition) if condition.contains("let ") => {
            format!("if {condition} {{\n}} else")
        }
        Guard::Else(condition) => format!("if !({condition})"),
        Guard::For(pattern, iterated) => format!("for {pattern} in {iterated}"),
        Guard::Arm(value, _) => format!("match {value}"),
        Guard::Other(text) => text.clone(),
    }
}

fn indent(depth: usize) -> String {
    "    ".repeat(depth)
}
