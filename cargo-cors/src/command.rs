//! The command line: which commands there are.

use std::ffi::OsString;

use clap::{Parser, Subcommand};

use crate::failure::Failure;
use crate::outcome::Outcome;
use crate::{diff, explain, manual, migrate, show, who};

/// Shows, compares and scans what pages of other origins may call.
///
/// Exit status: 0 where there is nothing to complain about, 1 where the command found what it looks
/// for (`diff`: something widened), 2 for a command line or a file that cannot be used.
#[derive(Parser)]
#[command(name = "cargo-cors", bin_name = "cargo cors", version, max_term_width = 100)]
pub(crate) struct CommandLine {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    Diff(diff::Arguments),
    Show(show::Arguments),
    Who(who::Arguments),
    #[command(hide = true)]
    Completions(manual::Completions),
    /// Writes the manual page
    #[command(hide = true)]
    Man,
    Explain(explain::Arguments),
    Migrate(migrate::Arguments),
}

impl Command {
    pub(crate) fn run(self) -> Result<Outcome, Failure> {
        match self {
            Command::Diff(arguments) => diff::run(&arguments),
            Command::Show(arguments) => show::run(&arguments),
            Command::Who(arguments) => who::run(&arguments),
            Command::Completions(arguments) => manual::completions(&arguments),
            Command::Man => manual::man(),
            Command::Explain(arguments) => explain::run(&arguments),
            Command::Migrate(arguments) => migrate::run(&arguments),
        }
    }
}

/// The arguments without the name of the command that `cargo cors …` puts in front of them.
pub(crate) fn arguments(given: impl Iterator<Item = OsString>) -> impl Iterator<Item = OsString> {
    given.enumerate().filter(|(index, text)| *index != 1 || text != "cors").map(|(_, text)| text)
}
