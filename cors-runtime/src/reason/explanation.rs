//! Why a request is allowed or refused, in a form for people: for events, for `explain`, for tests
//! of one's own policies. It describes a decision and never takes part in one.

use std::fmt;

use actix_web::HttpRequest;
use actix_web::http::header::{
    ACCESS_CONTROL_REQUEST_HEADERS, ACCESS_CONTROL_REQUEST_METHOD, HeaderMap, HeaderName,
    HeaderValue, ORIGIN,
};
use cors_rules::{
    Decision, Matched, OriginAnswer, OriginLookup, Refusal, Request, decide_answered,
};

use crate::policy::declaration::Policy;
use crate::policy::live::LivePolicy;
use crate::policy::prepared::PreparedPolicy;
use crate::policy::source::{Source, VersionSource};
use crate::policy::worker::WorkerPolicy;
use crate::reason::nearest::Nearest;
use crate::reason::nearest_when_asked::NearestWhenAsked;
use crate::request::facts;
use crate::request::lookup_request::LookupRequest;
use crate::request::{fetch_metadata, same_origin};

/// The most bytes of a value that are shown.
const SHOWN: usize = 80;

/// The check that settled a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Reason {
    /// There is no `Origin`.
    NotCors,
    /// The policy is for everybody.
    AnyOrigin,
    /// The origin is listed.
    OriginListed,
    /// The origin belongs to a listed family or to a run-time set.
    OriginCovered,
    /// The origin is the server's own, which needs no policy.
    SameOrigin,
    /// A check failed.
    Refused(Refusal),
}

impl Reason {
    pub(super) fn of(decision: &Decision, request: &HttpRequest, trusts_forwarded: bool) -> Reason {
        let matched = match decision {
            Decision::NotCors { .. } => return Reason::NotCors,
            Decision::Actual(Ok(grant)) => grant.origin,
            Decision::Preflight(Ok(grant)) => grant.origin,
            Decision::Actual(Err(_)) if same_origin::is_same_origin(request, trusts_forwarded) => {
                return Reason::SameOrigin;
            }
            Decision::Actual(Err(refusal)) | Decision::Preflight(Err(refusal)) => {
                return Reason::Refused(*refusal);
            }
        };
        match matched {
            Matched::Any => Reason::AnyOrigin,
            Matched::Listed(_) => Reason::OriginListed,
            Matched::Pattern => Reason::OriginCovered,
        }
    }

    /// The reason in words.
    #[must_use]
    pub const fn message(self) -> &'static str {
        match self {
            Reason::NotCors => "there is no `Origin` header",
            Reason::AnyOrigin => "the policy is for every origin",
            Reason::OriginListed => "the origin is listed",
            Reason::OriginCovered => "the origin belongs to a listed family",
            Reason::SameOrigin => "the origin is the server's own",
            Reason::Refused(refusal) => refusal.message(),
        }
    }

    /// The reason as a stable name, for programs: `origin_not_listed`. It tells nothing that a
    /// client does not know already, and may be sent to it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Reason::NotCors => "not_cors",
            Reason::AnyOrigin => "any_origin",
            Reason::OriginListed => "origin_listed",
            Reason::OriginCovered => "origin_covered",
            Reason::SameOrigin => "same_origin",
            Reason::Refused(refusal) => refusal.code(),
        }
    }
}

/// What a policy says about a request, and why: of [`explain`], and what
/// [`Cors::refuse_with`](crate::Cors::refuse_with) is told.
///
/// What a client sent is visible ASCII here, anything else is escaped, and it is cut short. So it
/// may be written to a log, and by a serializer into JSON. It is not escaped for HTML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    source: DecidedBy,
    reason: Reason,
    is_preflight: bool,
    origin: Option<String>,
    value: Option<String>,
    key: Option<String>,
    nearest: NearestWhenAsked,
}

/// The policy that has decided, and of a live one its version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct DecidedBy {
    policy: Source,
    version: Option<VersionSource>,
}

impl fmt::Display for DecidedBy {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.policy)?;
        self.version.map_or(Ok(()), |version| write!(out, " ({version})"))
    }
}

/// Says what a policy makes of a request, and why. It decides by the same function as the server
/// does, and changes nothing. Of a resolver's origins it knows what is remembered and asks for
/// nothing: an origin without a remembered answer is not listed.
///
/// ```
/// use actix_web::test::TestRequest;
/// use cors_runtime::{Difference, Policy, explain};
///
/// let policy = Policy::builder().origins(["https://a.example"]).build()?;
/// let request = TestRequest::default().insert_header(("origin", "http://a.example")).to_http_request();
/// let explanation = explain(&policy, &request);
/// assert!(explanation.is_refused());
/// let nearest = explanation.nearest().unwrap();
/// assert_eq!((nearest.allowed(), nearest.difference()), ("https://a.example", Difference::Scheme));
/// # Ok::<(), cors_runtime::PolicyError>(())
/// ```
#[must_use]
pub fn explain(policy: &Policy, request: &HttpRequest) -> Explanation {
    explain_prepared(&policy.prepared(), request)
}

