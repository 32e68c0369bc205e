//! How a text of unknown origin appears in a message: escaped and cut, so that it can neither break
//! a terminal or a log line nor flood it. Every message of this crate and of its callers uses it.

use std::ops::Range;

/// The most characters of a value that a message shows.
const SHOWN: usize = 80;
/// How many characters before a marked place are still shown when a long value is cut.
const BEFORE_MARK: usize = 40;

/// The text with control and invisible characters escaped, cut after 80 characters.
///
/// ```
/// use cors_rules::shown;
/// assert_eq!(shown("https://a.example"), "https://a.example");
/// assert_eq!(shown("a\r\nb"), r"a\r\nb");
/// assert!(shown(&"a".repeat(1000)).ends_with("aaa…"));
/// ```
#[must_use]
pub fn shown(text: &str) -> String {
    let mut out: String = text.chars().take(SHOWN).flat_map(shown_char).collect();
    if text.chars().nth(SHOWN).is_some() {
        out.push('…');
    }
    out
}

/// The whole text with control and invisible characters escaped, for forms that wrap long texts
/// themselves.
#[cfg(feature = "audit")]
pub(crate) fn escaped(text: &str) -> String {
    text.chars().flat_map(shown_char).collect()
}

/// One character; quotation marks stay, because texts are shown in backticks.
fn shown_char(character: char) -> impl Iterator<Item = char> {
    let is_quote = matches!(character, '"' | '\'');
    let quote = is_quote.then_some(character);
    let escaped = (!is_quote).then(|| character.escape_debug());
    quote.into_iter().chain(escaped.into_iter().flatten())
}

/// Two lines: the value, and carets under the marked bytes. A long value is cut on both sides.
pub(crate) fn shown_with_mark(text: &str, mark: &Range<usize>) -> (String, String) {
    let (Some(before), Some(marked), Some(after)) =
        (text.get(..mark.start), text.get(mark.clone()), text.get(mark.end..))
    else {
        return (shown(text), String::new());
    };
    let skipped = before.chars().count().saturating_sub(BEFORE_MARK);
    let lead = if skipped == 0 { "" } else { "…" };
    let before: String = before.chars().skip(skipped).flat_map(shown_char).collect();
    let before = format!("{lead}{before}");
    let marked = shown(marked);
    let line = format!("{before}{marked}{}", shown(after));
    // A place between two characters, or behind the last, still gets one caret.
    let carets = marked.chars().count().max(1);
    let carets = format!("{}{}", " ".repeat(before.chars().count()), "^".repeat(carets));
    (line, carets)
}
