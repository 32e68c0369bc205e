//! Comparing names without regard to case, also where constants are evaluated: `eq_ignore_ascii_case`
//! of the standard library can do that since Rust 1.89 only.

/// Whether two texts are equal apart from the case of ASCII letters.
///
/// ```
/// const { assert!(cors_rules::equal_ignoring_case(b"Content-Type", b"content-type")) };
/// ```
#[must_use]
pub const fn equal_ignoring_case(one: &[u8], other: &[u8]) -> bool {
    if one.len() != other.len() {
        return false;
    }
    let (mut one, mut other) = (one, other);
    while let ([first, rest @ ..], [second, others @ ..]) = (one, other) {
        if !first.eq_ignore_ascii_case(second) {
            return false;
        }
        (one, other) = (rest, others);
    }
    true
}

#[cfg(test)]
mod tests {
    use super::equal_ignoring_case;

    #[test]
    fn is_what_the_standard_library_says() {
        let texts: [&[u8]; 8] = [
            b"",
            b"k",
            b"K",
            b"Set-Cookie",
            b"sET-cOOKIE",
            b"set-cookies",
            b"set\x0dcookie",
            b"\xe9",
        ];
        for one in texts {
            for other in texts {
                assert_eq!(equal_ignoring_case(one, other), one.eq_ignore_ascii_case(other));
            }
        }
    }
}
