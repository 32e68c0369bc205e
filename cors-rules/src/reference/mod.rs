//! The reference documentation, written out from the tables of keys and rules: the page that
//! `cargo doc` shows and the section of the README are this text. Every fact in it comes from the
//! tables.

mod page;

pub use page::Page;

use std::fmt::Write as _;

use crate::{KEYS, RULES, RuleEntry, Severity};

/// The table of keys as Markdown.
#[must_use]
pub fn keys_markdown() -> String {
    let mut page = String::from("| key | value | meaning |\n|---|---|---|\n");
    for row in KEYS {
        let shapes = row.shape.split(" · ").map(code).collect::<Vec<_>>().join("<br>");
        // Writing to a `String` cannot fail.
        let _ = writeln!(page, "| `{}` | {shapes} | {} |", row.name, cell(row.summary));
    }
    page
}

/// The page of each rule, errors before warnings.
///
/// ```
/// use cors_rules::{RULES, reference::rule_pages};
///
/// assert_eq!(rule_pages().count(), RULES.len());
/// ```
pub fn rule_pages() -> impl Iterator<Item = Page> {
    RULES.iter().map(Page::of_rule)
}

/// The tables of rules as Markdown, errors before warnings.
#[must_use]
pub fn rules_markdown() -> String {
    let mut page = String::from("**Errors**\n\n");
    rules_table(&mut page, Severity::Error);
    page.push_str("\n**Warnings** (silenced by `allow(code)` in the attribute, or by `#[allow(deprecated)]` on the item)\n\n");
    rules_table(&mut page, Severity::Warning);
    page
}

/// The table of findings as Markdown.
#[cfg(feature = "audit")]
#[must_use]
pub fn findings_markdown() -> String {
    let mut page =
        String::from("| code | what was found | what to do | see |\n|---|---|---|---|\n");
    for row in crate::audit::FINDINGS {
        let (name, summary, help, see) = (row.code, cell(row.summary), cell(row.help), row.see);
        let _ = writeln!(page, "| `{name}` | {summary} | {help} | [link]({see}) |");
    }
    page
}

fn rules_table(page: &mut String, severity: Severity) {
    page.push_str("| code | what must hold | refused | accepted | see |\n|---|---|---|---|---|\n");
    for row in RULES.iter().filter(|row| row.severity == severity) {
        let RuleEntry { code: name, summary, see, refused, accepted, .. } = row;
        let refused = if refused.is_empty() { String::new() } else { code(refused) };
        let _ = writeln!(
            page,
            "| `{name}` | {} | {refused} | {} | [link]({see}) |",
            cell(summary),
            code(accepted)
        );
    }
}

/// Source text in a table cell.
fn code(text: &str) -> String {
    format!("`{}`", cell(text))
}

/// A bar would end the cell.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}
