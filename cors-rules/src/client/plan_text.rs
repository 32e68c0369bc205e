//! A plan as a text for people: what will be sent, why, and what must come back.

use std::fmt::{Display, Formatter, Result};

use super::{HttpRequest, Plan, PlanKind, PreflightCause, RequiredHeader};

impl Display for Plan {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> Result {
        let Plan { page, method, url, .. } = self;
        writeln!(formatter, "the page {page} fetches {method} {url}: {}", self.kind)?;
        for cause in &self.causes {
            writeln!(formatter, "  because {cause}")?;
        }
        let mut number = 1;
        if let Some(preflight) = &self.preflight {
            write_request(formatter, number, preflight)?;
            writeln!(formatter, "     the answer must have: a status of 200 to 299")?;
            write_needs(formatter, &self.preflight_needs)?;
            number += 1;
        }
        if let Some(request) = &self.request {
            write_request(formatter, number, request)?;
            if !self.request_needs.is_empty() {
                writeln!(formatter, "     the answer must have:")?;
                write_needs(formatter, &self.request_needs)?;
            }
        }
        match &self.blocked {
            Some(reason) if self.kind != PlanKind::NotSent => {
                writeln!(formatter, "\n  then the browser blocks it: {reason}")
            }
            Some(reason) => writeln!(formatter, "  because {reason}"),
            None => Ok(()),
        }
    }
}

fn write_request(formatter: &mut Formatter<'_>, number: usize, request: &HttpRequest) -> Result {
    let HttpRequest { method, url, headers, is_preflight, with_credentials, .. } = request;
    let kind = match (is_preflight, with_credentials) {
        (true, _) => "  (preflight)",
        (false, true) => "  (with cookies)",
        (false, false) => "",
    };
    writeln!(formatter, "\n  {number}. {method} {url}{kind}")?;
    for (name, value) in headers {
        writeln!(formatter, "       {}: {}", name.to_ascii_lowercase(), value.escape_debug())?;
    }
    Ok(())
}

fn write_needs(formatter: &mut Formatter<'_>, needs: &[RequiredHeader]) -> Result {
    needs.iter().try_for_each(|need| writeln!(formatter, "       {need}"))
}

impl Display for RequiredHeader {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> Result {
        let RequiredHeader { name, value, or_any } = self;
        write!(formatter, "{name}: {value}{}", if *or_any { ", or *" } else { "" })
    }
}

impl Display for PlanKind {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> Result {
        formatter.write_str(match self {
            PlanKind::NotSent => "nothing is sent",
            PlanKind::SameOrigin => "sent to the page's own origin, without CORS",
            PlanKind::Opaque => "sent by mode no-cors, and nothing of the answer can be read",
            PlanKind::Simple => "sent at once, without a preflight",
            PlanKind::Preflighted => "a preflight comes first",
            PlanKind::Remembered => "sent at once, since the answer to its preflight is remembered",
        })
    }
}

impl Display for PreflightCause {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> Result {
        match self {
            PreflightCause::Method(method) => {
                write!(formatter, "the method `{method}` is none of GET, HEAD and POST")
            }
            PreflightCause::Header { name, why } => {
                write!(formatter, "of the header `{name}`: {why}")
            }
            PreflightCause::UploadListeners => {
                formatter.write_str("the `upload` of the XMLHttpRequest has listeners")
            }
            PreflightCause::Stream => formatter.write_str("the body is a stream"),
        }
    }
}
