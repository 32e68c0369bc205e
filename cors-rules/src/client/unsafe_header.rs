//! Why a request header does not go without a preflight. `safelist` finds it.

use std::fmt::{Display, Formatter};

/// What makes a request header unsafe, in the sense of the
/// [CORS-safelisted request-headers](https://fetch.spec.whatwg.org/#cors-safelisted-request-header).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum UnsafeHeader {
    /// No header of this name goes without a preflight, or not with this value in this engine.
    Name,
    /// The value is longer than 128 bytes.
    ValueTooLong,
    /// The value has a byte that this header may not have.
    Byte,
    /// `Content-Type` is none of the three that a form can have.
    ContentType,
    /// `Range` is not one range with a beginning.
    Range,
    /// The safelisted values are longer than 1024 bytes together.
    TooLongTogether,
}

impl Display for UnsafeHeader {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(match self {
            UnsafeHeader::Name => "the name is not safelisted",
            UnsafeHeader::ValueTooLong => "the value is longer than 128 bytes",
            UnsafeHeader::Byte => "the value has a byte that is not safelisted",
            UnsafeHeader::ContentType => {
                "the type is none of application/x-www-form-urlencoded, multipart/form-data, text/plain"
            }
            UnsafeHeader::Range => "the value is not one range with a beginning",
            UnsafeHeader::TooLongTogether => {
                "the safelisted values are longer than 1024 bytes together"
            }
        })
    }
}
