//! A policy as generated code writes it: plain data, one field for each key of the attribute. Header values are made of it
//! where a route registers or a middleware is built ([`PolicyLiteral::prepared`]).

use std::fmt;

use actix_web::http::header::HeaderValue;
use cors_rules::{Names, OriginList, OriginPattern, OriginSource, Summary};

use crate::policy::header_values::{self, Values};
use crate::policy::prepared::PreparedPolicy;
use crate::policy::source::Source;

/// A policy that is written in the program. `cors-macros` has checked it.
///
/// What is not written is taken from [`PolicyLiteral::NONE`] by struct update (`..`), or from the policy that
/// `policy = PATH` names. So a key that is written replaces the fields of its own, whole, and no others.
#[derive(Clone, Copy, Debug)]
// Each flag is a key, or a fact that const evaluation asks for.
#[allow(clippy::struct_excessive_bools)]
pub struct PolicyLiteral {
    /// `origins`.
    pub origins: Origins,
    /// `methods`.
    pub methods: Methods,
    /// The methods that the handler serves. They are granted where `methods` names none.
    pub route_methods: &'static [&'static str],
    /// `headers`.
    pub headers: Headers,
    /// `expose`.
    pub expose: Expose,
    /// `credentials`.
    pub credentials: bool,
    /// `max_age`, in seconds.
    pub max_age: Option<u32>,
    /// `reject_unlisted`.
    pub reject_unlisted: bool,
    /// `preflight_status`.
    pub preflight_status: u16,
    /// `disabled`.
    pub disabled: bool,
    /// Some origin has neither TLS nor a loopback host. Belongs to `origins`.
    pub insecure_origin: bool,
    /// Some pattern covers a public suffix. Belongs to `origins`.
    pub public_suffix: bool,
    /// `dangerous(insecure_origins)`.
    pub insecure_origins_allowed: bool,
    /// `dangerous(public_suffixes)`.
    pub public_suffixes_allowed: bool,
}

/// The value of `origins`.
#[derive(Clone, Copy)]
pub enum Origins {
    /// Everybody.
    Any,
    /// These.
    List {
        /// Origins without a wildcard, in the order of [`OriginList::exact`].
        exact: &'static [&'static str],
        /// Families of origins, in the order of [`OriginList::patterns`].
        patterns: &'static [OriginPattern],
    },
    /// Origins that are known only at run time.
    Source(&'static dyn OriginSource),
}

impl fmt::Debug for Origins {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.for_rules().fmt(out)
    }
}

/// The value of `methods`.
#[derive(Clone, Copy, Debug)]
pub enum Methods {
    /// The key is not written.
    OfRoute,
    /// Every method.
    Any,
    /// These, in the order written.
    List(&'static [&'static str]),
}

/// The value of `headers`.
#[derive(Clone, Copy, Debug)]
pub enum Headers {
    /// Every header.
    Any {
        /// `authorization` stands beside `*`.
        authorization: bool,
    },
    /// These, in lower case and in the order written.
    List(&'static [&'static str]),
}

/// The value of `expose`.
#[derive(Clone, Copy, Debug)]
pub enum Expose {
    /// Every header.
    Any,
    /// These, in lower case and in the order written.
    List(&'static [&'static str]),
}

impl PolicyLiteral {
    /// No key is written. The macros refuse such a policy: it grants nothing.
    pub const NONE: PolicyLiteral = PolicyLiteral {
        origins: Origins::List { exact: &[], patterns: &[] },
        methods: Methods::OfRoute,
        route_methods: &[],
        headers: Headers::List(&[]),
        expose: Expose::List(&[]),
        credentials: false,
        max_age: None,
        reject_unlisted: false,
        preflight_status: 204,
        disabled: false,
        insecure_origin: false,
        public_suffix: false,
        insecure_origins_allowed: false,
        public_suffixes_allowed: false,
    };

    /// What the rules that combine fields need to know.
    pub(crate) const fn summary(&self) -> Summary {
        Summary {
            any_origin: matches!(self.origins, Origins::Any),
            any_expose: matches!(self.expose, Expose::Any),
            insecure_origin: self.insecure_origin,
            public_suffix: self.public_suffix,
            insecure_allowed: self.insecure_origins_allowed,
            public_suffix_allowed: self.public_suffixes_allowed,
        }
    }

    /// The policy as requests are decided by it.
    pub(crate) fn prepared(&self, source: Source) -> PreparedPolicy {
        PreparedPolicy { rules: self.rules(), values: self.values(), source, number: 0 }
    }

    fn rules(&self) -> cors_rules::Policy {
        cors_rules::Policy {
            origins: self.origins.for_rules(),
            methods: match self.methods {
                Methods::Any => cors_rules::Methods::Any,
                Methods::List(methods) => cors_rules::Methods::List(names(methods)),
                Methods::OfRoute if self.route_methods.is_empty() => cors_rules::Methods::OfRoute,
                Methods::OfRoute => cors_rules::Methods::List(names(self.route_methods)),
            },
            headers: match self.headers {
                Headers::Any { authorization } => cors_rules::Headers::Any { authorization },
                Headers::List(headers) => cors_rules::Headers::List(names(headers)),
            },
            credentials: self.credentials,
            exposes: !matches!(self.expose, Expose::List([])),
            max_age: self.max_age,
            preflight_status: self.preflight_status,
            reject_unlisted: self.reject_unlisted,
            disabled: self.disabled,
            summary: self.summary(),
        }
    }

    fn values(&self) -> Values {
        let origins = match self.origins {
            Origins::List { exact, .. } => exact,
            Origins::Any | Origins::Source(_) => &[],
        };
        let methods = match self.methods {
            Methods::Any => &["*"],
            Methods::List(methods) => methods,
            Methods::OfRoute => self.route_methods,
        };
        let headers = match self.headers {
            Headers::Any { authorization: false } => &["*"],
            Headers::Any { authorization: true } => &["*,authorization"],
            Headers::List(headers) => headers,
        };
        let expose = match self.expose {
            Expose::Any => &["*"],
            Expose::List(headers) => headers,
        };
        Values {
            origins: origins.iter().copied().map(HeaderValue::from_static).collect(),
            allow_methods: header_values::of_list(methods),
            allow_headers: header_values::of_list(headers),
            expose_headers: header_values::of_list(expose),
            max_age: self.max_age.map(HeaderValue::from),
        }
    }
}

impl Origins {
    fn for_rules(self) -> cors_rules::Origins {
        match self {
            Origins::Any => cors_rules::Origins::Any,
            Origins::List { exact, patterns } => {
                cors_rules::Origins::List(OriginList::literal(exact, patterns))
            }
            Origins::Source(source) => cors_rules::Origins::Source(source),
        }
    }
}

fn names(texts: &[&str]) -> Names {
    Names::sorted(texts.iter().copied())
}
