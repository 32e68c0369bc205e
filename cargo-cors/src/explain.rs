//! `cargo cors explain`: the page of a code. The texts are those of the tables, which the messages
//! and the reference are made of, too; here they are only found and written.

use std::fmt::Write as _;

use cors_rules::audit::finding_pages;
use cors_rules::reference::{Page, rule_pages};
use cors_rules::{nearest, shown};
use serde_json::{Value, json};

use crate::failure::Failure;
use crate::format::Format;
use crate::outcome::Outcome;

/// Explains a code: what it means, what happens otherwise, what to write
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The code, as a message shows it: `origin_path`, `cors::origin_path`; without one, all codes
    /// are listed
    codes: Vec<String>,
    /// The form to write
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let pages = pages();
    if arguments.codes.is_empty() {
        match arguments.format {
            Format::Text => anstream::print!("{}", list(&pages)),
            Format::Json => print_json(pages.iter().map(summary)),
        }
        return Ok(Outcome::Clean);
    }
    let mut found = Vec::new();
    for code in &arguments.codes {
        found.extend(meant(code, &pages)?);
    }
    match arguments.format {
        Format::Text => {
            let texts: Vec<_> = found.iter().map(ToString::to_string).collect();
            anstream::print!("{}", texts.join("\n"));
        }
        Format::Json => print_json(found.into_iter().map(whole)),
    }
    Ok(Outcome::Clean)
}

/// The pages of every table of codes. A command with codes of its own adds its table here.
fn pages() -> Vec<Page> {
    rule_pages().chain(finding_pages()).collect()
}

/// The pages that somebody means; of several families, where one code is in several.
fn meant<'p>(written: &str, pages: &'p [Page]) -> Result<Vec<&'p Page>, Failure> {
    let found: Vec<_> = pages.iter().filter(|page| page.is_meant_by(written)).collect();
    if !found.is_empty() {
        return Ok(found);
    }
    let code = written.rsplit("::").next().unwrap_or(written).trim_matches(['[', ']', ' ']);
    let failure = Failure::new(format!("`{}` is no code", shown(written)));
    let help = match nearest(code, pages.iter().map(|page| page.code)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`cargo cors explain` lists all codes".to_owned(),
    };
    Err(failure.with_help(help))
}

/// A line for each code, in groups.
fn list(pages: &[Page]) -> String {
    let width = pages.iter().map(|page| page.code.len()).max().unwrap_or(0);
    let mut text = String::new();
    let mut group = None;
    for page in pages {
        if group.replace((page.family, page.level)) != Some((page.family, page.level)) {
            let gap = if text.is_empty() { "" } else { "\n" };
            let _ = writeln!(text, "{gap}{} ({})", page.family, page.level);
        }
        let _ = writeln!(text, "    {:width$}  {}", page.code, page.summary);
    }
    text
}

fn summary(page: &Page) -> Value {
    json!({ "family": page.family, "code": page.code, "level": page.level, "summary": page.summary })
}

fn whole(page: &Page) -> Value {
    json!({
        "family": page.family,
        "code": page.code,
        "level": page.level,
        "summary": page.summary,
        "meaning": page.long.meaning,
        "otherwise": page.long.otherwise,
        "write": page.long.remedy,
        "refused": page.refused,
        "accepted": page.accepted,
        "see": page.links().collect::<Vec<_>>(),
    })
}

fn print_json(pages: impl Iterator<Item = Value>) {
    anstream::println!("{:#}", Value::Array(pages.collect()));
}
