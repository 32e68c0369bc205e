//! Constants of the program in a policy. Generated code asks about each in const evaluation, where
//! a panic is a compile error at the constant; what const evaluation cannot know is checked when
//! the server starts, by the rules that check every other policy.

use cors_rules::constant::{
    self, Message, broken_by_exposed_header, broken_by_header, broken_by_method, broken_by_origin,
    broken_by_status,
};
use cors_rules::{Danger, Draft, Entry, MaxAgeDraft, OriginsDraft, Rule, check};

use crate::error::PolicyError;
use crate::origins::environment;
use crate::policy::combinations::lists;
use crate::policy::declaration::{self, Policy};
use crate::policy::header_values::Values;
use crate::policy::literal::{Methods, PolicyLiteral};
use crate::policy::max_age::MaxAgeConstant;
use crate::policy::prepared::PreparedPolicy;
use crate::policy::source::Source;

/// An entry of `origins`: its shape, and whether it may have the policy's credentials.
///
/// # Panics
/// At compile time, where a rule is broken.
#[track_caller]
pub const fn check_origin(policy: &PolicyLiteral, index: usize, name: &str, null_allowed: bool) {
    check_default_origin(policy, policy.origins[index], name, null_allowed);
    let origin = policy.origins[index];
    if policy.any_origin {
        let rule = Rule::AnyOriginWithList;
        fail(&Message::of_combination(rule, name, origin, "remove `\"*\"`"));
    }
}

/// The same for an origin that is the default of an environment variable.
///
/// # Panics
/// At compile time, where a rule is broken.
#[track_caller]
pub const fn check_default_origin(
    policy: &PolicyLiteral,
    origin: &str,
    name: &str,
    null_allowed: bool,
) {
    if let Some(rule) = broken_by_origin(origin, null_allowed) {
        fail(&Message::of_value(rule, "origins", name, origin));
    }
    let is_admitted = !policy.credentials || policy.insecure_origins_allowed;
    if constant::is_insecure_origin(origin) && !is_admitted {
        let help = "give it an `https` origin, or remove `credentials` \
                    (`dangerous(insecure_origins)` admits it all the same)";
        let rule = Rule::InsecureOriginWithCredentials;
        fail(&Message::of_combination(rule, name, origin, help));
    }
}

/// An entry of `methods`.
///
/// # Panics
/// At compile time, where a rule is broken.
#[track_caller]
pub const fn check_method(policy: &PolicyLiteral, index: usize, name: &str) {
    if let Methods::List(methods) = policy.methods
        && let Some(rule) = broken_by_method(methods[index])
    {
        fail(&Message::of_value(rule, "methods", name, methods[index]));
    }
}

/// A method of the route, against a list with constants in it.
///
/// # Panics
/// At compile time, where the list lacks it.
#[track_caller]
pub const fn check_method_of_route(policy: &PolicyLiteral, method: &str) {
    if let Methods::List(methods) = policy.methods
        && !lists(methods, method)
    {
        fail(&Message::of_missing_method(method));
    }
}

/// An entry of `headers`.
///
/// # Panics
/// At compile time, where a rule is broken.
#[track_caller]
pub const fn check_header(policy: &PolicyLiteral, index: usize, name: &str) {
    if let Some(rule) = broken_by_header(policy.headers[index]) {
        fail(&Message::of_value(rule, "headers", name, policy.headers[index]));
    }
}

/// An entry of `expose`.
///
/// # Panics
/// At compile time, where a rule is broken.
#[track_caller]
pub const fn check_expose(policy: &PolicyLiteral, index: usize, name: &str) {
    if let Some(rule) = broken_by_exposed_header(policy.expose[index]) {
        fail(&Message::of_value(rule, "expose", name, policy.expose[index]));
    }
}

/// The value of `max_age`.
///
/// # Panics
/// At compile time, where it makes no sense.
#[track_caller]
pub const fn check_max_age(age: MaxAgeConstant, name: &str) {
    if age.seconds().is_some() {
        return;
    }
    match age {
        MaxAgeConstant::Text(text) => {
            fail(&Message::of_value(Rule::MaxAgeInvalid, "max_age", name, text));
        }
        MaxAgeConstant::Seconds(number) => {
            fail(&Message::of_number(Rule::MaxAgeInvalid, name, number))
        }
    }
}

/// The value of `preflight_status`.
///
/// # Panics
/// At compile time, where it is no status from 200 to 299.
#[track_caller]
pub const fn check_preflight_status(policy: &PolicyLiteral, name: &str) {
    if let Some(rule) = broken_by_status(policy.preflight_status) {
        // Widening; `From` is not const.
        fail(&Message::of_number(rule, name, policy.preflight_status as i128));
    }
}

#[track_caller]
const fn fail(message: &Message) {
    panic!("{}", message.as_str());
}

/// Whether some origin has neither TLS nor a loopback host.
pub(crate) const fn holds_insecure(origins: &[&str]) -> bool {
    let mut rest = origins;
    while let [origin, others @ ..] = rest {
        if constant::is_insecure_origin(origin) {
            return true;
        }
        rest = others;
    }
    false
}

/// Whether a policy refuses the `content-type` of JSON; `false` where that is known only when the
/// server starts. Generated code asks it for a warning.
#[must_use]
pub const fn lacks_content_type(policy: &Policy) -> bool {
    let literal = match policy.overlay() {
        Some(overlay) if !overlay.writes_headers() => return false,
        _ => declaration::fields(policy),
    };
    let mut rest = literal.headers;
    while let [header, others @ ..] = rest {
        if header.eq_ignore_ascii_case("content-type") {
            return false;
        }
        rest = others;
    }
    !literal.any_header && !literal.disabled
}

/// The policy as requests are decided by it, checked as a whole: what a rule refuses is kept, and
/// nothing is granted.
pub(crate) fn prepared(literal: &PolicyLiteral, source: Source) -> PreparedPolicy {
    let mut draft = draft(literal);
    environment::drop_unused_escapes(&mut draft);
    let checked = check(&draft);
    let refusal = checked.refusal(|_| true);
    match (checked.policy, PolicyError::from_issues(refusal)) {
        (Some(mut rules), None) => {
            if let Some(origins) = literal.origin_source {
                rules.origins = cors_rules::Origins::Source(origins);
                rules.summary.insecure_allowed = literal.insecure_origins_allowed;
                rules.summary.public_suffix_allowed = literal.public_suffixes_allowed;
            }
            let values = Values::of_texts(&rules.origins, &checked.texts);
            PreparedPolicy { rules, values, source, number: 0, refusal: None }
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