impl LivePolicy {
    /// Says what the version that is in force makes of a request, and why; see [`explain`].
    ///
    /// ```
    /// use actix_web::test::TestRequest;
    /// use cors_runtime::{LivePolicy, Policy, Reason, Refusal};
    ///
    /// let live = LivePolicy::new();
    /// let request = TestRequest::default().insert_header(("origin", "https://a.example"));
    /// let request = request.to_http_request();
    /// assert_eq!(live.explain(&request).reason(), Reason::Refused(Refusal::PolicyNotSet));
    ///
    /// live.replace(Policy::builder().origins(["https://a.example"]).build()?)?;
    /// let explanation = live.explain(&request);
    /// assert!(explanation.to_string().contains("(version 1 from "), "{explanation}");
    /// # Ok::<(), cors_runtime::PolicyError>(())
    /// ```
    #[must_use]
    pub fn explain(&self, request: &HttpRequest) -> Explanation {
        explain_prepared(&self.state().prepared(), request)
    }
}

fn explain_prepared(policy: &PreparedPolicy, request: &HttpRequest) -> Explanation {
    let answer = match policy.look_up(&LookupRequest::here(request, false)) {
        Some(OriginLookup::Known(answer)) => answer,
        Some(OriginLookup::Unknown | OriginLookup::Pending(_)) | None => OriginAnswer::REFUSED,
    };
    let facts = facts::facts(request.head());
    let decision = decide_answered(&policy.rules, &[], &facts, answer.allowed);
    Explanation::new(policy, &[], request, &decision, answer.key.as_deref(), false)
}

impl Explanation {
    pub(crate) fn new(
        policy: &PreparedPolicy,
        route_methods: &[&str],
        request: &HttpRequest,
        decision: &Decision,
        key: Option<&str>,
        trusts_forwarded: bool,
    ) -> Explanation {
        let reason = Reason::of(decision, request, trusts_forwarded);
        let is_preflight = matches!(decision, Decision::Preflight(_));
        let nearest = |refusal, value: &[u8]| NearestWhenAsked::now(policy, refusal, value);
        Explanation::describe(policy, route_methods, request, reason, key, is_preflight, nearest)
    }

    /// Why a request is refused, whatever its origin resembles.
    pub(crate) fn of_rejection(
        policy: &PreparedPolicy,
        request: &HttpRequest,
        key: Option<&str>,
        refusal: Refusal,
    ) -> Explanation {
        let reason = Reason::Refused(refusal);
        let nearest = |refusal, value: &[u8]| NearestWhenAsked::now(policy, refusal, value);
        Explanation::describe(policy, &[], request, reason, key, false, nearest)
    }

    /// The same for the application, once for each refusal: clients choose how many there are, so
    /// what is nearest is sought only where somebody asks.
    pub(crate) fn of_refusal(
        policy: &WorkerPolicy,
        route_methods: &[&str],
        request: &HttpRequest,
        refusal: Refusal,
        key: Option<&str>,
        is_preflight: bool,
    ) -> Explanation {
        let reason = Reason::Refused(refusal);
        let nearest =
            |refusal, value: &[u8]| NearestWhenAsked::later(policy.shared(), refusal, value);
        Explanation::describe(policy, route_methods, request, reason, key, is_preflight, nearest)
    }

    fn describe(
        policy: &PreparedPolicy,
        route_methods: &[&str],
        request: &HttpRequest,
        reason: Reason,
        key: Option<&str>,
        is_preflight: bool,
        nearest: impl FnOnce(Refusal, &[u8]) -> NearestWhenAsked,
    ) -> Explanation {
        let value = blamed(policy, route_methods, request.headers(), reason);
        let origin = request.headers().get(ORIGIN).map(HeaderValue::as_bytes);
        Explanation {
            source: DecidedBy { policy: policy.source, version: policy.version },
            reason,
            is_preflight,
            origin: origin.map(shown),
            nearest: match (reason, value) {
                (Reason::Refused(refusal), Some(value)) => nearest(refusal, value),
                _ => NearestWhenAsked::default(),
            },
            value: value.map(shown),
            key: key.filter(|_| is_about_origin(reason)).map(|key| shown(key.as_bytes())),
        }
    }

    /// The check that settled it.
    #[must_use]
    pub fn reason(&self) -> Reason {
        self.reason
    }

    /// Whether a check failed.
    #[must_use]
    pub fn is_refused(&self) -> bool {
        matches!(self.reason, Reason::Refused(_))
    }

    /// Whether the request is a preflight.
    #[must_use]
    pub fn is_preflight(&self) -> bool {
        self.is_preflight
    }

    /// The first `Origin` of the request, escaped and cut short; `None` where there is none.
    #[must_use]
    pub fn origin(&self) -> Option<&str> {
        self.origin.as_deref()
    }

    /// The value that was looked at, escaped and cut short.
    #[must_use]
    pub fn value(&self) -> Option<&str> {
        self.value.as_deref()
    }

