//! What an application implements: who may read responses, as known elsewhere.

/// Why a resolver has no answer.
pub type ResolverError = Box<dyn std::error::Error + Send + Sync>;

/// Knows elsewhere who may read responses.
///
/// ```
/// use cors_runtime::{OriginResolver, ResolverError};
///
/// struct Tenants;
///
/// impl OriginResolver for Tenants {
///     async fn resolve(&self, origin: &str) -> Result<bool, ResolverError> {
///         // Ask the database; `?` on its errors refuses the request.
///         Ok(origin == "https://a.example")
///     }
/// }
/// # let _ = Tenants;
/// ```
pub trait OriginResolver: Send + Sync + 'static {
    /// Whether this origin may read responses. It is a well-formed origin as browsers send it, such
    /// as `https://a.example:8443`, never `null`; compare it as a whole.
    ///
    /// # Errors
    /// Whatever kept it from knowing. The request is refused, the error is written as an event (ten
    /// in ten seconds at most), and nothing is remembered.
    fn resolve(&self, origin: &str) -> impl Future<Output = Result<bool, ResolverError>> + Send;
}
