//! What the pages of a browser share: cookies, caches and the clock. Made by [`super::browser`],
//! used by [`super::page`].

use std::time::Duration;

use cors_rules::client::{PreflightCache, Profile};

use super::cookie_jar::CookieJar;
use super::http_cache::HttpCache;

/// What the pages of a browser share.
#[derive(Debug)]
pub(super) struct State {
    pub(super) profile: Profile,
    pub(super) cookies: CookieJar,
    pub(super) preflights: PreflightCache,
    pub(super) responses: HttpCache,
    /// Since 1970.
    pub(super) now: Duration,
}
