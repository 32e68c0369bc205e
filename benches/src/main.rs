//! `scenarios`: measures CORS per request, in-process, for every contender in every scenario.
//!
//! ```text
//! scenarios list                          what there is
//! scenarios check                         every contender answers every scenario as it promises
//! scenarios run [CONTENDER [SCENARIO]]    the measured region once per cell, for callgrind
//! scenarios tables                        instructions and allocations, as Markdown
//! scenarios budget                        the same for the floors and ours, against the budgets
//! scenarios profile CONTENDER SCENARIO    where the instructions go
//! scenarios time [CONTENDER [SCENARIO]]   ratios of interleaved rounds
//! scenarios serve CONTENDER PORT          the contender as a real server with one worker
//! scenarios script SCENARIO [pipelined]   the requests as a script for `wrk`
//! ```

mod answer;
mod budget;
mod callgrind;
mod contender;
mod counting;
mod goals;
mod measure;
mod scenario;
mod script;
mod table;
#[cfg(feature = "peers")]
mod time;

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
        ["budget"] => return budget::check(),
        ["profile", contender, scenario] => callgrind::profile(contender, scenario),
        #[cfg(feature = "peers")]
        ["time", which @ ..] => time::print(which),
        ["serve", contender, port] => serve(contender, port),
        ["script", name] => script::print(named(name), false),
        ["script", name, "pipelined"] => script::print(named(name), true),
        _ => {
            eprintln!("scenarios: list, check, run, tables, budget, profile, time, serve, script");
            return ExitCode::from(2);
        }
    }
    ExitCode::SUCCESS
}

fn named(name: &str) -> &'static Scenario {
    SCENARIOS.iter().find(|scenario| scenario.name == name).expect("a name from `scenarios list`")
}

/// The policy is that of one origin.
fn serve(contender: &str, port: &str) {
    let all = contender::all();
    let found = all.iter().find(|one| one.name == contender);
    let found = found.expect("a name from `scenarios list`");
    let port = port.parse().expect("the number of a port");
    (found.ready)(named("D")).serve(port).expect("a free port");
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
