//! A policy as generated code writes it: plain data, one field for each key of the attribute.
//! Header values are made of it where a route registers or a middleware is built
//! (`policy/literal_at_start.rs`).

use std::fmt;

use actix_web::http::header::HeaderValue;
use cors_rules::{
    Headers, Names, Network, OriginList, OriginPattern, OriginSource, Origins, PortPattern,
    Summary, constant,
};

use crate::policy::header_values::{self, Values};

/// A policy that is written in the program. `cors-macros` has checked it.
///
/// What is not written is taken from [`PolicyLiteral::NONE`] by struct update (`..`), or from the
/// policy that `policy = PATH` names. So a key that is written replaces the fields of its own,
/// whole, and no others.
#[derive(Clone, Copy)]
// Each flag is a key, or a fact that const evaluation asks for.
#[allow(clippy::struct_excessive_bools)]
pub struct PolicyLiteral {
    /// `origins`: those without a wildcard, in the order of [`OriginList::exact`]; with constants
    /// among them, in the order written.
    pub origins: &'static [&'static str],
    /// `origins`: families of origins, in the order of [`OriginList::patterns`].
    pub patterns: &'static [PatternLiteral],
    /// `origins = any`.
    pub any_origin: bool,
    /// `origins`: those that are known only at run time.
    pub origin_source: Option<&'static dyn OriginSource>,
    /// Some origin has neither TLS nor a loopback host, or is a network.
    pub insecure_origin: bool,
    /// Some pattern covers a public suffix.
    pub public_suffix: bool,
    /// Some pattern stands for every extension of a browser.
    pub any_extension: bool,
    /// `methods`.
    pub methods: Methods,
    /// The methods that the handler serves. They are granted where `methods` is not written.
    pub route_methods: &'static [&'static str],
    /// `headers`, in lower case and in the order written.
    pub headers: &'static [&'static str],
    /// `headers = any`; beside it `headers` may list `authorization`, and nothing else.
    pub any_header: bool,
    /// `expose`, in lower case and in the order written.
    pub expose: &'static [&'static str],
    /// `expose = any`.
    pub any_exposed: bool,
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
    /// `dangerous(insecure_origins)`.
    pub insecure_origins_allowed: bool,
    /// `dangerous(public_suffixes)`.
    pub public_suffixes_allowed: bool,
    /// `dangerous(any_extension)`.
    pub any_extension_allowed: bool,
    /// `allow(policy_without_methods)`.
    pub without_methods_allowed: bool,
    /// The handler takes a body that pages send without asking, as forms do.
    pub takes_form: bool,
    /// Some value is a constant of the program, which the macros do not see: const evaluation has
    /// looked at its shape, and the whole policy is checked when the server starts
    /// (`policy/literal_at_start.rs`).
    pub constants: bool,
}

/// A family of origins.
#[derive(Clone, Copy)]
pub enum PatternLiteral {
    /// `https://*.b.example`, `https://*.b.example:8443` or `https://*.b.example:*`.
    Subdomains {
        /// The scheme.
        scheme: &'static str,
        /// The host behind `*.`.
        of: &'static str,
        /// The port.
        port: PortPattern,
    },
    /// `http://localhost:*`.
    AnyPort {
        /// The scheme.
        scheme: &'static str,
        /// The host.
        host: &'static str,
    },
    /// `http://192.168.0.0/16`, `http://[fd00::/8]:8443` or `http://10.0.0.0/8:*`.
    Network {
        /// The scheme.
        scheme: &'static str,
        /// The network.
        of: Network,
        /// The port.
        port: PortPattern,
    },
    /// `moz-extension://*`.
    Extensions {
        /// The scheme.
        scheme: &'static str,
    },
}

/// The port of origins that name none.
pub const DEFAULT_PORT: PortPattern = PortPattern::Exact(None);

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

impl PolicyLiteral {
    /// No key is written. The macros refuse such a policy: it grants nothing.
    pub const NONE: PolicyLiteral = PolicyLiteral {
        origins: &[],
        patterns: &[],
        any_origin: false,
        origin_source: None,
        insecure_origin: false,
        public_suffix: false,
        any_extension: false,
        methods: Methods::OfRoute,
        route_methods: &[],
        headers: &[],
        any_header: false,
        expose: &[],
        any_exposed: false,
        credentials: false,
        max_age: None,
        reject_unlisted: false,
        preflight_status: 204,
        disabled: false,
        insecure_origins_allowed: false,
        public_suffixes_allowed: false,
        any_extension_allowed: false,
        without_methods_allowed: false,
        takes_form: false,
        constants: false,
    };

