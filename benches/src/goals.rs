//! What this project wants of each kind of request, and who reaches it: one table for the README. The gate has its own
//! numbers, in `budgets.rs`; these are the ones that it is to arrive at.

use crate::counting::Counts;
use crate::measure::Cell;

/// The columns: ours, and two to compare with.
const CONTENDERS: [&str; 5] =
    ["ours: route", "ours: route + Cors", "ours: Cors", "hand", "actix-cors"];

/// Instructions of some scenarios.
struct Goal {
    name: &'static str,
    scenarios: &'static [&'static str],
    /// Over the floor, or in all.
    floor: Option<&'static str>,
    most: i64,
}

const fn over_bare(name: &'static str, scenario: &'static [&'static str], most: i64) -> Goal {
    Goal { name, scenarios: scenario, floor: Some("bare"), most }
}

const fn in_all(name: &'static str, scenarios: &'static [&'static str], most: i64) -> Goal {
    Goal { name, scenarios, floor: None, most }
}

const GOALS: &[Goal] = &[
    over_bare("A ≤ bare + 350", &["A"], 350),
    over_bare("B ≤ bare + 1,200", &["B"], 1_200),
    over_bare("C ≤ bare + 400", &["C"], 400),
    in_all("D ≤ 3,500", &["D"], 3_500),
    in_all("E ≤ 1,900", &["E"], 1_900),
    in_all("F ≤ 1,900", &["F"], 1_900),
    in_all("F2 ≤ 1,900", &["F2"], 1_900),
    in_all("G ≤ 6,000", &["G1", "G2", "G3", "G4", "G5", "G1L", "G2L", "G3L", "G4L", "G5L"], 6_000),
];

/// The scenarios that differ only in the number of origins.
const LISTS: [(&str, &[&str]); 2] = [
    ("H, listed, within 5 %", &["B", "H100", "H10k", "H1M"]),
    ("H, not listed, within 5 %", &["C", "H100x", "H10kx", "H1Mx"]),
];

/// Everything that was measured.
pub(crate) struct Results<'r> {
    pub(crate) cells: &'r [Cell],
    pub(crate) instructions: &'r [u64],
    pub(crate) counts: &'r [Counts],
}

/// Prints the table. What reaches its goal is bold.
pub(crate) fn print(results: &Results) {
    println!("| | {} |", CONTENDERS.join(" | "));
    println!("|---|{}", "---:|".repeat(CONTENDERS.len()));
    for goal in GOALS {
        row(goal.name, |contender| results.goal(goal, contender));
    }
    for (name, scenarios) in LISTS {
        row(name, |contender| results.spread(scenarios, contender));
    }
    row("allocations over bare", |contender| results.allocations(false, "bare", contender));
    row("preflights: allocations over empty", |contender| {
        results.allocations(true, "empty", contender)
    });
}

fn row(name: &str, text: impl Fn(&str) -> Option<String>) {
    let row = CONTENDERS.map(|contender| text(contender).unwrap_or_default());
    println!("| {name} | {} |", row.join(" | "));
}

fn bold(text: String, holds: bool) -> String {
    if holds { format!("**{text}**") } else { text }
}

impl Results<'_> {
    fn find(&self, contender: &str, scenario: &str) -> Option<usize> {
        let is_it =
            |cell: &Cell| cell.contender.name == contender && cell.scenario.name == scenario;
        self.cells.iter().position(is_it)
    }

    fn instructions(&self, contender: &str, scenario: &str) -> Option<i64> {
        Some(self.instructions[self.find(contender, scenario)?].cast_signed())
    }

    /// The least and the most.
    fn range(
        &self,
        contender: &str,
        scenarios: &[&str],
        floor: Option<&str>,
    ) -> Option<(i64, i64)> {
        let cost = |scenario: &&str| {
            let least = floor.map_or(Some(0), |floor| self.instructions(floor, scenario))?;
            Some(self.instructions(contender, scenario)? - least)
        };
        let costs: Vec<i64> = scenarios.iter().filter_map(cost).collect();
        Some((*costs.iter().min()?, *costs.iter().max()?))
    }

    fn goal(&self, goal: &Goal, contender: &str) -> Option<String> {
        let (least, most) = self.range(contender, goal.scenarios, goal.floor)?;
        let number =
            |number| if goal.floor.is_some() { format!("{number:+}") } else { format!("{number}") };
        let text = match goal.scenarios {
            [_] => number(most),
            _ => format!("{} – {}", number(least), number(most)),
        };
        Some(bold(text, most <= goal.most))
    }

    /// Only of those who enter with more than one length.
    fn spread(&self, scenarios: &[&str], contender: &str) -> Option<String> {
        self.find(contender, scenarios[1])?;
        let (least, most) = self.range(contender, scenarios, None)?;
        #[expect(clippy::cast_precision_loss, reason = "a percentage")]
        let percent = (most - least) as f64 / least as f64 * 100.0;
        Some(bold(format!("{percent:.1} %"), percent <= 5.0))
    }

    /// The most that any scenario takes over its floor.
    fn allocations(&self, preflights: bool, floor: &str, contender: &str) -> Option<String> {
        let over = |(index, cell): (usize, &Cell)| {
            let least = self.counts[self.find(floor, cell.scenario.name)?].calls;
            let is_one =
                cell.contender.name == contender && cell.scenario.is_preflight() == preflights;
            is_one.then(|| self.counts[index].calls.cast_signed() - least.cast_signed())
        };
        let most = self.cells.iter().enumerate().filter_map(over).max()?;
        Some(bold(most.max(0).to_string(), most <= 0))
    }
}
