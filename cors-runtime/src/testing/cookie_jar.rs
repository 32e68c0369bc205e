//! The cookies of a browser
//! ([RFC 6265bis](https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis)): host,
//! path, expiry, `Secure` and `SameSite`, the last two as the profile has them. Parsing a line is
//! the crate `cookie`'s.

use std::net::IpAddr;
use std::time::Duration;

use cookie::{Cookie, SameSite};
use cors_rules::client::{Profile, site};
use url::Url;

/// All cookies, of all hosts.
#[derive(Debug, Default)]
pub(super) struct CookieJar {
    cookies: Vec<Stored>,
}

#[derive(Debug)]
struct Stored {
    name: String,
    value: String,
    host: String,
    /// `Domain` was given: subdomains get it too.
    covers_subdomains: bool,
    path: String,
    secure: bool,
    same_site: SameSite,
    /// Since 1970; `None` for the life of the browser.
    expires: Option<Duration>,
}

impl CookieJar {
    /// Takes a `Set-Cookie` line of a response; `same_site` is whether page and URL are of one
    /// site.
    pub(super) fn store(
        &mut self,
        url: &Url,
        line: &str,
        same_site: bool,
        profile: Profile,
        now: Duration,
    ) {
        let Some(cookie) = accept(url, line, profile, now) else { return };
        if !same_site && !cookie.is_for_all_sites(profile) {
            return;
        }
        self.cookies.retain(|own| !own.is_same_as(&cookie));
        if cookie.is_alive(now) {
            self.cookies.push(cookie);
        }
    }

    /// The `Cookie` header for a request; `None` where there are none.
    pub(super) fn header(
        &self,
        url: &Url,
        same_site: bool,
        profile: Profile,
        now: Duration,
    ) -> Option<String> {
        let mut sent: Vec<&Stored> = self
            .cookies
            .iter()
            .filter(|own| own.is_for(url, profile) && own.is_alive(now))
            .filter(|own| same_site || own.is_for_all_sites(profile))
            .collect();
        // Longer paths first; the sort is stable, so that older ones come before younger ones.
        sent.sort_by_key(|own| std::cmp::Reverse(own.path.len()));
        let pairs: Vec<String> =
            sent.iter().map(|own| format!("{}={}", own.name, own.value)).collect();
        (!pairs.is_empty()).then(|| pairs.join("; "))
    }

    pub(super) fn value(
        &self,
        url: &Url,
        name: &str,
        profile: Profile,
        now: Duration,
    ) -> Option<String> {
        let found =
            |own: &&Stored| own.name == name && own.is_for(url, profile) && own.is_alive(now);
        self.cookies.iter().find(found).map(|own| own.value.clone())
    }
}

/// What is stored of a line; `None` where it is refused.
fn accept(url: &Url, line: &str, profile: Profile, now: Duration) -> Option<Stored> {
    let cookie = Cookie::parse(line).ok()?;
    let host = url.host_str()?;
    let (host, covers_subdomains) = match cookie.domain().filter(|domain| !domain.is_empty()) {
        None => (host.to_owned(), false),
        Some(domain) => (domain.to_ascii_lowercase(), true),
    };
    let is_named = !covers_subdomains || is_own_domain(url, &host);
    let secure = cookie.secure().unwrap_or(false);
    let declared = cookie.same_site();
    let needs_secure =
        declared == Some(SameSite::None) && profile.cookies_of_all_sites_are_secure();
    let is_refused = !is_named || (needs_secure && !secure) || (secure && !is_secure(url, profile));
    (!is_refused).then(|| Stored {
        name: cookie.name().to_owned(),
        value: cookie.value().to_owned(),
        host,
        covers_subdomains,
        path: path(&cookie, url),
        secure,
        same_site: declared.unwrap_or(if profile.cookies_default_to_lax() {
            SameSite::Lax
        } else {
            SameSite::None
        }),
        expires: expiry(&cookie, now),
    })
}

/// A host may name itself or a domain above it, but no public suffix.
fn is_own_domain(url: &Url, domain: &str) -> bool {
    let Some(host) = url.host_str() else { return false };
    let own_site = site(url.as_str());
    host == domain
        || (is_below(host, domain) && own_site == site(&format!("{}://{domain}", url.scheme())))
}

fn is_below(host: &str, domain: &str) -> bool {
    let is_name = host.parse::<IpAddr>().is_err() && !host.starts_with('[');
    is_name && host.strip_suffix(domain).is_some_and(|labels| labels.ends_with('.'))
}

fn is_secure(url: &Url, profile: Profile) -> bool {
    url.scheme() == "https" || (profile.loopback_is_secure_for_cookies() && is_loopback(url))
}

/// Whether the URL's host is this machine.
pub(super) fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(url::Host::Domain(name)) => name == "localhost" || is_below(name, "localhost"),
        Some(url::Host::Ipv4(address)) => address.is_loopback(),
        Some(url::Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

/// The path of the line, else the folder of the URL.
fn path(cookie: &Cookie<'_>, url: &Url) -> String {
    match cookie.path() {
        Some(path) if path.starts_with('/') => path.to_owned(),
        _ => match url.path().rsplit_once('/') {
            None | Some(("", _)) => "/".to_owned(),
            Some((folder, _)) => folder.to_owned(),
        },
    }
}

/// `Max-Age` counts before `Expires`.
fn expiry(cookie: &Cookie<'_>, now: Duration) -> Option<Duration> {
    if let Some(age) = cookie.max_age() {
        let seconds = u64::try_from(age.whole_seconds()).unwrap_or(0);
        return Some(if seconds == 0 {
            Duration::ZERO
        } else {
            now + Duration::from_secs(seconds)
        });
    }
    let at = cookie.expires_datetime()?.unix_timestamp();
    Some(Duration::from_secs(u64::try_from(at).unwrap_or(0)))
}

impl Stored {
    fn is_same_as(&self, other: &Stored) -> bool {
        (&self.name, &self.host, self.covers_subdomains, &self.path)
            == (&other.name, &other.host, other.covers_subdomains, &other.path)
    }

    fn is_alive(&self, now: Duration) -> bool {
        self.expires.is_none_or(|end| end > now)
    }

    fn is_for(&self, url: &Url, profile: Profile) -> bool {
        let host = url.host_str().unwrap_or_default();
        let is_host = host == self.host || (self.covers_subdomains && is_below(host, &self.host));
        is_host && self.is_for_path(url.path()) && (!self.secure || is_secure(url, profile))
    }

    fn is_for_path(&self, path: &str) -> bool {
        path.strip_prefix(self.path.as_str()).is_some_and(|rest| {
            rest.is_empty() || rest.starts_with('/') || self.path.ends_with('/')
        })
    }

    fn is_for_all_sites(&self, profile: Profile) -> bool {
        self.same_site == SameSite::None && !profile.blocks_cookies_of_other_sites()
    }
}
