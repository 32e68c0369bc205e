//! Which rows of an audit decide the requests of a spot. An audit is in the order of its texts and
//! not in that of registration, so the most specific ones do; there are several where a route is
//! registered twice.

use std::cmp::Reverse;

use super::path;
use super::spot::Spot;
use crate::audit::row::Row;
use crate::audit::table::Audit;

/// The rows of the same pattern that take the requests of the spot: those of the most guards among
/// the ones that the spot passes, and those of its method before those of every method.
pub(super) fn own<'a>(audit: &'a Audit, spot: &Spot<'_>) -> Vec<&'a Row> {
    let rows = of_pattern(audit, spot.pattern).iter().filter(|row| is_own(row, spot));
    let serves = |row: &&Row| row.method == spot.method || row.method == "*";
    let rank = |row: &Row| (row.guards.len(), row.method != "*");
    let found: Vec<&Row> = rows.filter(|row| passes(row, spot)).filter(serves).collect();
    let best = found.iter().map(|row| rank(row)).max();
    found.into_iter().filter(|row| Some(rank(row)) == best).collect()
}

/// The other rows that may take requests of the spot, once its own rows are gone: nearest first, up
/// to those that certainly do.
pub(super) fn covering<'a>(audit: &'a Audit, spot: &Spot<'_>) -> Vec<&'a Row> {
    let mut found: Vec<&Row> = audit.rows().iter().filter(|row| may_take(row, spot)).collect();
    found.sort_by_key(|row| Reverse(nearness(row, spot)));
    let certain = found.iter().find(|row| takes_all(row, spot)).map(|row| nearness(row, spot));
    found.retain(|row| Some(nearness(row, spot)) >= certain);
    found
}

/// A row of the same pattern before others, a resource before what is around it, and the longest
/// pattern before shorter ones.
fn nearness(row: &Row, spot: &Spot<'_>) -> (bool, bool, usize) {
    (is_own(row, spot), !row.is_prefix, row.pattern.len())
}

fn is_own(row: &Row, spot: &Spot<'_>) -> bool {
    row.pattern == spot.pattern && row.is_prefix == spot.is_prefix
}

/// Whether some request of the spot may come to the row: it may pass other guards, too, and what
/// stands for every method stands for that of the row.
fn may_take(row: &Row, spot: &Spot<'_>) -> bool {
    let serves = |method: &str| row.method == method || row.method == "*";
    if is_own(row, spot) && Spot::of(row).guards == spot.guards {
        return serves(spot.method);
    }
    let takes =
        is_own(row, spot) || (row.is_prefix || !spot.is_prefix) && path::takes(row, spot.pattern);
    takes && (serves(spot.method) || spot.method == "*")
}

/// Whether each request of the spot that comes as far as this goes no further.
fn takes_all(row: &Row, spot: &Spot<'_>) -> bool {
    (row.method == spot.method || row.method == "*") && passes(row, spot)
}

/// Whether a request of the spot passes the guards of the row.
fn passes(row: &Row, spot: &Spot<'_>) -> bool {
    row.guards.iter().all(|guard| spot.guards.contains(&guard.as_str()))
}

/// The rows of a pattern: they stand together.
fn of_pattern<'a>(audit: &'a Audit, pattern: &str) -> &'a [Row] {
    let rows = audit.rows();
    let start = rows.partition_point(|row| row.pattern.as_str() < pattern);
    let end = rows.partition_point(|row| row.pattern.as_str() <= pattern);
    rows.get(start..end).unwrap_or_default()
}
