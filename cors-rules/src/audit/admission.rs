//! Whether a row lets a page of one origin in.

use super::origins::{OriginAccess, OriginsNow};
use super::row::Row;
use crate::{Origin, OriginPattern};

/// Whether a page may read the responses of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Admission {
    /// It may not.
    Refused,
    /// The origins are asked for elsewhere, request by request.
    Unknown,
    /// It may.
    Admitted,
}

impl Row {
    /// Whether a page of this origin, as a browser sends it, may read the responses.
    ///
    /// ```
    /// use cors_rules::OriginPattern;
    /// use cors_rules::audit::{Admission, OriginAccess, PolicyAccess, Row};
    ///
    /// let mut row = Row::new("/a", "GET");
    /// let pattern = OriginPattern::parse("https://*.a.example").unwrap();
    /// row.policy = Some(PolicyAccess::new("P", OriginAccess::listed([pattern])));
    /// assert_eq!(row.admits("https://x.a.example"), Admission::Admitted);
    /// assert_eq!(row.admits("https://a.example"), Admission::Refused);
    /// ```
    #[must_use]
    pub fn admits(&self, origin: &str) -> Admission {
        let Some(policy) = &self.policy else { return Admission::Refused };
        let now = match &policy.origins {
            OriginAccess::Source { now, .. } => Some(now),
            _ => None,
        };
        let is_admitted = match (&policy.origins, now) {
            (_, Some(OriginsNow::Unknown)) => return Admission::Unknown,
            (OriginAccess::Any, _) | (_, Some(OriginsNow::Any)) => true,
            (origins, _) => origins.patterns().iter().any(|pattern| covers(pattern, origin)),
        };
        if is_admitted { Admission::Admitted } else { Admission::Refused }
    }
}

fn covers(pattern: &OriginPattern, origin: &str) -> bool {
    if pattern.is_null() {
        return origin == "null";
    }
    Origin::parse(origin.as_bytes()).is_some_and(|origin| pattern.matches(&origin))
}
