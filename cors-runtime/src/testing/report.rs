//! The story of a fetch for people: how it ended and at which step, every request and answer, what
//! to change.

use std::fmt;

use cors_rules::client::{Blocked, Outcome, Stage};

use super::advice::advice;
use super::fetched::Fetched;
use super::hop::Hop;

impl fmt::Display for Fetched {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        Report::new(self).fmt(out)
    }
}

/// How a fetch is written.
struct Report<'fetch> {
    fetched: &'fetch Fetched,
}

impl<'fetch> Report<'fetch> {
    const fn new(fetched: &'fetch Fetched) -> Self {
        Report { fetched }
    }

    fn write_verdict(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Fetched { page, outcome, hops, .. } = self.fetched;
        let url = hops.first().map_or("", Hop::url);
        match outcome {
            Outcome::Readable(answer) => {
                writeln!(
                    out,
                    "the page {page} may read the answer of {url}: status {}",
                    answer.status
                )
            }
            Outcome::Opaque => writeln!(
                out,
                "the page {page} reads nothing of {url}: mode `no-cors` makes the answer opaque"
            ),
            Outcome::OpaqueRedirect => writeln!(
                out,
                "the page {page} reads nothing of {url}: redirect mode `manual` hides where it leads"
            ),
            Outcome::Blocked(Blocked { reason, at, page, url, .. }) => {
                writeln!(out, "the page {page} may not read {url}")?;
                writeln!(out, "blocked {}: {reason}", step(*at))
            }
        }
    }
}

const fn step(stage: Stage) -> &'static str {
    match stage {
        Stage::Request => "before anything was sent",
        Stage::Preflight => "at the answer to the preflight",
        Stage::Redirect => "at the redirect",
        Stage::Response => "at the answer",
    }
}

impl fmt::Display for Report<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write_verdict(out)?;
        let texts: Vec<String> = self.fetched.hops.iter().map(Hop::to_string).collect();
        let mut number = 1;
        for equal in texts.chunk_by(PartialEq::eq) {
            write_hops(out, number, equal)?;
            number += equal.len();
        }
        let Some(blocked) = self.fetched.blocked() else { return Ok(()) };
        writeln!(out)?;
        if let Some(sentence) = blocked.console_message() {
            writeln!(out, "console: {sentence}")?;
        }
        for line in advice(blocked, &self.fetched.hops) {
            writeln!(out, "help: {line}")?;
        }
        Ok(())
    }
}

/// Writes hops that read alike, once.
fn write_hops(out: &mut fmt::Formatter<'_>, number: usize, equal: &[String]) -> fmt::Result {
    let Some(text) = equal.first() else { return Ok(()) };
    let mut lines = text.lines();
    let first = lines.next().unwrap_or_default();
    match equal.len() {
        1 => writeln!(out, "\n  {number}. {first}")?,
        times => {
            let last = number + times - 1;
            writeln!(out, "\n  {number}.-{last}. {first}  ({times} times the same)")?;
        }
    }
    for line in lines {
        writeln!(out, "   {line}")?;
    }
    Ok(())
}
