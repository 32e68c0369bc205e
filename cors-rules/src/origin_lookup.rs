//! Looking an origin up elsewhere, on behalf of one request: what a source may look at beside the
//! origin, and what comes of it. Called by whoever enforces a policy, before it decides.

use std::pin::Pin;

/// The request on whose behalf an origin is looked up, as far as a source may look at it.
///
/// Whoever decides early does not always know what the handler of the request will see of it. So
/// the path, and what the router matched in it, may be unknown.
pub trait OriginRequest {
    /// The host that the request is addressed to, without the port.
    fn host(&self) -> Option<&str>;

    /// The port beside it.
    fn port(&self) -> Option<u16>;

    /// The path, decoded as the router sees it. Where [`knows_path`](Self::knows_path) says no, it
    /// need not be that which the handler sees.
    fn path(&self) -> &str;

    /// The part of the path that the router matched by this name.
    fn match_info(&self, name: &str) -> Option<&str>;

    /// The query, as it was sent.
    fn query(&self) -> Option<&str>;

    /// The only value of a header; none where there are several lines.
    fn header(&self, name: &str) -> Option<&str>;

    /// Whether path and match info are those by which the policy decides.
    fn knows_path(&self) -> bool;
}

/// What comes of a lookup.
pub enum OriginLookup {
    /// It depends on the path or the match info, which are not known here.
    Unknown,
    /// It is known.
    Known(OriginAnswer),
    /// It takes time.
    Pending(Pin<Box<dyn Future<Output = OriginAnswer>>>),
}

/// What a lookup found for one request. It belongs to that request, and to no other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OriginAnswer {
    /// Whether the origin is allowed.
    pub allowed: bool,
    /// What a refusal depends on beside the origin, to be said about it. None where nothing does,
    /// and where it may be a secret.
    pub key: Option<Box<str>>,
}

impl OriginAnswer {
    /// The origin is allowed.
    pub const ALLOWED: OriginAnswer = OriginAnswer { allowed: true, key: None };

    /// It is not.
    pub const REFUSED: OriginAnswer = OriginAnswer { allowed: false, key: None };
}
