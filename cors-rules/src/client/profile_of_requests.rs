//! Deviations in what is sent: the safelist, dropped and joined headers, bodies.

use super::Profile;
use super::profile::StreamSupport;

impl Profile {
    /// Upload listeners ask for a preflight only where there is something to upload; by the
    /// [standard](https://xhr.spec.whatwg.org/#dom-xmlhttprequest-send) they do so without a body
    /// too.
    ///
    /// Observed in Chromium.
    #[must_use]
    pub const fn listens_to_bodies_only(self) -> bool {
        matches!(self, Profile::Chromium)
    }

    /// The client hints `Device-Memory`, `Downlink`, `DPR`, `ECT`, `RTT`, `Save-Data`,
    /// `Viewport-Width` and `Width` are safelisted request headers where their values are sound.
    ///
    /// Observed in Chromium. They were in the standard once.
    #[must_use]
    pub const fn safelists_client_hints(self) -> bool {
        matches!(self, Profile::Chromium)
    }

    /// A script's `User-Agent` is ignored.
    ///
    /// Observed in Chromium; the others send it and ask for it in the preflight.
    #[must_use]
    pub const fn drops_user_agent(self) -> bool {
        matches!(self, Profile::Chromium)
    }

    /// Several lines that a script sets under one name are joined by a comma and a space before the
    /// safelist applies; by the standard each line is checked by itself.
    ///
    /// Observed in Chromium (two lines of `Accept`, each short, together above 128 bytes; two of
    /// `Content-Type`) and in `WebKit`.
    #[must_use]
    pub const fn joins_request_header_lines(self) -> bool {
        matches!(self, Profile::Chromium | Profile::WebKit)
    }

    /// A header that a script sets in several lines is named as often in
    /// `Access-Control-Request-Headers`; by the standard each
    /// [name](https://fetch.spec.whatwg.org/#convert-header-names-to-a-sorted-lowercase-set) is
    /// there once.
    ///
    /// Observed in Firefox.
    #[must_use]
    pub const fn repeats_requested_names(self) -> bool {
        matches!(self, Profile::Firefox)
    }

    /// Bytes beyond ASCII make `Accept` and `Content-Type` unsafe; the standard's
    /// [unsafe bytes](https://fetch.spec.whatwg.org/#cors-unsafe-request-header-byte) are all
    /// ASCII.
    ///
    /// Observed in Firefox.
    #[must_use]
    pub const fn safelists_ascii_only(self) -> bool {
        matches!(self, Profile::Firefox)
    }

    /// A comma after the first semicolon of `Content-Type`, or a semicolon at the end of its
    /// parameters, makes it unsafe; the standard's
    /// [parser](https://mimesniff.spec.whatwg.org/#parse-a-mime-type) takes both.
    ///
    /// Observed in Firefox.
    #[must_use]
    pub const fn content_types_have_strict_parameters(self) -> bool {
        matches!(self, Profile::Firefox)
    }

    /// The largest number that a safelisted `Range` may have; by the standard there is no limit.
    ///
    /// Observed in Chromium, whose numbers have a sign, and in Firefox and `WebKit`, whose have
    /// none.
    #[must_use]
    pub const fn largest_range_position(self) -> Option<u64> {
        match self {
            Profile::Standard => None,
            Profile::Chromium => Some(i64::MAX.cast_unsigned() - 1),
            Profile::Firefox | Profile::WebKit => Some(u64::MAX),
        }
    }

    /// A safelisted `Range` may have its unit in any letter case, and a plus before its numbers.
    ///
    /// Observed in `WebKit`: `Bytes=+1-5`.
    #[must_use]
    pub const fn reads_ranges_loosely(self) -> bool {
        matches!(self, Profile::WebKit)
    }

    /// A URL from which the parser removes a tab or the end of a line, and that has `<`, is not
    /// fetched: it may have swallowed what markup left open.
    ///
    /// Observed in Chromium.
    #[must_use]
    pub const fn refuses_dangling_markup(self) -> bool {
        matches!(self, Profile::Chromium)
    }

    /// With a stream as body, mode `same-origin` sends requests to other origins all the same.
    ///
    /// Observed in Chromium, which sends the preflight.
    #[must_use]
    pub const fn streams_are_always_cors(self) -> bool {
        matches!(self, Profile::Chromium)
    }

    /// Request streams. Observed: Chromium preflights, then fails over HTTP/1.x, like the standard;
    /// Firefox sends a plain POST; `WebKit` throws `NotSupportedError`.
    pub(super) const fn stream_support(self) -> StreamSupport {
        match self {
            Profile::Standard | Profile::Chromium => StreamSupport::Streamed,
            Profile::Firefox => StreamSupport::Stringified,
            Profile::WebKit => StreamSupport::Refused,
        }
    }
}
