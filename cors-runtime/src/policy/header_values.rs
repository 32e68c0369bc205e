//! The header values of a policy, made once: literals of the program or shared owned values. Choosing among them is
//! [`crate::response::actual`]'s business.

use std::ops::Deref;
use std::sync::Arc;

use actix_web::http::header::HeaderValue;

/// A value that lives in the program or is shared. A policy in a `static` refers to its header values in this way because
/// a header value counts its users: const evaluation may read the policy, but must not look inside the values.
#[derive(Debug)]
pub(crate) enum Shared<T: ?Sized + 'static> {
    /// Part of the program.
    Literal(&'static T),
    /// Made at start-up.
    Owned(Arc<T>),
}

impl<T: ?Sized> Clone for Shared<T> {
    fn clone(&self) -> Self {
        match self {
            Shared::Literal(value) => Shared::Literal(value),
            Shared::Owned(value) => Shared::Owned(Arc::clone(value)),
        }
    }
}

impl<T: ?Sized> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        match self {
            Shared::Literal(value) => value,
            Shared::Owned(value) => value,
        }
    }
}

impl<T: ?Sized> Shared<T> {
    /// A copy that refers to the same literal; for overlays in constants.
    pub(crate) const fn literal_copy(&self) -> Self {
        match self {
            Shared::Literal(value) => Shared::Literal(value),
            Shared::Owned(_) => panic!("only a policy made of literals can be a constant"),
        }
    }
}

/// The prebuilt values of one policy. `None`: the header is absent.
#[derive(Clone, Debug)]
pub(crate) struct Values {
    /// `Access-Control-Allow-Origin` for each exact origin, in the order of the policy's list.
    pub origins: Shared<[HeaderValue]>,
    /// `Access-Control-Allow-Methods`.
    pub allow_methods: Option<Shared<HeaderValue>>,
    /// `Access-Control-Allow-Headers`.
    pub allow_headers: Option<Shared<HeaderValue>>,
    /// `Access-Control-Expose-Headers`.
    pub expose_headers: Option<Shared<HeaderValue>>,
    /// `Access-Control-Max-Age`.
    pub max_age: Option<Shared<HeaderValue>>,
}

/// `Option<Shared<_>>` for const evaluation.
pub(crate) const fn literal_copy(
    value: Option<&Shared<HeaderValue>>,
) -> Option<Shared<HeaderValue>> {
    match value {
        Some(value) => Some(value.literal_copy()),
        None => None,
    }
}
