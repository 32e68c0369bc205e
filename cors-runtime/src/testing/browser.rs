//! The browser: its profile, its clock, and what all its pages share. Pages do the fetching.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::{Duration, SystemTime};

use cors_rules::client::{PageOrigin, PreflightCache, Profile};
use url::Url;

use super::cookie_jar::CookieJar;
use super::http_cache::HttpCache;
use super::page::Page;
use super::state::State;

/// A browser with nothing in it: no cookies, empty caches, and a clock that stands until
/// [`advance`](Self::advance) moves it.
///
/// Clones are the same browser.
///
/// ```
/// use cors_runtime::testing::{Browser, Profile};
///
/// let strict = Browser::new(); // the Fetch standard to the letter
/// let page = Browser::like(Profile::Firefox).open("https://app.example");
/// # drop((strict, page));
/// ```
#[derive(Clone, Debug)]
pub struct Browser {
    state: Rc<RefCell<State>>,
}

impl Default for Browser {
    fn default() -> Self {
        Browser::new()
    }
}

impl Browser {
    /// A browser that does what the Fetch standard says.
    #[must_use]
    pub fn new() -> Self {
        Browser::like(Profile::Standard)
    }

    /// A browser with the known deviations of an engine.
    #[must_use]
    pub fn like(profile: Profile) -> Self {
        let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        let state = State {
            profile,
            cookies: CookieJar::default(),
            preflights: PreflightCache::new(),
            responses: HttpCache::default(),
            now,
        };
        Browser { state: Rc::new(RefCell::new(state)) }
    }

    /// Opens a page of this origin; `null` is the origin of a sandboxed frame.
    ///
    /// # Panics
    /// Where the text is no origin, as `https://a.example/` is none.
    #[must_use]
    #[track_caller]
    pub fn open(&self, origin: impl AsRef<str>) -> Page {
        let origin = origin.as_ref();
        let parsed = PageOrigin::parse(origin);
        let origin = parsed.unwrap_or_else(|| {
            panic!("`{origin}` is no origin: write scheme, host and perhaps a port, without a slash at the end")
        });
        Page { state: Rc::clone(&self.state), origin }
    }

    /// Moves the clock: caches and cookies age by it, and by nothing else.
    pub fn advance(&self, time: Duration) {
        self.state.borrow_mut().now += time;
    }

    /// Puts a cookie into the jar as if this URL, opened by itself, had sent it in `Set-Cookie`.
    ///
    /// ```
    /// use cors_runtime::testing::Browser;
    ///
    /// let browser = Browser::new();
    /// browser.set_cookie("https://api.example/", "session=1; Secure; HttpOnly; SameSite=None");
    /// assert_eq!(browser.cookie("https://api.example/x", "session").as_deref(), Some("1"));
    /// assert_eq!(browser.cookie("https://other.example/", "session"), None);
    /// ```
    ///
    /// # Panics
    /// Where the URL does not parse.
    #[track_caller]
    pub fn set_cookie(&self, url: impl AsRef<str>, line: impl AsRef<str>) {
        let (url, line) = (parse(url.as_ref()), line.as_ref());
        let State { profile, cookies, now, .. } = &mut *self.state.borrow_mut();
        cookies.store(&url, line, true, *profile, *now);
    }

    /// The value of a cookie that the browser would send to this URL, typed into its address bar.
    ///
    /// # Panics
    /// Where the URL does not parse.
    #[must_use]
    #[track_caller]
    pub fn cookie(&self, url: impl AsRef<str>, name: impl AsRef<str>) -> Option<String> {
        let (url, name) = (parse(url.as_ref()), name.as_ref());
        let State { profile, cookies, now, .. } = &*self.state.borrow();
        cookies.value(&url, name, *profile, *now)
    }

    /// Forgets cookies, preflights and responses.
    pub fn clear(&self) {
        let mut state = self.state.borrow_mut();
        state.cookies = CookieJar::default();
        state.preflights.clear();
        state.responses = HttpCache::default();
    }
}

#[track_caller]
fn parse(url: &str) -> Url {
    Url::parse(url).unwrap_or_else(|error| panic!("`{url}` is no URL: {error}"))
}
