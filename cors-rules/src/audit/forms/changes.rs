//! The comparison for people, as Markdown and as JSON.

use std::fmt::{self, Write};

use serde_json::{Value, json};

use super::markdown::prose;
use super::text::write_wrapped;
use crate::audit::comparison::{Change, Comparison};

/// The version of the JSON form of a comparison.
const VERSION: u64 = 1;

impl Comparison {
    fn parts(&self) -> [(&'static str, &'static str, &[Change]); 3] {
        [
            ("widened", "+ ", self.widened()),
            ("narrowed", "- ", self.narrowed()),
            ("other", "~ ", self.other()),
        ]
    }

    /// The comparison as Markdown, for a comment on a change.
    ///
    /// ```
    /// use cors_rules::audit::Audit;
    ///
    /// let audit = Audit::new([]);
    /// assert_eq!(Audit::compare(&audit, &audit).to_markdown(), "Nothing changed in who may call what.\n");
    /// ```
    #[must_use]
    pub fn to_markdown(&self) -> String {
        if self.is_empty() {
            return String::from("Nothing changed in who may call what.\n");
        }
        let mut out = String::new();
        for (name, _, changes) in self.parts() {
            if changes.is_empty() {
                continue;
            }
            let blank = if out.is_empty() { "" } else { "\n" };
            // Writing to a `String` cannot fail.
            let _ = writeln!(out, "{blank}**{name}: {}**\n", changes.len());
            for change in changes {
                let _ = writeln!(out, "- {}", prose(&change.message));
            }
        }
        out
    }

    /// The comparison as JSON: `widened`, `narrowed` and `other`, each a list of changes.
    ///
    /// ```
    /// use cors_rules::audit::Audit;
    ///
    /// let audit = Audit::new([]);
    /// assert!(Audit::compare(&audit, &audit).to_json().contains(r#""widened": []"#));
    /// ```
    #[must_use]
    pub fn to_json(&self) -> String {
        let [widened, narrowed, other] =
            self.parts().map(|(_, _, changes)| changes.iter().map(value).collect::<Vec<Value>>());
        let document = json!({
            "version": VERSION,
            "widened": widened,
            "narrowed": narrowed,
            "other": other,
        });
        // A tree of values can always be written.
        let mut text = serde_json::to_string_pretty(&document).unwrap_or_default();
        text.push('\n');
        text
    }
}

fn value(change: &Change) -> Value {
    json!({
        "pattern": change.pattern,
        "method": change.method,
        "message": change.message,
        "source": change.place.as_ref().map(ToString::to_string),
    })
}

/// A list for people, `+` for what was widened, `-` for what was narrowed and `~` for the rest.
impl fmt::Display for Comparison {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_empty() {
            return writeln!(out, "nothing changed in who may call what");
        }
        for (name, mark, changes) in self.parts() {
            if changes.is_empty() {
                continue;
            }
            writeln!(out, "{name}: {}", changes.len())?;
            for change in changes {
                write_wrapped(out, "  ", mark, &change.message)?;
                if let Some(place) = &change.place {
                    write_wrapped(out, "  ", "  ", &place.to_string())?;
                }
            }
        }
        Ok(())
    }
}
