//! What a browser will do with a fetch and why, before anything is sent. The plan asks the model:
//! [`Exchange`] for what is sent, and the checks of the answers for what they must have. It knows
//! no rule itself.

use super::active::Active;
use super::allow::judge;
use super::safelist::unsafe_request_headers;
use super::{
    Body, Exchange, FetchRequest, HttpRequest, HttpResponse, Outcome, PageOrigin, PreflightCache,
    Profile, Reason, Step, Tainting, UnsafeHeader,
};
use crate::is_safelisted_method;

/// What a browser will do with a fetch, up to the first answer to the request itself: redirects are
/// not foreseen. Printed (`{}`), it is an explanation for people.
///
/// ```
/// use cors_rules::client::*;
///
/// let page = PageOrigin::parse("https://app.example").unwrap();
/// let fetch = FetchRequest::new("PUT", "https://api.example/name").with_header("x-name", "value");
/// let plan = Plan::of(&page, fetch, &PreflightCache::new(), 0, Profile::Standard);
///
/// assert_eq!(plan.kind, PlanKind::Preflighted);
/// assert_eq!(
///     plan.causes,
///     [
///         PreflightCause::Method("PUT".into()),
///         PreflightCause::Header { name: "x-name".into(), why: UnsafeHeader::Name },
///     ]
/// );
/// let preflight = plan.preflight.as_ref().unwrap();
/// assert_eq!(preflight.header("access-control-request-headers"), Some("x-name"));
/// let needed: Vec<String> = plan.preflight_needs.iter().map(ToString::to_string).collect();
/// assert_eq!(needed[1], "access-control-allow-methods: PUT, or *");
/// println!("{plan}");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The origin of the page, serialised.
    pub page: String,
    /// The method of the fetch, as it is sent.
    pub method: String,
    /// The URL.
    pub url: String,
    /// What will happen.
    pub kind: PlanKind,
    /// Why there is a preflight, or would be if its answer were not remembered; empty where none is
    /// due.
    pub causes: Vec<PreflightCause>,
    /// The preflight, where one is sent.
    pub preflight: Option<HttpRequest>,
    /// The headers that its answer must have, beside a status of 200 to 299.
    pub preflight_needs: Vec<RequiredHeader>,
    /// The request itself; sent once the preflight is granted. `None` where it is never sent.
    pub request: Option<HttpRequest>,
    /// The headers that its answer must have for the page to read it.
    pub request_needs: Vec<RequiredHeader>,
    /// Why the request is not sent, whatever the server answers.
    pub blocked: Option<Reason>,
}

/// What a browser will do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PlanKind {
    /// Nothing is sent: the fetch itself is refused.
    NotSent,
    /// The request goes to the page's own origin. CORS has no part in it.
    SameOrigin,
    /// Mode `no-cors`: the request is sent, and nothing of the answer can be read.
    Opaque,
    /// The request is sent at once, with `Origin`.
    Simple,
    /// A preflight comes first.
    Preflighted,
    /// A preflight would come first, and its answer is remembered.
    Remembered,
}

/// Why a preflight is due.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PreflightCause {
    /// The method is none of GET, HEAD and POST.
    Method(String),
    /// A header that may not go without one.
    Header {
        /// In lower case.
        name: String,
        /// What is wrong with it.
        why: UnsafeHeader,
    },
    /// An `XMLHttpRequest` whose `upload` has listeners.
    UploadListeners,
    /// A stream as body.
    Stream,
}

/// A header that an answer must have.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RequiredHeader {
    /// The name, in lower case.
    pub name: &'static str,
    /// The value, or an element of it.
    pub value: String,
    /// `*` would do, too.
    pub or_any: bool,
}

