//! What an attribute or `policy!` says, as literals: generated code chains these functions, and const evaluation makes
//! a policy of them. It is the short way from tokens to a `static`; the macros have checked everything before.

use std::panic::Location;

use actix_web::http::header::HeaderValue;
use cors_rules::{
    Headers, Methods, Names, OriginList, OriginPattern, OriginSource, Origins, PortPattern, Summary,
};

use crate::policy::{Policy, Source, copy_headers, copy_methods};
use crate::values::{Shared, Values, literal_copy};

/// What is written. All of it borrows from the program, so that const evaluation may copy it and drop it.
#[derive(Clone, Copy)]
#[must_use]
pub struct Written {
    origins: Option<WrittenOrigins>,
    methods: Option<WrittenMethods>,
    route_methods: &'static [&'static str],
    headers: Option<WrittenHeaders>,
    expose: Option<WrittenExpose>,
    credentials: Option<bool>,
    max_age: Option<(u32, &'static HeaderValue)>,
    reject_unlisted: Option<bool>,
    preflight_status: Option<u16>,
    allow_methods: Option<&'static HeaderValue>,
    allow_headers: Option<&'static HeaderValue>,
    disabled: bool,
    dangerous: bool,
    summary: Summary,
    source: Source,
}

#[derive(Clone, Copy)]
enum WrittenOrigins {
    Any,
    List {
        exact: &'static [&'static str],
        patterns: &'static [OriginPattern],
        values: &'static [HeaderValue],
    },
    Source(&'static dyn OriginSource),
}

#[derive(Clone, Copy)]
enum WrittenMethods {
    Any,
    List(&'static [&'static str]),
}

#[derive(Clone, Copy)]
enum WrittenExpose {
    Nothing,
    Headers(&'static HeaderValue),
}

#[derive(Clone, Copy)]
enum WrittenHeaders {
    Any { authorization: bool },
    List(&'static [&'static str]),
}

/// What a policy is of which nothing is written; the macros never let one pass.
static GRANTING_NOTHING: Policy = Policy {
    rules: cors_rules::Policy {
        origins: Origins::List(OriginList::EMPTY),
        methods: Methods::OfRoute,
        headers: Headers::List(Names::EMPTY),
        credentials: false,
        exposes: false,
        max_age: None,
        preflight_status: 204,
        reject_unlisted: false,
        disabled: false,
        summary: Summary::NONE,
    },
    values: Values {
        origins: Shared::Literal(&[]),
        allow_methods: None,
        allow_headers: None,
        expose_headers: None,
        max_age: None,
    },
    source: Source { name: "", file: "", line: 0 },
};

/// Starts with nothing; the place is where the user's attribute is.
#[track_caller]
pub const fn written(name: &'static str) -> Written {
    let place = Location::caller();
    Written {
        origins: None,
        methods: None,
        route_methods: &[],
        headers: None,
        expose: None,
        credentials: None,
        max_age: None,
        reject_unlisted: None,
        preflight_status: None,
        allow_methods: None,
        allow_headers: None,
        disabled: false,
        dangerous: false,
        summary: Summary::NONE,
        source: Source { name, file: place.file(), line: place.line() },
    }
}

/// A header value of the program. The rules let only visible ASCII through.
#[must_use]
pub const fn value(text: &'static str) -> HeaderValue {
    HeaderValue::from_static(text)
}

/// The port that the scheme implies, which origins leave out.
pub const DEFAULT_PORT: PortPattern = PortPattern::Exact(None);
/// `:*`.
pub const ANY_PORT: PortPattern = PortPattern::Any;

/// A port that is written.
#[must_use]
pub const fn port(port: u16) -> PortPattern {
    PortPattern::Exact(Some(port))
}

/// One function for each thing that can be written, in the order of the reference.
impl Written {
    /// `origins = any`.
    pub const fn any_origin(mut self) -> Self {
        self.origins = Some(WrittenOrigins::Any);
        self.summary.any_origin = true;
        self
    }

