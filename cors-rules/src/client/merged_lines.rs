//! What an engine makes of several lines of one header before anything else sees them. By the
//! standard nothing: the lines are read where a header is used, all in one way.

use super::header_list::{lines, trim_blanks};
use super::{HeaderList, Profile};

/// The one header whose lines Firefox counts, in the only spelling in which it does.
const ALLOW_ORIGIN: &str = "Access-Control-Allow-Origin";

/// Headers of which two different lines are an error there.
const SINGLE: [&str; 2] = ["location", "content-disposition"];

/// The lines by which a response is judged.
pub(super) fn judged(headers: &HeaderList, profile: Profile) -> Option<HeaderList> {
    profile.ignores_empty_header_lines().then(|| {
        let is_exact = |(name, _): &&(String, String)| name == ALLOW_ORIGIN;
        let keeps_origins = headers.iter().filter(is_exact).count() > 1;
        let is_kept = |name: &str| {
            let is_origin = name.eq_ignore_ascii_case(ALLOW_ORIGIN);
            (keeps_origins && is_origin) || name.eq_ignore_ascii_case("content-type")
        };
        without_empty_lines(headers, is_kept)
    })
}

/// The lines as scripts may see them, before they are filtered.
pub(super) fn shown(headers: &HeaderList, profile: Profile) -> Option<HeaderList> {
    profile.ignores_empty_header_lines().then(|| {
        let is_content_type = |name: &str| name.eq_ignore_ascii_case("content-type");
        let mut shown = without_empty_lines(headers, is_content_type);
        join_content_types(&mut shown);
        for name in SINGLE {
            keep_first(&mut shown, name);
        }
        for name in ["www-authenticate", "proxy-authenticate"] {
            if lines(&shown, name).nth(1).is_some() {
                shown.retain(|(own, _)| !own.eq_ignore_ascii_case(name));
            }
        }
        shown
    })
}

/// Whether a response is refused because lines contradict each other.
pub(super) fn is_contradicting(headers: &HeaderList, profile: Profile) -> bool {
    let differ = |name| {
        let mut lines = lines(headers, name);
        lines.next().is_some_and(|first| lines.any(|line| line != first))
    };
    profile.refuses_contradicting_lines() && SINGLE.into_iter().any(differ)
}

fn keep_first(headers: &mut HeaderList, name: &str) {
    let mut is_first = true;
    headers.retain(|(own, _)| !own.eq_ignore_ascii_case(name) || std::mem::take(&mut is_first));
}

/// Without each empty line that has a better one beside it: one that is not empty, or an earlier
/// one.
fn without_empty_lines(headers: &HeaderList, keeps_all: impl Fn(&str) -> bool) -> HeaderList {
    let is_kept = |(index, (name, value)): &(usize, &(String, String))| {
        let is_better = |(position, (own, other)): (usize, &(String, String))| {
            let is_filled = !trim_blanks(other).is_empty();
            own.eq_ignore_ascii_case(name) && (is_filled || position < *index)
        };
        !trim_blanks(value).is_empty()
            || keeps_all(name)
            || !headers.iter().enumerate().any(is_better)
    };
    headers.iter().enumerate().filter(is_kept).map(|(_, line)| line.clone()).collect()
}

/// One line of `Content-Type`, the values joined by a comma alone; nothing stands before the first
/// that is not empty.
fn join_content_types(headers: &mut HeaderList) {
    let mut types = lines(headers, "content-type").peekable();
    if types.peek().is_none() {
        return;
    }
    let mut types = types.skip_while(|value| value.is_empty());
    let first = types.next().unwrap_or_default().to_owned();
    let joined = types.fold(first, |joined, value| joined + "," + value);
    headers.retain(|(name, _)| !name.eq_ignore_ascii_case("content-type"));
    headers.push(("Content-Type".to_owned(), joined));
}
