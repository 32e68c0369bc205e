//! Whether a wildcard over a base takes in hosts of strangers: the base is a public suffix, or stands above one.
//!
//! The first question is answered by the list that the `psl` crate carries. It cannot be asked the second, as it offers no
//! enumeration; so the names that stand above a suffix and are none themselves are a table here, made from the same list.
//! A test proves that the two agree; how to renew the table is said there (`tests/public_suffix.rs`).

/// Names that stand above a public suffix, in ASCII, sorted, one on each line.
const ANCESTORS: &str = include_str!("public_suffix_ancestors.txt");

/// Whether `*.` in front of this base covers hosts that anybody can register.
///
/// Both sections of the list count, ICANN's and the private one, and so does the default rule: any single label is a
/// suffix. Exceptions (`www.ck`) are honoured.
pub(crate) fn covers_public_suffix(base: &str) -> bool {
    let name = base.strip_suffix('.').unwrap_or(base);
    is_public_suffix(name) || is_ancestor(name)
}

fn is_public_suffix(name: &str) -> bool {
    psl::suffix(name.as_bytes()).is_some_and(|suffix| suffix.as_bytes() == name.as_bytes())
}

/// Binary search among the lines: sets of a million wildcards are checked while a server runs.
fn is_ancestor(name: &str) -> bool {
    let mut rest = ANCESTORS;
    while !rest.is_empty() {
        let middle = rest.len() / 2;
        let start = rest.as_bytes().iter().take(middle).rposition(|byte| *byte == b'\n');
        let start = start.map_or(0, |newline| newline + 1);
        let Some((before, after)) = rest.split_at_checked(start) else { return false };
        let (line, after) = after.split_once('\n').unwrap_or((after, ""));
        rest = match name.cmp(line) {
            std::cmp::Ordering::Less => before,
            std::cmp::Ordering::Equal => return true,
            std::cmp::Ordering::Greater => after,
        };
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_search_finds_each_line_and_nothing_else() {
        for line in ANCESTORS.lines() {
            assert!(is_ancestor(line), "{line}");
            assert!(!is_ancestor(&format!("{line}x")), "{line}x");
        }
        assert!(!is_ancestor(""));
    }
}
