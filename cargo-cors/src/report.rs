//! The forms in which audits and comparisons are written, and writing them.

use anstyle::{AnsiColor, Style};
use clap::ValueEnum;
use cors_rules::audit::{Audit, Comparison};

use crate::failure::Failure;
use crate::format::Format;
use crate::output;

/// A written form of an audit or of a comparison.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReportFormat {
    /// A table for people.
    #[default]
    Text,
    /// For a comment on a change.
    Markdown,
    /// The stable form for programs.
    Json,
    /// SARIF 2.1.0, for code hosts.
    Sarif,
}

impl From<Format> for ReportFormat {
    fn from(format: Format) -> ReportFormat {
        match format {
            Format::Text => ReportFormat::Text,
            Format::Json => ReportFormat::Json,
        }
    }
}

/// Writes an audit to standard output.
pub(crate) fn write_audit(audit: &Audit, format: ReportFormat) -> Result<(), Failure> {
    output::write(&match format {
        ReportFormat::Text => coloured(&audit.to_string(), style_of_table),
        ReportFormat::Markdown => audit.to_markdown(),
        ReportFormat::Json => audit.to_json(),
        ReportFormat::Sarif => audit.to_sarif(),
    })
}

/// Writes a comparison to standard output.
pub(crate) fn write_comparison(
    comparison: &Comparison,
    format: ReportFormat,
) -> Result<(), Failure> {
    output::write(&match format {
        ReportFormat::Text => coloured(&comparison.to_string(), style_of_change),
        ReportFormat::Markdown => comparison.to_markdown(),
        ReportFormat::Json => comparison.to_json(),
        ReportFormat::Sarif => comparison.to_sarif(),
    })
}

/// A colour for each line.
fn coloured(text: &str, style: impl Fn(&str) -> Style) -> String {
    let line = |line| {
        let style = style(line);
        format!("{style}{line}{style:#}\n")
    };
    text.lines().map(line).collect()
}

fn colour(colour: AnsiColor) -> Style {
    Style::new().fg_color(Some(colour.into()))
}

fn style_of_table(line: &str) -> Style {
    match line.trim_start() {
        text if text.starts_with("! ") => colour(AnsiColor::Yellow),
        text if text.starts_with("? ") => colour(AnsiColor::Cyan),
        text if text.starts_with("METHOD ") => Style::new().bold(),
        _ => Style::new(),
    }
}

fn style_of_change(line: &str) -> Style {
    match line {
        text if text.starts_with("  + ") => colour(AnsiColor::Red),
        text if text.starts_with("  - ") => colour(AnsiColor::Green),
        text if text.starts_with(' ') => Style::new(),
        _ => Style::new().bold(),
    }
}
