//! Deviations in reading `Location`, and in how a URL is written.

use super::Profile;

impl Profile {
    /// Lines of `Location` with one value count as one line; by the standard two are an error.
    ///
    /// Observed in Chromium and Firefox.
    #[must_use]
    pub const fn takes_equal_locations_for_one(self) -> bool {
        matches!(self, Profile::Chromium | Profile::Firefox)
    }

    /// Several lines of `Location` are one value, joined by a comma and a space; by the standard
    /// they are an error.
    ///
    /// Observed in `WebKit`, which takes the comma for a part of the URL.
    #[must_use]
    pub const fn joins_location_lines(self) -> bool {
        matches!(self, Profile::WebKit)
    }

    /// Lines of `Location` or of `Content-Disposition` that contradict each other make a response
    /// of any status an error; by the standard only a redirect asks for `Location`.
    ///
    /// Observed in Chromium and Firefox, which suspect an attack.
    #[must_use]
    pub const fn refuses_contradicting_lines(self) -> bool {
        matches!(self, Profile::Chromium | Profile::Firefox)
    }

    /// Bytes beyond ASCII in `Location` are characters that are encoded once more: the byte E9
    /// becomes `%C3%A9`; by the standard it becomes `%E9`.
    ///
    /// Observed in `WebKit`. What is no UTF-8 was replaced before
    /// ([`replaces_malformed_utf8`](Profile::replaces_malformed_utf8)), so that E9 alone becomes
    /// `%C3%AF%C2%BF%C2%BD` there.
    #[must_use]
    pub const fn encodes_location_twice(self) -> bool {
        matches!(self, Profile::WebKit)
    }

    /// A tab within `Location` becomes `%09`; the standard's parser
    /// [removes](https://url.spec.whatwg.org/#concept-basic-url-parser) it.
    ///
    /// Observed in Firefox.
    #[must_use]
    pub const fn escapes_tabs_in_location(self) -> bool {
        matches!(self, Profile::Firefox)
    }

    /// `|` in a path becomes `%7C`; it is not in the standard's [path percent-encode
    /// set](https://url.spec.whatwg.org/#path-percent-encode-set).
    ///
    /// Observed in Chromium.
    #[must_use]
    pub const fn escapes_bars_in_paths(self) -> bool {
        matches!(self, Profile::Chromium)
    }

    /// Percent-escapes of a URL are sent in upper case, and those of letters, digits, `-`, `.`, `_`
    /// and `~` as what they stand for; by the standard they stay as they are.
    ///
    /// Observed in `WebKit`, where libsoup writes the URL.
    #[must_use]
    pub const fn normalizes_percent_escapes(self) -> bool {
        matches!(self, Profile::WebKit)
    }
}
