//! The table fits its page, and in no form a name is markup.

use cors_rules::audit::Audit;

use crate::samples::{self, HOSTILE};

#[test]
fn the_table_fits_a_hundred_columns() {
    for audit in [samples::everything(), samples::hostile(), samples::long()] {
        let text = audit.to_string();
        for line in text.lines() {
            assert!(line.chars().count() <= 100, "{line}");
            assert!(!line.ends_with(' '), "{line:?}");
        }
        assert!(!text.contains(['\u{1b}', '\r', '\u{202e}']), "{text:?}");
    }
}

#[test]
fn nothing_is_cut_from_the_table() {
    let text = samples::long().to_string();
    let letters: String = text.split_whitespace().collect();
    assert!(letters.contains("x-header-79"));
    assert_eq!(text.matches("39.example").count(), 1, "{text}");
    assert_eq!(text.matches("word").count(), 200);
}

#[test]
fn the_table_says_what_matters() {
    let text = samples::everything().to_string();
    for said in [
        "no policy",
        "nobody: disabled",
        "every page of the web",
        "from environment variable",
        "asked for each request",
        "credentials",
        "rejects unlisted",
        "preflights kept 600 s",
        "no max_age",
        "behind middleware:",
        "[audit::any_origin]",
        "? the services of `app::configure` could not be read",
        "9 routes, 1 without a policy, 11 findings",
    ] {
        assert!(text.contains(said), "`{said}` is missing:\n{text}");
    }
}

/// What a reader of GitHub's dialect takes for markup, outside of code and not behind a backslash.
fn live_markup(markdown: &str) -> Option<String> {
    let mut rest = markdown;
    while let Some(at) = rest.find(['\\', '`', '<', '*', '[', '&', '@']) {
        let (_, found) = rest.split_at(at);
        rest = if found.starts_with('\\') {
            found.get(2..).unwrap_or_default()
        } else if found.starts_with('`') {
            let fence: String = found.chars().take_while(|character| *character == '`').collect();
            let inside = &found[fence.len()..];
            &inside[inside.find(&fence).expect("the code ends") + fence.len()..]
        } else if let Some(after) = found.strip_prefix("<br>").or(found.strip_prefix("**")) {
            after
        } else {
            return Some(found.lines().next().unwrap_or_default().to_owned());
        };
    }
    None
}

#[test]
fn no_name_is_markup() {
    let markdown = samples::hostile().to_markdown();
    assert_eq!(live_markup(&markdown), None, "{markdown}");
    assert!(!markdown.contains(['\u{1b}', '\r', '\u{202e}']), "{markdown:?}");
    let rows: Vec<&str> = markdown.lines().filter(|line| line.starts_with('|')).collect();
    assert_eq!(rows.len(), HOSTILE.len() + 2);
    for row in rows {
        assert_eq!(row.replace("\\|", "").matches('|').count(), 5, "{row}");
    }
    let compared = Audit::compare(&Audit::new([]), &samples::hostile());
    assert_eq!(live_markup(&compared.to_markdown()), None, "{}", compared.to_markdown());
    assert!(!compared.to_string().contains(['\u{1b}', '\r']));
}
