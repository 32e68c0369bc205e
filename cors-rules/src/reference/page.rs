//! The page of one code: its row in a table and its long form, as Markdown for `cargo doc` and as
//! text for a terminal. Whoever has a table of codes makes pages of its rows; nothing here knows
//! which tables there are.

use std::fmt::{self, Write as _};

use crate::{LongForm, RuleEntry, Severity};

/// How wide a line of [`Page`]'s text form is.
const WIDTH: usize = 96;

/// Everything there is to say about one code.
///
/// ```
/// use cors_rules::{Rule, reference::Page};
///
/// let page = Page::of_rule(Rule::OriginPath.entry());
/// assert_eq!(page.to_string().lines().next(), Some("cors::origin_path (error)"));
/// assert!(page.markdown().starts_with("`cors::origin_path`, an error: a serialised origin has no path."));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// The family of codes: `cors` for rules.
    pub family: &'static str,
    /// The stable code.
    pub code: &'static str,
    /// What kind of code it is, in a word: `error`, `warning`, `note`.
    pub level: &'static str,
    /// What must hold or what was found, in one sentence without a full stop.
    pub summary: &'static str,
    /// What gives this code; empty where an example would not fit a line.
    pub refused: &'static str,
    /// What to write instead; empty where that depends.
    pub accepted: &'static str,
    /// The clause of the standard.
    pub see: &'static str,
    /// The rest.
    pub long: &'static LongForm,
}

impl Page {
    /// The page of a rule.
    #[must_use]
    pub const fn of_rule(row: &RuleEntry) -> Page {
        Page {
            family: "cors",
            code: row.code,
            level: match row.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
            },
            summary: row.summary,
            refused: row.refused,
            accepted: row.accepted,
            see: row.see,
            long: row.rule.long_form(),
        }
    }

    /// Whether this is the code that somebody means who copies it out of a message: `origin_path`,
    /// `cors::origin_path`, `[cors::origin_path]`.
    ///
    /// ```
    /// use cors_rules::{Rule, reference::Page};
    ///
    /// let page = Page::of_rule(Rule::OriginPath.entry());
    /// assert!(page.is_meant_by("origin_path") && page.is_meant_by("[cors::origin_path]"));
    /// assert!(!page.is_meant_by("audit::origin_path") && !page.is_meant_by("origin"));
    /// ```
    #[must_use]
    pub fn is_meant_by(&self, written: &str) -> bool {
        let written = written.trim().trim_start_matches('[').trim_end_matches(']');
        match written.split_once("::") {
            Some((family, code)) => family == self.family && code == self.code,
            None => written == self.code,
        }
    }

    /// The page as Markdown, without a heading: its title is the code.
    #[must_use]
    pub fn markdown(&self) -> String {
        let article = if self.level == "error" { "an" } else { "a" };
        let mut page = format!(
            "`{}::{}`, {article} {}: {}.\n\n{}\n\n# Otherwise\n\n```text\n",
            self.family, self.code, self.level, self.summary, self.long.meaning
        );
        for line in self.long.otherwise {
            page.push_str(line);
            page.push('\n');
        }
        page.push_str("```\n\n# What to write\n\n");
        page.push_str(self.long.remedy);
        page.push('\n');
        for (title, example) in self.examples() {
            // Writing to a `String` cannot fail.
            let _ = write!(page, "\n{title}:\n\n```text\n{example}\n```\n");
        }
        page.push_str("\n# Links\n\n");
        for link in self.links() {
            let _ = writeln!(page, "- <{link}>");
        }
        page
    }

    /// What is refused and what is accepted, where there is an example.
    fn examples(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        let examples = [("Refused", self.refused), ("Accepted", self.accepted)];
        examples.into_iter().filter(|(_, example)| !example.is_empty())
    }

    /// The clause of the standard first, then where to read on.
    pub fn links(&self) -> impl Iterator<Item = &'static str> {
        std::iter::once(self.see).chain(self.long.links.iter().copied())
    }
}

/// The page as text for a terminal, in lines of at most a hundred characters where words allow it.
impl fmt::Display for Page {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(out, "{}::{} ({})", self.family, self.code, self.level)?;
        wrapped(out, self.summary)?;
        out.write_char('\n')?;
        wrapped(out, self.long.meaning)?;
        out.write_str("\notherwise:\n")?;
        for line in self.long.otherwise {
            writeln!(out, "    {line}")?;
        }
        out.write_str("\nwhat to write:\n")?;
        wrapped(out, self.long.remedy)?;
        for (title, example) in self.examples() {
            writeln!(out, "\n{}:\n    {example}", title.to_lowercase())?;
        }
        out.write_str("\nsee:\n")?;
        for link in self.links() {
            writeln!(out, "    {link}")?;
        }
        Ok(())
    }
}

/// A paragraph, indented and broken at blanks.
fn wrapped(out: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    let mut column = 0;
    for word in text.split(' ') {
        let length = word.chars().count();
        if column > 0 && column + 1 + length > WIDTH {
            out.write_char('\n')?;
            column = 0;
        }
        out.write_str(if column == 0 { "    " } else { " " })?;
        out.write_str(word)?;
        column += length + usize::from(column > 0);
    }
    out.write_char('\n')
}
