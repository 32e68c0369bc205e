//! The origin of a page: a tuple, or the opaque origin of a sandboxed frame. [`crate::Origin`]
//! parses tuples.

use url::Url;

use crate::Origin;

/// The origin of the page that fetches.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PageOrigin {
    /// The serialisation of a tuple origin; `None` where the origin is opaque.
    tuple: Option<String>,
}

impl PageOrigin {
    /// An
    /// [opaque origin](https://html.spec.whatwg.org/multipage/browsers.html#concept-origin-opaque),
    /// as sandboxed frames and `data:` documents have. Its serialisation is `null`; it is the same
    /// origin as nothing.
    #[must_use]
    pub const fn opaque() -> Self {
        PageOrigin { tuple: None }
    }

    /// Reads the serialisation of an origin; `null` is an opaque one.
    ///
    /// ```
    /// use cors_rules::client::PageOrigin;
    ///
    /// assert_eq!(PageOrigin::parse("https://a.example").unwrap().serialized(), "https://a.example");
    /// assert_eq!(PageOrigin::parse("null"), Some(PageOrigin::opaque()));
    /// assert_eq!(PageOrigin::parse("https://a.example/"), None);
    /// ```
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if text == "null" {
            return Some(PageOrigin::opaque());
        }
        Origin::parse(text.as_bytes()).map(|_| PageOrigin { tuple: Some(text.to_owned()) })
    }

    /// The
    /// [serialisation](https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin).
    #[must_use]
    pub fn serialized(&self) -> &str {
        self.tuple.as_deref().unwrap_or("null")
    }

    /// Whether the URL has the
    /// [same origin](https://html.spec.whatwg.org/multipage/browsers.html#same-origin).
    pub(super) fn is_same_origin(&self, url: &Url) -> bool {
        self.tuple.as_deref().is_some_and(|own| own == url.origin().ascii_serialization())
    }

    /// Whether the page was loaded over https.
    pub(super) fn is_https(&self) -> bool {
        self.serialized().starts_with("https://")
    }
}