    /// Sorted exact origins, and families. The first of `values` are those of the exact origins.
    pub const fn origins(
        mut self,
        exact: &'static [&'static str],
        patterns: &'static [OriginPattern],
        values: &'static [HeaderValue],
    ) -> Self {
        let (values, _) = values.split_at(exact.len());
        self.origins = Some(WrittenOrigins::List { exact, patterns, values });
        self
    }

    /// Origins that are known only at run time.
    pub const fn origins_from(mut self, source: &'static dyn OriginSource) -> Self {
        self.origins = Some(WrittenOrigins::Source(source));
        self
    }

    /// Some origin has neither TLS nor a loopback host.
    pub const fn insecure_origin(mut self) -> Self {
        self.summary.insecure_origin = true;
        self
    }

    /// Some family covers a public suffix.
    pub const fn public_suffix(mut self) -> Self {
        self.summary.public_suffix = true;
        self
    }

    /// `methods = any`.
    pub const fn any_method(mut self) -> Self {
        self.methods = Some(WrittenMethods::Any);
        self
    }

    /// Sorted methods.
    pub const fn methods(mut self, sorted: &'static [&'static str]) -> Self {
        self.methods = Some(WrittenMethods::List(sorted));
        self
    }

    /// Sorted methods of the route, for a base that names none.
    pub const fn route_methods(mut self, sorted: &'static [&'static str]) -> Self {
        self.route_methods = sorted;
        self
    }

    /// `Access-Control-Allow-Methods`.
    pub const fn allow_methods(mut self, value: &'static HeaderValue) -> Self {
        self.allow_methods = Some(value);
        self
    }

    /// `headers = any`, and whether `authorization` stands beside it.
    pub const fn any_header(mut self, authorization: bool) -> Self {
        self.headers = Some(WrittenHeaders::Any { authorization });
        self
    }

    /// Sorted request headers.
    pub const fn headers(mut self, sorted: &'static [&'static str]) -> Self {
        self.headers = Some(WrittenHeaders::List(sorted));
        self
    }

    /// `Access-Control-Allow-Headers`.
    pub const fn allow_headers(mut self, value: &'static HeaderValue) -> Self {
        self.allow_headers = Some(value);
        self
    }

    /// `expose = any`; the value follows as that of a list does.
    pub const fn any_exposed(mut self) -> Self {
        self.summary.any_expose = true;
        self
    }

    /// `expose` with nothing left in it.
    pub const fn expose_nothing(mut self) -> Self {
        self.expose = Some(WrittenExpose::Nothing);
        self
    }

    /// `Access-Control-Expose-Headers`.
    pub const fn expose(mut self, value: &'static HeaderValue) -> Self {
        self.expose = Some(WrittenExpose::Headers(value));
        self
    }

    /// `credentials`.
    pub const fn credentials(mut self, credentials: bool) -> Self {
        self.credentials = Some(credentials);
        self
    }

    /// `max_age`, and `Access-Control-Max-Age`.
    pub const fn max_age(mut self, seconds: u32, value: &'static HeaderValue) -> Self {
        self.max_age = Some((seconds, value));
        self
    }

    /// `disabled`.
    pub const fn disabled(mut self) -> Self {
        self.disabled = true;
        self
    }

    /// `reject_unlisted`.
    pub const fn reject_unlisted(mut self, reject: bool) -> Self {
        self.reject_unlisted = Some(reject);
        self
    }

    /// `preflight_status`.
    pub const fn preflight_status(mut self, status: u16) -> Self {
        self.preflight_status = Some(status);
        self
    }

    /// `dangerous(...)`: whether its two escapes for credentials are among what is written.
    pub const fn dangerous(mut self, insecure_origins: bool, public_suffixes: bool) -> Self {
        self.dangerous = true;
        self.summary.insecure_allowed = insecure_origins;
        self.summary.public_suffix_allowed = public_suffixes;
        self
    }

    /// The policy of which everything is written.
    #[must_use]
    pub const fn policy(self) -> Policy {
        self.over(&GRANTING_NOTHING)
    }

    /// The base with the written fields replaced, each whole.
    #[must_use]
    pub const fn over(self, base: &Policy) -> Policy {
        Policy { rules: self.rules(&base.rules), values: self.values(base), source: self.source }
    }

    const fn rules(self, base: &cors_rules::Policy) -> cors_rules::Policy {
        cors_rules::Policy {
            origins: match self.origins {
                Some(WrittenOrigins::Any) => Origins::Any,
                Some(WrittenOrigins::List { exact, patterns, .. }) => {
                    Origins::List(OriginList::literal(exact, patterns))
                }
                Some(WrittenOrigins::Source(source)) => Origins::Source(source),
                None => base.origins.literal_copy(),
            },
            methods: match (self.methods, &base.methods) {
                (Some(WrittenMethods::Any), _) => Methods::Any,
                (Some(WrittenMethods::List(sorted)), _) => {
                    Methods::List(Names::from_sorted(sorted))
                }
                // A base that names no methods grants those of the route.
                (None, Methods::OfRoute) if !self.route_methods.is_empty() => {
                    Methods::List(Names::from_sorted(self.route_methods))
                }
                (None, methods) => copy_methods(methods),
            },
            headers: match self.headers {
                Some(WrittenHeaders::Any { authorization }) => Headers::Any { authorization },
                Some(WrittenHeaders::List(sorted)) => Headers::List(Names::from_sorted(sorted)),
                None => copy_headers(&base.headers),
            },
            credentials: or(self.credentials, base.credentials),
            exposes: match self.expose {
                Some(WrittenExpose::Headers(_)) => true,
                Some(WrittenExpose::Nothing) => false,
                None => base.exposes,
            },
            max_age: match self.max_age {
                Some((seconds, _)) => Some(seconds),
                None => base.max_age,
            },
            preflight_status: match self.preflight_status {
                Some(status) => status,
                None => base.preflight_status,
            },
            reject_unlisted: or(self.reject_unlisted, base.reject_unlisted),
            disabled: self.disabled || base.disabled,
            summary: self.summary(base.summary),
        }
    }

    /// Each fact comes with the field that it is about.
    const fn summary(self, base: Summary) -> Summary {
        let of_origins = if self.origins.is_some() { self.summary } else { base };
        let of_expose = if self.expose.is_some() { self.summary } else { base };
        let of_dangers = if self.dangerous { self.summary } else { base };
        Summary {
            any_origin: of_origins.any_origin,
            insecure_origin: of_origins.insecure_origin,
            public_suffix: of_origins.public_suffix,
            any_expose: of_expose.any_expose,
            insecure_allowed: of_dangers.insecure_allowed,
            public_suffix_allowed: of_dangers.public_suffix_allowed,
        }
    }

    const fn values(self, base: &Policy) -> Values {
        Values {
            origins: match self.origins {
                Some(WrittenOrigins::List { values, .. }) => Shared::Literal(values),
                Some(WrittenOrigins::Any | WrittenOrigins::Source(_)) => Shared::Literal(&[]),
                None => base.values.origins.literal_copy(),
            },
            allow_methods: match (self.methods, &base.rules.methods) {
                (Some(_), _) | (None, Methods::OfRoute) => literal(self.allow_methods),
                (None, _) => literal_copy(base.values.allow_methods.as_ref()),
            },
            allow_headers: match self.headers {
                Some(_) => literal(self.allow_headers),
                None => literal_copy(base.values.allow_headers.as_ref()),
            },
            expose_headers: match self.expose {
                Some(WrittenExpose::Headers(value)) => literal(Some(value)),
                Some(WrittenExpose::Nothing) => None,
                None => literal_copy(base.values.expose_headers.as_ref()),
            },
            max_age: match self.max_age {
                Some((_, value)) => Some(Shared::Literal(value)),
                None => literal_copy(base.values.max_age.as_ref()),
            },
        }
    }
}

const fn or(written: Option<bool>, base: bool) -> bool {
    match written {
        Some(written) => written,
        None => base,
    }
}

const fn literal(value: Option<&'static HeaderValue>) -> Option<Shared<HeaderValue>> {
    match value {
        Some(value) => Some(Shared::Literal(value)),
        None => None,
    }
}
