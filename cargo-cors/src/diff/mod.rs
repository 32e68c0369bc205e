//! `cargo cors diff`: what changed between two audit files, in meaning.

mod git;

use std::path::{Path, PathBuf};

use cors_rules::audit::Audit;

use crate::audit_file;
use crate::failure::Failure;
use crate::outcome::Outcome;
use crate::report::{self, ReportFormat};

/// Compares two audit files: who gained what, who lost what
///
/// Exit status 1 where something was widened: somebody may do what was refused before.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The old audit file and the new one; with `--git` the one file
    #[arg(value_name = "FILE", num_args = 0..=2)]
    files: Vec<PathBuf>,
    /// Take the old side from this commit, branch or tag
    #[arg(long, value_name = "BASE")]
    git: Option<String>,
    /// The form to write
    #[arg(long, value_enum, default_value_t)]
    format: ReportFormat,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let (old, new) = sides(arguments)?;
    let comparison = Audit::compare(&old, &new);
    report::write_comparison(&comparison, arguments.format)?;
    Ok(if comparison.widened().is_empty() { Outcome::Clean } else { Outcome::Found })
}

fn sides(arguments: &Arguments) -> Result<(Audit, Audit), Failure> {
    match (&arguments.git, arguments.files.as_slice()) {
        (Some(base), []) => from_git(base, Path::new(audit_file::DEFAULT)),
        (Some(base), [file]) => from_git(base, file),
        (None, [old, new]) => Ok((audit_file::read(old)?, audit_file::read(new)?)),
        (Some(_), _) => Err(Failure::new("`--git` compares one file with an older state of it")
            .with_help("write `cargo cors diff --git BASE FILE`")),
        (None, _) => Err(Failure::new("there is nothing to compare with")
            .with_help("write `cargo cors diff OLD NEW` or `cargo cors diff --git BASE FILE`")),
    }
}

fn from_git(base: &str, file: &Path) -> Result<(Audit, Audit), Failure> {
    let new = audit_file::read(file)?;
    Ok((git::audit_at(base, file)?, new))
}
