//! The budget suite: what CORS costs per request, in instructions and allocations over floors that are measured in the same
//! run. The numbers are in `benches/src/budgets.rs`; this builds the harness and runs it.

use std::env;
use std::process::Command;

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

#[test]
fn no_request_costs_more_than_its_budget() {
    if Command::new("valgrind").arg("--version").output().is_err() {
        assert!(env::var_os("CI").is_none(), "valgrind is missing: apt-get install valgrind");
        eprintln!(
            "SKIPPED: valgrind is missing, so nothing has been counted (apt-get install valgrind)"
        );
        return;
    }
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let done = Command::new(cargo)
        .args(["run", "--quiet", "--release", "--locked", "-p", "cors-benches"])
        .args(["--bin", "scenarios", "--", "budget"])
        .current_dir(ROOT)
        .output()
        .expect("cargo starts");
    println!("{}", String::from_utf8_lossy(&done.stdout));
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}
