//! Markdown, for a comment on a change: tables of GitHub's dialect, nothing of whose content is
//! markup.

use std::fmt::Write;

use super::cells;
use crate::audit::row::Row;
use crate::audit::table::Audit;
use crate::shown::escaped;

impl Audit {
    /// The audit as Markdown: a table, the findings below it.
    ///
    /// ```
    /// use cors_rules::audit::{Audit, Row};
    ///
    /// let markdown = Audit::new([Row::new("/a|b", "GET")]).to_markdown();
    /// assert!(markdown.contains(r"| `GET` | `/a\|b` | no policy |  |"), "{markdown}");
    /// ```
    #[must_use]
    pub fn to_markdown(&self) -> String {
        let mut out = String::from("| method | route | origins | grants |\n|---|---|---|---|\n");
        self.rows().iter().for_each(|row| push_row(&mut out, row));
        let of_rows =
            self.rows().iter().flat_map(|row| row.findings.iter().map(move |one| (Some(row), one)));
        let of_audit = self.findings().iter().map(|finding| (None, finding));
        let findings: Vec<_> = of_rows.chain(of_audit).collect();
        if !findings.is_empty() {
            out.push_str("\n**Findings**\n\n");
        }
        for (row, finding) in findings {
            let route =
                row.map(|row| code(&format!("{} {}", row.method, cells::route(row))) + ": ");
            let help = if finding.help.is_empty() {
                String::new()
            } else {
                format!(" ({})", prose(&finding.help))
            };
            // Writing to a `String` cannot fail.
            let _ = writeln!(
                out,
                "- {}{}{help}",
                route.unwrap_or_default(),
                prose(&finding.to_string())
            );
        }
        if !self.gaps().is_empty() {
            out.push_str("\n**Not known**\n\n");
        }
        for gap in self.gaps() {
            let _ = writeln!(out, "- {}", prose(gap));
        }
        let _ = writeln!(out, "\n{}", cells::summary(self));
        out
    }
}

fn push_row(out: &mut String, row: &Row) {
    let mut route = vec![code(&cells::route(row))];
    route.extend(row.guards.iter().map(|guard| format!("if {}", code(guard))));
    route.extend(row.handler.as_deref().map(code));
    let is_listed = !cells::has_words_for_origins(row);
    let origins = cells::origins(row);
    let origins = origins.iter().map(|text| if is_listed { code(text) } else { prose(text) });
    let grants = cells::grants(row);
    let grants = grants.iter().map(|text| prose(text));
    let cells =
        [route, origins.collect(), grants.collect()].map(|pieces: Vec<String>| pieces.join("<br>"));
    let [route, origins, grants] = cells;
    let _ = writeln!(out, "| {} | {route} | {origins} | {grants} |", code(&row.method));
}

/// A text as code. Nothing in it is markup but the bar, which ends a cell in code too.
pub(super) fn code(text: &str) -> String {
    let text = escaped(text).replace('|', "\\|");
    let longest = text.split(|character| character != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    // Blanks keep a text that begins or ends with a backtick apart from the fence.
    let blank = if longest > 0 || text.is_empty() { " " } else { "" };
    format!("{fence}{blank}{text}{blank}{fence}")
}

/// A sentence: names in backticks become code, everything else is text.
pub(super) fn prose(text: &str) -> String {
    let pieces: Vec<&str> = text.split('`').collect();
    // Pairs of backticks cut a text into an odd number of pieces.
    if pieces.len().is_multiple_of(2) {
        return plain(text);
    }
    let piece = |(index, piece): (usize, &&str)| {
        if index.is_multiple_of(2) { plain(piece) } else { code(piece) }
    };
    pieces.iter().enumerate().map(piece).collect()
}

/// Text without markup.
fn plain(text: &str) -> String {
    let mut out = String::new();
    for character in escaped(text).chars() {
        if matches!(
            character,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '|' | '~' | '#' | '!' | '@'
        ) {
            out.push('\\');
        }
        out.push(character);
    }
    out
}
