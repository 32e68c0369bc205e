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
    is_public_suffix(name) || ANCESTORS.lines().any(|ancestor| ancestor == name)
}

fn is_public_suffix(name: &str) -> bool {
    psl::suffix(name.as_bytes()).is_some_and(|suffix| suffix.as_bytes() == name.as_bytes())
}
