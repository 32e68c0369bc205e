//! What is different at one spot, and beside all rows.

use super::decider;
use super::extent::Granted;
use super::gain::{self, Gain};
use super::remark;
use super::sentence;
use super::spot::Spot;
use crate::audit::access::PolicyAccess;
use crate::audit::comparison::{Change, Comparison};
use crate::audit::row::Row;
use crate::audit::table::Audit;
use crate::shown;

/// Adds what changed at a spot.
pub(super) fn at(spot: &Spot<'_>, old: &Audit, new: &Audit, comparison: &mut Comparison) {
    let (olds, news) = (decider::own(old, spot), decider::own(new, spot));
    if olds.is_empty() {
        for row in news {
            came(spot, row, old, comparison);
        }
    } else if news.is_empty() {
        for row in olds {
            gone(spot, row, new, comparison);
        }
    } else if olds.len() > 1 || news.len() > 1 {
        among(spot, &olds, &news, comparison);
    } else if let (Some(old), Some(new)) = (olds.first(), news.first()) {
        between(spot, old, new, comparison);
        for message in remark::between(&sentence::route(spot), old, new) {
            comparison.note(change(spot, new, message));
        }
    }
}

fn change(spot: &Spot<'_>, row: &Row, message: String) -> Change {
    let of_policy = row.policy.as_ref().and_then(|policy| policy.place.as_ref());
    Change {
        pattern: spot.pattern.to_owned(),
        method: spot.method.to_owned(),
        message,
        place: row.source.as_ref().or(of_policy).cloned(),
    }
}

/// A route that was not there. What covered its path may have refused other origins.
fn came(spot: &Spot<'_>, row: &Row, old: &Audit, comparison: &mut Comparison) {
    let route = sentence::route(spot);
    let granted = Granted::of(row);
    match sentence::who(&granted.origins) {
        Some(who) => {
            let with = if granted.credentials { " with credentials" } else { "" };
            let message = format!("{route} is new, and {who} may call it{with}");
            comparison.widen(change(spot, row, message));
        }
        None => comparison.note(change(spot, row, format!("{route} is new, for no other origin"))),
    }
    for cover in decider::covering(old, spot) {
        let gains = gain::beyond(&granted, &Granted::of(cover));
        for gain in gains.iter().filter(|gain| **gain == Gain::Unlisted) {
            let taken = sentence::route(&Spot::of(cover));
            let gained = sentence::of_gain(gain, &route, true);
            let message = format!("{gained} (it was that of {taken})");
            comparison.widen(change(spot, row, message));
        }
    }
}

/// A route that is no longer there. What covers its path takes its requests.
fn gone(spot: &Spot<'_>, row: &Row, new: &Audit, comparison: &mut Comparison) {
    let route = sentence::route(spot);
    let granted = Granted::of(row);
    match sentence::who(&granted.origins) {
        Some(who) => {
            let message = format!("{route} is gone, which {who} could call");
            comparison.narrow(change(spot, row, message));
        }
        None => comparison.note(change(spot, row, format!("{route} is gone"))),
    }
    for cover in decider::covering(new, spot) {
        let taker = sentence::route(&Spot::of(cover));
        for gain in gain::beyond(&Granted::of(cover), &granted) {
            let gained = sentence::of_gain(&gain, &route, true);
            let message = format!("{gained}: {taker} takes its requests");
            comparison.widen(change(spot, cover, message));
        }
    }
}

/// A route with another policy.
fn between(spot: &Spot<'_>, old: &Row, new: &Row, comparison: &mut Comparison) {
    let route = sentence::route(spot);
    let (before, after) = (Granted::of(old), Granted::of(new));
    for gain in gain::beyond(&after, &before) {
        comparison.widen(change(spot, new, sentence::of_gain(&gain, &route, true)));
    }
    for loss in gain::beyond(&before, &after) {
        comparison.narrow(change(spot, new, sentence::of_gain(&loss, &route, false)));
    }
}

/// A route that is registered more than once: which of them decides depends on the order, which an
/// audit does not keep. So each new one is compared with each old one, unless they are the same.
fn among(spot: &Spot<'_>, olds: &[&Row], news: &[&Row], comparison: &mut Comparison) {
    let mut left: Vec<&Row> = olds.to_vec();
    let is_same = |old: &Row, new: &Row| {
        old.policy.as_ref().map(without_place) == new.policy.as_ref().map(without_place)
    };
    let mut came = news.to_vec();
    came.retain(|new| match left.iter().position(|old| is_same(old, new)) {
        Some(index) => {
            left.swap_remove(index);
            false
        }
        None => true,
    });
    if left.is_empty() && came.is_empty() {
        return;
    }
    for old in olds {
        for new in news {
            between(spot, old, new, comparison);
        }
    }
}

/// What a policy grants, wherever it is written.
fn without_place(policy: &PolicyAccess) -> PolicyAccess {
    PolicyAccess { place: None, ..policy.clone() }
}

/// Adds what changed and concerns no single row.
pub(super) fn beside_rows(old: &Audit, new: &Audit, comparison: &mut Comparison) {
    let mut said = Vec::new();
    remark::of_findings(&mut said, "", old.findings(), new.findings());
    for gap in new.gaps().iter().filter(|gap| !old.gaps().contains(gap)) {
        said.push(format!("the audit does not know everything any more: {}", shown(gap)));
    }
    for gap in old.gaps().iter().filter(|gap| !new.gaps().contains(gap)) {
        said.push(format!("the audit knows now what it did not: {}", shown(gap)));
    }
    for message in said {
        comparison.note(Change {
            pattern: String::new(),
            method: String::new(),
            message,
            place: None,
        });
    }
}
