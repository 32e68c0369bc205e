//! Processes of their own: the environment belongs to a whole process, and so does the end of a server.

use std::ffi::OsStr;
use std::process::Command;

/// What became of a process.
pub(crate) struct Outcome {
    pub(crate) success: bool,
    /// Everything it wrote.
    pub(crate) text: String,
}

/// Runs the program beside this suite with this argument and these variables.
pub(crate) fn program(argument: &str, variables: &[(&str, &OsStr)]) -> Outcome {
    outcome(Command::new(env!("CARGO_BIN_EXE_cors-live-process")).arg(argument), variables)
}

/// Runs the ignored test of this name with these variables.
pub(crate) fn test(name: &str, variables: &[(&str, &OsStr)]) -> Outcome {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args([name, "--exact", "--ignored", "--nocapture", "--test-threads=1"]);
    let outcome = outcome(&mut command, variables);
    assert!(outcome.text.contains("running 1 test"), "{name} exists: {}", outcome.text);
    outcome
}

fn outcome(command: &mut Command, variables: &[(&str, &OsStr)]) -> Outcome {
    let command = command.env_remove(crate::environment::VARIABLE).env("RUST_BACKTRACE", "0");
    let output = command.envs(variables.iter().copied()).output().unwrap();
    let text = [output.stdout, output.stderr].concat();
    let text = String::from_utf8_lossy(&text).into_owned();
    Outcome { success: output.status.success(), text }
}
