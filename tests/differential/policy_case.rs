//! A policy as a case has it, with the handler behind it. Building it goes through `Policy::builder()`, as a user would.

use std::fmt;

use cors_runtime::{Policy, PolicyError};

use crate::case::Lines;

/// A policy and a handler.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct PolicyCase {
    /// `["*"]` is `any`, as it is in the other lists.
    pub(crate) origins: Vec<String>,
    pub(crate) methods: Vec<String>,
    pub(crate) headers: Vec<String>,
    pub(crate) expose: Vec<String>,
    pub(crate) credentials: bool,
    pub(crate) max_age: Option<u32>,
    pub(crate) preflight_status: Option<u16>,
    pub(crate) reject_unlisted: bool,
    /// Of the handler.
    pub(crate) status: u16,
    /// Of the handler.
    pub(crate) lines: Lines,
}

impl PolicyCase {
    /// Builds the policy for a page of this origin.
    pub(crate) fn build(&self, page: &str) -> Result<Policy, PolicyError> {
        let is_any = |list: &[String]| matches!(list, [only] if only == "*");
        let mut builder =
            Policy::builder().credentials(self.credentials).reject_unlisted(self.reject_unlisted);
        builder = if is_any(&self.origins) {
            builder.any_origin()
        } else if page == "null" && self.origins.iter().any(|origin| origin == "$PAGE") {
            builder.origins(self.origins_of(page)).dangerous_null_origin(true)
        } else {
            builder.origins(self.origins_of(page))
        };
        if !self.methods.is_empty() {
            let any = is_any(&self.methods);
            builder = if any { builder.any_method() } else { builder.methods(&self.methods) };
        }
        if !self.headers.is_empty() {
            let any = is_any(&self.headers);
            builder = if any { builder.any_header() } else { builder.headers(&self.headers) };
        }
        if !self.expose.is_empty() {
            let any = is_any(&self.expose);
            builder = if any { builder.expose_any() } else { builder.expose(&self.expose) };
        }
        if let Some(seconds) = self.max_age {
            builder = builder.max_age(seconds);
        }
        if let Some(status) = self.preflight_status {
            builder = builder.preflight_status(status);
        }
        builder.build()
    }

    fn origins_of(&self, page: &str) -> Vec<String> {
        self.origins.iter().map(|origin| origin.replace("$PAGE", page)).collect()
    }
}

impl fmt::Display for PolicyCase {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(out, "policy: origins {:?}, methods {:?}", self.origins, self.methods)?;
        writeln!(out, "  headers {:?}, expose {:?}", self.headers, self.expose)?;
        writeln!(out, "  credentials {}, max_age {:?}", self.credentials, self.max_age)?;
        writeln!(out, "  status {:?}, reject {}", self.preflight_status, self.reject_unlisted)?;
        writeln!(out, "handler: {} {:?}", self.status, self.lines)
    }
}
