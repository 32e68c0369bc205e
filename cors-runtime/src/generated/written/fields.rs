//! The fields that are written of a policy, all of them borrowed from the program, and the policy that they make over a
//! base. Filled by [`super::reader`].

use cors_rules::{
    Headers, Methods, Names, OriginList, OriginPattern, OriginSource, Origins, Summary,
};

use actix_web::http::header::HeaderValue;

use crate::policy::declaration::{Policy, Source, copy_headers, copy_methods};
use crate::policy::header_values::{Shared, Values, literal_copy};

/// What is written. Const evaluation may copy it and drop it.
#[derive(Clone, Copy)]
pub(super) struct Fields {
    pub(super) origins: Option<WrittenOrigins>,
    pub(super) methods: Option<WrittenMethods>,
    /// Methods of the route, for a base that names none.
    pub(super) route_methods: &'static [&'static str],
    pub(super) allow_methods: Option<&'static HeaderValue>,
    pub(super) headers: Option<WrittenHeaders>,
    pub(super) allow_headers: Option<&'static HeaderValue>,
    pub(super) expose: Option<WrittenExpose>,
    pub(super) credentials: Option<bool>,
    pub(super) max_age: Option<(u32, &'static HeaderValue)>,
    pub(super) reject_unlisted: Option<bool>,
    pub(super) preflight_status: Option<u16>,
    pub(super) disabled: bool,
    pub(super) dangerous: bool,
    pub(super) summary: Summary,
}

#[derive(Clone, Copy)]
pub(super) enum WrittenOrigins {
    Any,
    List {
        exact: &'static [&'static str],
        patterns: &'static [OriginPattern],
        values: &'static [HeaderValue],
    },
    Source(&'static dyn OriginSource),
}

#[derive(Clone, Copy)]
pub(super) enum WrittenMethods {
    Any,
    List(&'static [&'static str]),
}

#[derive(Clone, Copy)]
pub(super) enum WrittenExpose {
    Nothing,
    Headers(&'static HeaderValue),
}

#[derive(Clone, Copy)]
pub(super) enum WrittenHeaders {
    Any { authorization: bool },
    List(&'static [&'static str]),
}

/// What a policy is of which nothing is written; the macros never let one pass.
pub(super) static GRANTING_NOTHING: Policy = NOTHING;

/// The same.
pub(super) const NOTHING: Policy = Policy {
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
    number: 0,
};

impl Fields {
    /// Nothing is written.
    pub(super) const NONE: Fields = Fields {
        origins: None,
        methods: None,
        route_methods: &[],
        allow_methods: None,
        headers: None,
        allow_headers: None,
        expose: None,
        credentials: None,
        max_age: None,
        reject_unlisted: None,
        preflight_status: None,
        disabled: false,
        dangerous: false,
        summary: Summary::NONE,
    };

    /// The base with the written fields replaced, each whole.
    pub(super) const fn over(self, base: &Policy, source: Source) -> Policy {
        Policy { rules: self.rules(&base.rules), values: self.values(base), source, number: 0 }
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
