//! How an origin was found in a policy. The value of `Access-Control-Allow-Origin` depends on it.

/// How an origin was found to be allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Matched {
    /// The policy is for everybody: the answer is `*`.
    Any,
    /// The exact origin at this position of the policy's list.
    Listed(usize),
    /// A value that a family or a run-time set covers, whole and strictly parsed: the answer is the
    /// request's own value.
    Pattern,
}
