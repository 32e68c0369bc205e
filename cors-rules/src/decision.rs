//! The CORS protocol of a server: one policy and one request give one decision. Deciding is a pure
//! function. Its cost is linear in the size of what the client sent and bounded, and it allocates
//! nothing. `cors-runtime` turns a decision into a response.

use crate::method::is_token_byte;
use crate::{
    FieldLines, Headers, Matched, Methods, OriginRequirements, Policy, Request,
    is_forbidden_method, is_safelisted_method, is_safelisted_request_header, is_token,
};

/// The most bytes of `Access-Control-Request-Headers`, over all lines, that are read.
pub const MAX_REQUESTED_HEADERS_BYTES: usize = 2048;
/// The most header names that a preflight may ask for.
pub const MAX_REQUESTED_HEADERS: usize = 128;
/// The most empty list elements
/// ([RFC 9110, section 5.6.1.2](https://www.rfc-editor.org/rfc/rfc9110#section-5.6.1.2) wants a
/// reasonable number accepted).
pub const MAX_EMPTY_ELEMENTS: usize = 32;
/// The most blanks, over all lines.
pub const MAX_BLANKS: usize = 64;
/// The longest requested method; the longest registered one has 17 bytes. A policy for any method
/// with credentials sends it back, so the server has to bound its length.
pub const MAX_METHOD_BYTES: usize = 256;

/// Why a request is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Refusal {
    /// The route has `disabled`.
    Disabled,
    /// `Origin` is empty.
    OriginEmpty,
    /// More than one `Origin` line.
    OriginRepeated,
    /// The origin is not among those of the policy.
    OriginNotListed,
    /// The policy is one that is set while the server runs, and it has not been set yet.
    PolicyNotSet,
    /// `Access-Control-Request-Method` is empty, too long or no token.
    MethodMalformed,
    /// The method is neither safelisted nor listed.
    MethodNotListed,
    /// No handler with this policy serves the method, whatever the policy lists.
    MethodNotServed,
    /// A handler without a policy serves the method on this path, and comes first.
    ServedWithoutPolicy,
    /// There is no `Origin`, and the browser says that a page of another origin makes the request.
    OtherOriginsPage,
    /// A requested header is neither safelisted by name nor listed.
    HeaderNotListed,
    /// `authorization` is requested, and the policy lists `*` alone, which does not cover it.
    AuthorizationNotCovered,
    /// `Access-Control-Request-Headers` is no list of tokens.
    HeadersMalformed,
    /// `Access-Control-Request-Headers` is beyond the bounds of this module.
    HeadersTooLong,
}

impl Refusal {
    /// The reason as a sentence, for events and the body of a refusal in debug builds.
    #[must_use]
    pub const fn message(self) -> &'static str {
        match self {
            Refusal::Disabled => "CORS is disabled for this route",
            Refusal::OriginEmpty => "the `Origin` header is empty",
            Refusal::OriginRepeated => "there is more than one `Origin` header",
            Refusal::OriginNotListed => "the origin is not listed",
            Refusal::PolicyNotSet => "no policy has been set yet",
            Refusal::MethodMalformed => "`Access-Control-Request-Method` is not one method",
            Refusal::MethodNotListed => "the method is not listed",
            Refusal::MethodNotServed => "no handler with this policy serves the method",
            Refusal::ServedWithoutPolicy => "a handler without a policy serves the method",
            Refusal::OtherOriginsPage => {
                "`Sec-Fetch-Site` says that a page of another origin makes the request"
            }
            Refusal::HeaderNotListed => "a requested header is not listed",
            Refusal::AuthorizationNotCovered => {
                "`*` does not cover `authorization`; `[\"*\", \"authorization\"]` does"
            }
            Refusal::HeadersMalformed => {
                "`Access-Control-Request-Headers` is not a list of header names"
            }
            Refusal::HeadersTooLong => "`Access-Control-Request-Headers` is too long",
        }
    }

    /// The reason as a stable name, for programs: it does not change when the sentence does.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Refusal::Disabled => "disabled",
            Refusal::OriginEmpty => "origin_empty",
            Refusal::OriginRepeated => "origin_repeated",
            Refusal::OriginNotListed => "origin_not_listed",
            Refusal::PolicyNotSet => "policy_not_set",
            Refusal::MethodMalformed => "method_malformed",
            Refusal::MethodNotListed => "method_not_listed",
            Refusal::MethodNotServed => "method_not_served",
            Refusal::ServedWithoutPolicy => "served_without_policy",
            Refusal::OtherOriginsPage => "other_origins_page",
            Refusal::HeaderNotListed => "header_not_listed",
            Refusal::AuthorizationNotCovered => "authorization_not_covered",
            Refusal::HeadersMalformed => "headers_malformed",
            Refusal::HeadersTooLong => "headers_too_long",
        }
    }
}

/// An actual request is allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grant {
    /// How the origin matched.
    pub origin: Matched,
}

