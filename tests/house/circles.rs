//! Circles: files that import each other, directly or by way of others.

use std::collections::BTreeSet;

use crate::names::Arrow;

/// The arrows that lie on a circle, one list for each group of files that can all reach each other.
pub(crate) fn circles<'a>(arrows: &[&'a Arrow]) -> Vec<Vec<&'a Arrow>> {
    let files: BTreeSet<usize> = arrows.iter().map(|arrow| arrow.from).collect();
    let reached = |from: usize| {
        let mut seen = BTreeSet::new();
        let mut waiting = vec![from];
        while let Some(file) = waiting.pop() {
            let next = arrows.iter().filter(|arrow| arrow.from == file).map(|arrow| arrow.to);
            waiting.extend(next.filter(|file| seen.insert(*file)));
        }
        seen
    };
    let reachable: Vec<(usize, BTreeSet<usize>)> =
        files.into_iter().map(|file| (file, reached(file))).collect();
    let mut done = BTreeSet::new();
    let mut found = Vec::new();
    for (file, seen) in &reachable {
        if !seen.contains(file) || done.contains(file) {
            continue;
        }
        let group: BTreeSet<usize> = reachable
            .iter()
            .filter(|(other, back)| seen.contains(other) && back.contains(file))
            .map(|(other, _)| *other)
            .collect();
        let is_inside = |arrow: &&&Arrow| group.contains(&arrow.from) && group.contains(&arrow.to);
        found.push(arrows.iter().filter(is_inside).copied().collect());
        done.extend(group);
    }
    found
}
