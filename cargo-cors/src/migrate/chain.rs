//! A builder chain as it is written: where it begins, its calls, and under which conditions each is
//! made. It knows no CORS.

use syn::Expr;

/// One builder.
pub(super) struct Chain {
    /// The line of its beginning.
    pub(super) line: usize,
    /// How it begins.
    pub(super) base: Base,
    /// Under which conditions it is begun.
    pub(super) guards: Vec<Guard>,
    /// The calls, in the order of the source.
    pub(super) calls: Vec<Call>,
}

/// How a builder begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Base {
    /// `Cors::default()`.
    Default,
    /// `Cors::permissive()`.
    Permissive,
    /// A parameter: what the caller has configured is not known.
    Given,
}

/// One call of a builder method.
pub(super) struct Call {
    pub(super) line: usize,
    pub(super) method: String,
    pub(super) arguments: Vec<Expr>,
    /// What stands around the call, from the outside, without what stands around the chain.
    pub(super) guards: Vec<Guard>,
}

/// What decides whether or how often a call is made, as text of the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Guard {
    /// `if CONDITION`.
    If(String),
    /// The `else` of `if CONDITION`.
    Else(String),
    /// `for PATTERN in ITERATED`.
    For(String, String),
    /// One arm of `match VALUE`: its pattern, with its condition.
    Arm(String, String),
    /// A loop without a list.
    Other(String),
}

impl Guard {
    /// As a reader is told.
    pub(super) fn described(&self) -> String {
        match self {
            Guard::If(condition) => format!("where `{condition}`"),
            Guard::Else(condition) => format!("unless `{condition}`"),
            Guard::For(pattern, iterated) => format!("for each `{pattern}` in `{iterated}`"),
            Guard::Arm(value, pattern) => format!("where `{value}` is `{pattern}`"),
            Guard::Other(text) => format!("in `{text}`"),
        }
    }
}
