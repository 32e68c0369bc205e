//! Sites, which matter to cookies, to the partitions of caches and to `Sec-Fetch-Site`. Several
//! origins may share a site.

use url::{Host, Url};

use super::{PageOrigin, Profile};

/// The [site](https://html.spec.whatwg.org/multipage/browsers.html#obtain-a-site) of a URL: scheme
/// and registrable domain. `None` where the URL does not parse.
///
/// ```
/// use cors_rules::client::site;
///
/// assert_eq!(site("https://api.shop.co.uk:8443/x").as_deref(), Some("https://shop.co.uk"));
/// assert_eq!(site("http://localhost:3000").as_deref(), Some("http://localhost"));
/// assert_eq!(site("http://127.0.0.1/").as_deref(), Some("http://127.0.0.1"));
/// ```
#[must_use]
pub fn site(url: &str) -> Option<String> {
    let url = Url::parse(url).ok()?;
    Some(format!("{}://{}", url.scheme(), registrable(&url)?))
}

/// A host that is an address or a public suffix is its own domain.
fn registrable(url: &Url) -> Option<&str> {
    let text = url.host_str()?;
    match url.host()? {
        Host::Domain(name) => Some(psl::domain_str(name).unwrap_or(text)),
        Host::Ipv4(_) | Host::Ipv6(_) => Some(text),
    }
}

/// Whether page and URL are
/// [same site](https://html.spec.whatwg.org/multipage/browsers.html#same-site): with the scheme, or
/// without it where [the engine looks at none](Profile::sites_have_schemes). An opaque origin is
/// same site with nothing.
///
/// ```
/// use cors_rules::client::{PageOrigin, Profile, is_same_site};
///
/// let page = PageOrigin::parse("http://localhost:3000").unwrap();
/// assert!(is_same_site(&page, "http://localhost:4000/", Profile::Standard));
/// assert!(!is_same_site(&page, "http://127.0.0.1:3000/", Profile::Standard));
/// ```
#[must_use]
pub fn is_same_site(page: &PageOrigin, url: &str, profile: Profile) -> bool {
    let (Some(own), Some(other)) = (site(page.serialized()), site(url)) else { return false };
    own == other || (!profile.sites_have_schemes() && host(&own) == host(&other))
}

/// A site without its scheme.
fn host(site: &str) -> Option<&str> {
    site.split_once("://").map(|(_, host)| host)
}
