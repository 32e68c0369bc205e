//! Results as Markdown.

use crate::callgrind;
use crate::measure::cells;

pub(crate) fn print(which: &[&str]) {
    let instructions = callgrind::instructions(which);
    let cells = cells(which);
    assert_eq!(instructions.len(), cells.len());
    for (cell, instructions) in cells.iter().zip(instructions) {
        let counts = cell.allocations();
        println!(
            "{:6} {:20} {:>10} {:>6} / {}",
            cell.scenario.name, cell.contender.name, instructions, counts.calls, counts.bytes
        );
    }
}
