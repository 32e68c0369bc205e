//! `cargo cors completions` and `cargo cors man`: what packagers install beside the program.

use std::io::Write;

use clap::CommandFactory;
use clap_complete::Shell;

use crate::command::CommandLine;
use crate::failure::Failure;
use crate::outcome::Outcome;
use crate::output;

/// Writes the completions of a shell, for `cargo-cors …`
#[derive(clap::Args)]
pub(crate) struct Completions {
    /// The shell
    shell: Shell,
}

pub(crate) fn completions(arguments: &Completions) -> Result<Outcome, Failure> {
    let mut command = CommandLine::command().bin_name("cargo-cors");
    let mut out = Vec::new();
    clap_complete::generate(arguments.shell, &mut command, "cargo-cors", &mut out);
    output::write_bytes(&out)?;
    Ok(Outcome::Clean)
}

/// Writes the manual page, of all commands
pub(crate) fn man() -> Result<Outcome, Failure> {
    let failed = |error: std::io::Error| Failure::new(format!("cannot write: {error}"));
    let command = CommandLine::command();
    let mut out = Vec::new();
    clap_mangen::Man::new(command.clone()).render(&mut out).map_err(failed)?;
    for sub in command.get_subcommands().filter(|sub| !sub.is_hide_set()) {
        let sub = sub.clone().display_name(format!("cargo-cors-{}", sub.get_name()));
        let page = clap_mangen::Man::new(sub.clone());
        writeln!(out, ".SH \"CARGO CORS {}\"", sub.get_name().to_uppercase()).map_err(failed)?;
        page.render_description_section(&mut out).map_err(failed)?;
        page.render_options_section(&mut out).map_err(failed)?;
    }
    output::write_bytes(&out)?;
    Ok(Outcome::Clean)
}
