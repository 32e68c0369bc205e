//! From a JSON text to an audit. Each value is compared with what an audit can have.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::error::AuditError;
use super::form::{AUDIT_VERSION, AnsweredForm, FindingForm, RowForm};
use super::listing::{Listing, SourceForm};
use crate::audit::access::PolicyAccess;
use crate::audit::answered::Answered;
use crate::audit::finding::Finding;
use crate::audit::finding_table::FindingCode;
use crate::audit::names::{HeaderAccess, NameSet};
use crate::audit::origins::{OriginAccess, OriginsNow};
use crate::audit::place::Place;
use crate::audit::row::Row;
use crate::audit::table::Audit;
use crate::{OriginPattern, is_token, shown};

/// What is read first: a file of another version may have any other field.
#[derive(Deserialize)]
struct Head {
    version: u64,
}

/// The whole file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    /// Where editors find the schema.
    #[serde(rename = "$schema", default)]
    _schema: Option<String>,
    #[serde(rename = "version")]
    _version: u64,
    rows: Vec<CheckedRow>,
    findings: Vec<CheckedFinding>,
    gaps: Vec<String>,
}

/// A row that is checked while it is read, so that an error has its place.
#[derive(Deserialize)]
#[serde(try_from = "RowForm")]
struct CheckedRow(Row);

/// The same for a finding.
#[derive(Deserialize)]
#[serde(try_from = "FindingForm")]
struct CheckedFinding(Finding);

pub(super) fn audit(text: &str) -> Result<Audit, AuditError> {
    let head: Head = serde_json::from_str(text)?;
    if head.version != AUDIT_VERSION {
        return Err(AuditError::version(head.version));
    }
    let document: Document = serde_json::from_str(text)?;
    Ok(Audit::new(document.rows.into_iter().map(|row| row.0))
        .with_findings(document.findings.into_iter().map(|finding| finding.0))
        .with_gaps(document.gaps))
}

impl TryFrom<RowForm> for CheckedRow {
    type Error = String;

    fn try_from(mut form: RowForm) -> Result<CheckedRow, String> {
        let policy = policy(&mut form)?;
        if policy.is_some() != form.answered.is_some() {
            return Err("`answered` goes with `policy`".to_owned());
        }
        method(&form.method)?;
        Ok(CheckedRow(Row {
            is_prefix: form.is_prefix,
            guards: form.guards,
            handler: form.handler,
            source: form.source.as_deref().map(place),
            policy,
            answered: form.answered.map(answered),
            findings: form.findings.into_iter().map(finding).collect::<Result<_, _>>()?,
            ..Row::new(form.pattern, form.method)
        }))
    }
}

impl TryFrom<FindingForm> for CheckedFinding {
    type Error = String;

    fn try_from(form: FindingForm) -> Result<CheckedFinding, String> {
        finding(form).map(CheckedFinding)
    }
}

/// The fields of the policy, which are all there or all absent.
fn policy(form: &mut RowForm) -> Result<Option<PolicyAccess>, String> {
    let Some(name) = form.policy.take() else {
        let is_there = form.policy_source.is_some()
            || form.origins.is_some()
            || form.methods.is_some()
            || form.headers.is_some()
            || form.expose.is_some()
            || form.credentials.is_some()
            || form.max_age.is_some()
            || form.reject_unlisted.is_some();
        return if is_there { Err(missing("policy")) } else { Ok(None) };
    };
    let taken = form.origins.take().ok_or_else(|| missing("origins"))?;
    Ok(Some(PolicyAccess {
        place: form.policy_source.as_deref().map(place),
        methods: names(form.methods.take().ok_or_else(|| missing("methods"))?, method)?,
        headers: headers(form.headers.take().ok_or_else(|| missing("headers"))?)?,
        expose: names(form.expose.take().ok_or_else(|| missing("expose"))?, header)?,
        credentials: form.credentials.ok_or_else(|| missing("credentials"))?,
        max_age: form.max_age,
        reject_unlisted: form.reject_unlisted.ok_or_else(|| missing("reject_unlisted"))?,
        ..PolicyAccess::new(name, origins(taken)?)
    }))
}

fn missing(field: &str) -> String {
    format!("missing field `{field}`")
}

fn place(text: &str) -> Place {
    match text.parse() {
        Ok(place) => place,
        Err(never) => match never {},
    }
}

