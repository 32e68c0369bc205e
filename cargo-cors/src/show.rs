//! `cargo cors show`: the table of an audit file.

use std::path::PathBuf;

use crate::audit_file;
use crate::failure::Failure;
use crate::format::Format;
use crate::outcome::Outcome;

/// Shows the table of an audit file
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The audit file
    file: PathBuf,
    /// The form to write
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let audit = audit_file::read(&arguments.file)?;
    match arguments.format {
        Format::Text => anstream::println!("{} rows", audit.rows().len()),
        Format::Json => anstream::print!("{}", audit.to_json()),
    }
    Ok(Outcome::Clean)
}
