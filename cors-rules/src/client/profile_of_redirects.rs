//! Deviations in following redirects.

use super::Profile;

impl Profile {
    /// Once a fetch was preflighted, its redirects to other origins are, even where they turned it
    /// into a simple GET.
    ///
    /// Observed in Firefox and `WebKit` with a PUT that was redirected by 303. Firefox does so with
    /// a fetch of the page's own origin, too, if it had a header that other origins would have been
    /// asked about, and though the redirect dropped that.
    #[must_use]
    pub const fn preflights_redirects_of_preflighted(self) -> bool {
        matches!(self, Profile::Firefox | Profile::WebKit)
    }

    /// A preflight after a redirect asks for all that the script set, but for what this very
    /// redirect dropped; what an earlier one dropped is asked for again.
    ///
    /// Observed in Firefox: `Content-Type` of a PUT, redirected by 303 and again by 302.
    #[must_use]
    pub const fn asks_again_for_dropped_headers(self) -> bool {
        matches!(self, Profile::Firefox)
    }

    /// A preflight that a redirect leads back to the page's own origin needs no
    /// `Access-Control-Allow-Origin`.
    ///
    /// Observed in Firefox, whose preflights name the page: they are same-origin there.
    #[must_use]
    pub const fn trusts_preflights_at_home(self) -> bool {
        matches!(self, Profile::Firefox)
    }

    /// A client hint that a script set, other than `Save-Data`, is dropped when a redirect leads to
    /// any origin but the page's own.
    ///
    /// Observed in Chromium.
    #[must_use]
    pub const fn drops_client_hints_in_redirects(self) -> bool {
        matches!(self, Profile::Chromium)
    }

    /// A request that had `Origin` keeps it in a redirect that makes it a GET within the page's own
    /// origin.
    ///
    /// Observed in `WebKit` with a POST that was redirected by 301.
    #[must_use]
    pub const fn keeps_origin_in_redirects(self) -> bool {
        matches!(self, Profile::WebKit)
    }

    /// A DELETE becomes a GET when it is redirected to another origin, whatever the status, and
    /// keeps its headers.
    ///
    /// Observed in `WebKit`.
    #[must_use]
    pub const fn redirects_delete_as_get(self) -> bool {
        matches!(self, Profile::WebKit)
    }

    /// A request that leaves the page's own origin by a redirect to a URL with a user name or a
    /// password is refused only after the preflight, where it needs one; by the standard nothing is
    /// sent.
    ///
    /// Observed in `WebKit`.
    #[must_use]
    pub const fn preflights_before_refusing_credentials(self) -> bool {
        matches!(self, Profile::WebKit)
    }

    /// A redirect with an empty `Location` is an error; by the standard it leads to the same URL.
    ///
    /// Observed in `WebKit`.
    #[must_use]
    pub const fn refuses_empty_location(self) -> bool {
        matches!(self, Profile::WebKit)
    }

    /// Every header of the script stays in redirects; by the standard `Authorization` is
    /// [dropped](https://fetch.spec.whatwg.org/#concept-http-redirect-fetch) on the way to another
    /// origin, and what describes the body where the method becomes GET.
    ///
    /// Observed in `WebKit`, which asks for them in the preflight.
    #[must_use]
    pub const fn keeps_headers_in_redirects(self) -> bool {
        matches!(self, Profile::WebKit)
    }

    /// A redirect to a URL with a user name or a password is refused within the page's own origin
    /// too.
    ///
    /// Observed in Chromium, for `fetch()`; an `XMLHttpRequest` follows it.
    #[must_use]
    pub const fn refuses_credentials_in_any_redirect(self) -> bool {
        matches!(self, Profile::Chromium)
    }

    /// In mode `no-cors`, a redirect that leads away from the page's own origin makes `Origin`
    /// `null`; by the standard one that leads away from another origin does.
    ///
    /// Observed in Chromium with a POST that was redirected by 308.
    #[must_use]
    pub const fn no_cors_redirects_taint(self) -> bool {
        matches!(self, Profile::Chromium)
    }

    /// A fetch of the page's own origin that was redirected to another one: where that redirects
    /// again, its answer is judged as with credentials, though none went there.
    ///
    /// Observed in `WebKit`: `*` is refused, and `Access-Control-Allow-Credentials` required, after
    /// the preflight of the next request.
    #[must_use]
    pub const fn judges_redirects_from_home_with_credentials(self) -> bool {
        matches!(self, Profile::WebKit)
    }

    /// In redirect mode `error`, a redirect without `Location`, or with an empty one, is no
    /// redirect; by the standard its status makes it one.
    ///
    /// Observed in Chromium and `WebKit`.
    #[must_use]
    pub const fn refuses_redirects_with_location_only(self) -> bool {
        matches!(self, Profile::Chromium | Profile::WebKit)
    }

    /// In redirect mode `manual` too, a `Location` that is no URL is an error.
    ///
    /// Observed in Chromium.
    #[must_use]
    pub const fn parses_location_in_manual_mode(self) -> bool {
        matches!(self, Profile::Chromium)
    }

    /// A redirect with an empty `Location` is no redirect; by the standard it leads to the same
    /// URL.
    ///
    /// Observed in Chromium.
    #[must_use]
    pub const fn ignores_empty_location(self) -> bool {
        matches!(self, Profile::Chromium)
    }

    /// A preflight after a redirect that made the origin `null` still names the page's own origin.
    ///
    /// Observed in Firefox with a PUT that was redirected by 307 to a third origin; the PUT itself
    /// has `Origin: null`.
    #[must_use]
    pub const fn preflights_with_page_origin(self) -> bool {
        matches!(self, Profile::Firefox)
    }
}
