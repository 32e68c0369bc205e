//! `cargo cors show`: the table of an audit file.

use std::path::PathBuf;

use cors_rules::audit::{Admission, FINDINGS, FindingCode, Row};
use cors_rules::{nearest, shown};

use crate::audit_file;
use crate::failure::Failure;
use crate::outcome::Outcome;
use crate::page_origin;
use crate::report::{self, ReportFormat};

/// Shows the table of an audit file
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The audit file
    file: PathBuf,
    /// Only routes whose pattern, handler or policy contains this text
    #[arg(long, value_name = "TEXT")]
    route: Option<String>,
    /// Only routes that a page of this origin may call
    #[arg(long, value_name = "ORIGIN", value_parser = page_origin::read)]
    origin: Option<String>,
    /// Only routes with this finding, such as `any_origin`
    #[arg(long, value_name = "CODE", value_parser = read_finding)]
    finding: Option<FindingCode>,
    /// The form to write
    #[arg(long, value_enum, default_value_t)]
    format: ReportFormat,
}

/// Reads the code of a finding, with or without `audit::`.
fn read_finding(text: &str) -> Result<FindingCode, String> {
    let code = text.strip_prefix("audit::").unwrap_or(text);
    FindingCode::named(code).ok_or_else(|| {
        let message = format!("`{}` is no finding", shown(text));
        match nearest(code, FINDINGS.iter().map(|entry| entry.code)) {
            Some(meant) => format!("{message}\nhelp: did you mean `{meant}`?"),
            None => message,
        }
    })
}

impl Arguments {
    fn keeps(&self, row: &Row) -> bool {
        self.route.as_deref().is_none_or(|text| contains(row, text))
            && self.origin.as_deref().is_none_or(|origin| row.admits(origin) != Admission::Refused)
            && self.finding.is_none_or(|code| row.findings.iter().any(|own| own.code == code))
    }
}

fn contains(row: &Row, text: &str) -> bool {
    let policy = row.policy.as_ref().map(|policy| policy.policy.as_str());
    let texts = [Some(row.pattern.as_str()), row.handler.as_deref(), policy];
    texts.into_iter().flatten().any(|own| own.contains(text))
}

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let audit = audit_file::read(&arguments.file)?;
    let audit = audit.filtered(|row| arguments.keeps(row));
    report::write_audit(&audit, arguments.format)?;
    Ok(Outcome::Clean)
}
