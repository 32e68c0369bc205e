//! An application before and after, asked everything; what differs stands in `differences/`, under the decision that explains
//! it. `BLESS=1` writes that anew, for whoever reads it then.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::{env, fs, path::PathBuf};

use crate::case::{Asker, Request};
use crate::decision::Decision;
use crate::difference::{Difference, differences};
use crate::running::Running;
use crate::seen::{Seen, Step, VERDICT};

/// An application in both forms, and what is asked.
pub(crate) struct Comparison {
    pub(crate) name: &'static str,
    pub(crate) before: Running,
    pub(crate) after: Running,
    pub(crate) pages: Vec<Asker>,
    pub(crate) requests: Vec<Request>,
    /// What is asked by programs.
    pub(crate) programs: Vec<Request>,
    /// In the order in which they are tried: the first that explains a difference is its reason.
    pub(crate) decisions: &'static [Decision],
}

impl Comparison {
    /// Asks everything.
    ///
    /// # Panics
    /// Where a difference has no decision, a decision explains nothing, or what differs is not what is written down.
    pub(crate) async fn run(self) {
        let programs = [Asker::Program];
        let mut cases: Vec<(&Asker, &Request)> = Vec::new();
        for request in &self.requests {
            cases.extend(self.pages.iter().map(|page| (page, request)));
        }
        cases.extend(self.programs.iter().map(|request| (&programs[0], request)));
        let (mut seen, mut found) = (Vec::new(), Vec::new());
        for (asker, request) in cases {
            let before = Seen::of(&self.before, asker, request).await;
            let after = Seen::of(&self.after, asker, request).await;
            found.extend(differences(asker, request, &before, &after));
            seen.push((asker, request, before, after));
        }
        let reasons = self.reasons(&found);
        let mut report = table(&self.pages, &seen);
        for (decision, differences) in &reasons {
            let _ = write!(report, "\n{decision:?}: {}\n", decision.because());
            report += &lines(&self.pages, differences);
        }
        assert_written(self.name, &report);
    }

    fn reasons<'a>(&self, found: &'a [Difference<'a>]) -> Vec<(Decision, Vec<&'a Difference<'a>>)> {
        let mut reasons: Vec<(Decision, Vec<&Difference>)> =
            self.decisions.iter().map(|decision| (*decision, Vec::new())).collect();
        let mut open = Vec::new();
        for difference in found {
            match reasons.iter_mut().find(|(decision, _)| decision.explains(difference)) {
                Some((_, explained)) => explained.push(difference),
                None => open.push(difference),
            }
        }
        let listed = lines(&self.pages, &open);
        assert!(open.is_empty(), "{}: differences without a decision:\n{listed}", self.name);
        let idle: Vec<Decision> = reasons
            .iter()
            .filter(|(_, all)| all.is_empty())
            .map(|(decision, _)| *decision)
            .collect();
        assert!(idle.is_empty(), "{}: decisions that explain nothing: {idle:?}", self.name);
        reasons
    }
}

type Sight<'a> = (&'a Asker, &'a Request, Seen, Seen);

/// Who may read what: a row for each request, a column for each page; one column where all pages are alike.
fn table(pages: &[Asker], seen: &[Sight<'_>]) -> String {
    let mut rows: Vec<(String, Vec<String>)> = Vec::new();
    for (asker, request, before, after) in seen {
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
fn lines(pages: &[Asker], differences: &[&Difference<'_>]) -> String {
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

fn assert_written(name: &str, report: &str) {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("applications/differences");
    let file = folder.join(format!("{name}.txt"));
    let written = fs::read_to_string(&file).unwrap_or_default();
    if env::var_os("BLESS").is_some() {
        fs::write(&file, report).expect("the file can be written");
    } else {
        assert!(
            written == report,
            "{name}: what differs is not what {} says. It is:\n{report}\n\
             `BLESS=1 cargo test -p cors-tests --all-features --test applications` writes it; read it then",
            file.display()
        );
    }
}
