//! `cargo cors`: what pages of other origins may call, for people who review. It reads audits that
//! `cors-runtime` wrote, and knows nothing of actix-web.
//!
//! Each command is a module: its arguments, and `run`. What they share is the outcome, which becomes
//! the exit status, and the failure, which becomes a message.

mod audit_file;
mod command;
mod diff;
mod explain;
mod failure;
mod format;
mod manual;
mod migrate;
mod outcome;
mod output;
mod page_origin;
mod report;
mod show;
mod who;

use std::process::ExitCode;

use clap::Parser;

use crate::command::CommandLine;

fn main() -> ExitCode {
    let line = CommandLine::parse_from(command::arguments(std::env::args_os()));
    match line.command.run() {
        Ok(outcome) => outcome.into(),
        Err(failure) => {
            failure.print();
            ExitCode::from(failure::EXIT_STATUS)
        }
    }
}
