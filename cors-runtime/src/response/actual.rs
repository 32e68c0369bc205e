//! From a decision to the headers of an actual response. Each header is there once: a handler's own
//! are removed first, so that adding, which is cheaper than replacing, sets them.

use actix_web::http::header::{
    ACCESS_CONTROL_ALLOW_CREDENTIALS, ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS,
    ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE, HeaderMap,
    HeaderValue, VARY,
};
use cors_rules::{Decision, Grant, Matched};

use crate::policy::prepared::PreparedPolicy;
use crate::response::vary;

// Constants, for `from_static` looks at each byte wherever it runs.
const ANY: HeaderValue = HeaderValue::from_static("*");
const TRUE: HeaderValue = HeaderValue::from_static("true");

/// What is to be done to a response, kept while the handler runs.
#[derive(Clone, Debug)]
pub(crate) enum Effect {
    /// Allowed: `Access-Control-Allow-Origin` and what goes with it.
    Allow(AllowedOrigin),
    /// No CORS headers; the policy lists origins, so caches must know.
    Deny,
}

/// Where the value of `Access-Control-Allow-Origin` comes from.
#[derive(Clone, Debug)]
pub(crate) enum AllowedOrigin {
    /// The constant `*`.
    Any,
    /// The policy's own value for the exact origin at this position.
    Listed(usize),
    /// The request's value, which a family or a run-time set covers as a whole.
    Request(HeaderValue),
}

impl AllowedOrigin {
    /// Keeps what is needed of the request. A parsed value is a counted reference into the buffer
    /// that the server has read (over HTTP/2, where each value has a buffer of its own, the first
    /// reference costs 24 bytes).
    pub(crate) fn new<'r>(
        matched: Matched,
        origin: impl FnOnce() -> Option<&'r HeaderValue>,
    ) -> Option<AllowedOrigin> {
        match matched {
            Matched::Any => Some(AllowedOrigin::Any),
            Matched::Listed(index) => Some(AllowedOrigin::Listed(index)),
            Matched::Pattern => origin().cloned().map(AllowedOrigin::Request),
        }
    }

    #[inline]
    pub(crate) fn value(&self, policy: &PreparedPolicy) -> Option<HeaderValue> {
        match self {
            AllowedOrigin::Any => Some(ANY),
            AllowedOrigin::Listed(index) => policy.values.origins.get(*index).cloned(),
            AllowedOrigin::Request(value) => Some(value.clone()),
        }
    }
}

impl Effect {
    /// The effect of a decision about a request that is not a preflight.
    pub(crate) fn new<'r>(
        decision: &Decision,
        origin: impl FnOnce() -> Option<&'r HeaderValue>,
    ) -> Effect {
        let grant = match decision {
            Decision::NotCors { allowed: Some(grant) } | Decision::Actual(Ok(grant)) => grant,
            Decision::NotCors { allowed: None }
            | Decision::Actual(Err(_))
            | Decision::Preflight(_) => {
                return Effect::Deny;
            }
        };
        let Grant { origin: matched } = *grant;
        AllowedOrigin::new(matched, origin).map_or(Effect::Deny, Effect::Allow)
    }

    /// Sets the headers.
    pub(crate) fn apply(&self, policy: &PreparedPolicy, headers: &mut HeaderMap) {
        let written = Written::new(headers);
        if written.cors {
            remove_own(headers);
        }
        if policy.rules.disabled {
            return;
        }
        if let Effect::Allow(origin) = self {
            allow(policy, origin, headers);
        }
        if !policy.rules.origins.is_any() {
            if written.vary {
                vary::add_origin(headers, policy);
            } else {
                headers.append(VARY, vary::of_actual(policy));
            }
        }
    }
}

/// Sets what an allowed response and a granted preflight have in common, where no such header is
/// yet.
#[inline]
pub(crate) fn allow_origin(
    policy: &PreparedPolicy,
    origin: &AllowedOrigin,
    headers: &mut HeaderMap,
) {
    if let Some(value) = origin.value(policy) {
        headers.append(ACCESS_CONTROL_ALLOW_ORIGIN, value);
        if policy.rules.credentials {
            headers.append(ACCESS_CONTROL_ALLOW_CREDENTIALS, TRUE);
        }
    }
}

#[inline]
fn allow(policy: &PreparedPolicy, origin: &AllowedOrigin, headers: &mut HeaderMap) {
    allow_origin(policy, origin, headers);
    if let Some(value) = &policy.values.expose_headers {
        headers.append(ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::clone(value));
    }
}

/// What the handler and other middleware wrote that matters here: seldom anything, so one pass over
/// the names is less than a look-up for each.
struct Written {
    cors: bool,
    vary: bool,
}

impl Written {
    fn new(headers: &HeaderMap) -> Self {
        let mut written = Written { cors: false, vary: false };
        for name in headers.keys() {
            let name = name.as_str();
            written.cors |= name.starts_with("access-control-");
            written.vary |= name == "vary";
        }
        written
    }
}

/// CORS headers are the policy's: what a handler wrote itself is dropped.
#[cold]
fn remove_own(headers: &mut HeaderMap) {
    for name in [
        ACCESS_CONTROL_ALLOW_ORIGIN,
        ACCESS_CONTROL_ALLOW_CREDENTIALS,
        ACCESS_CONTROL_EXPOSE_HEADERS,
        ACCESS_CONTROL_ALLOW_METHODS,
        ACCESS_CONTROL_ALLOW_HEADERS,
        ACCESS_CONTROL_MAX_AGE,
    ] {
        headers.remove(name);
    }
}
