//! A spot: a method of a pattern, behind guards. All rows of a spot can be meant by the same
//! requests.

use std::collections::BTreeSet;

use crate::audit::row::Row;
use crate::audit::table::Audit;

/// What requests for a row have in common.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Spot<'a> {
    pub(super) pattern: &'a str,
    pub(super) is_prefix: bool,
    /// `*` stands for each method that no other row of the pattern names.
    pub(super) method: &'a str,
    /// In order, because all of them have to be passed.
    pub(super) guards: Vec<&'a str>,
}

impl<'a> Spot<'a> {
    pub(super) fn of(row: &'a Row) -> Spot<'a> {
        let mut guards: Vec<&str> = row.guards.iter().map(String::as_str).collect();
        guards.sort_unstable();
        Spot { pattern: &row.pattern, is_prefix: row.is_prefix, method: &row.method, guards }
    }
}

/// Every spot of either audit, in order.
pub(super) fn all<'a>(old: &'a Audit, new: &'a Audit) -> BTreeSet<Spot<'a>> {
    old.rows().iter().chain(new.rows()).map(Spot::of).collect()
}
