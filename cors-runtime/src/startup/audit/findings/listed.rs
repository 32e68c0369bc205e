//! Texts of a list in a message, which stays one line however long the list is.

/// Some texts in backticks, the first three and how many more there are.
pub(super) fn listed(texts: &[String]) -> String {
    const SHOWN: usize = 3;
    let shown: Vec<String> = texts.iter().take(SHOWN).map(|text| format!("`{text}`")).collect();
    match texts.len().saturating_sub(SHOWN) {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}
