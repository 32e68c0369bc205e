//! Constants of the program in a policy: what generated code asks about each in const evaluation,
//! where a panic is a compile error at the constant. What const evaluation cannot know is checked
//! when the server starts ([`crate::policy::literal_at_start`]).

use cors_rules::constant::{
    self, Message, broken_by_exposed_header, broken_by_header, broken_by_method, broken_by_origin,
    broken_by_status,
};
use cors_rules::{Rule, equal_ignoring_case};

use crate::policy::combinations::lists;
use crate::policy::declaration::{self, Policy};
use crate::policy::literal::{Methods, PolicyLiteral};
use crate::policy::max_age::MaxAgeConstant;

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
        let help = "give it the `https` origin of one host, or remove `credentials` \
                    (`dangerous(insecure_origins)` admits it all the same)";
        let rule = Rule::InsecureOriginWithCredentials;
        fail(&Message::of_combination(rule, name, origin, help));
    }
    let is_admitted = !policy.credentials || policy.any_extension_allowed;
    if constant::is_any_extension(origin) && !is_admitted {
        // Elsewhere the identifier differs from one installation to the next.
        let help = if matches!(origin.as_bytes(), [b'c', ..]) {
            "give it the origin of your extension, or remove `credentials` \
             (`dangerous(any_extension)` admits it all the same)"
        } else {
            "let your extension send a token in a header, or remove `credentials` \
             (`dangerous(any_extension)` admits it all the same)"
        };
        let rule = Rule::AnyExtensionWithCredentials;
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
            fail(&Message::of_number(Rule::MaxAgeInvalid, name, number));
        }
        MaxAgeConstant::Duration(duration) => fail(&Message::of_duration(name, duration)),
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
        if equal_ignoring_case(header.as_bytes(), b"content-type") {
            return false;
        }
        rest = others;
    }
    !literal.any_header && !literal.disabled
}
