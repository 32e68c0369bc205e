//! The table for people.

use std::fmt;

use super::cells;
use super::layout::{WIDTH, columns, wrap};
use crate::audit::finding::Finding;
use crate::audit::row::Row;
use crate::audit::table::Audit;
use crate::shown::escaped;

/// Method, route, origins, what is granted; with two blanks between them they are 100 wide.
const COLUMNS: [usize; 4] = [7, 29, 30, 28];
/// What stands in front of a finding.
const INDENT: &str = "        ";

/// A table of at most 100 columns: for each row the method, the route with its handler, who is let
/// in, and what is granted; below it what a reviewer should look at.
///
/// ```
/// use cors_rules::audit::{Audit, Row};
///
/// let text = Audit::new([Row::new("/a", "GET")]).to_string();
/// assert!(text.contains("GET      /a                             no policy"), "{text}");
/// assert!(text.ends_with("1 route, 1 without a policy, 0 findings\n"), "{text}");
/// ```
impl fmt::Display for Audit {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let heads = ["METHOD", "ROUTE", "ORIGINS", "GRANTS"].map(|head| [head.to_owned()]);
        for line in columns(COLUMNS, heads.each_ref().map(<[String; 1]>::as_slice)) {
            writeln!(out, "{line}")?;
        }
        for row in self.rows() {
            write_row(out, row)?;
        }
        writeln!(out)?;
        for finding in self.findings() {
            write_finding(out, "", finding)?;
        }
        for gap in self.gaps() {
            write_wrapped(out, "", "? ", gap)?;
        }
        writeln!(out, "{}", cells::summary(self))
    }
}

fn write_row(out: &mut fmt::Formatter<'_>, row: &Row) -> fmt::Result {
    let method = if row.method == "*" { "any" } else { &row.method };
    let mut route = vec![escaped(&cells::route(row))];
    route.extend(row.guards.iter().map(|guard| format!("if {}", escaped(guard))));
    route.extend(row.handler.as_deref().map(escaped));
    route.extend(row.source.as_ref().map(|place| escaped(&place.to_string())));
    let pieces = |texts: Vec<String>| texts.iter().map(|text| escaped(text)).collect::<Vec<_>>();
    let (origins, grants) = (pieces(cells::origins(row)), pieces(cells::grants(row)));
    for line in columns(COLUMNS, [&[escaped(method)], &route, &origins, &grants]) {
        writeln!(out, "{line}")?;
    }
    row.findings.iter().try_for_each(|finding| write_finding(out, INDENT, finding))
}

fn write_finding(out: &mut fmt::Formatter<'_>, indent: &str, finding: &Finding) -> fmt::Result {
    write_wrapped(out, indent, "! ", &finding.to_string())?;
    if let Some(place) = &finding.place {
        write_wrapped(out, indent, "  ", &place.to_string())?;
    }
    if finding.help.is_empty() {
        return Ok(());
    }
    write_wrapped(out, indent, "  ", &format!("help: {}", finding.help))
}

/// A text behind a mark; further lines stand below its beginning.
pub(super) fn write_wrapped(
    out: &mut fmt::Formatter<'_>,
    indent: &str,
    mark: &str,
    text: &str,
) -> fmt::Result {
    let width = WIDTH - indent.len() - mark.len();
    for (index, line) in wrap(&escaped(text), width).iter().enumerate() {
        let mark = if index == 0 { mark } else { "  " };
        writeln!(out, "{indent}{mark}{line}")?;
    }
    Ok(())
}
