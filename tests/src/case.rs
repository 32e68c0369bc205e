//! The conformance cases as they stand in `conformance/http.json`; `conformance/README.md` explains the fields.
//! A field that is not read here is an error: an expectation must not go unchecked because nobody knew it.

use std::collections::BTreeMap;

use serde::Deserialize;

/// One HTTP case.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HttpCase {
    /// The case's stable name.
    pub id: String,
    /// Where the fact was found.
    pub source: String,
    /// The policy around the handler.
    pub policy: PolicyCase,
    /// What is sent.
    pub request: RequestCase,
    /// What the handler itself sets, one entry for each line.
    #[serde(default)]
    pub handler_response_headers: Vec<(String, String)>,
    /// What an enclosing middleware sets, one entry for each line.
    #[serde(default)]
    pub outer_response_headers: Vec<(String, String)>,
    /// The outcome.
    pub expect: Expect,
    /// Other outcomes that are acceptable too.
    #[serde(default)]
    pub expect_alternatives: Vec<Expect>,
    /// Free text.
    #[serde(default)]
    pub notes: String,
    /// Free labels.
    #[serde(default)]
    pub tags: Vec<String>,
}

/// A policy in the neutral form of the cases: an empty list is "not configured", `"*"` is `any`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PolicyCase {
    /// Origins and patterns.
    pub origins: Vec<String>,
    /// Methods.
    pub methods: Vec<String>,
    /// Request headers.
    pub request_headers: Vec<String>,
    /// Exposed response headers.
    pub expose: Vec<String>,
    /// Whether credentials are allowed.
    pub credentials: bool,
    /// Seconds; `-1` stands for sending `0`.
    pub max_age: Option<i64>,
    /// Success status of preflights.
    pub preflight_status: Option<u16>,
    /// Named features, most of them of other libraries.
    pub flags: BTreeMap<String, serde_json::Value>,
}

/// A request: its method and one entry for each field line.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RequestCase {
    /// The method.
    pub method: String,
    /// The field lines in order.
    pub headers: Vec<(String, String)>,
}

/// What a case is about.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// 2xx, and a browser that follows the Fetch standard goes on.
    PreflightOk,
    /// Such a browser must not go on.
    PreflightDenied,
    /// Scripts may read the response.
    ActualAllowed,
    /// Scripts may not read the response.
    ActualDenied,
    /// No `Origin`.
    NotCors,
}

/// One outcome.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expect {
    /// What a browser makes of it.
    pub kind: Kind,
    /// The exact value, or `None` where the header must be absent.
    #[serde(default)]
    pub headers: BTreeMap<String, Option<String>>,
    /// Each must be an element of `Vary`.
    #[serde(default)]
    pub vary_contains: Vec<String>,
    /// None may be an element of `Vary`.
    #[serde(default)]
    pub vary_absent: Vec<String>,
    /// Methods that the answer must grant.
    #[serde(default)]
    pub allow_methods_covers: Vec<String>,
    /// Request headers that the answer must grant.
    #[serde(default)]
    pub allow_headers_covers: Vec<String>,
    /// Request headers that the answer must not grant.
    #[serde(default)]
    pub allow_headers_not_covered: Vec<String>,
    /// Whether the handler runs.
    pub handler_invoked: bool,
}
