//! What is wrong with something that was refused, up to a bound: the first hundred findings, and
//! how many more there are. Lists come from people and programs of whom nothing is known; a bad
//! list must not cost more than a good one, neither memory nor a page of errors for each of its
//! entries.

use std::ops::Deref;

use crate::Issue;

/// The first findings, and the number of the rest. It reads like a slice of those that are listed.
///
/// ```
/// use cors_rules::{Issue, Issues};
///
/// let issues: Issues = (0..250).map(|_| Issue::unknown_key("orgins")).collect();
/// assert_eq!((issues.len(), issues.more()), (100, 150));
/// assert_eq!(issues[0].code(), "unknown_key");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Issues {
    listed: Vec<Issue>,
    more: usize,
}

impl Issues {
    /// How many findings are listed at most.
    pub const LISTED: usize = 100;

    /// No finding.
    #[must_use]
    pub const fn new() -> Issues {
        Issues { listed: Vec::new(), more: 0 }
    }

    /// Adds a finding. Its texts are made only where it is listed.
    pub fn report(&mut self, issue: impl FnOnce() -> Issue) {
        if self.is_full() {
            self.more += 1;
        } else {
            self.listed.push(issue());
        }
    }

    /// Adds the findings of another check behind these.
    pub fn append(&mut self, other: Issues) {
        self.extend(other.listed);
        self.count_more(other.more);
    }

    /// Counts findings that are not listed.
    pub fn count_more(&mut self, count: usize) {
        self.more += count;
    }

    /// How many findings there are beyond those that are listed.
    #[must_use]
    pub const fn more(&self) -> usize {
        self.more
    }

    /// Whether further findings are only counted.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.listed.len() >= Issues::LISTED
    }
}

impl Deref for Issues {
    type Target = [Issue];

    fn deref(&self) -> &[Issue] {
        &self.listed
    }
}

impl Extend<Issue> for Issues {
    fn extend<T: IntoIterator<Item = Issue>>(&mut self, issues: T) {
        issues.into_iter().for_each(|issue| self.report(|| issue));
    }
}

impl FromIterator<Issue> for Issues {
    fn from_iter<T: IntoIterator<Item = Issue>>(found: T) -> Issues {
        let mut issues = Issues::new();
        issues.extend(found);
        issues
    }
}

impl From<Issue> for Issues {
    fn from(issue: Issue) -> Issues {
        Issues { listed: vec![issue], more: 0 }
    }
}

impl<'i> IntoIterator for &'i Issues {
    type Item = &'i Issue;
    type IntoIter = std::slice::Iter<'i, Issue>;

    fn into_iter(self) -> Self::IntoIter {
        self.listed.iter()
    }
}
