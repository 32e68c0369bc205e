//! What a resolver may look at of a request, to say what its answer depends on. It notes what was
//! looked at: what may be unknown to whoever asks, what belongs into `Vary`, and what may be a
//! secret.

use std::cell::Cell;
use std::fmt;

use actix_web::http::header::HeaderName;
use cors_rules::OriginRequest;

/// A request, as far as [`OriginResolver::key`](crate::OriginResolver::key) may look at it: what a
/// preflight and the request that it announces have in common.
///
/// ```
/// use std::borrow::Cow;
///
/// use cors_runtime::{OriginResolver, ResolverError, ResolverRequest};
///
/// struct Shops;
///
/// impl OriginResolver for Shops {
///     /// Routes are `/shops/{shop}/…`.
///     fn key<'r>(&self, request: &'r ResolverRequest<'_>) -> Option<Cow<'r, str>> {
///         request.match_info("shop").map(Cow::from)
///     }
///
///     async fn resolve(&self, origin: &str, shop: Option<&str>) -> Result<bool, ResolverError> {
///         Ok(matches!((shop, origin), (Some("17"), "https://shop.example")))
///     }
/// }
/// # let _ = Shops;
/// ```
///
/// Everything in it was written by the client, and is its claim: a program can ask for any host and
/// path. That is no way around CORS, which protects the users of browsers, and these send what they
/// ask for.
pub struct ResolverRequest<'r> {
    request: &'r dyn OriginRequest,
    named: &'r [HeaderName],
    has_read_path: Cell<bool>,
    has_read_unnamed: Cell<bool>,
    has_read_secret: Cell<bool>,
}

impl<'r> ResolverRequest<'r> {
    /// `named`: the headers that may be read.
    pub(super) fn new(request: &'r dyn OriginRequest, named: &'r [HeaderName]) -> Self {
        ResolverRequest {
            request,
            named,
            has_read_path: Cell::new(false),
            has_read_unnamed: Cell::new(false),
            has_read_secret: Cell::new(false),
        }
    }

    /// The host that the request was sent to, without the port: `acme.example`, `[::1]`. None where
    /// there is none, more than one, or one that is none.
    ///
    /// It is what the client has sent, letter for letter: browsers write it in lower case. So
    /// compare it exactly, and take `ACME.example` and `acme.example.` for other hosts, as
    /// [`guard::Host`](actix_web::guard::Host) does. Where the outermost [`Cors`](crate::Cors) has
    /// [`trust_forwarded_host`](crate::Cors::trust_forwarded_host), it is what the proxy says.
    #[must_use]
    pub fn host(&self) -> Option<&str> {
        self.request.host()
    }

    /// The port beside the host. Browsers leave the default port of the scheme out.
    #[must_use]
    pub fn port(&self) -> Option<u16> {
        self.request.port()
    }

    /// The path as the router sees it: percent-decoded apart from `%2F`, `%25` and `%2B`.
    ///
    /// For a handler with a policy of its own it is the path that the router has found it by. For
    /// one that [`Cors::new`](crate::Cors::new) covers, it is the path as it has come to that `Cors`.
    #[must_use]
    pub fn path(&self) -> &str {
        self.has_read_path.set(true);
        self.request.path()
    }

    /// The part of the path that the router has matched by this name, as
    /// [`HttpRequest::match_info`](actix_web::HttpRequest::match_info) has it: `{tenant}` in
    /// `/{tenant}/orders`, or in the prefix of a scope around.
    ///
    /// It is that which the router has matched when it comes to the policy: for the policy of an
    /// annotated handler, or of a resource with `.cors(&POLICY)`, all of it; around a scope, what the
    /// prefixes up to that scope have matched; around the application, nothing.
    #[must_use]
    pub fn match_info(&self, name: &str) -> Option<&str> {
        self.has_read_path.set(true);
        self.request.match_info(name)
    }

    /// The query as it was sent, without the question mark: for URLs that are signed with an access
    /// key.
    #[must_use]
    pub fn query(&self) -> Option<&str> {
        self.has_read_secret.set(true);
        self.request.query()
    }

    /// The value of a header that [`OriginResolver::vary`](crate::OriginResolver::vary) names; none
    /// where it is missing, repeated, or not visible ASCII. A preflight carries no cookie, no
    /// `Authorization` and no header of a script.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.has_read_secret.set(true);
        let Some(name) = self.named.iter().find(|own| own.as_str().eq_ignore_ascii_case(name))
        else {
            self.has_read_unnamed.set(true);
            return None;
        };
        self.request.header(name.as_str())
    }

    /// Whether something was looked at that need not be what the handler of the request sees.
    pub(super) fn has_read_unknown(&self) -> bool {
        self.has_read_path.get() && !self.request.knows_path()
    }

    /// Whether a header was looked at that would not be in `Vary`.
    pub(super) fn has_read_unnamed(&self) -> bool {
        self.has_read_unnamed.get()
    }

    /// Whether something was looked at that must not be written into a log.
    pub(super) fn has_read_secret(&self) -> bool {
        self.has_read_secret.get()
    }
}

/// Nothing of what the client has sent, which may be a secret.
impl fmt::Debug for ResolverRequest<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("ResolverRequest").finish_non_exhaustive()
    }
}
