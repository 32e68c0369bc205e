//! What counts as a site, and which cookies go where. The driver has the jar.

use super::Profile;

impl Profile {
    /// A site is a scheme and a domain, so that `http` and `https` of one host are two sites.
    ///
    /// The standard's [same site](https://html.spec.whatwg.org/multipage/browsers.html#same-site),
    /// and observed in Chromium. The others send cookies that are for the same site across it.
    #[must_use]
    pub const fn sites_have_schemes(self) -> bool {
        matches!(self, Profile::Standard | Profile::Chromium)
    }

    /// A cookie without `SameSite` counts as `SameSite=Lax`.
    ///
    /// [The coming standard of
    /// cookies](https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis) wants it, and
    /// it was observed in Chromium.
    #[must_use]
    pub const fn cookies_default_to_lax(self) -> bool {
        matches!(self, Profile::Standard | Profile::Chromium)
    }

    /// `SameSite=None` counts only beside `Secure`.
    ///
    /// Observed in Chromium and Firefox; the coming standard wants it.
    #[must_use]
    pub const fn cookies_of_all_sites_are_secure(self) -> bool {
        !matches!(self, Profile::WebKit)
    }

    /// `Secure` cookies go over plain HTTP to this machine.
    ///
    /// Observed in Chromium and Firefox.
    #[must_use]
    pub const fn loopback_is_secure_for_cookies(self) -> bool {
        !matches!(self, Profile::WebKit)
    }

    /// Cookies are neither sent to other sites nor accepted from them, whatever their `SameSite`.
    ///
    /// Observed in `WebKit`, and in Chromium as Debian builds it, in their default settings.
    #[must_use]
    pub const fn blocks_cookies_of_other_sites(self) -> bool {
        matches!(self, Profile::Chromium | Profile::WebKit)
    }
}
