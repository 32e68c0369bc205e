//! What stands beside a policy and hears of each of its decisions: its shadow ([`crate::shadow`]).
//! Whoever decides knows no more of it than this, and nothing that it does comes back.

use std::fmt;

use actix_web::HttpRequest;
use cors_rules::{Decision, Refusal};

use crate::policy::prepared::PreparedPolicy;
use crate::policy::source::Source;

/// A decision of the policy that counts, and what it is about.
#[derive(Clone, Copy)]
pub(crate) struct Decided<'a> {
    pub(crate) policy: &'a PreparedPolicy,
    /// The methods that the policy grants where it names none itself.
    pub(crate) route_methods: &'a [&'a str],
    pub(crate) request: &'a HttpRequest,
    pub(crate) decision: &'a Decision,
    /// Why the request is kept from its handler, if it is.
    pub(crate) rejection: Option<Refusal>,
    /// Whether a proxy's word counts for the host, the scheme and the client.
    pub(crate) trusts_forwarded: bool,
}

/// Something that hears of decisions.
pub(crate) trait Beside: fmt::Debug {
    /// A request has been decided.
    fn hear(&self, decided: Decided<'_>);

    /// Where the policy was written that stands beside.
    fn source(&self) -> Source;
}
