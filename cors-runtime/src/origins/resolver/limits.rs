//! The bounds of what is asked of a resolver and remembered of its answers.

use std::time::Duration;

/// How much is asked and remembered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ResolverLimits {
    /// How many answers are remembered at most. Each takes some hundred bytes.
    pub answers: u64,
    /// How long a yes is remembered, counted from when it was given. An origin that was removed
    /// stays allowed for as long, unless it is [forgotten](crate::ResolvedOrigins::forget).
    pub allowed_for: Duration,
    /// How long a no is remembered, counted from when it was given. An origin that was added stays
    /// refused for as long.
    pub refused_for: Duration,
    /// How long a question may take; then it is answered with no, which is not remembered.
    pub time_out: Duration,
    /// How many questions are on their way at once, each about another origin; while there are as
    /// many, origins without a remembered answer are refused at once, and asked for again with the
    /// next request.
    pub questions: usize,
}

/// 10,000 answers; a minute for a yes, ten seconds for a no; two seconds for a question, 32 at
/// once.
impl Default for ResolverLimits {
    fn default() -> Self {
        ResolverLimits {
            answers: 10_000,
            allowed_for: Duration::from_secs(60),
            refused_for: Duration::from_secs(10),
            time_out: Duration::from_secs(2),
            questions: 32,
        }
    }
}
