//! Text → [`OriginPattern`], or the first rule that the text breaks. The rules themselves are in the neighbouring files,
//! by the piece of the origin that they look at; what a pattern may do with credentials is `combinations`' business.

use std::borrow::Cow;
use std::ops::Range;

use crate::shown::shown;
use crate::{HostPattern, Issue, Key, OriginPattern, Place, PortPattern, Rule};

use super::repair::repair;
use super::written::Written;
use super::{host, ip, port, shape};

/// What a rule found in an origin. It costs next to nothing: the texts are made by
/// [`Fault::into_issue`], for those faults that are shown.
#[derive(Debug)]
pub(super) struct Fault {
    rule: Rule,
    mark: Range<usize>,
    /// Follows the text in the message.
    what: Cow<'static, str>,
    otherwise: Otherwise,
}

/// The help where no correction of the whole text can be computed.
#[derive(Debug)]
enum Otherwise {
    Text(&'static str),
    /// Computed from the text.
    Of(fn(&str) -> String),
}

impl Fault {
    pub(super) fn new(
        rule: Rule,
        mark: Range<usize>,
        what: impl Into<Cow<'static, str>>,
        otherwise: &'static str,
    ) -> Fault {
        Fault { rule, mark, what: what.into(), otherwise: Otherwise::Text(otherwise) }
    }

    /// The same with a help that is computed from the text.
    pub(super) fn with_help(self, help: fn(&str) -> String) -> Fault {
        Fault { otherwise: Otherwise::Of(help), ..self }
    }

    pub(super) fn rule(&self) -> Rule {
        self.rule
    }

    pub(super) fn into_issue(self, text: &str, place: Place) -> Issue {
        let help = match repair(text) {
            Some(corrected) => format!("write `\"{corrected}\"`"),
            None => match self.otherwise {
                Otherwise::Text(help) => help.to_owned(),
                Otherwise::Of(help) => help(text),
            },
        };
        let message = match text {
            "" => format!("an origin {}", self.what),
            _ => format!("`{}` {}", shown(text), self.what),
        };
        let issue = Issue::new(self.rule, place, text, message, help);
        // In an empty text there is nothing to point at.
        if text.is_empty() { issue } else { issue.with_mark(self.mark) }
    }
}

/// A rule about one origin.
type OriginRule = fn(&Written<'_>) -> Option<Fault>;

/// The rules in the order in which they are tried. Early ones concern the text as a whole; each later one may rely on the
/// earlier ones, so that a person reads of the cause and not of its consequences.
const ORIGIN_RULES: &[OriginRule] = &[
    shape::origin_null,
    shape::origin_list,
    shape::origin_too_long,
    shape::origin_whitespace,
    shape::origin_file_scheme,
    host::origin_bad_wildcard,
    shape::origin_missing_scheme,
    shape::origin_bad_scheme,
    shape::origin_userinfo,
    shape::origin_trailing_slash,
    shape::origin_query,
    shape::origin_fragment,
    shape::origin_path,
    host::origin_unicode_host,
    host::origin_uppercase,
    ip::origin_bad_ip,
    host::origin_bad_host,
    port::origin_bad_port,
    port::origin_default_port,
];

/// The first rule that the text breaks.
pub(super) fn first_fault(written: &Written<'_>) -> Option<Fault> {
    ORIGIN_RULES.iter().find_map(|rule| rule(written))
}

/// [`OriginPattern::parse`].
pub(crate) fn parse_origin(text: &str) -> Result<OriginPattern, Box<Issue>> {
    let place = Place::key(Key::Origins);
    read_origin(text, false).map_err(|fault| Box::new(fault.into_issue(text, place)))
}

/// Whether the text is a pattern; without the reason it costs no memory.
pub(crate) fn is_origin(text: &str) -> bool {
    first_fault(&Written::cut(text, false)).is_none()
}

/// Reads a pattern, or finds the first rule that the text breaks.
pub(super) fn read_origin(text: &str, null_allowed: bool) -> Result<OriginPattern, Fault> {
    let written = Written::cut(text, null_allowed);
    match first_fault(&written) {
        Some(fault) => Err(fault),
        None => Ok(build_pattern(&written)),
    }
}

/// Builds the pattern of a text that breaks no rule.
fn build_pattern(written: &Written<'_>) -> OriginPattern {
    let Some(scheme) = written.scheme() else { return OriginPattern::NULL };
    let base = Cow::Owned(written.base().to_owned());
    OriginPattern {
        scheme: Cow::Owned(scheme.to_owned()),
        host: if written.is_wildcard() {
            HostPattern::Subdomains(base)
        } else {
            HostPattern::Exact(base)
        },
        port: match written.port() {
            Some("*") => PortPattern::Any,
            Some(digits) => PortPattern::Exact(crate::origin::parse_port(digits)),
            None => PortPattern::Exact(None),
        },
    }
}
