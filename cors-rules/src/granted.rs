//! What a policy grants of a preflight, one thing at a time: for reports about two policies. Requests
//! are decided by [`crate::decide`], which asks in the same words and stops at the first no.

use crate::decision::{decide_header, decide_method};
use crate::policy::Policy;
use crate::request::FieldLines;

/// Whether a preflight may ask for this method; of the origin nothing is asked.
///
/// `route_methods` are the methods that the policy grants where it names none itself.
///
/// ```
/// use cors_rules::*;
///
/// let draft = Draft { origins: Some(OriginsDraft::Any), ..Draft::default() };
/// let policy = check(&draft).policy.unwrap();
/// assert!(grants_method(&policy, &["PUT"], b"PUT"));
/// assert!(!grants_method(&policy, &["PUT"], b"DELETE"));
/// ```
#[must_use]
pub fn grants_method(policy: &Policy, route_methods: &[&str], method: &[u8]) -> bool {
    !policy.disabled && decide_method(policy, route_methods, FieldLines::One(method)).is_ok()
}

/// Whether a preflight may ask for this header, in any case; of the origin nothing is asked.
///
/// ```
/// use cors_rules::*;
///
/// let origins = Some(OriginsDraft::Any);
/// let draft = Draft { origins, headers: Some(vec!["x-name".into()]), ..Draft::default() };
/// let policy = check(&draft).policy.unwrap();
/// assert!(grants_header(&policy, b"X-Name") && grants_header(&policy, b"accept"));
/// assert!(!grants_header(&policy, b"x-other"));
/// ```
#[must_use]
pub fn grants_header(policy: &Policy, name: &[u8]) -> bool {
    !policy.disabled && decide_header(policy, name).is_ok()
}