    /// What the refusal depends on beside the origin, escaped and cut short: the key of a
    /// resolver, such as a tenant. None where it is made of headers or of the query, which may hold
    /// secrets.
    #[must_use]
    pub fn key(&self) -> Option<&str> {
        self.key.as_deref()
    }

    /// What the policy would have allowed instead, where something is near. It is a piece of the
    /// configuration: for logs and for who develops the server, not for clients in production.
    ///
    /// The first call may look at a thousand origins, where many are listed; for
    /// [`Cors::refuse_with`](crate::Cors::refuse_with) that is not done before it is asked for.
    #[must_use]
    pub fn nearest(&self) -> Option<&Nearest> {
        self.nearest.get()
    }

    /// Name, file and line of the policy; of a live one also the number of the version, and where
    /// that one was written.
    ///
    /// Not for clients in production: it tells what the source of the program looks like.
    #[must_use]
    pub fn policy(&self) -> impl fmt::Display + use<> {
        self.source
    }

    /// The name of the policy: that of the `static`, or of the handler; `None` where it was built
    /// at run time.
    #[must_use]
    pub fn policy_name(&self) -> Option<&'static str> {
        Some(self.source.policy.name).filter(|name| !name.is_empty())
    }
}

/// One line: the verdict, the reason, the value, the policy's place, and what is near.
impl fmt::Display for Explanation {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let verdict = if self.is_refused() { "refused" } else { "allowed" };
        let what = if self.is_preflight { "preflight" } else { "request" };
        write!(out, "{what} {verdict} by {}: {}", self.source, self.reason.message())?;
        if let Some(value) = &self.value {
            write!(out, ": `{value}`")?;
        }
        if let Some(key) = &self.key {
            write!(out, ", for `{key}`")?;
        }
        if let Some(Nearest { allowed, difference }) = self.nearest() {
            write!(out, "; `{allowed}` is allowed, which differs only by {difference}")?;
        }
        Ok(())
    }
}

/// Whether it is the origin that is refused.
fn is_about_origin(reason: Reason) -> bool {
    reason == Reason::Refused(Refusal::OriginNotListed)
}

/// The value of the request that the reason is about.
fn blamed<'r>(
    policy: &PreparedPolicy,
    route_methods: &[&str],
    headers: &'r HeaderMap,
    reason: Reason,
) -> Option<&'r [u8]> {
    let first = |name: HeaderName| headers.get(name).map(HeaderValue::as_bytes);
    match reason {
        Reason::NotCors | Reason::Refused(Refusal::Disabled | Refusal::OriginEmpty) => None,
        Reason::Refused(
            Refusal::MethodMalformed
            | Refusal::MethodNotListed
            | Refusal::MethodNotServed
            | Refusal::ServedWithoutPolicy,
        ) => first(ACCESS_CONTROL_REQUEST_METHOD),
        Reason::Refused(Refusal::OtherOriginsPage) => first(fetch_metadata::SITE),
        Reason::Refused(
            Refusal::HeaderNotListed | Refusal::AuthorizationNotCovered | Refusal::HeadersMalformed,
        ) => refused_header(policy, route_methods, headers),
        Reason::Refused(Refusal::HeadersTooLong) => first(ACCESS_CONTROL_REQUEST_HEADERS),
        _ => first(ORIGIN),
    }
}

/// The first requested header that the policy refuses when it is asked for alone. The preflight
/// that asks is put together here, from what the policy has granted already.
fn refused_header<'r>(
    policy: &PreparedPolicy,
    route_methods: &[&str],
    headers: &'r HeaderMap,
) -> Option<&'r [u8]> {
    let names = headers
        .get_all(ACCESS_CONTROL_REQUEST_HEADERS)
        .flat_map(|line| line.as_bytes().split(|byte| *byte == b','))
        .map(<[u8]>::trim_ascii)
        .filter(|name| !name.is_empty());
    let one = |name: &'r HeaderName| {
        cors_rules::FieldLines::collect(headers.get_all(name).map(HeaderValue::as_bytes))
    };
    let is_refused = |name: &&[u8]| {
        let request = Request {
            is_options: true,
            origin: one(&ORIGIN),
            requested_method: one(&ACCESS_CONTROL_REQUEST_METHOD),
            requested_headers: std::iter::once(*name),
        };
        // The origin was allowed, or no header would be blamed.
        let decision = decide_answered(&policy.rules, route_methods, &request, true);
        matches!(decision, Decision::Preflight(Err(_)))
    };
    names.take(cors_rules::MAX_REQUESTED_HEADERS + 1).find(is_refused)
}

/// What a client sent, so that it can neither break a log line nor flood it: visible ASCII, the
/// rest escaped, cut short.
fn shown(value: &[u8]) -> String {
    match value.get(..SHOWN) {
        Some(start) if value.len() > SHOWN => format!("{}…", start.escape_ascii()),
        _ => value.escape_ascii().to_string(),
    }
}
