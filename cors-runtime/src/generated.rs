//! What generated code names. Not public API: names and meaning change without notice.
//!
//! An annotated handler has one `static`, a literal of [`AnnotatedRoute`] with its
//! [`PolicyLiteral`] in it; with `#[routes]`, an array of them that share a policy. `policy!` is
//! the same literal of a policy alone.

pub use std::option::Option::{None, Some};

/// For its route attributes, of which not every version has all.
pub use actix_web;
pub use actix_web::dev::{AppService, HttpServiceFactory};
pub use actix_web::guard::fn_guard;
pub use cors_macros::cors;
pub use cors_rules::{Network, PortPattern};

pub use crate::origins::environment::EnvOrigins;
pub use crate::policy::base::{IsPolicy, NamedByPath, NamedPolicy};
pub use crate::policy::combinations::{
    assert_any_expose_with_credentials, assert_any_extension_with_credentials,
    assert_any_origin_with_credentials, assert_insecure_origin_with_credentials,
    assert_method_of_route_missing, assert_public_suffix_with_credentials,
};
pub use crate::policy::constants::{
    check_default_origin, check_expose, check_header, check_max_age, check_method,
    check_method_of_route, check_origin, check_preflight_status, lacks_content_type,
};
pub use crate::policy::declaration::{
    BasePolicy, Policy, base_fields, fields, fields_over, overlay, policy,
};
pub use crate::policy::literal::{DEFAULT_PORT, Methods, PatternLiteral, PolicyLiteral};
pub use crate::policy::max_age::{AgeByType, ConstantMaxAge, IsMaxAge, MaxAgeConstant};
pub use crate::policy::overlay::WrittenKey;
pub use crate::route::declaration::{AnnotatedRoute, RoutePolicy, own_overlay, own_policy};
pub use crate::route::service::{register, resource};

/// Tells a handler that actix-web's own attribute has made from one that it refused: generated code
/// asks, where `#[cors]` could not read the route attribute, so that no handler is served without
/// its policy. Every type has this constant, and a refused handler one of its own by this name,
/// which comes first.
pub trait Accepted {
    /// Whether actix-web refused the route attribute.
    const __CORS_REFUSED: bool = false;
}

impl<T> Accepted for T {}

/// What editors show for the keys of the attribute; the texts are those of the one table of keys.
pub mod ide {
    cors_macros::__key_docs! {}
}
