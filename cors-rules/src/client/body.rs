//! What the model needs of a request body. The driver keeps the bytes themselves.

/// The body of a fetch.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Body {
    /// None.
    #[default]
    Empty,
    /// Bytes that can be sent again, with the `Content-Type` that
    /// [extracting the body](https://fetch.spec.whatwg.org/#concept-bodyinit-extract) gives where
    /// the script sets none: a string has `text/plain;charset=UTF-8`, a `Blob` its own type, a
    /// buffer none.
    Bytes {
        /// The type that the body brings along.
        content_type: Option<String>,
    },
    /// A `ReadableStream`: always preflighted, never sent twice, never sent over HTTP/1.x.
    Stream,
}

impl Body {
    /// A JavaScript string.
    #[must_use]
    pub fn text() -> Self {
        Body::Bytes { content_type: Some("text/plain;charset=UTF-8".to_owned()) }
    }

    /// Bytes without a type.
    #[must_use]
    pub const fn bytes() -> Self {
        Body::Bytes { content_type: None }
    }

    /// Whether there is a body.
    #[must_use]
    pub const fn is_present(&self) -> bool {
        !matches!(self, Body::Empty)
    }
}
