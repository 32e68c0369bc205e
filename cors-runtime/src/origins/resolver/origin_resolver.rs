//! What an application implements: who may read responses, as known elsewhere, and what of a request
//! that depends on.

use std::borrow::Cow;

use crate::origins::resolver::resolver_request::ResolverRequest;

/// Why a resolver has no answer.
pub type ResolverError = Box<dyn std::error::Error + Send + Sync>;

/// Knows elsewhere who may read responses.
///
/// ```
/// use cors_runtime::{OriginResolver, ResolverError};
///
/// struct Partners;
///
/// impl OriginResolver for Partners {
///     async fn resolve(&self, origin: &str, _: Option<&str>) -> Result<bool, ResolverError> {
///         // Ask the database; `?` on its errors refuses the request.
///         Ok(origin == "https://a.example")
///     }
/// }
/// # let _ = Partners;
/// ```
///
/// # Origins that depend on the request
/// Where each tenant has origins of its own, [`key`](Self::key) says which tenant a request is for.
/// An answer is remembered by origin and key, and `resolve` is given both and nothing else. So what
/// it says of one tenant is never taken for another.
///
/// ```
/// use std::borrow::Cow;
///
/// use cors_runtime::{OriginResolver, ResolverError, ResolverRequest};
///
/// struct Tenants;
///
/// impl OriginResolver for Tenants {
///     fn key<'r>(&self, request: &'r ResolverRequest<'_>) -> Option<Cow<'r, str>> {
///         request.host().map(Cow::from)
///     }
///
///     async fn resolve(&self, origin: &str, host: Option<&str>) -> Result<bool, ResolverError> {
///         // Without a host there is no tenant, and so nobody who could allow an origin.
///         let Some(host) = host else { return Ok(false) };
///         Ok(matches!((host, origin), ("acme.api.example", "https://acme.example")))
///     }
/// }
/// # let _ = Tenants;
/// ```
///
/// # What a preflight does not carry
/// A preflight is sent by the browser and not by the page: without cookies, without `Authorization`
/// and without any header that a script has set. It has the method `OPTIONS` and the URL of the
/// request that it announces. So take what is in the URL: the host, the path, the query. A key that
/// is made from another header is another key for the preflight, most often `None`; where `resolve`
/// has no yes for that, no preflight is granted. A proxy may set a header on every request, the
/// preflight too.
pub trait OriginResolver: Send + Sync + 'static {
    /// What the answer depends on beside the origin; `None`, as it is unless this is written: on
    /// nothing.
    ///
    /// It is asked for each request with an origin, on the thread that serves it, and perhaps more
    /// than once. So it should be fast, and depend on nothing but the request that it is given. A
    /// key of more than 256 bytes is none: the request is refused, as it is where this panics.
    fn key<'r>(&self, request: &'r ResolverRequest<'_>) -> Option<Cow<'r, str>> {
        let _ = request;
        None
    }

    /// The names of the request headers that [`key`](Self::key) reads. It can read no others: where
    /// it does, the request is refused. They are in `Vary` of every response by a policy with these
    /// origins, so that caches keep apart what differs. They are asked for once.
    ///
    /// ```
    /// use std::borrow::Cow;
    ///
    /// use cors_runtime::{OriginResolver, ResolverError, ResolverRequest};
    ///
    /// /// The proxy in front names the tenant in a header, of preflights too, and overwrites what
    /// /// clients have sent.
    /// struct Tenants;
    ///
    /// impl OriginResolver for Tenants {
    ///     fn vary(&self) -> &[&str] {
    ///         &["x-tenant"]
    ///     }
    ///
    ///     fn key<'r>(&self, request: &'r ResolverRequest<'_>) -> Option<Cow<'r, str>> {
    ///         request.header("x-tenant").map(Cow::from)
    ///     }
    ///
    ///     async fn resolve(&self, origin: &str, tenant: Option<&str>) -> Result<bool, ResolverError> {
    ///         Ok(matches!((tenant, origin), (Some("acme"), "https://acme.example")))
    ///     }
    /// }
    /// # let _ = Tenants;
    /// ```
    fn vary(&self) -> &[&str] {
        &[]
    }

    /// Whether this origin may read responses to requests with this [key](Self::key). The origin is
    /// a well-formed one as browsers send it, such as `https://a.example:8443`, never `null`;
    /// compare it as a whole. The key is made of what a client has sent: it is to be looked up, and
    /// to be escaped wherever it is written.
    ///
    /// # Errors
    /// Whatever kept it from knowing. The request is refused, the error is written as an event (ten
    /// in ten seconds at most), and nothing is remembered.
    fn resolve(
        &self,
        origin: &str,
        key: Option<&str>,
    ) -> impl Future<Output = Result<bool, ResolverError>> + Send;
}
