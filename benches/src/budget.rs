//! What a request may cost: so many instructions and allocations more than a floor that is measured in the same run. The
//! gate of `tests/run`.

use std::process::ExitCode;

use crate::callgrind;
use crate::counting::Counts;
use crate::measure::{Cell, cells};

/// The names of the contenders that the gate runs.
const CONTENDERS: &str =
    "bare,empty,options: empty,hand,ours: route,ours: route + Cors,ours: Cors,ours: Cors + shadow";
/// The scenarios that the gate runs: not those whose policy takes minutes to build under callgrind.
const SCENARIOS: &str =
    "A,B,C,D,D0,E,F,F2,G1,G2,G3,G4,G5,G1L,G2L,G3L,G4L,G5L,H100,H100x,H10k,H10kx";

const ACTUAL: &str = "bare";
const PREFLIGHT: &str = "empty";
/// For a shadow beside the same policy.
const SHADOWLESS: &str = "ours: Cors";
/// For preflights that travel to the resource.
const ROUTED: &str = "options: empty";

/// A limit of instructions over a floor.
struct Budget {
    contender: &'static str,
    scenarios: &'static [&'static str],
    floor: &'static str,
    /// More instructions over the floor than these fail the gate. Negative where the floor is to stay above.
    limit: i64,
    /// Instructions over the floor that this project wants; where it is less than the limit, the README says why.
    goal: i64,
}

const fn budget(
    contender: &'static str,
    scenarios: &'static [&'static str],
    floor: &'static str,
    limit: i64,
    goal: i64,
) -> Budget {
    Budget { contender, scenarios, floor, limit, goal }
}

/// How many calls of the allocator more than a floor, or less. Exact: one more fails the gate.
struct Allocations {
    contender: &'static str,
    scenarios: &'static [&'static str],
    floor: &'static str,
    limit: i64,
}

const fn allocations(
    contender: &'static str,
    scenarios: &'static [&'static str],
    floor: &'static str,
    limit: i64,
) -> Allocations {
    Allocations { contender, scenarios, floor, limit }
}

const HOSTILE: &[&str] = &["G1", "G2", "G3", "G4", "G5", "G1L", "G2L", "G3L", "G4L", "G5L"];

include!("budgets.rs");

/// One measured cell.
struct Measured {
    cell: Cell,
    instructions: i64,
    allocations: i64,
}

/// Everything that was measured, and what was wrong with it.
struct Run {
    all: Vec<Measured>,
    breaches: Vec<String>,
}

/// Measures, compares, prints all of it, and what is beyond its budget as a diff on the standard error.
pub(crate) fn check() -> ExitCode {
    let which = [CONTENDERS, SCENARIOS];
    let counts: Vec<Counts> = cells(&which).iter().map(Cell::allocations).collect();
    let measured = callgrind::instructions(&which).into_iter().zip(cells(&which)).zip(counts);
    let all = measured
        .map(|((instructions, cell), counts)| Measured {
            cell,
            instructions: instructions.cast_signed(),
            allocations: i64::try_from(counts.calls).expect("a count"),
        })
        .collect();
    let mut run = Run { all, breaches: Vec::new() };
    println!(
        "{:6} {:18} {:>12} {:>6} {:>7} {:>7} {:>7}",
        "", "", "instructions", "floor", "over", "limit", "goal"
    );
    for budget in BUDGETS {
        budget.scenarios.iter().for_each(|scenario| run.compare(budget, scenario));
    }
    println!(
        "\n{:6} {:18} {:>12} {:>6} {:>7} {:>7}",
        "", "", "allocations", "floor", "over", "limit"
    );
    for budget in ALLOCATIONS {
        budget.scenarios.iter().for_each(|scenario| run.compare_allocations(budget, scenario));
    }
    println!();
    run.compare_sizes();
    if run.breaches.is_empty() {
        return ExitCode::SUCCESS;
    }
    eprintln!("--- benches/src/budgets.rs\n+++ this run\n{}", run.breaches.concat());
    eprintln!("help: `benches/run profile CONTENDER SCENARIO` shows where the instructions go");
    ExitCode::FAILURE
}

impl Run {
    fn find(&self, contender: &str, scenario: &str) -> Option<&Measured> {
        let is_it = |one: &&Measured| {
            one.cell.contender.name == contender && one.cell.scenario.name == scenario
        };
        self.all.iter().find(is_it)
    }

    /// A cell and its floor. Lists of any length are compared with the floor of one origin.
    fn pair(&self, contender: &str, scenario: &str, floor: &str) -> (&Measured, &Measured) {
        let own = self.find(contender, scenario).expect("a measured cell");
        let floor = self.find(floor, scenario).or_else(|| self.find(floor, "A"));
        (own, floor.expect("a measured floor"))
    }

    fn compare(&mut self, budget: &Budget, scenario: &str) {
        let &Budget { contender, floor, limit, goal, .. } = budget;
        let (own, least) = self.pair(contender, scenario, floor);
        let (own, least) = (own.instructions, least.instructions);
        let over = own - least;
        let verdict = match (over <= limit, over <= goal) {
            (true, true) => "",
            (true, false) => "  (beyond the goal)",
            (false, _) => "  BEYOND THE BUDGET",
        };
        println!(
            "{scenario:6} {contender:18} {own:>12} {least:>6} {over:>7} {limit:>7} {goal:>7}{verdict}"
        );
        if over > limit {
            self.breaches.push(format!(
                "@@ {scenario}, {contender}: instructions over `{floor}` ({least}) @@\n\
                 -{limit:>8}\n\
                 +{over:>8}   {} too many\n",
                over - limit
            ));
        }
    }

    fn compare_allocations(&mut self, budget: &Allocations, scenario: &str) {
        let &Allocations { contender, floor, limit, .. } = budget;
        let (own, least) = self.pair(contender, scenario, floor);
        let (own, least) = (own.allocations, least.allocations);
        let over = own - least;
        let verdict = if over <= limit { "" } else { "  BEYOND THE BUDGET" };
        println!("{scenario:6} {contender:18} {own:>12} {least:>6} {over:>7} {limit:>7}{verdict}");
        if over > limit {
            self.breaches.push(format!(
                "@@ {scenario}, {contender}: allocations over `{floor}` ({least}) @@\n\
                 -{limit:>8}\n\
                 +{over:>8}   {own} in all\n"
            ));
        }
    }

    /// What hostile requests cost does not depend on their size, and the number of origins does not matter: within 5 %.
    fn compare_sizes(&mut self) {
        for (contender, scenarios) in [
            ("ours: route", HOSTILE),
            ("ours: route + Cors", HOSTILE),
            ("ours: Cors", HOSTILE),
            ("ours: Cors", &["B", "H100", "H10k"]),
            ("ours: Cors", &["C", "H100x", "H10kx"]),
        ] {
            let costs = scenarios.iter().filter_map(|name| self.find(contender, name));
            let costs: Vec<i64> = costs.map(|one| one.instructions).collect();
            let least = costs.iter().min().copied().expect("measured cells");
            let most = costs.iter().max().copied().expect("measured cells");
            let scenarios = scenarios.join(" ");
            println!("{contender}, {scenarios}: {least} to {most}");
            if most * 100 > least * 105 {
                self.breaches.push(format!(
                    "@@ {scenarios}, {contender}: within 5 % of the least @@\n\
                     -{:>8}\n\
                     +{most:>8}\n",
                    least * 105 / 100
                ));
            }
        }
    }
}
