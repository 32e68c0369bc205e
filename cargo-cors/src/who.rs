//! `cargo cors who`: what a page of one origin may call, by an audit file.

use std::path::PathBuf;

use cors_rules::audit::{Admission, Row};

use crate::audit_file;
use crate::failure::Failure;
use crate::format::Format;
use crate::outcome::Outcome;
use crate::output;
use crate::page_origin;
use crate::report;

/// Shows what a page of an origin may call
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The origin of the page, such as `https://app.example`, or `null`
    #[arg(value_parser = page_origin::read)]
    origin: String,
    /// The audit file
    #[arg(long, value_name = "FILE", default_value = audit_file::DEFAULT)]
    audit: PathBuf,
    /// The form to write
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let audit = audit_file::read(&arguments.audit)?;
    let origin = arguments.origin.as_str();
    if arguments.format == Format::Text {
        output::write(&summary(audit.rows(), origin))?;
    }
    let audit = audit.filtered(|row| row.admits(origin) != Admission::Refused);
    report::write_audit(&audit, arguments.format.into())?;
    Ok(Outcome::Clean)
}

/// How much it is, in a sentence or two.
fn summary(rows: &[Row], origin: &str) -> String {
    let of = |wanted| rows.iter().filter(move |row| row.admits(origin) == wanted);
    let has_credentials = |row: &&Row| row.policy.as_ref().is_some_and(|policy| policy.credentials);
    let text = format!(
        "a page of {origin} may call {} of {} routes, {} with credentials\n",
        of(Admission::Admitted).count(),
        rows.len(),
        of(Admission::Admitted).filter(has_credentials).count(),
    );
    let unknown = of(Admission::Unknown).count();
    let more = match unknown {
        0 => String::new(),
        more => format!("for {more} more it is asked elsewhere, request by request\n"),
    };
    format!("{text}{more}\n")
}
