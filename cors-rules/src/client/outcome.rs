//! How a fetch ends for the script that started it.

use super::{Blocked, HeaderList, combined_value};

/// What the script gets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// A response that it may read.
    Readable(ReadableResponse),
    /// An
    /// [opaque filtered response](https://fetch.spec.whatwg.org/#concept-filtered-response-opaque):
    /// no status, no headers, no body.
    Opaque,
    /// An [opaque-redirect filtered
    /// response](https://fetch.spec.whatwg.org/#concept-filtered-response-opaque-redirect).
    OpaqueRedirect,
    /// A [network error](https://fetch.spec.whatwg.org/#concept-network-error): the promise is
    /// rejected.
    Blocked(Blocked),
}

impl Outcome {
    /// The response, where it is readable.
    #[must_use]
    pub const fn readable(&self) -> Option<&ReadableResponse> {
        match self {
            Outcome::Readable(response) => Some(response),
            _ => None,
        }
    }

    /// Why there is none, where the fetch was blocked.
    #[must_use]
    pub const fn blocked(&self) -> Option<&Blocked> {
        match self {
            Outcome::Blocked(blocked) => Some(blocked),
            _ => None,
        }
    }
}

/// The [type](https://fetch.spec.whatwg.org/#concept-response-type) of a readable response.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ResponseKind {
    /// `basic`: same origin.
    Basic,
    /// `cors`: another origin that allowed it.
    Cors,
}

/// What a script may read, but for the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadableResponse {
    /// The status; any will do.
    pub status: u16,
    /// The headers that the script sees, line by line.
    pub headers: HeaderList,
    /// The type.
    pub kind: ResponseKind,
    /// The URL that answered, without fragment.
    pub url: String,
    /// Whether there was a redirect.
    pub redirected: bool,
}

impl ReadableResponse {
    /// What `response.headers.get(name)` gives: all lines joined by a comma and a space.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<String> {
        combined_value(&self.headers, name)
    }
}
