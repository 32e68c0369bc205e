//! Running one test of this program in a process of its own: the environment belongs to a whole process, and so does the
//! end of a server.

use std::ffi::OsStr;
use std::process::Command;

/// What became of a process.
pub(crate) struct Outcome {
    pub(crate) success: bool,
    /// Everything it wrote.
    pub(crate) text: String,
}

/// Runs the ignored test of this name with these variables.
pub(crate) fn run(test: &str, variables: &[(&str, &OsStr)]) -> Outcome {
    let output = Command::new(std::env::current_exe().unwrap())
        .args([test, "--exact", "--ignored", "--nocapture", "--test-threads=1"])
        .env_remove(crate::environment::VARIABLE)
        .env("RUST_BACKTRACE", "0")
        .envs(variables.iter().copied())
        .output()
        .unwrap();
    let text =
        [output.stdout, output.stderr].map(|part| String::from_utf8_lossy(&part).into_owned());
    let text = text.concat();
    assert!(text.contains("running 1 test"), "{test} exists: {text}");
    Outcome { success: output.status.success(), text }
}
