//! A policy of the program as it is when the server starts: with its header values, and, where it
//! has constants in it, checked as a whole by the rules that check every other policy.

use cors_rules::{Danger, Draft, Entry, MaxAgeDraft, OriginsDraft, check};

use crate::error::PolicyError;
use crate::origins::environment;
use crate::policy::header_values::Values;
use crate::policy::literal::{Methods, PolicyLiteral};
use crate::policy::prepared::PreparedPolicy;
use crate::policy::source::Source;

impl PolicyLiteral {
    /// The policy as requests are decided by it.
    pub(crate) fn prepared(&self, source: Source) -> PreparedPolicy {
        if self.constants {
            return prepared_with_constants(self, source);
        }
        let (rules, values) = (self.rules(), self.values());
        PreparedPolicy {
            rules,
            values,
            source,
            number: 0,
            refusal: None,
            warnings: None,
            version: None,
        }
    }
}

/// The policy as requests are decided by it, checked as a whole: what a rule refuses is kept, and
/// nothing is granted.
fn prepared_with_constants(literal: &PolicyLiteral, source: Source) -> PreparedPolicy {
    let mut draft = draft(literal);
    environment::drop_unused_escapes(&mut draft);
    let checked = check(&draft);
    let refusal = checked.refusal(|_| true);
    match (checked.policy, PolicyError::from_issues(refusal)) {
        (Some(mut rules), None) => {
            if let Some(origins) = literal.origin_source {
                rules.origins = cors_rules::Origins::Source(origins);
                rules.disabled |= origins.is_disabled();
                rules.summary.insecure_allowed = literal.insecure_origins_allowed;
                rules.summary.public_suffix_allowed = literal.public_suffixes_allowed;
                rules.summary.any_extension_allowed = literal.any_extension_allowed;
            }
            let values = Values::of_texts(&rules.origins, &checked.texts);
            PreparedPolicy {
                rules,
                values,
                source,
                number: 0,
                refusal: None,
                warnings: None,
                version: None,
            }
        }
        (_, Some(error)) => PreparedPolicy::refused(error, source),
        (None, None) => unreachable!("a draft without errors has a policy"),
    }
}

/// The policy as it would be written without constants.
fn draft(literal: &PolicyLiteral) -> Draft {
    let PolicyLiteral { origins, patterns, methods, headers, expose, .. } = *literal;
    let patterns = patterns.iter().map(|pattern| Entry::from(pattern.pattern().to_string()));
    let listed = || entries(origins).chain(patterns).collect();
    let star = |any: bool| any.then(|| Entry::from("*"));
    let dangers = [
        (literal.insecure_origins_allowed, Danger::InsecureOrigins),
        (literal.public_suffixes_allowed, Danger::PublicSuffixes),
        (literal.any_extension_allowed, Danger::AnyExtension),
        // The macros and const evaluation let it in only where the escape is written.
        (origins.contains(&"null"), Danger::NullOrigin),
    ];
    Draft {
        origins: match (literal.origin_source, literal.any_origin) {
            _ if literal.disabled => None,
            (Some(_), _) => Some(OriginsDraft::Set),
            (None, true) => Some(OriginsDraft::Any),
            // The keys of an overlay that names no origins.
            (None, false) if origins.is_empty() && literal.patterns.is_empty() => {
                Some(OriginsDraft::Set)
            }
            (None, false) => Some(OriginsDraft::List(listed())),
        },
        methods: match methods {
            Methods::OfRoute => None,
            Methods::Any => Some(vec![Entry::from("*")]),
            Methods::List(methods) => Some(entries(methods).collect()),
        },
        headers: Some(star(literal.any_header).into_iter().chain(entries(headers)).collect()),
        expose: Some(star(literal.any_exposed).into_iter().chain(entries(expose)).collect()),
        credentials: literal.credentials,
        max_age: literal.max_age.map(|seconds| MaxAgeDraft::Seconds(seconds.into())),
        disabled: literal.disabled,
        reject_unlisted: literal.reject_unlisted,
        preflight_status: Some(literal.preflight_status.into()),
        dangerous: dangers
            .into_iter()
            .filter_map(|(is_given, danger)| is_given.then_some(danger))
            .collect(),
        route_methods: literal.route_methods.iter().map(|method| (*method).to_owned()).collect(),
        ..Draft::default()
    }
}

fn entries(texts: &[&str]) -> impl Iterator<Item = Entry> {
    texts.iter().map(|text| Entry::from(*text))
}
