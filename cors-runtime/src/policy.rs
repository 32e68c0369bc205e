//! The policy that a server holds: the checked rules, their prebuilt header values, and where it was written.
//! Made by the macros as a `static`, or by [`PolicyBuilder`](crate::PolicyBuilder) at start-up; it decides nothing itself.

use std::fmt;

use cors_rules::{Headers, Methods, Names, Origins};

use actix_web::http::header::HeaderValue;

use crate::PolicyBuilder;
use crate::values::{Shared, Values, literal_copy};

/// Where a policy was written, for events and start-up messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source {
    /// The name of the handler or of the static; empty for a policy that was built at run time.
    pub name: &'static str,
    /// The source file.
    pub file: &'static str,
    /// The line in it.
    pub line: u32,
}

impl fmt::Display for Source {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.name {
            "" => write!(out, "{}:{}", self.file, self.line),
            name => write!(out, "`{name}` at {}:{}", self.file, self.line),
        }
    }
}

/// A checked CORS policy.
///
/// Write it as [`policy!`](crate::policy) in a `static`, as the attribute [`#[cors]`](macro@crate::cors) above a handler, or
/// build it at start-up with [`Policy::builder`]. However it is made, the same rules have been applied, and there is no
/// other way to get one. It is `Send + Sync`, and wherever one is expected, `&'static Policy` and `Arc<Policy>` both do.
///
/// ```
/// use cors_runtime::Policy;
///
/// let policy = Policy::builder().origins(["https://a.example"]).methods(["PUT"]).build().unwrap();
/// let refused = Policy::builder().any_origin().credentials(true).build().unwrap_err();
/// assert_eq!(refused.issues().next().unwrap().code(), "any_origin_with_credentials");
/// # drop(policy);
/// ```
#[derive(Clone, Debug)]
pub struct Policy {
    pub(crate) rules: cors_rules::Policy,
    pub(crate) values: Values,
    pub(crate) source: Source,
}

impl Policy {
    /// Starts a policy from run-time data; it goes through the same rules as the attribute.
    #[track_caller]
    pub fn builder() -> PolicyBuilder {
        PolicyBuilder::new()
    }

    /// A policy of literals that the macro has checked; generated code calls this.
    #[doc(hidden)]
    #[must_use]
    pub const fn __literal(rules: cors_rules::Policy, values: Values, source: Source) -> Policy {
        Policy { rules, values, source }
    }

    /// This policy with some fields replaced whole; generated code calls this in const evaluation.
    #[doc(hidden)]
    #[must_use]
    pub const fn __overlaid(&self, overlay: &Overlay) -> Policy {
        // Each field is matched for itself: const evaluation cannot take apart a tuple of values that have destructors.
        let base = &self.rules;
        let from_origins = if overlay.origins.is_some() { &overlay.summary } else { &base.summary };
        let from_expose = if overlay.expose.is_some() { &overlay.summary } else { &base.summary };
        let from_dangers = if overlay.replaces_dangers { &overlay.summary } else { &base.summary };
        let rules = cors_rules::Policy {
            origins: match &overlay.origins {
                Some((origins, _)) => origins.literal_copy(),
                None => base.origins.literal_copy(),
            },
            methods: match (&overlay.methods, &base.methods) {
                // A base that names no methods grants those of the route.
                (None, Methods::OfRoute) => copy_methods(&overlay.route_methods.0),
                (Some((methods, _)), _) | (None, methods) => copy_methods(methods),
            },
            headers: match &overlay.headers {
                Some((headers, _)) => copy_headers(headers),
                None => copy_headers(&base.headers),
            },
            credentials: replaced(overlay.credentials, base.credentials),
            exposes: match &overlay.expose {
                Some(value) => value.is_some(),
                None => base.exposes,
            },
            max_age: match &overlay.max_age {
                Some((seconds, _)) => Some(*seconds),
                None => base.max_age,
            },
            preflight_status: match overlay.preflight_status {
                Some(status) => status,
                None => base.preflight_status,
            },
            reject_unlisted: replaced(overlay.reject_unlisted, base.reject_unlisted),
            disabled: base.disabled,
            summary: cors_rules::Summary {
                any_origin: from_origins.any_origin,
                insecure_origin: from_origins.insecure_origin,
                public_suffix: from_origins.public_suffix,
                any_expose: from_expose.any_expose,
                insecure_allowed: from_dangers.insecure_allowed,
                public_suffix_allowed: from_dangers.public_suffix_allowed,
            },
        };
        Policy { rules, values: self.overlaid_values(overlay), source: overlay.source }
    }

    const fn overlaid_values(&self, overlay: &Overlay) -> Values {
        Values {
            origins: match &overlay.origins {
                Some((_, values)) => values.literal_copy(),
                None => self.values.origins.literal_copy(),
            },
            allow_methods: match (&overlay.methods, &self.rules.methods) {
                (Some((_, value)), _) => literal_copy(value.as_ref()),
                (None, Methods::OfRoute) => literal_copy(overlay.route_methods.1.as_ref()),
                (None, _) => literal_copy(self.values.allow_methods.as_ref()),
            },
            allow_headers: match &overlay.headers {
                Some((_, value)) => literal_copy(value.as_ref()),
                None => literal_copy(self.values.allow_headers.as_ref()),
            },
            expose_headers: match &overlay.expose {
                Some(value) => literal_copy(value.as_ref()),
                None => literal_copy(self.values.expose_headers.as_ref()),
            },
            max_age: match &overlay.max_age {
                Some((_, value)) => Some(value.literal_copy()),
                None => literal_copy(self.values.max_age.as_ref()),
            },
        }
    }
}

/// What an attribute beside `policy = PATH` replaces. Generated code fills it; every field that is `None` is the base's.
#[doc(hidden)]
#[derive(Debug)]
pub struct Overlay {
    pub origins: Option<(Origins, Shared<[HeaderValue]>)>,
    pub methods: Option<(Methods, Option<Shared<HeaderValue>>)>,
    /// The methods of the route, for a base that names none.
    pub route_methods: (Methods, Option<Shared<HeaderValue>>),
    pub headers: Option<(Headers, Option<Shared<HeaderValue>>)>,
    pub expose: Option<Option<Shared<HeaderValue>>>,
    pub credentials: Option<bool>,
    pub max_age: Option<(u32, Shared<HeaderValue>)>,
    pub reject_unlisted: Option<bool>,
    pub preflight_status: Option<u16>,
    /// The summary of the replaced fields alone.
    pub summary: cors_rules::Summary,
    /// `dangerous(...)` was written.
    pub replaces_dangers: bool,
    pub source: Source,
}

const fn replaced(written: Option<bool>, base: bool) -> bool {
    match written {
        Some(written) => written,
        None => base,
    }
}

const fn copy_methods(methods: &Methods) -> Methods {
    match methods {
        Methods::OfRoute => Methods::OfRoute,
        Methods::Any => Methods::Any,
        Methods::List(names) => Methods::List(copy_names(names)),
    }
}

const fn copy_headers(headers: &Headers) -> Headers {
    match headers {
        Headers::Any { authorization } => Headers::Any { authorization: *authorization },
        Headers::List(names) => Headers::List(copy_names(names)),
    }
}

const fn copy_names(names: &Names) -> Names {
    names.literal_copy()
}
