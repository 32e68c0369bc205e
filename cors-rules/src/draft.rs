//! What a person wrote, before any rule has looked at it. Filled by the macro's parser, by the
//! builder and by serde; read by [`crate::check`] alone.

use std::time::Duration;

use crate::Key;

/// One written list entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The text, without quotes.
    pub text: String,
}

impl<T: Into<String>> From<T> for Entry {
    fn from(text: T) -> Self {
        Entry { text: text.into() }
    }
}

/// What was written for `origins`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OriginsDraft {
    /// `any`.
    Any,
    /// A list; `"*"` in it means `any`.
    List(Vec<Entry>),
    /// `env("NAME")` or `env("NAME", default = [...])`: the values are known when the server
    /// starts.
    Env {
        /// The variable's name.
        variable: String,
        /// Origins to use where the variable is not set.
        default: Option<Vec<Entry>>,
    },
    /// `from(PATH)`: the values may change while the server runs.
    Set,
}

/// What was written for `max_age`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MaxAgeDraft {
    /// A number of seconds; out-of-range numbers are kept for the message.
    Seconds(i128),
    /// A duration; one with a fraction of a second is kept for the message.
    Duration(Duration),
    /// Text such as `"10m"`.
    Text(String),
}

/// An escape of `dangerous(...)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Danger {
    /// `insecure_origins`.
    InsecureOrigins,
    /// `public_suffixes`.
    PublicSuffixes,
    /// `null_origin`.
    NullOrigin,
    /// `any_extension`.
    AnyExtension,
}

impl Danger {
    /// Every escape, in the order of the documentation.
    pub const ALL: [Danger; 4] =
        [Danger::InsecureOrigins, Danger::PublicSuffixes, Danger::NullOrigin, Danger::AnyExtension];

    /// The escape as written.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Danger::InsecureOrigins => "insecure_origins",
            Danger::PublicSuffixes => "public_suffixes",
            Danger::NullOrigin => "null_origin",
            Danger::AnyExtension => "any_extension",
        }
    }
}

/// A policy as written: any text anywhere, nothing checked.
///
/// ```
/// use cors_rules::{Draft, Entry, OriginsDraft, check};
///
/// let draft = Draft {
///     origins: Some(OriginsDraft::List(vec![Entry::from("http://localhost:3000")])),
///     methods: Some(vec![Entry::from("PUT")]),
///     ..Draft::default()
/// };
/// assert!(check(&draft).policy.is_some());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
// Each flag is a key of its own, as written.
#[allow(clippy::struct_excessive_bools)]
pub struct Draft {
    /// `origins`; `None` where the key is absent.
    pub origins: Option<OriginsDraft>,
    /// `methods`; `"*"` stands for `any`.
    pub methods: Option<Vec<Entry>>,
    /// `headers`; `"*"` stands for `any`.
    pub headers: Option<Vec<Entry>>,
    /// `expose`; `"*"` stands for `any`.
    pub expose: Option<Vec<Entry>>,
    /// `credentials`.
    pub credentials: bool,
    /// `max_age`.
    pub max_age: Option<MaxAgeDraft>,
    /// `disabled`.
    pub disabled: bool,
    /// `reject_unlisted`.
    pub reject_unlisted: bool,
    /// `preflight_status`.
    pub preflight_status: Option<i128>,
    /// `dangerous(...)`, in the order written.
    pub dangerous: Vec<Danger>,
    /// The methods of the route attribute, normalised by actix-web (`GET`, `PUT`…); empty where
    /// there is no route.
    pub route_methods: Vec<String>,
    /// The lists that have further entries, which are not known here: constants of the program. What
    /// such a list lacks is not reported.
    pub open: Vec<Key>,
    /// The handler takes a JSON body (`web::Json`).
    pub takes_json: bool,
    /// This draft overlays a named policy. A key that is absent here is taken from that policy, so
    /// it is not missing.
    pub is_overlay: bool,
}
