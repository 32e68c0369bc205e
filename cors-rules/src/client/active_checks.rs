//! Checks of a response where engines differ from the standard, and whether the preflight cache
//! takes part. Called by `exchange`.

use super::active::Active;
use super::{CredentialsMode, HttpResponse, PageOrigin, Profile, Reason, Tainting, cors_check};

impl Active {
    /// The origin that the answer to a preflight has to allow; `None` where it need not allow any.
    pub(super) fn checked_origin(&self, profile: Profile) -> Option<&str> {
        let is_home = self.page.is_same_origin(&self.url);
        let is_trusted = is_home && profile.trusts_preflights_at_home();
        (!is_trusted).then(|| self.preflight_origin(profile))
    }

    /// Whether the preflight cache is read and written.
    pub(super) fn may_cache(&self, profile: Profile) -> bool {
        if self.page == PageOrigin::opaque() {
            !profile.never_caches_opaque_pages()
        } else {
            !(self.is_tainted() && profile.never_caches_tainted_requests())
        }
    }

    /// The [CORS check](https://fetch.spec.whatwg.org/#concept-cors-check) of an answer, where
    /// there is one.
    pub(super) fn check(&self, response: &HttpResponse) -> Result<(), Reason> {
        match self.tainting {
            Tainting::Basic | Tainting::Opaque => Ok(()),
            Tainting::Cors => {
                cors_check(&response.headers, self.origin(), self.credentials.is_include())
            }
        }
    }

    /// What an engine finds at a redirect only after the preflight of the next request.
    pub(super) fn check_late(&self, response: &HttpResponse, profile: Profile) -> Option<Reason> {
        let from_home = self.earlier.first().is_some_and(|url| self.page.is_same_origin(url));
        let is_judged = from_home
            && self.tainting == Tainting::Cors
            && self.credentials == CredentialsMode::SameOrigin
            && profile.judges_redirects_from_home_with_credentials();
        is_judged.then(|| cors_check(&response.headers, self.origin(), true).err()).flatten()
    }
}
