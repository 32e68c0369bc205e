//! What the rules found in one draft: of each rule the first hundred findings, and how many there
//! are beyond them. The bound is one for each rule, so that no rule hides another: whoever silences
//! one still sees all others.

use crate::{Issue, Issues, Rule, Surface};

/// The findings of a check that is under way.
#[derive(Debug, Default)]
pub(super) struct Findings {
    listed: Vec<Issue>,
    /// How often each rule was broken.
    counts: Vec<(Rule, usize)>,
    keys: Surface,
    origins: Surface,
}

impl Findings {
    /// No finding yet about a draft that is written here.
    pub(super) fn new(keys: Surface, origins: Surface) -> Findings {
        Findings { keys, origins, ..Findings::default() }
    }

    /// Where the keys are written.
    pub(super) const fn keys(&self) -> Surface {
        self.keys
    }

    /// Where the origins are written.
    pub(super) const fn origins(&self) -> Surface {
        self.origins
    }

    /// Notes that a rule is broken; its texts are made only where the finding is listed. Always
    /// `true`, so that a rule can say "is broken, and here is the text" in one expression.
    pub(super) fn report(&mut self, rule: Rule, issue: impl FnOnce() -> Issue) -> bool {
        let counted = self.counts.iter().position(|(counted, _)| *counted == rule);
        let index = counted.unwrap_or_else(|| {
            self.counts.push((rule, 0));
            self.counts.len() - 1
        });
        if let Some((_, count)) = self.counts.get_mut(index) {
            *count += 1;
            if *count <= Issues::LISTED {
                self.listed.push(issue());
            }
        }
        true
    }

    /// The findings in the order of the keys and their entries, and the rules with findings that
    /// are not listed.
    pub(super) fn finish(mut self) -> (Vec<Issue>, Vec<(Rule, usize)>) {
        self.listed.sort_by_key(|issue| (issue.place().key, issue.place().entry));
        let unlisted = self.counts.into_iter().filter_map(|(rule, count)| {
            let unlisted = count.saturating_sub(Issues::LISTED);
            (unlisted > 0).then_some((rule, unlisted))
        });
        (self.listed, unlisted.collect())
    }
}

impl Extend<Issue> for Findings {
    fn extend<T: IntoIterator<Item = Issue>>(&mut self, issues: T) {
        for issue in issues {
            self.report(issue.rule(), || issue);
        }
    }
}
