//! One expectation as `tests/conformance/wpt.json` has it; its README says what the fields mean.

use std::collections::BTreeMap;
use std::fmt;

use cors_rules::client::{Body, CredentialsMode, FetchRequest, Profile, RedirectMode, RequestMode};
use serde::Deserialize;

/// Header lines; the characters of a value are its bytes.
type Lines = Vec<(String, String)>;

/// A page, and what it fetches.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Case {
    /// The file of web-platform-tests.
    pub(crate) suite: String,
    pub(crate) name: String,
    pub(crate) page: String,
    profile: String,
    pub(crate) steps: Vec<Step>,
    /// Why engines themselves fail it.
    #[serde(default)]
    #[allow(dead_code, reason = "every field is read, so that none can be misspelt")]
    stale: Option<String>,
}

/// One fetch.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Step {
    /// Seconds since the step before.
    pub(crate) after: u64,
    pub(crate) request: Request,
    /// Of each address: the answer to a preflight, and that to every other request.
    pub(crate) server: Vec<(String, Answer, Answer)>,
    pub(crate) expect: Expect,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Request {
    method: String,
    url: String,
    headers: Lines,
    body: Option<String>,
    mode: Option<String>,
    redirect: Option<String>,
    credentials: Option<String>,
    #[serde(default)]
    http2: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Lines,
}

/// What has to be seen; what is absent is free.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Expect {
    pub(crate) verdict: String,
    /// What the page reads: status, type, URL, headers.
    pub(crate) status: Option<u16>,
    pub(crate) kind: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) redirected: Option<bool>,
    #[serde(default)]
    pub(crate) headers: BTreeMap<String, Option<String>>,
    /// The methods of all requests, and how many of them are preflights.
    pub(crate) sent: Option<Vec<String>>,
    pub(crate) preflights: Option<usize>,
    /// Of all requests: whether credentials go along.
    pub(crate) creds: Option<Vec<bool>>,
    /// Of all requests but preflights: `Origin`.
    pub(crate) origins: Option<Vec<Option<String>>>,
    /// Of the last preflight: `Access-Control-Request-Headers`.
    #[serde(default)]
    pub(crate) acrh: Line,
    /// Of the last request: method, headers, headers whose lines are joined, whether it has a body.
    pub(crate) lastmethod: Option<String>,
    #[serde(default)]
    pub(crate) last: BTreeMap<String, Option<String>>,
    #[serde(default)]
    pub(crate) joined: BTreeMap<String, Option<String>>,
    pub(crate) body: Option<bool>,
}

/// A header that may be anything, must be absent (`null`), or has a value.
#[derive(Debug, Default)]
pub(crate) enum Line {
    #[default]
    Free,
    Is(Option<String>),
}

impl<'de> Deserialize<'de> for Line {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Option::deserialize(deserializer).map(Line::Is)
    }
}

impl fmt::Display for Case {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} | {}", self.suite, self.name)
    }
}

impl Case {
    pub(crate) fn profile(&self) -> Profile {
        match self.profile.as_str() {
            "standard" => Profile::Standard,
            "chromium" => Profile::Chromium,
            other => panic!("{self}: profile `{other}`"),
        }
    }
}

impl Request {
    /// The fetch, for the model.
    pub(crate) fn fetch(&self) -> FetchRequest {
        FetchRequest {
            headers: self.headers.clone(),
            mode: match self.mode.as_deref() {
                None | Some("cors") => RequestMode::Cors,
                Some("no-cors") => RequestMode::NoCors,
                Some("same-origin") => RequestMode::SameOrigin,
                Some(other) => panic!("mode `{other}`"),
            },
            credentials: match self.credentials.as_deref() {
                None | Some("same-origin") => CredentialsMode::SameOrigin,
                Some("include") => CredentialsMode::Include,
                Some("omit") => CredentialsMode::Omit,
                Some(other) => panic!("credentials `{other}`"),
            },
            redirect: match self.redirect.as_deref() {
                None | Some("follow") => RedirectMode::Follow,
                Some("error") => RedirectMode::Error,
                Some("manual") => RedirectMode::Manual,
                Some(other) => panic!("redirect `{other}`"),
            },
            body: match self.body.as_deref() {
                None => Body::Empty,
                Some("text") => Body::text(),
                Some("bytes") => Body::bytes(),
                Some("stream") => Body::Stream,
                Some(content_type) => Body::Bytes { content_type: Some(content_type.to_owned()) },
            },
            http2: self.http2,
            ..FetchRequest::new(&self.method, &self.url)
        }
    }
}
