//! Who answers the preflights of a row.

/// Who answers preflights for a row, or whether anybody can.
///
/// ```
/// use cors_rules::audit::Answered;
///
/// let behind = Answered::BehindMiddleware { reason: "the scope `/api` has middleware".into() };
/// assert_ne!(behind, Answered::Early);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Answered {
    /// A `Cors` middleware answers before any other middleware runs.
    Early,
    /// The route, which they reach: no middleware stands in between that could refuse them.
    ByRoute,
    /// The route, behind middleware that sees them first and may refuse them.
    BehindMiddleware {
        /// Which middleware, or why no `Cors` answers early.
        reason: String,
    },
}
