//! "Did you mean": the nearest known name, or none where nothing is near.

/// A name longer than this is no misspelling of a known one; the bound keeps the cost of hostile
/// input small.
const LONGEST: usize = 64;

/// The candidate with the smallest edit distance, where that is at most a third of the longer
/// length.
///
/// ```
/// use cors_rules::nearest;
/// assert_eq!(nearest("orgins", ["origins", "methods"]), Some("origins"));
/// assert_eq!(nearest("zzz", ["origins", "methods"]), None);
/// ```
#[must_use]
pub fn nearest<'c>(
    written: &str,
    candidates: impl IntoIterator<Item = &'c str>,
) -> Option<&'c str> {
    let written_chars = written.chars().take(LONGEST + 1).count();
    if written_chars > LONGEST {
        return None;
    }
    candidates
        .into_iter()
        .map(|candidate| (distance(written, candidate), candidate))
        .filter(|(distance, candidate)| distance * 3 <= written_chars.max(candidate.len()))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Damerau-Levenshtein distance in its restricted form, ignoring case: insertion, deletion,
/// replacement, and two neighbours swapped each cost one.
fn distance(left: &str, right: &str) -> usize {
    let left: Vec<char> = left.to_lowercase().chars().collect();
    let right: Vec<char> = right.to_lowercase().chars().collect();
    let mut rows: Vec<Vec<usize>> = vec![(0..=right.len()).collect()];
    for (i, from) in left.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, to) in right.iter().enumerate() {
            let at = |row: Option<&Vec<usize>>, column: usize| {
                row.and_then(|row| row.get(column)).copied().unwrap_or(usize::MAX - 1)
            };
            let replaced = at(rows.last(), j) + usize::from(from != to);
            let deleted = at(rows.last(), j + 1) + 1;
            let inserted = at(Some(&row), j) + 1;
            let mut best = replaced.min(deleted).min(inserted);
            let swapped =
                i > 0 && j > 0 && left.get(i - 1) == Some(to) && right.get(j - 1) == Some(from);
            if swapped {
                best = best.min(at(rows.get(i - 1), j - 1) + 1);
            }
            row.push(best);
        }
        rows.push(row);
    }
    rows.last().and_then(|row| row.last()).copied().unwrap_or(0)
}
