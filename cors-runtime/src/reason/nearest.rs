//! What was probably meant: the nearest thing that a policy does allow, and in what the refused
//! value differs from it. Runs only when somebody asks why, never while deciding.

use std::fmt;

use cors_rules::{
    Headers, HostPattern, Methods, Names, Origin, OriginList, OriginPattern, OriginRequirements,
    Origins, PortPattern, Refusal, nearest,
};

/// Longer values are not compared: nobody meant them.
pub(crate) const LONGEST: usize = 512;
/// The most listed origins or names that are compared one by one.
const MOST: usize = 1024;

/// In what a refused value differs from an allowed one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Difference {
    /// It ends with a slash.
    TrailingSlash,
    /// It goes on after host and port.
    Path,
    /// Upper and lower case.
    Case,
    /// The scheme.
    Scheme,
    /// The port.
    Port,
    /// It is the host whose subdomains are allowed.
    Subdomain,
    /// Its address is outside of the network that is allowed.
    Address,
    /// It is another extension of the same browser.
    Extension,
    /// A few characters.
    Spelling,
}

impl fmt::Display for Difference {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Difference::TrailingSlash => "a trailing slash",
            Difference::Path => "a path",
            Difference::Case => "upper and lower case",
            Difference::Scheme => "the scheme",
            Difference::Port => "the port",
            Difference::Subdomain => "a subdomain",
            Difference::Address => "the address, which is outside of the network",
            Difference::Extension => "the identifier: it is another extension",
            Difference::Spelling => "spelling",
        })
    }
}

/// The nearest allowed value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nearest {
    pub(crate) allowed: String,
    pub(crate) difference: Difference,
}

impl Nearest {
    /// A value that would have been allowed, or the family that would have allowed it.
    #[must_use]
    pub fn allowed(&self) -> &str {
        &self.allowed
    }

    /// The only thing in which the refused value differs from it.
    #[must_use]
    pub fn difference(&self) -> Difference {
        self.difference
    }
}

/// What the policy allows that is nearest to the value that it refuses.
pub(crate) fn find(policy: &cors_rules::Policy, refusal: Refusal, value: &[u8]) -> Option<Nearest> {
    match refusal {
        Refusal::OriginNotListed => origin(policy, value),
        Refusal::MethodNotListed => method(&policy.methods, value),
        Refusal::HeaderNotListed => header(&policy.headers, value),
        _ => None,
    }
}

/// The nearest origin that is allowed. Mostly by asking the policy about variants of the value, so
/// that the answer holds for families and run-time sets too, and costs the same for any number of
/// origins.
fn origin(policy: &cors_rules::Policy, value: &[u8]) -> Option<Nearest> {
    let (origins, requirements) = (&policy.origins, OriginRequirements::of(policy));
    let value = str::from_utf8(value).ok().filter(|value| value.len() <= LONGEST)?;
    let variants = variants(value);
    let is_allowed = |variant: &str| origins.find(variant.as_bytes(), requirements).is_some();
    let allowed = variants.into_iter().find(|(_, variant)| variant != value && is_allowed(variant));
    match allowed {
        Some((Difference::Subdomain, variant)) => {
            // The probe's own label is nobody's host; the family is what the policy says.
            let family = variant.replacen(&format!("://{PROBE}."), "://*.", 1);
            Some(Nearest { allowed: family, difference: Difference::Subdomain })
        }
        Some((difference, allowed)) => Some(Nearest { allowed, difference }),
        None => listed(origins, value),
    }
}

/// A label that stands for any subdomain.
const PROBE: &str = "any";

/// The value with one thing changed, the likelier mistakes first.
fn variants(value: &str) -> Vec<(Difference, String)> {
    let mut variants = vec![
        (Difference::TrailingSlash, value.strip_suffix('/').unwrap_or(value).to_owned()),
        (Difference::Case, value.to_ascii_lowercase()),
    ];
    let Some((scheme, rest)) = value.split_once("://") else { return variants };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    variants.push((Difference::Path, format!("{scheme}://{authority}")));
    let other = if scheme == "https" { "http" } else { "https" };
    variants.push((Difference::Scheme, format!("{other}://{rest}")));
    // Behind the brackets of an IPv6 address.
    let port = authority.rfind(':').filter(|colon| !authority[*colon..].contains(']'));
    let host = port.map_or(authority, |colon| &authority[..colon]);
    variants.push((Difference::Port, format!("{scheme}://{host}")));
    variants.push((Difference::Subdomain, format!("{scheme}://{PROBE}.{rest}")));
    variants
}

