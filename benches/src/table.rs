//! Results as Markdown: a row for each scenario, a column for each contender.

use crate::callgrind;
use crate::contender::{Contender, all};
use crate::counting::Counts;
use crate::goals::{self, Results};
use crate::measure::{Cell, cells};
use crate::scenario::{SCENARIOS, Scenario};

pub(crate) fn print(which: &[&str]) {
    let counts: Vec<Counts> = cells(which).iter().map(Cell::allocations).collect();
    let instructions = callgrind::instructions(which);
    let cells = cells(which);
    println!("### Instructions per request\n");
    table(&cells, |cell| grouped(instructions[cell]));
    println!("\n### Allocations per request, and their bytes\n");
    table(&cells, |cell| {
        format!("{} / {}", counts[cell].calls, grouped(counts[cell].bytes as u64))
    });
    println!("\n### Goals\n");
    goals::print(&Results { cells: &cells, instructions: &instructions, counts: &counts });
    println!("\n### Who\n");
    for Contender { name, about, .. } in
        all().iter().filter(|one| names(&cells).contains(&one.name))
    {
        println!("- **{name}**: {about}");
    }
    println!("\n### What\n");
    for Scenario { name, about, .. } in SCENARIOS {
        println!("- **{name}**: {about}");
    }
}

/// The columns that occur.
fn names(cells: &[Cell]) -> Vec<&'static str> {
    let occurs = |name: &&str| cells.iter().any(|cell| cell.contender.name == *name);
    all().iter().map(|contender| contender.name).filter(occurs).collect()
}

fn table(cells: &[Cell], text: impl Fn(usize) -> String) {
    let names = names(cells);
    println!("| | {} |", names.join(" | "));
    println!("|---|{}", "---:|".repeat(names.len()));
    for scenario in SCENARIOS {
        let of = |name: &&str| {
            let is_it =
                |cell: &Cell| cell.contender.name == *name && cell.scenario.name == scenario.name;
            cells.iter().position(is_it).map_or(String::new(), &text)
        };
        let row: Vec<String> = names.iter().map(of).collect();
        if row.iter().any(|text| !text.is_empty()) {
            println!("| {} | {} |", scenario.name, row.join(" | "));
        }
    }
}

/// `1,234,567`.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