fn origins(listing: Listing) -> Result<OriginAccess, String> {
    Ok(match listing {
        Listing::Word(word) => match word.as_str() {
            "any" => OriginAccess::Any,
            "nobody" => OriginAccess::Nobody,
            _ => return Err(unknown_word(&word, "`any`, `nobody`, a list or a source")),
        },
        Listing::List(list) => OriginAccess::Listed(patterns(&list)?),
        Listing::Source(SourceForm { source, now }) => {
            let now = match *now {
                Listing::List(list) => OriginsNow::Listed(patterns(&list)?),
                Listing::Word(word) if word == "any" => OriginsNow::Any,
                Listing::Word(word) if word == "unknown" => OriginsNow::Unknown,
                Listing::Word(word) => {
                    return Err(unknown_word(&word, "`any`, `unknown` or a list"));
                }
                Listing::Source(_) => return Err("a source inside of a source".to_owned()),
            };
            OriginAccess::Source { description: source, now }
        }
    })
}

fn unknown_word(word: &str, wanted: &str) -> String {
    format!("`{}` is none of {wanted}", shown(word))
}

fn patterns(list: &[String]) -> Result<Vec<OriginPattern>, String> {
    distinct(list)?;
    list.iter().map(|text| pattern(text)).collect()
}

fn pattern(text: &str) -> Result<OriginPattern, String> {
    if text == "null" {
        return Ok(OriginPattern::NULL);
    }
    OriginPattern::parse(text).map_err(|issue| issue.message().to_owned())
}

fn names(listing: Listing, rule: fn(&str) -> Result<(), String>) -> Result<NameSet, String> {
    match listing {
        Listing::Word(word) if word == "any" => Ok(NameSet::Any),
        Listing::Word(word) => Err(unknown_word(&word, "`any` or a list")),
        Listing::List(list) => Ok(NameSet::Listed(checked(list, rule)?)),
        Listing::Source(_) => Err("a source where `any` or a list is expected".to_owned()),
    }
}

fn headers(listing: Listing) -> Result<HeaderAccess, String> {
    if let Listing::List(list) = &listing
        && list.iter().any(|name| name == "*")
    {
        let is_form =
            matches!(list.as_slice(), [star, name] if star == "*" && name == "authorization");
        return if is_form {
            Ok(HeaderAccess::Any { authorization: true })
        } else {
            Err("`*` stands in front of `authorization` and beside nothing else".to_owned())
        };
    }
    Ok(match names(listing, header)? {
        NameSet::Any => HeaderAccess::Any { authorization: false },
        NameSet::Listed(names) => HeaderAccess::Listed(names),
    })
}

fn checked(
    list: Vec<String>,
    rule: fn(&str) -> Result<(), String>,
) -> Result<BTreeSet<String>, String> {
    distinct(&list)?;
    list.iter().try_for_each(|name| rule(name))?;
    Ok(list.into_iter().collect())
}

fn distinct(list: &[String]) -> Result<(), String> {
    let mut seen = BTreeSet::new();
    match list.iter().find(|text| !seen.insert(text.as_str())) {
        None => Ok(()),
        Some(text) => Err(format!("`{}` stands there twice", shown(text))),
    }
}

fn method(name: &str) -> Result<(), String> {
    if is_token(name.as_bytes()) { Ok(()) } else { Err(format!("`{}` is no method", shown(name))) }
}

fn header(name: &str) -> Result<(), String> {
    let is_lower = !name.bytes().any(|byte| byte.is_ascii_uppercase());
    if is_lower && is_token(name.as_bytes()) {
        Ok(())
    } else {
        Err(format!("`{}` is no header name in lower case", shown(name)))
    }
}

fn answered(form: AnsweredForm) -> Answered {
    match form {
        AnsweredForm::Early => Answered::Early,
        AnsweredForm::ByTheRoute => Answered::ByRoute,
        AnsweredForm::BehindMiddleware(reason) => Answered::BehindMiddleware { reason },
    }
}

fn finding(form: FindingForm) -> Result<Finding, String> {
    let code = FindingCode::named(&form.code)
        .ok_or_else(|| format!("`{}` is the code of no finding", shown(&form.code)))?;
    let finding = Finding::new(code, form.message, form.help);
    Ok(match form.source {
        Some(source) => finding.at(place(&source)),
        None => finding,
    })
}
