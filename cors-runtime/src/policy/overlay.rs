//! An attribute's keys over a policy that is known when the server starts: each key that is written
//! replaces the fields of its own, as in const evaluation, and the result is checked by the rules
//! that check every other policy.

use cors_rules::{
    Danger, Draft, Entry, Headers, Issues, MaxAgeDraft, Methods, Origins, OriginsDraft, Rule, check,
};

use crate::error::PolicyError;
use crate::policy::literal::PolicyLiteral;
use crate::policy::prepared::PreparedPolicy;
use crate::policy::source::Source;

/// A key that an attribute writes beside `policy = PATH`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WrittenKey {
    /// `origins`.
    Origins,
    /// `methods`.
    Methods,
    /// `headers`.
    Headers,
    /// `expose`.
    Expose,
    /// `credentials`.
    Credentials,
    /// `max_age`.
    MaxAge,
    /// `reject_unlisted`.
    RejectUnlisted,
    /// `preflight_status`.
    PreflightStatus,
    /// `dangerous`.
    Dangerous,
}

/// The policy as requests are decided by it: `literal` holds the values of the written keys, and
/// the methods of the route. A refused one grants nothing.
pub(crate) fn merged(
    base: &PreparedPolicy,
    written: &[WrittenKey],
    literal: &PolicyLiteral,
    source: Source,
) -> PreparedPolicy {
    // Whether its credentials are admitted depends on the base too, and is asked below.
    let mut own = PolicyLiteral { credentials: false, ..*literal }.prepared(source);
    own.rules.credentials = literal.credentials;
    // Nothing may have needed its escapes without credentials.
    own.rules.summary.insecure_allowed = literal.insecure_origins_allowed;
    own.rules.summary.public_suffix_allowed = literal.public_suffixes_allowed;
    own.rules.summary.any_extension_allowed = literal.any_extension_allowed;
    if let Some(error) = base.refusal.as_ref().or(own.refusal.as_ref()) {
        return PreparedPolicy::refused(error.clone(), source);
    }
    let mut merged = PreparedPolicy { source, number: 0, ..base.clone() };
    for key in written {
        merged.replace(*key, &own);
    }
    let route_methods = literal.route_methods;
    if matches!(merged.rules.methods, Methods::OfRoute) && !route_methods.is_empty() {
        merged.replace(WrittenKey::Methods, &own);
    }
    match PolicyError::from_issues(merged.combined(route_methods)) {
        Some(error) => PreparedPolicy::refused(error, source),
        // Whatever is written over it: nobody has said yet what is to hold.
        None if !base.is_set() => PreparedPolicy::not_set(source),
        None => merged,
    }
}

impl PreparedPolicy {
    /// Takes all that belongs to a key from another policy.
    fn replace(&mut self, key: WrittenKey, own: &PreparedPolicy) {
        let (rules, written) = (&mut self.rules, &own.rules);
        let (summary, written_summary) = (&mut rules.summary, written.summary);
        match key {
            WrittenKey::Origins => {
                // An empty variable switches off what takes its origins from it.
                rules.disabled = (rules.disabled && !rules.origins.is_disabled())
                    || written.origins.is_disabled();
                rules.origins = written.origins.clone();
                summary.any_origin = written_summary.any_origin;
                summary.insecure_origin = written_summary.insecure_origin;
                summary.public_suffix = written_summary.public_suffix;
                summary.any_extension = written_summary.any_extension;
                self.values.origins.clone_from(&own.values.origins);
            }
            WrittenKey::Methods => {
                rules.methods = written.methods.clone();
                self.values.allow_methods.clone_from(&own.values.allow_methods);
            }
            WrittenKey::Headers => {
                rules.headers = written.headers.clone();
                self.values.allow_headers.clone_from(&own.values.allow_headers);
            }
            WrittenKey::Expose => {
                rules.exposes = written.exposes;
                summary.any_expose = written_summary.any_expose;
                self.values.expose_headers.clone_from(&own.values.expose_headers);
            }
            WrittenKey::Credentials => rules.credentials = written.credentials,
            WrittenKey::MaxAge => {
                rules.max_age = written.max_age;
                self.values.max_age.clone_from(&own.values.max_age);
            }
            WrittenKey::RejectUnlisted => rules.reject_unlisted = written.reject_unlisted,
            WrittenKey::PreflightStatus => rules.preflight_status = written.preflight_status,
            WrittenKey::Dangerous => {
                summary.insecure_allowed = written_summary.insecure_allowed;
                summary.public_suffix_allowed = written_summary.public_suffix_allowed;
                summary.any_extension_allowed = written_summary.any_extension_allowed;
            }
        }
    }

    /// What is wrong with the fields of both together. Each alone has been checked, and so has the
    /// form of every entry.
    fn combined(&self, route_methods: &[&str]) -> Issues {
        if self.rules.disabled {
            return Issues::new();
        }
        check(&self.draft(route_methods)).refusal(|rule| rule != Rule::UnusedDanger)
    }

    /// The policy as it would be written in one piece.
    fn draft(&self, route_methods: &[&str]) -> Draft {
        let rules = &self.rules;
        let entry = |text: &str| Entry::from(text);
        let star = || vec![Entry::from("*")];
        let summary = rules.summary;
        let has_null = |listed: &[Entry]| listed.iter().any(|entry| entry.text == "null");
        let origins = match &rules.origins {
            Origins::Any => OriginsDraft::Any,
            Origins::List(list) => {
                let patterns =
                    list.patterns().iter().map(|pattern| Entry::from(pattern.to_string()));
                OriginsDraft::List(list.exact().iter().map(entry).chain(patterns).collect())
            }
            Origins::Source(_) | Origins::Shared(_) => OriginsDraft::Set,
        };
        let dangers = [
            (summary.insecure_allowed, Danger::InsecureOrigins),
            (summary.public_suffix_allowed, Danger::PublicSuffixes),
            (summary.any_extension_allowed, Danger::AnyExtension),
            (
                matches!(&origins, OriginsDraft::List(listed) if has_null(listed)),
                Danger::NullOrigin,
            ),
        ];
        Draft {
            origins: Some(origins),
            methods: match &rules.methods {
                Methods::OfRoute => None,
                Methods::Any => Some(star()),
                Methods::List(names) => Some(names.iter().map(entry).collect()),
            },
            headers: match &rules.headers {
                Headers::Any { .. } => Some(star()),
                Headers::List(names) => Some(names.iter().map(entry).collect()),
            },
            expose: summary.any_expose.then(star),
            credentials: rules.credentials,
            max_age: rules.max_age.map(|seconds| MaxAgeDraft::Seconds(seconds.into())),
            preflight_status: Some(rules.preflight_status.into()),
            dangerous: dangers
                .into_iter()
                .filter_map(|(is_given, danger)| is_given.then_some(danger))
                .collect(),
            route_methods: route_methods.iter().map(|method| (*method).to_owned()).collect(),
            ..Draft::default()
        }
    }
}
