//! What requests of random applications came to, where nothing is wrong with it.

use std::collections::BTreeMap;

/// What happened how often.
pub(crate) type Counts = BTreeMap<Category, u64>;

/// What a preflight or an actual request came to, where nothing is wrong with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Category {
    /// A yes, by the policy of the handler that then ran.
    Granted,
    /// A yes by the policy around for what nobody serves.
    GrantedForNobody,
    /// A no of a policy.
    Refused,
    /// No policy's answer: of the router, a handler without a policy, or another middleware.
    Inward,
    /// The headers of the handler's policy.
    Headers,
    /// No headers.
    NoHeaders,
    /// What a wall answered carries the headers of the policy that would have decided behind it.
    HeadersOfWall,
    /// What a wall answered carries the headers of the policy around, which need not be that of the handler that was meant.
    HeadersOfWallAround,
    /// The exception: a yes of an annotated route in a guarded scope whose guard then said no, or whose path a middleware made
    /// another one, and nobody ran.
    EarlyYes,
    /// The same, and the default service ran.
    EarlyYesOfDefault,
    /// The same, on the framework's 404.
    EarlyHeaders,
    /// A yes that was right for all that a preflight can show: a guard looked at a cookie or a header that it cannot.
    UnseenByGuard,
    /// A yes of a route with names, whose pattern matches a path with the base path in front; a middleware removed that, and
    /// what is left was of a handler without a policy of its own.
    GrantedBelowBase,
    /// The same of a request: the handler ran for an origin that the policy around it rejects.
    RanBelowBase,
    /// A yes in the words of a policy that did not decide; the one that did allows the same.
    GrantedByAnother,
    /// A yes, and then `reject_unlisted` of a policy around kept the request out.
    KeptOut,
    /// A handler for every method saw a preflight that the policy around it answered in the end: nobody could know before
    /// whether the announced request was for an annotated route.
    SeenByCovered,
    /// A default service ran for an origin that the policy around it rejects, because an annotated route would have been meant
    /// if the slashes were corrected in another way, or the guards of its scope had said yes; its response was replaced by the
    /// rejection.
    Withdrawn,
    /// The default service of the application ran for a scope with a policy, and by that policy, although that around the
    /// application rejects the origin: a guard in the scope said no to what matched the path, or the path was rewritten.
    RanInScope,
    /// A handler's response without the headers of the policy around it: an annotated route that matches the path, in a scope or
    /// beside `Files`, could have been meant, whose guards only the router can call.
    Withheld,
    /// A no or nobody's answer, although the handler that then ran has a policy that would have said yes.
    Cautious,
}

impl Category {
    /// Those that occur, or the test says less than it seems to.
    pub(crate) const EXPECTED: [Category; 7] = [
        Category::Granted,
        Category::GrantedForNobody,
        Category::Refused,
        Category::Inward,
        Category::Headers,
        Category::NoHeaders,
        Category::HeadersOfWall,
    ];
    /// Those that may occur; the fewer, the better.
    pub(crate) const TOLERATED: [Category; 14] = [
        Category::HeadersOfWallAround,
        Category::EarlyYes,
        Category::EarlyYesOfDefault,
        Category::EarlyHeaders,
        Category::UnseenByGuard,
        Category::GrantedBelowBase,
        Category::RanBelowBase,
        Category::GrantedByAnother,
        Category::KeptOut,
        Category::SeenByCovered,
        Category::RanInScope,
        Category::Withheld,
        Category::Withdrawn,
        Category::Cautious,
    ];
}
