//! Sets of names: methods, request headers, exposed response headers.

use std::collections::BTreeSet;

/// A set of names: all there are, or these.
///
/// ```
/// use cors_rules::audit::NameSet;
///
/// assert_eq!(NameSet::listed(["PUT", "DELETE"]), NameSet::listed(["DELETE", "PUT", "PUT"]));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum NameSet {
    /// `any`.
    Any,
    /// These, and none where there are none.
    Listed(BTreeSet<String>),
}

impl NameSet {
    /// The set of these names.
    pub fn listed<T: Into<String>>(names: impl IntoIterator<Item = T>) -> NameSet {
        NameSet::Listed(names.into_iter().map(Into::into).collect())
    }
}

/// The request headers that a preflight may grant.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum HeaderAccess {
    /// `any`. Without credentials it does not cover `authorization`
    /// ([Fetch](https://fetch.spec.whatwg.org/#cors-non-wildcard-request-header-name)).
    Any {
        /// `authorization` stands beside `*`.
        authorization: bool,
    },
    /// These, in lower case.
    Listed(BTreeSet<String>),
}

impl HeaderAccess {
    /// The set of these names.
    ///
    /// ```
    /// use cors_rules::audit::HeaderAccess;
    ///
    /// assert_eq!(HeaderAccess::listed(["x-b", "x-a"]), HeaderAccess::listed(["x-a", "x-b"]));
    /// ```
    pub fn listed<T: Into<String>>(names: impl IntoIterator<Item = T>) -> HeaderAccess {
        HeaderAccess::Listed(names.into_iter().map(Into::into).collect())
    }
}