/// A preflight is granted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PreflightGrant {
    /// How the origin matched.
    pub origin: Matched,
    /// Headers were asked for, so `Access-Control-Allow-Headers` belongs in the answer.
    pub headers_requested: bool,
    /// The policy has `any` methods and credentials: the requested method is mirrored.
    pub mirror_method: bool,
    /// The policy has `any` headers and credentials: the requested names are mirrored.
    pub mirror_headers: bool,
}

/// What to do with a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// No `Origin`: not a CORS request. `allowed` is set where the policy is for everybody.
    NotCors {
        /// The constant `*` belongs on the response all the same, so that caches can share it.
        allowed: Option<Grant>,
    },
    /// A request that is not a preflight.
    Actual(Result<Grant, Refusal>),
    /// A preflight; the handler never runs.
    Preflight(Result<PreflightGrant, Refusal>),
}

/// Decides one request by one policy
/// ([Fetch, section 3.3](https://fetch.spec.whatwg.org/#http-cors-protocol)).
///
/// `route_methods` are the methods that the policy grants where it names none itself.
///
/// ```
/// use cors_rules::*;
///
/// let draft = Draft { origins: Some(OriginsDraft::List(vec!["https://a.example".into()])), ..Draft::default() };
/// let policy = check(&draft).policy.unwrap();
/// let request = Request {
///     is_options: false,
///     origin: FieldLines::One(b"https://a.example"),
///     requested_method: FieldLines::Absent,
///     requested_headers: std::iter::empty(),
/// };
/// assert_eq!(decide(&policy, &[], &request), Decision::Actual(Ok(Grant { origin: Matched::Listed(0) })));
/// ```
#[inline]
pub fn decide<'a, H>(policy: &Policy, route_methods: &[&str], request: &Request<'a, H>) -> Decision
where
    H: Iterator<Item = &'a [u8]> + Clone,
{
    decide_answered(policy, route_methods, request, false)
}

/// The same by a policy whose origins were looked up for this request: whether they are said to be
/// [allowed](crate::OriginAnswer). A policy that looks nothing up decides as ever.
#[inline]
pub fn decide_answered<'a, H>(
    policy: &Policy,
    route_methods: &[&str],
    request: &Request<'a, H>,
    allowed: bool,
) -> Decision
where
    H: Iterator<Item = &'a [u8]> + Clone,
{
    if request.is_preflight() {
        Decision::Preflight(decide_preflight(policy, route_methods, request, allowed))
    } else {
        decide_actual_answered(policy, request.origin, allowed)
    }
}

/// Decides a request that is no preflight; of its facts only the origin matters.
///
/// ```
/// use cors_rules::*;
///
/// let draft = Draft { origins: Some(OriginsDraft::Any), ..Draft::default() };
/// let policy = check(&draft).policy.unwrap();
/// let everybody = Some(Grant { origin: Matched::Any });
/// assert_eq!(decide_actual(&policy, FieldLines::Absent), Decision::NotCors { allowed: everybody });
/// ```
#[inline]
#[must_use]
pub fn decide_actual(policy: &Policy, origin: FieldLines<'_>) -> Decision {
    decide_actual_answered(policy, origin, false)
}

/// The same by a policy whose origins were looked up for this request; see [`decide_answered`].
#[inline]
#[must_use]
pub fn decide_actual_answered(policy: &Policy, origin: FieldLines<'_>, allowed: bool) -> Decision {
    let any_origin = policy.is_for_everybody();
    match origin {
        FieldLines::Absent => {
            Decision::NotCors { allowed: any_origin.then_some(Grant { origin: Matched::Any }) }
        }
        // The constant `*` is on every response: what the client sent plays no part in it.
        _ if any_origin => Decision::Actual(Ok(Grant { origin: Matched::Any })),
        origin => {
            Decision::Actual(decide_origin(policy, origin, allowed).map(|origin| Grant { origin }))
        }
    }
}

#[inline]
fn decide_origin(
    policy: &Policy,
    origin: FieldLines<'_>,
    allowed: bool,
) -> Result<Matched, Refusal> {
    if policy.disabled {
        return Err(Refusal::Disabled);
    }
    match origin {
        FieldLines::Absent | FieldLines::One(b"") => Err(Refusal::OriginEmpty),
        FieldLines::Repeated(_) => Err(Refusal::OriginRepeated),
        FieldLines::One(value) => policy
            .origins
            .find_answered(value, OriginRequirements::of(policy), allowed)
            .ok_or_else(|| not_found(policy)),
    }
}

/// Why an origin was not found.
#[cold]
fn not_found(policy: &Policy) -> Refusal {
    match policy.origins.source() {
        Some(source) if !source.is_set() => Refusal::PolicyNotSet,
        _ => Refusal::OriginNotListed,
    }
}

#[inline]
fn decide_preflight<'a, H>(
    policy: &Policy,
    route_methods: &[&str],
    request: &Request<'a, H>,
    allowed: bool,
) -> Result<PreflightGrant, Refusal>
where
    H: Iterator<Item = &'a [u8]> + Clone,
{
    let origin = decide_origin(policy, request.origin, allowed)?;
    decide_method(policy, route_methods, request.requested_method)?;
    let headers_requested = decide_headers(policy, request.requested_headers.clone())?;
    Ok(PreflightGrant {
        origin,
        headers_requested,
        mirror_method: policy.credentials && policy.methods == Methods::Any,
        mirror_headers: policy.credentials && matches!(policy.headers, Headers::Any { .. }),
    })
}

