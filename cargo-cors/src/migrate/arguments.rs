//! The command line of `cargo cors migrate`, and its work.

use std::fs;
use std::path::PathBuf;

use cors_rules::shown;

use super::report::{Migration, json, text};
use super::source::chains;
use super::translation::translate;
use crate::failure::Failure;
use crate::format::Format;
use crate::outcome::Outcome;

/// Prints what the builder chains of actix-cors in source files become
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The source files to read; they are not changed
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// The form to write
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let mut found = Vec::new();
    for file in &arguments.files {
        let name = shown(&file.to_string_lossy());
        let source = fs::read_to_string(file)
            .map_err(|error| Failure::new(format!("cannot read `{name}`: {error}")))?;
        found.extend(migrations(&name, &source)?);
    }
    match arguments.format {
        Format::Text => anstream::print!("{}", text(&found)),
        Format::Json => anstream::println!("{:#}", json(&found)),
    }
    Ok(Outcome::Clean)
}

/// What the chains of one file become.
fn migrations(name: &str, source: &str) -> Result<Vec<Migration>, Failure> {
    let chains = chains(source).map_err(|error| {
        let start = error.span().start();
        let place = format!("{name}:{}:{}", start.line, start.column + 1);
        Failure::new(format!("`{place}` cannot be read: {error}"))
            .with_help("the file has to compile before it can be migrated")
    })?;
    let migrations = chains.into_iter().enumerate().map(|(index, chain)| {
        let policy = if index == 0 { "POLICY".to_owned() } else { format!("POLICY_{}", index + 1) };
        translate(&chain, source).into_migration(name.to_owned(), &policy)
    });
    Ok(migrations.collect())
}