    /// What the rules that combine fields need to know.
    pub(crate) const fn summary(&self) -> Summary {
        Summary {
            any_origin: self.any_origin,
            any_expose: self.any_exposed,
            insecure_origin: self.insecure_origin
                || (self.constants && holds_insecure(self.origins)),
            public_suffix: self.public_suffix,
            any_extension: self.any_extension
                || (self.constants && holds_any_extension(self.origins)),
            insecure_allowed: self.insecure_origins_allowed,
            public_suffix_allowed: self.public_suffixes_allowed,
            any_extension_allowed: self.any_extension_allowed,
        }
    }

    /// The rules of a policy without constants.
    pub(super) fn rules(&self) -> cors_rules::Policy {
        cors_rules::Policy {
            origins: match self.origin_source {
                Some(source) => Origins::Source(source),
                None if self.any_origin => Origins::Any,
                None => Origins::List(OriginList::from_sorted(
                    Names::from_sorted(self.origins),
                    self.patterns.iter().copied().map(PatternLiteral::pattern).collect(),
                )),
            },
            methods: match self.methods {
                Methods::Any => cors_rules::Methods::Any,
                Methods::List(methods) => cors_rules::Methods::List(names(methods)),
                Methods::OfRoute if self.route_methods.is_empty() => cors_rules::Methods::OfRoute,
                Methods::OfRoute => cors_rules::Methods::List(names(self.route_methods)),
            },
            headers: if self.any_header {
                Headers::Any { authorization: !self.headers.is_empty() }
            } else {
                Headers::List(names(self.headers))
            },
            credentials: self.credentials,
            exposes: self.any_exposed || !self.expose.is_empty(),
            max_age: self.max_age,
            preflight_status: self.preflight_status,
            reject_unlisted: self.reject_unlisted,
            disabled: self.disabled || self.origin_source.is_some_and(OriginSource::is_disabled),
            summary: self.summary(),
        }
    }

    /// The header values of a policy without constants.
    pub(super) fn values(&self) -> Values {
        let methods = match self.methods {
            Methods::Any => &["*"],
            Methods::List(methods) => methods,
            Methods::OfRoute => self.route_methods,
        };
        let headers = match (self.any_header, self.headers) {
            (false, headers) => headers,
            (true, []) => &["*"],
            (true, _) => &["*,authorization"],
        };
        let expose = if self.any_exposed { &["*"] } else { self.expose };
        Values {
            origins: self.origins.iter().copied().map(HeaderValue::from_static).collect(),
            allow_methods: header_values::of_list(methods),
            allow_headers: header_values::of_list(headers),
            expose_headers: header_values::of_list(expose),
            max_age: self.max_age.map(header_values::of_number),
        }
    }
}

/// Whether some origin has neither TLS nor a loopback host.
const fn holds_insecure(origins: &[&str]) -> bool {
    let mut rest = origins;
    while let [origin, others @ ..] = rest {
        if constant::is_insecure_origin(origin) {
            return true;
        }
        rest = others;
    }
    false
}

/// Whether some entry stands for every extension of a browser.
const fn holds_any_extension(origins: &[&str]) -> bool {
    let mut rest = origins;
    while let [origin, others @ ..] = rest {
        if constant::is_any_extension(origin) {
            return true;
        }
        rest = others;
    }
    false
}

impl PatternLiteral {
    pub(crate) fn pattern(self) -> OriginPattern {
        match self {
            PatternLiteral::Subdomains { scheme, of, port } => {
                OriginPattern::literal(scheme, of, true, port)
            }
            PatternLiteral::AnyPort { scheme, host } => {
                OriginPattern::literal(scheme, host, false, PortPattern::Any)
            }
            PatternLiteral::Network { scheme, of, port } => {
                OriginPattern::network(scheme, of, port)
            }
            PatternLiteral::Extensions { scheme } => OriginPattern::extensions(scheme),
        }
    }
}

fn names(texts: &[&str]) -> Names {
    Names::sorted(texts.iter().copied())
}

impl fmt::Debug for PolicyLiteral {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.rules().fmt(out)
    }
}
