//! A resolver over the same tables, for who does not want a million origins in memory: one prepared
//! question for an origin that is not remembered.

use std::borrow::Cow;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use cors_rules::{Host, Origin, OriginPattern};
use cors_runtime::{OriginResolver, ResolverError, ResolverRequest};

use crate::database::list::json;
use crate::database::{Database, Pool, on_either};

/// Says for one request after which tenant it asks.
type Key = for<'r> fn(&'r ResolverRequest<'_>) -> Option<Cow<'r, str>>;

/// Looks an origin up where it is asked for.
///
/// ```
/// use cors_origins::{Database, TableResolver};
/// use cors_runtime::{ResolvedOrigins, ResolverLimits, cors};
///
/// static TENANTS: ResolvedOrigins = ResolvedOrigins::new();
///
/// # async fn example(database: Database) {
/// TENANTS.start(TableResolver::new(database), ResolverLimits::default());
/// # }
/// ```
///
/// What is registered may be a pattern; it covers what it covers in a set. A removed origin may be
/// allowed for [`ResolverLimits::allowed_for`](cors_runtime::ResolverLimits::allowed_for), unless it is
/// [forgotten](cors_runtime::ResolvedOrigins::forget). Without the database, nobody is allowed but who
/// is remembered.
#[derive(Clone, Debug)]
pub struct TableResolver {
    database: Database,
    key: Option<Key>,
}

impl TableResolver {
    /// The origins of all tenants.
    #[must_use]
    pub fn new(database: impl Into<Database>) -> TableResolver {
        TableResolver { database: database.into(), key: None }
    }

    /// The origins of the tenant that a request is for, and of nobody where it is for none. See
    /// [`OriginResolver::key`] for what a tenant may be read from.
    ///
    /// ```
    /// # use cors_origins::{Database, TableResolver};
    /// # fn example(database: Database) -> TableResolver {
    /// TableResolver::of_tenant(database, |request| request.match_info("tenant").map(Into::into))
    /// # }
    /// ```
    #[must_use]
    pub fn of_tenant(database: impl Into<Database>, key: Key) -> TableResolver {
        TableResolver { database: database.into(), key: Some(key) }
    }
}

impl OriginResolver for TableResolver {
    fn key<'r>(&self, request: &'r ResolverRequest<'_>) -> Option<Cow<'r, str>> {
        self.key.and_then(|key| key(request))
    }

    async fn resolve(&self, origin: &str, key: Option<&str>) -> Result<bool, ResolverError> {
        if self.key.is_some() && key.is_none() {
            return Ok(false);
        }
        let Some(asked) = Origin::parse(origin.as_bytes()) else { return Ok(false) };
        let patterns = json(&patterns(origin, &asked));
        let statement = self.database.statements().registered;
        let found: Vec<String> = on_either!(&self.database.0, Pool, pool => {
            sqlx::query_scalar(statement).bind(patterns).bind(key).fetch_all(pool).await?
        });
        // The texts above are made by other code than that which decides; it has the last word.
        let covers = |text: &String| OriginPattern::parse(text).is_ok_and(|it| it.matches(&asked));
        Ok(found.iter().any(covers))
    }
}

/// The texts of all patterns that could cover the origin.
fn patterns(text: &str, origin: &Origin<'_>) -> Vec<String> {
    let scheme = origin.scheme();
    let mut hosts = vec![origin.host().as_str().to_owned()];
    match origin.host() {
        Host::Name(name) if name.parse::<Ipv4Addr>().is_err() => {
            let dots = name.match_indices('.');
            let bases = dots.filter_map(|(dot, _)| name.get(dot + 1..));
            hosts.extend(bases.map(|base| format!("*.{base}")));
        }
        Host::Name(address) | Host::Ipv6(address) => hosts.extend(networks(address)),
    }
    let own_port = text.rsplit_once(':').filter(|_| origin.port().is_some());
    let own_port = own_port.map(|(_, port)| format!(":{port}")).unwrap_or_default();
    let mut patterns = vec![text.to_owned(), format!("{scheme}://*")];
    for host in hosts {
        patterns.push(format!("{scheme}://{host}{own_port}"));
        patterns.push(format!("{scheme}://{host}:*"));
    }
    patterns
}

/// The networks that an address lies in, as patterns write them.
fn networks(host: &str) -> Vec<String> {
    let address = host.trim_start_matches('[').trim_end_matches(']').parse();
    match address {
        Ok(IpAddr::V4(address)) => {
            let bits = u32::from(address);
            let first = |length: u32| Ipv4Addr::from(bits & (u32::MAX << (32 - length)));
            (1..32).map(|length| format!("{}/{length}", first(length))).collect()
        }
        Ok(IpAddr::V6(address)) => {
            let bits = u128::from(address);
            let first = |length: u32| Ipv6Addr::from(bits & (u128::MAX << (128 - length)));
            (1..128).map(|length| format!("[{}/{length}]", first(length))).collect()
        }
        Err(_) => Vec::new(),
    }
}
