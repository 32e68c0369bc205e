//! What a request may cost: so many instructions and allocations more than a floor that is measured in the same run. The
//! gate of `tests/run`.

use std::process::ExitCode;

use crate::callgrind;
use crate::counting::Counts;
use crate::measure::{Cell, cells};

/// The names of the contenders that the gate runs.
const CONTENDERS: &str = "bare,empty,hand,ours: route,ours: route + Cors,ours: Cors";
/// The scenarios that the gate runs: not those whose policy takes minutes to build under callgrind.
const SCENARIOS: &str =
    "A,B,C,D,D0,E,F,F2,G1,G2,G3,G4,G5,G1L,G2L,G3L,G4L,G5L,H100,H100x,H10k,H10kx";

const ACTUAL: &str = "bare";
const PREFLIGHT: &str = "empty";

/// A limit over a floor.
struct Budget {
    contender: &'static str,
    scenarios: &'static [&'static str],
    floor: &'static str,
    /// Instructions over the floor that fail the gate.
    limit: u64,
    /// Instructions over the floor that this project wants; where it is less than the limit, the README says why.
    goal: u64,
    /// Calls of the allocator over the floor. The floor's own count is the most that is forgiven.
    allocations: usize,
}

const fn budget(
    contender: &'static str,
    scenarios: &'static [&'static str],
    floor: &'static str,
    limit: u64,
    goal: u64,
) -> Budget {
    Budget { contender, scenarios, floor, limit, goal, allocations: 0 }
}

const HOSTILE: &[&str] = &["G1", "G2", "G3", "G4", "G5", "G1L", "G2L", "G3L", "G4L", "G5L"];

include!("budgets.rs");

/// One measured cell.
struct Measured {
    cell: Cell,
    instructions: u64,
    counts: Counts,
}

/// Measures, compares, and says what is beyond its budget.
pub(crate) fn check() -> ExitCode {
    let which = [CONTENDERS, SCENARIOS];
    let counts: Vec<Counts> = cells(&which).iter().map(Cell::allocations).collect();
    let all: Vec<Measured> = callgrind::instructions(&which)
        .into_iter()
        .zip(cells(&which))
        .zip(counts)
        .map(|((instructions, cell), counts)| Measured { cell, instructions, counts })
        .collect();
    println!(
        "{:6} {:18} {:>12} {:>6} {:>7} {:>7} {:>7}   allocations over the floor",
        "", "", "instructions", "floor", "over", "limit", "goal"
    );
    let mut failures = 0;
    for budget in BUDGETS {
        for scenario in budget.scenarios {
            failures += usize::from(!budget.holds(scenario, &all));
        }
    }
    failures += usize::from(!is_flat(&all));
    if failures == 0 {
        return ExitCode::SUCCESS;
    }
    println!("\n{failures} beyond the budget of benches/src/budgets.rs");
    println!("help: `benches/run profile CONTENDER SCENARIO` shows where the instructions go");
    ExitCode::FAILURE
}

impl Budget {
    fn holds(&self, scenario: &str, all: &[Measured]) -> bool {
        let own = find(all, self.contender, scenario).expect("a measured cell");
        // Lists of any length are compared with the floor of one.
        let floor = find(all, self.floor, scenario).or_else(|| find(all, self.floor, "A"));
        let floor = floor.expect("a measured floor");
        let over = own.instructions.saturating_sub(floor.instructions);
        let more = own.counts.calls.saturating_sub(floor.counts.calls);
        let holds = over <= self.limit && more <= self.allocations;
        let verdict = match (holds, over <= self.goal) {
            (true, true) => "",
            (true, false) => "  (beyond the goal)",
            (false, _) => "  BEYOND THE BUDGET",
        };
        println!(
            "{scenario:6} {:18} {:>12} {:>6} {over:>7} {:>7} {:>7}   {more} of {}{verdict}",
            self.contender,
            own.instructions,
            floor.instructions,
            self.limit,
            self.goal,
            self.allocations
        );
        holds
    }
}

fn find<'m>(all: &'m [Measured], contender: &str, scenario: &str) -> Option<&'m Measured> {
    all.iter()
        .find(|one| one.cell.contender.name == contender && one.cell.scenario.name == scenario)
}

/// What hostile requests cost does not depend on their size, and the number of origins does not matter: within 5 %.
fn is_flat(all: &[Measured]) -> bool {
    let mut flat = true;
    for (contender, scenarios) in [
        ("ours: route + Cors", HOSTILE),
        ("ours: Cors", HOSTILE),
        ("ours: Cors", &["B", "H100", "H10k"]),
        ("ours: Cors", &["C", "H100x", "H10kx"]),
    ] {
        let costs = scenarios.iter().filter_map(|name| find(all, contender, name));
        let costs: Vec<u64> = costs.map(|one| one.instructions).collect();
        let (least, most) = (costs.iter().min().unwrap_or(&0), costs.iter().max().unwrap_or(&0));
        let holds = most * 100 <= least * 105;
        let verdict = if holds { "" } else { "  NOT FLAT" };
        println!("{contender}, {}: {least} to {most}{verdict}", scenarios.join(" "));
        flat &= holds;
    }
    flat
}
