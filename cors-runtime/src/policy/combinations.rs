//! The rules that combine fields, asked again where the fields of two policies meet: generated code
//! calls these in const evaluation for `#[cors(policy = PATH, ...)]`. The conditions are those of
//! `cors-rules`; a panic is a compile error at the key that the caller's tokens point to, so each
//! text says what [`Issue`](crate::Issue) would. Where one of the two is known only when the server
//! starts, the rules are asked there ([`crate::policy::overlay`]).

use cors_rules::normalize_method;

use crate::policy::declaration::Policy;
use crate::policy::literal::Methods;

/// `any_origin_with_credentials`.
///
/// # Panics
/// At compile time, where the rule is broken.
#[track_caller]
pub const fn assert_any_origin_with_credentials(policy: &Policy) {
    let Some(policy) = policy.whole_literal() else { return };
    assert!(
        !policy.summary().any_origin_with_credentials(policy.credentials),
        "the policy with the keys written here allows any origin and credentials at once \
         [cors::any_origin_with_credentials]\n\
         help: list the origins that may use credentials, or write `credentials = false`\n\
         see: https://fetch.spec.whatwg.org/#cors-protocol-and-credentials\n\
         more: `cargo cors explain any_origin_with_credentials`"
    );
}

/// `any_expose_with_credentials`.
///
/// # Panics
/// At compile time, where the rule is broken.
#[track_caller]
pub const fn assert_any_expose_with_credentials(policy: &Policy) {
    let Some(policy) = policy.whole_literal() else { return };
    assert!(
        !policy.summary().any_expose_with_credentials(policy.credentials),
        "the policy with the keys written here exposes `*` together with credentials, which exposes nothing \
         [cors::any_expose_with_credentials]\n\
         help: list the headers that scripts may read, for example `expose = [\"x-name\"]`\n\
         see: https://fetch.spec.whatwg.org/#cors-protocol-and-credentials\n\
         more: `cargo cors explain any_expose_with_credentials`"
    );
}

/// `insecure_origin_with_credentials`.
///
/// # Panics
/// At compile time, where the rule is broken.
#[track_caller]
pub const fn assert_insecure_origin_with_credentials(policy: &Policy) {
    let Some(policy) = policy.whole_literal() else { return };
    assert!(
        !policy.summary().insecure_origin_with_credentials(policy.credentials),
        "the policy with the keys written here gives credentials to an origin without TLS, or to a network \
         [cors::insecure_origin_with_credentials]\n\
         help: use `https` origins, or write `credentials = false` (`dangerous(insecure_origins)` admits it all the same)\n\
         see: https://www.w3.org/TR/secure-contexts/#is-origin-trustworthy\n\
         more: `cargo cors explain insecure_origin_with_credentials`"
    );
}

/// `public_suffix_with_credentials`.
///
/// # Panics
/// At compile time, where the rule is broken.
#[track_caller]
pub const fn assert_public_suffix_with_credentials(policy: &Policy) {
    let Some(policy) = policy.whole_literal() else { return };
    assert!(
        !policy.summary().public_suffix_with_credentials(policy.credentials),
        "the policy with the keys written here gives credentials to hosts that anybody can register \
         [cors::public_suffix_with_credentials]\n\
         help: name a host of your own, or write `credentials = false` (`dangerous(public_suffixes)` admits it all the same)\n\
         see: https://publicsuffix.org/\n\
         more: `cargo cors explain public_suffix_with_credentials`"
    );
}

/// `any_extension_with_credentials`.
///
/// # Panics
/// At compile time, where the rule is broken.
#[track_caller]
pub const fn assert_any_extension_with_credentials(policy: &Policy) {
    let Some(policy) = policy.whole_literal() else { return };
    assert!(
        !policy.summary().any_extension_with_credentials(policy.credentials),
        "the policy with the keys written here gives credentials to every extension that a visitor has installed \
         [cors::any_extension_with_credentials]\n\
         help: list the origin of your extension for Chromium, let it send a token in a header elsewhere, or write `credentials = false` (`dangerous(any_extension)` admits it all the same)\n\
         see: https://developer.mozilla.org/en-US/docs/Mozilla/Add-ons/WebExtensions/manifest.json/host_permissions\n\
         more: `cargo cors explain any_extension_with_credentials`"
    );
}

/// `method_of_route_missing`: a policy that lists methods lists those of its route.
///
/// # Panics
/// At compile time, where the rule is broken.
#[track_caller]
pub const fn assert_method_of_route_missing(policy: &Policy, method: &str) {
    let Some(policy) = policy.whole_literal() else { return };
    let is_granted = match policy.methods {
        Methods::OfRoute | Methods::Any => true,
        Methods::List(methods) => lists(methods, method),
    };
    assert!(
        is_granted || policy.disabled,
        "the route serves a method that the named policy does not grant [cors::method_of_route_missing]\n\
         help: add the method to the policy, or write `methods = [...]` here\n\
         see: https://fetch.spec.whatwg.org/#http-access-control-allow-methods\n\
         more: `cargo cors explain method_of_route_missing`"
    );
}

/// Whether a method is among others, in const evaluation; constants may be in any case.
pub(crate) const fn lists(texts: &[&str], text: &str) -> bool {
    let mut rest = texts;
    while let [first, others @ ..] = rest {
        if is_same(normalize_method(first).as_bytes(), text.as_bytes()) {
            return true;
        }
        rest = others;
    }
    false
}

const fn is_same(left: &[u8], right: &[u8]) -> bool {
    let (mut left, mut right) = (left, right);
    while let ([first, left_rest @ ..], [second, right_rest @ ..]) = (left, right) {
        if *first != *second {
            return false;
        }
        (left, right) = (left_rest, right_rest);
    }
    left.is_empty() && right.is_empty()
}
