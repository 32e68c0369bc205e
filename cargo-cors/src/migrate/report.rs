//! What one chain becomes, as text for people and as JSON.

use std::fmt::Write as _;

use cors_rules::shown;
use serde_json::{Value, json};

use super::built;
use super::chain::Guard;
use super::fixed::Fixed;
use super::note::Note;
use super::translation::Translation;

/// What one chain becomes.
#[derive(Debug)]
pub(crate) struct Migration {
    file: String,
    line: usize,
    /// Under which conditions the program makes it.
    conditions: Vec<String>,
    /// Whether the compiler checks it, or the start of the server.
    form: Form,
    code: Option<String>,
    wrap: String,
    notes: Vec<Note>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Static,
    Builder,
    Nothing,
}

impl Form {
    const fn name(self) -> &'static str {
        match self {
            Form::Static => "static",
            Form::Builder => "builder",
            Form::Nothing => "nothing",
        }
    }
}

impl Translation {
    /// The code for a chain of this file; `name` is that of the policy.
    pub(crate) fn into_migration(self, file: String, name: &str) -> Migration {
        let (form, code, more, wrap) = if let Some(fixed) = Fixed::of(&self) {
            let (code, notes) = fixed.into_code(name);
            let form = if code.is_some() { Form::Static } else { Form::Nothing };
            let code = code.map(|code| {
                let set = if code.contains("OriginSet") { "OriginSet, " } else { "" };
                format!("use cors_runtime::{{Cors, {set}Policy, cors, policy}};\n\n{code}")
            });
            (form, code, notes, format!(".wrap(Cors::new(&{name}))"))
        } else {
            let (code, notes) = built::code(&self);
            let code = format!("use cors_runtime::{{Cors, Policy}};\n\n{code}");
            (Form::Builder, Some(code), notes, ".wrap(Cors::new(policy))".to_owned())
        };
        let conditions = self.guards.iter().map(Guard::described).collect();
        let mut notes = self.notes;
        notes.extend(more);
        notes.sort_by_key(|note| note.line);
        Migration { file, line: self.line, conditions, form, code, wrap, notes }
    }
}

/// The text for people.
pub(crate) fn text(migrations: &[Migration]) -> String {
    if migrations.is_empty() {
        return "no builder of `actix_cors::Cors` was found\n".to_owned();
    }
    migrations.iter().map(Migration::text).collect::<Vec<_>>().join("\n")
}

/// The list for programs.
pub(crate) fn json(migrations: &[Migration]) -> Value {
    Value::Array(migrations.iter().map(Migration::json).collect())
}

impl Migration {
    fn text(&self) -> String {
        let mut text = format!("{}:{}", self.file, self.line);
        for condition in &self.conditions {
            let _ = write!(text, ", {condition}");
        }
        text.push_str("\n\n");
        if let Some(code) = &self.code {
            code.lines().for_each(|line| text.push_str(&indented(line)));
            text.push_str(
                "\n    // around everything, as before: the last wrap, which is the outermost\n",
            );
            let _ = writeln!(text, "    {}", self.wrap);
            if self.form == Form::Static {
                let name = self.wrap.trim_start_matches(".wrap(Cors::new(&").trim_end_matches("))");
                text.push_str("    // or above a route that has a route attribute, and `Cors::default()` around everything\n");
                let _ = writeln!(text, "    #[cors(policy = {name})]");
            }
            text.push('\n');
        }
        for note in &self.notes {
            let _ = writeln!(
                text,
                "{}:{}: {}: `{}`",
                self.file,
                note.line,
                note.kind.name(),
                shown(&one_line(&note.what))
            );
            let _ = writeln!(text, "    {}", note.why);
            if let Some(code) = note.code {
                let _ = writeln!(text, "    more: `cargo cors explain {code}`");
            }
        }
        text
    }

    fn json(&self) -> Value {
        let notes = self.notes.iter().map(|note| {
            json!({ "line": note.line, "kind": note.kind.name(), "what": note.what, "why": note.why, "code": note.code })
        });
        json!({
            "file": self.file,
            "line": self.line,
            "conditions": self.conditions,
            "form": self.form.name(),
            "code": self.code,
            "wrap": self.wrap,
            "notes": notes.collect::<Vec<_>>(),
        })
    }
}

fn indented(line: &str) -> String {
    if line.is_empty() { "\n".to_owned() } else { format!("    {line}\n") }
}

/// A value of the source that goes over several lines, in one.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
