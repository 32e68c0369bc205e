//! What a comparison found, as text: who may read what, and each difference with those who see it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use crate::case::{Asker, Request};
use crate::difference::Difference;
use crate::seen::{Seen, Step, VERDICT};

/// What one request brought about, before and after.
pub(crate) struct Sight<'a> {
    pub(crate) asker: &'a Asker,
    pub(crate) request: &'a Request,
    pub(crate) before: Seen,
    pub(crate) after: Seen,
}

/// Who may read what: a row for each request, a column for each page; one column where all pages are alike.
pub(crate) fn table(pages: &[Asker], sights: &[Sight<'_>]) -> String {
    let mut rows: Vec<(String, Vec<String>)> = Vec::new();
    for Sight { asker, request, before, after } in sights {
        if *asker == &pages[0] {
            rows.push((request.label(), Vec::new()));
        }
        let verdict = |seen: &Seen| seen.get(Step::Page, VERDICT).map(str::to_owned);
        if let (Some(before), Some(after)) = (verdict(before), verdict(after)) {
            let cell = if before == after { before } else { format!("{before} → {after}") };
            rows.last_mut().expect("a row").1.push(cell);
        }
    }
    let is_alike = |(_, cells): &(String, Vec<String>)| cells.iter().all(|cell| *cell == cells[0]);
    let mut names: Vec<&str> = pages.iter().map(Asker::name).collect();
    if rows.iter().all(is_alike) {
        names = vec!["every page"];
    }
    let mut lines = vec![vec!["may read".to_owned()]];
    lines[0].extend(names.iter().map(|name| (*name).to_owned()));
    lines.extend(rows.into_iter().map(|(label, mut cells)| {
        cells.truncate(names.len());
        cells.insert(0, label);
        cells
    }));
    aligned(&lines)
}

fn aligned(lines: &[Vec<String>]) -> String {
    let width = |column: usize| {
        lines.iter().filter_map(|line| line.get(column)).map(|cell| cell.chars().count()).max()
    };
    let widths: Vec<usize> = (0..).map_while(width).collect();
    let mut text = String::new();
    for line in lines {
        let cells: Vec<String> =
            line.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}")).collect();
        let _ = writeln!(text, "{}", cells.join("  ").trim_end());
    }
    text
}

/// Each difference once, with those who see it.
pub(crate) fn lines(pages: &[Asker], differences: &[&Difference<'_>]) -> String {
    let mut by_line: BTreeMap<String, BTreeMap<String, BTreeSet<&str>>> = BTreeMap::new();
    for difference in differences {
        let requests = by_line.entry(difference.line()).or_default();
        requests.entry(difference.request.label()).or_default().insert(difference.asker.name());
    }
    let mut text = String::new();
    for (line, requests) in by_line {
        let _ = writeln!(text, "  {line}");
        let mut by_askers: BTreeMap<Vec<&str>, Vec<String>> = BTreeMap::new();
        for (request, askers) in requests {
            by_askers.entry(askers.into_iter().collect()).or_default().push(request);
        }
        for (askers, requests) in by_askers {
            let are_all = pages.len() > 1 && pages.iter().all(|page| askers.contains(&page.name()));
            let others = askers.iter().filter(|asker| !are_all || **asker == Asker::Program.name());
            let everybody = are_all.then_some("every page");
            let askers: Vec<&str> = everybody.into_iter().chain(others.copied()).collect();
            let _ = writeln!(text, "    {}: {}", askers.join(", "), requests.join("; "));
        }
    }
    text
}