#[inline]
pub(crate) fn decide_method(
    policy: &Policy,
    route_methods: &[&str],
    method: FieldLines<'_>,
) -> Result<(), Refusal> {
    // The first line decides even if there are more: the answer names what is granted, and the
    // browser compares that with its request.
    let method = method.first().ok_or(Refusal::MethodMalformed)?;
    if is_safelisted_method(method) {
        return Ok(());
    }
    let listed = match &policy.methods {
        Methods::List(names) => names.find(method).is_some(),
        Methods::OfRoute => route_methods.iter().any(|own| own.as_bytes() == method),
        Methods::Any => {
            method.len() <= MAX_METHOD_BYTES && is_token(method) && !is_forbidden_method(method)
        }
    };
    match listed {
        true => Ok(()),
        false if method.len() <= MAX_METHOD_BYTES && is_token(method) => {
            Err(Refusal::MethodNotListed)
        }
        false => Err(Refusal::MethodMalformed),
    }
}

/// Whether every requested name is granted; `Ok(true)` where at least one line was there.
fn decide_headers<'a>(
    policy: &Policy,
    mut lines: impl Iterator<Item = &'a [u8]> + Clone,
) -> Result<bool, Refusal> {
    let Some(first) = lines.next() else { return Ok(false) };
    // A line counts for at least one byte, so that a flood of empty lines is bounded too.
    let mut bytes = first.len().max(1);
    for line in lines.clone() {
        bytes = bytes.saturating_add(line.len().max(1));
        if bytes > MAX_REQUESTED_HEADERS_BYTES {
            break;
        }
    }
    if bytes > MAX_REQUESTED_HEADERS_BYTES {
        return Err(Refusal::HeadersTooLong);
    }
    let mut seen = Seen::default();
    decide_line(policy, first, &mut seen)?;
    for line in lines {
        decide_line(policy, line, &mut seen)?;
    }
    Ok(true)
}

/// What has been read of all lines.
#[derive(Default)]
struct Seen {
    names: usize,
    empty: usize,
    blanks: usize,
}

impl Seen {
    #[inline]
    fn is_too_much(&self) -> bool {
        self.names > MAX_REQUESTED_HEADERS
            || self.empty > MAX_EMPTY_ELEMENTS
            || self.blanks > MAX_BLANKS
    }
}

fn decide_line(policy: &Policy, line: &[u8], seen: &mut Seen) -> Result<(), Refusal> {
    let mut rest = line;
    loop {
        let end = if let Some(end) = end_of_listed(policy, rest) {
            seen.names += 1;
            end
        } else {
            let end = rest.iter().position(|byte| *byte == b',').unwrap_or(rest.len());
            decide_element(policy, rest.get(..end).unwrap_or(rest), seen)?;
            end
        };
        if seen.is_too_much() {
            return Err(Refusal::HeadersTooLong);
        }
        match rest.get(end..).and_then(<[u8]>::split_first) {
            Some((_, tail)) => rest = tail,
            None => return Ok(()),
        }
    }
}

/// Where the first element of a line ends, if it is a listed name as browsers write it.
#[inline]
fn end_of_listed(policy: &Policy, line: &[u8]) -> Option<usize> {
    match &policy.headers {
        Headers::List(names) => names.first_element(line),
        Headers::Any { .. } => None,
    }
}

fn decide_element(policy: &Policy, element: &[u8], seen: &mut Seen) -> Result<(), Refusal> {
    let name = trim_blanks(element);
    seen.blanks += element.len() - name.len();
    if name.is_empty() {
        seen.empty += 1;
        return Ok(());
    }
    seen.names += 1;
    decide_header(policy, name)
}

/// Removes [optional white space](https://www.rfc-editor.org/rfc/rfc9110#section-5.6.3), which is
/// spaces and tabs only.
#[inline]
fn trim_blanks(mut element: &[u8]) -> &[u8] {
    while let [b' ' | b'\t', rest @ ..] | [rest @ .., b' ' | b'\t'] = element {
        element = rest;
    }
    element
}

pub(crate) fn decide_header(policy: &Policy, name: &[u8]) -> Result<(), Refusal> {
    let granted = match &policy.headers {
        Headers::List(names) => names.find_ignoring_case(name).is_some(),
        // `*` is a wildcard only without credentials, and never covers `Authorization`
        // (https://fetch.spec.whatwg.org/#cors-non-wildcard-request-header-name).
        Headers::Any { authorization } => {
            name.iter().copied().all(is_token_byte)
                && (policy.credentials
                    || *authorization
                    || !name.eq_ignore_ascii_case(b"authorization"))
        }
    };
    match granted || is_safelisted_request_header(name) {
        true => Ok(()),
        false if matches!(policy.headers, Headers::Any { .. }) && is_token(name) => {
            Err(Refusal::AuthorizationNotCovered)
        }
        false if is_token(name) => Err(Refusal::HeaderNotListed),
        false => Err(Refusal::HeadersMalformed),
    }
}
