//! The paths that middleware makes of a path before the router sees it: with the slashes corrected,
//! as [`NormalizePath`](actix_web::middleware::NormalizePath) does in its three ways, and without
//! the leading segments that are the base path of an application behind a proxy. Nobody outside
//! that middleware can see that it is there.

/// Longer paths are not rewritten here, and nobody answers early for them.
const LONGEST: usize = 1024;
/// The most leading segments that are taken to be a base path. The client writes the path, so there
/// is a bound.
const DEEPEST_BASE: usize = 16;

/// Calls `visit` with each path that a correction of the slashes could make of this one, apart from
/// itself. `false` where the path is too long for that.
pub(crate) fn each_with_other_slashes(path: &str, mut visit: impl FnMut(&str)) -> bool {
    let mut buffer = [0; LONGEST];
    let Some(length) = merge(path, &mut buffer) else { return false };
    let mut offer = |length: usize| {
        let made = buffer.get(..length).and_then(|bytes| str::from_utf8(bytes).ok());
        if let Some(made) = made.filter(|made| *made != path) {
            visit(made);
        }
    };
    // With a slash at the end, and without one.
    offer(length);
    if length > 1 {
        offer(length - 1);
    }
    true
}

/// The path with one slash in the place of several, and one at its end; returns its length.
fn merge(path: &str, buffer: &mut [u8; LONGEST]) -> Option<usize> {
    let mut length = 0;
    for byte in path.bytes().chain(*b"/") {
        if byte == b'/' && length > 0 && buffer.get(length - 1) == Some(&b'/') {
            continue;
        }
        *buffer.get_mut(length)? = byte;
        length += 1;
    }
    Some(length)
}

/// What is left of a path without one, two, … leading segments.
pub(crate) fn without_base(path: &str) -> impl Iterator<Item = &str> {
    let slashes = path.bytes().enumerate().skip(1).filter(|(_, byte)| *byte == b'/');
    slashes.take(DEEPEST_BASE).filter_map(|(start, _)| path.get(start..))
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, each_with_other_slashes, without_base};

    #[test]
    fn slashes_are_corrected_in_every_way() {
        for (path, expected) in [
            ("/a", &["/a/"][..]),
            ("/a/", &["/a"]),
            ("//a//b/", &["/a/b/", "/a/b"]),
            ("/", &[]),
            ("//", &["/"]),
            ("", &["/"]),
            ("/é//", &["/é/", "/é"]),
        ] {
            let mut made = Vec::new();
            assert!(each_with_other_slashes(path, |path| made.push(path.to_owned())));
            assert_eq!(made, expected, "{path}");
        }
        assert!(!each_with_other_slashes(&"/a".repeat(LONGEST), |_| unreachable!()));
    }

    #[test]
    fn leading_segments_are_removed() {
        assert_eq!(without_base("/a/b/c").collect::<Vec<_>>(), ["/b/c", "/c"]);
        assert_eq!(without_base("/a").count(), 0);
        assert_eq!(without_base(&"/a".repeat(100)).count(), 16);
    }
}
