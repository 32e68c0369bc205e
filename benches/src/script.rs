//! A scenario as a script for `wrk`. The same requests as in-process, so that there is one definition of each.

use crate::scenario::Scenario;

/// So many requests in each write, where they are pipelined.
const DEPTH: usize = 16;

/// Prints the script.
pub(crate) fn print(scenario: &Scenario, is_pipelined: bool) {
    println!("wrk.method = \"{}\"", scenario.method());
    for (name, value) in scenario.headers() {
        println!("wrk.headers[\"{name}\"] = \"{value}\"");
    }
    if is_pipelined {
        println!("init = function() pipelined = string.rep(wrk.format(), {DEPTH}) end");
        println!("request = function() return pipelined end");
    }
}
