//! An origin on the command line: that of a page, as its browser sends it.

use cors_rules::{Origin, OriginPattern, shown};

/// Reads an origin; `null` is that of sandboxed pages and local files.
pub(crate) fn read(text: &str) -> Result<String, String> {
    if text == "null" || Origin::parse(text.as_bytes()).is_some() {
        return Ok(text.to_owned());
    }
    match OriginPattern::parse(text) {
        Ok(_) => Err(format!("`{}` stands for many origins, and a page has one", shown(text))),
        Err(issue) => Err(format!("{}\nhelp: {}", issue.message(), issue.help())),
    }
}
