//! Runs the program.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// What a run wrote, and its status.
pub(crate) struct Run {
    pub(crate) out: String,
    pub(crate) err: String,
    pub(crate) status: i32,
}

pub(crate) fn audits() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/audits")
}

/// Runs the program in a folder.
pub(crate) fn run_in(folder: &Path, arguments: &[&str]) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-cors"));
    command.current_dir(folder).args(arguments).env_remove("CLICOLOR_FORCE");
    ended(command.output().expect("the program runs"))
}

/// Runs the program beside the audit files.
pub(crate) fn run(arguments: &[&str]) -> Run {
    run_in(&audits(), arguments)
}

pub(crate) fn ended(output: Output) -> Run {
    let text = |bytes| String::from_utf8(bytes).expect("it writes text");
    let status = output.status.code().expect("it ends by itself");
    Run { out: text(output.stdout), err: text(output.stderr), status }
}

impl Run {
    /// It refused to work, and said why.
    #[track_caller]
    pub(crate) fn refused(&self, why: &str) {
        assert_eq!(self.status, 2, "{}{}", self.out, self.err);
        assert_eq!(self.out, "");
        assert!(self.err.contains(why), "{}", self.err);
        assert!(!self.err.contains('\u{1b}'), "{:?}", self.err);
    }
}
