//! `scenarios`: measures CORS per request, in-process, for every contender in every scenario.
//!
//! ```text
//! scenarios list                          what there is
//! scenarios check                         every contender answers every scenario as it promises
//! scenarios run [CONTENDER [SCENARIO]]    the measured region once per cell, for callgrind
//! scenarios tables                        instructions and allocations, as Markdown
//! scenarios budget                        the same for the floors and ours, against the budgets
//! scenarios time                          ratios of interleaved rounds
//! scenarios profile CONTENDER SCENARIO    where the instructions go
//! ```

mod answer;
mod callgrind;
mod contender;
mod counting;
mod measure;
mod scenario;
mod table;

use std::env;
use std::process::ExitCode;

use crate::contender::Contender;
use crate::scenario::{SCENARIOS, Scenario};

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["list"] => list(),
        ["check"] => measure::check(),
        ["run", which @ ..] => measure::run_for_callgrind(which),
        ["tables", which @ ..] => table::print(which),
        ["profile", contender, scenario] => callgrind::profile(contender, scenario),
        _ => {
            eprintln!("scenarios: list, check, run, tables, profile");
            return ExitCode::from(2);
        }
    }
    ExitCode::SUCCESS
}

fn list() {
    for Contender { name, about, .. } in contender::all() {
        println!("{name:20} {about}");
    }
    println!();
    for Scenario { name, about, .. } in SCENARIOS {
        println!("{name:20} {about}");
    }
}