/// The listed origin with the same scheme and host, the network or the extension that is nearest, or
/// an origin of nearly the same spelling.
fn listed(origins: &Origins, value: &str) -> Option<Nearest> {
    let Origins::List(list) = origins else { return None };
    let by_parts = |own: Origin<'_>| {
        same_host(list, &own).or_else(|| network(list, &own)).or_else(|| extension(list, &own))
    };
    Origin::parse(value.as_bytes()).and_then(by_parts).or_else(|| spelling(value, list.exact()))
}

/// The first listed origin that passes a test against the refused one.
fn find_exact(list: &OriginList, is_near: impl Fn(&Origin<'_>) -> bool) -> Option<&str> {
    let is_near = |listed: &&str| Origin::parse(listed.as_bytes()).is_some_and(|own| is_near(&own));
    list.exact().iter().take(MOST).find(is_near)
}

fn same_host(list: &OriginList, own: &Origin<'_>) -> Option<Nearest> {
    let same =
        find_exact(list, |listed| own.scheme() == listed.scheme() && own.host() == listed.host())?;
    Some(Nearest { allowed: same.to_owned(), difference: Difference::Port })
}

/// The network of the same scheme that has most of the address in common.
fn network(list: &OriginList, own: &Origin<'_>) -> Option<Nearest> {
    let networks = list.patterns().iter().take(MOST).filter_map(|pattern| match pattern.host {
        HostPattern::Network(network) if pattern.scheme == own.scheme() => {
            let common = network.common_prefix(own.host())?;
            let is_inside = common == network.prefix_len();
            let has_port =
                [PortPattern::Any, PortPattern::Exact(own.port())].contains(&pattern.port);
            // One thing differs, not two.
            (is_inside != has_port).then_some((common, is_inside, pattern))
        }
        _ => None,
    });
    let (_, is_inside, pattern) =
        networks.max_by_key(|(common, is_inside, _)| (*is_inside, *common))?;
    let difference = if is_inside { Difference::Port } else { Difference::Address };
    Some(Nearest { allowed: pattern.to_string(), difference })
}

/// Another extension of the same browser.
fn extension(list: &OriginList, own: &Origin<'_>) -> Option<Nearest> {
    // The schemes that have a pattern for all extensions.
    OriginPattern::shape(&format!("{}://*", own.scheme()))?;
    let other = find_exact(list, |listed| own.scheme() == listed.scheme())?;
    Some(Nearest { allowed: other.to_owned(), difference: Difference::Extension })
}

/// The nearest listed method.
fn method(methods: &Methods, value: &[u8]) -> Option<Nearest> {
    name(value, if let Methods::List(names) = methods { names } else { return None })
}

/// The nearest listed header.
fn header(headers: &Headers, value: &[u8]) -> Option<Nearest> {
    name(value, if let Headers::List(names) = headers { names } else { return None })
}

fn name(value: &[u8], names: &Names) -> Option<Nearest> {
    let value = str::from_utf8(value).ok().filter(|value| value.len() <= LONGEST)?;
    let same = names.iter().take(MOST).find(|own| own.eq_ignore_ascii_case(value));
    match same {
        Some(own) => Some(Nearest { allowed: own.to_owned(), difference: Difference::Case }),
        None => spelling(value, names),
    }
}

fn spelling(value: &str, names: &Names) -> Option<Nearest> {
    // Comparing takes time in the product of the lengths.
    let value = Some(value).filter(|value| value.len() <= 128)?;
    let near = nearest(value, names.iter().take(MOST).filter(|name| name.len() <= 128))?;
    Some(Nearest { allowed: near.to_owned(), difference: Difference::Spelling })
}