impl Plan {
    /// The plan of a fetch at a time, in seconds; what the cache knows counts and is left as it is.
    #[must_use]
    pub fn of(
        page: &PageOrigin,
        request: FetchRequest,
        cache: &PreflightCache,
        now: u64,
        profile: Profile,
    ) -> Plan {
        let mut plan = Plan {
            page: page.serialized().to_owned(),
            method: request.method.clone(),
            url: request.url.clone(),
            kind: PlanKind::NotSent,
            causes: Vec::new(),
            preflight: None,
            preflight_needs: Vec::new(),
            request: None,
            request_needs: Vec::new(),
            blocked: None,
        };
        let (exchange, step) = Exchange::start(page, request, &mut cache.clone(), now, profile);
        match (step, exchange.active()) {
            (Step::Send(first), Some(active)) => plan.fill(&exchange, first, active, profile),
            (Step::Done(Outcome::Blocked(blocked)), _) => plan.blocked = Some(blocked.reason),
            // Nothing else ends a fetch that has not begun.
            (Step::Send(_) | Step::Done(_), _) => {}
        }
        plan
    }

    fn fill(&mut self, exchange: &Exchange, first: HttpRequest, active: &Active, profile: Profile) {
        self.method.clone_from(&active.method);
        self.kind = match active.tainting {
            Tainting::Basic => PlanKind::SameOrigin,
            Tainting::Opaque => PlanKind::Opaque,
            Tainting::Cors if first.is_preflight => PlanKind::Preflighted,
            Tainting::Cors if exchange.is_preflighted() => PlanKind::Remembered,
            Tainting::Cors => PlanKind::Simple,
        };
        if exchange.is_preflighted() {
            self.causes = causes(active, profile);
        }
        if first.is_preflight {
            self.preflight_needs = preflight_needs(active, profile);
            self.preflight = Some(first);
        }
        self.blocked = active.deferred.as_ref().map(|(reason, _)| reason.clone());
        if self.blocked.is_none() {
            self.request = Some(active.actual_request(profile));
            self.request_needs =
                needed(&basics(active.origin()), |response| active.check(response).is_ok());
        }
    }
}

/// What the model sees in the request that asks for a preflight.
fn causes(active: &Active, profile: Profile) -> Vec<PreflightCause> {
    let mut causes = Vec::new();
    if !is_safelisted_method(active.method.as_bytes()) {
        causes.push(PreflightCause::Method(active.method.clone()));
    }
    let headers = unsafe_request_headers(&active.headers, profile).into_iter();
    causes.extend(headers.map(|(name, why)| PreflightCause::Header { name, why }));
    causes.dedup();
    if active.use_preflight {
        let is_stream = active.body == Body::Stream;
        causes.push(if is_stream {
            PreflightCause::Stream
        } else {
            PreflightCause::UploadListeners
        });
    }
    causes
}

fn preflight_needs(active: &Active, profile: Profile) -> Vec<RequiredHeader> {
    let question = active.question(profile);
    let mut candidates = basics(active.preflight_origin(profile));
    candidates.push(("access-control-allow-methods", question.method.clone()));
    let mut names = question.unsafe_names.clone();
    names.dedup();
    candidates.extend(names.into_iter().map(|name| ("access-control-allow-headers", name)));
    let origin = active.checked_origin(profile);
    needed(&candidates, |response| judge(response, origin, &question, profile).is_ok())
}

/// A header that an answer may have to have: name and value.
type Candidate = (&'static str, String);

/// What every answer to another origin may have to say.
fn basics(origin: &str) -> Vec<Candidate> {
    vec![
        ("access-control-allow-origin", origin.to_owned()),
        ("access-control-allow-credentials", "true".to_owned()),
    ]
}

/// Those headers without which an answer that has all the others does not pass.
fn needed(candidates: &[Candidate], passes: impl Fn(&HttpResponse) -> bool) -> Vec<RequiredHeader> {
    let is_needed = |position: usize| !passes(&answer(candidates, position, None));
    let required = |(position, (name, value)): (usize, &Candidate)| {
        let or_any = passes(&answer(candidates, position, Some("*")));
        RequiredHeader { name, value: value.clone(), or_any }
    };
    candidates
        .iter()
        .enumerate()
        .filter(|(position, _)| is_needed(*position))
        .map(required)
        .collect()
}

/// An answer that has all of them, but for one that is another, or absent.
fn answer(candidates: &[Candidate], changed: usize, value: Option<&str>) -> HttpResponse {
    candidates.iter().enumerate().fold(HttpResponse::new(204), |answer, (index, (name, own))| {
        match if index == changed { value } else { Some(own.as_str()) } {
            Some(value) => answer.with_header(*name, value),
            None => answer,
        }
    })
}
