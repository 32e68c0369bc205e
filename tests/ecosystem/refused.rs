//! Programs that must not compile: what the compiler says of them. They are built beside the tests,
//! from the crates that are there already.

use std::env;
use std::process::Command;

/// Builds a program of the folder `refused`, and returns what the compiler says.
///
/// # Panics
/// Where it compiles.
pub(crate) fn errors(program: &str) -> String {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["build", "--locked", "--offline", "--features", "refused", "--example", program])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo");
    assert!(!output.status.success(), "`refused/{program}.rs` compiles");
    String::from_utf8_lossy(&output.stderr).into_owned()
}
