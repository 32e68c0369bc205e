//! Running a contender in a scenario: warming it up, checking its answers, and the one region that is measured.

use std::hint::black_box;

use crate::contender::{Contender, Ready, all};
use crate::counting::{Counts, count};
use crate::scenario::{SCENARIOS, Scenario};

/// Requests in one measured region: below the 128 heads that actix-http keeps in its pool.
const BATCH: usize = 64;
/// Where one request may cost millions of instructions.
const HOSTILE_BATCH: usize = 4;
/// Regions that fill the pools before the first that counts.
const WARM_UP: usize = 3;
/// Regions that count, for each cell.
pub(crate) const ROUNDS: usize = 3;

/// One cell of a table.
pub(crate) struct Cell {
    pub(crate) contender: Contender,
    pub(crate) scenario: &'static Scenario,
}

/// The cells of these contenders and scenarios; no name means all of them. Names may be lists, separated by commas.
pub(crate) fn cells(which: &[&str]) -> Vec<Cell> {
    let names = |index: usize, name: &str| match which.get(index) {
        None | Some(&"") => true,
        Some(list) => list.split(',').any(|listed| listed == name),
    };
    let mut cells = Vec::new();
    for scenario in SCENARIOS.iter().filter(|scenario| names(1, scenario.name)) {
        for contender in all() {
            if names(0, contender.name) && (contender.enters)(scenario) {
                cells.push(Cell { contender, scenario });
            }
        }
    }
    cells
}

impl Cell {
    /// Requests in one measured region.
    pub(crate) fn batch(&self) -> usize {
        if self.scenario.is_hostile() { HOSTILE_BATCH } else { BATCH }
    }

    /// Ready and warm, with its answers checked.
    pub(crate) fn warm(&self) -> Box<dyn Ready> {
        let mut ready = (self.contender.ready)(self.scenario);
        if let Some(answer) = ready.answer() {
            answer.assert(self.contender.promise, self.scenario, self.contender.name);
        }
        for _ in 0..WARM_UP {
            ready.load(self.batch());
            ready.run();
        }
        ready
    }

    /// What one request takes from the heap.
    pub(crate) fn allocations(&self) -> Counts {
        let mut ready = self.warm();
        ready.load(self.batch());
        let Counts { calls, bytes } = count(|| ready.run());
        Counts { calls: calls / self.batch(), bytes: bytes / self.batch() }
    }
}

/// Every contender answers every scenario as it promises.
pub(crate) fn check() {
    for cell in cells(&[]) {
        drop(cell.warm());
    }
}

/// For each cell, the measured region [`ROUNDS`] times. Callgrind writes one profile for each.
pub(crate) fn run_for_callgrind(which: &[&str]) {
    for cell in cells(which) {
        let mut ready = cell.warm();
        for _ in 0..ROUNDS {
            ready.load(cell.batch());
            measured_region(&mut *ready);
            end_of_round();
        }
    }
}

/// Where callgrind writes a profile. One function cannot be both this and the region.
#[inline(never)]
fn end_of_round() {
    black_box(());
}

/// What callgrind counts. By name, so it must stay a function of its own.
#[inline(never)]
fn measured_region(ready: &mut dyn Ready) {
    ready.run();
    // Without something behind it the call above would be a jump, and callgrind would not see the end of this function.
    black_box(());
}
