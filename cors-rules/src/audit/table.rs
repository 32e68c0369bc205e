//! The audit of an application: its rows in order, what concerns no single row, and what could not
//! be found out.

use super::finding::Finding;
use super::row::Row;

/// Who may call what in an application.
///
/// ```
/// use cors_rules::audit::{Audit, Row};
///
/// let audit = Audit::new([Row::new("/b", "GET"), Row::new("/a", "PUT"), Row::new("/a", "GET")]);
/// let rows: Vec<_> = audit.rows().iter().map(|row| (&*row.pattern, &*row.method)).collect();
/// assert_eq!(rows, [("/a", "GET"), ("/a", "PUT"), ("/b", "GET")]);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Audit {
    rows: Vec<Row>,
    findings: Vec<Finding>,
    gaps: Vec<String>,
}

impl Audit {
    /// The audit with these rows, which it puts in order: by pattern, method and guards.
    pub fn new(rows: impl IntoIterator<Item = Row>) -> Audit {
        let mut rows: Vec<Row> = rows.into_iter().collect();
        rows.iter_mut().for_each(Row::sort);
        rows.sort_by_cached_key(Row::key);
        Audit { rows, findings: Vec::new(), gaps: Vec::new() }
    }

    /// The same with findings that concern no single row, such as a policy that nothing uses.
    #[must_use]
    pub fn with_findings(mut self, findings: impl IntoIterator<Item = Finding>) -> Audit {
        self.findings.extend(findings);
        self.findings.sort();
        self.findings.dedup();
        self
    }

    /// The same with sentences about what could not be found out.
    #[must_use]
    pub fn with_gaps<T: Into<String>>(mut self, gaps: impl IntoIterator<Item = T>) -> Audit {
        self.gaps.extend(gaps.into_iter().map(Into::into));
        self.gaps.sort();
        self.gaps.dedup();
        self
    }

    /// The rows, in order.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The findings that concern no single row.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// What the framework did not tell, in sentences.
    #[must_use]
    pub fn gaps(&self) -> &[String] {
        &self.gaps
    }

    /// The rows for which `keep` holds, with what concerns no single row.
    ///
    /// ```
    /// use cors_rules::audit::{Audit, Row};
    ///
    /// let audit = Audit::new([Row::new("/a", "GET"), Row::new("/b", "GET")]);
    /// assert_eq!(audit.filtered(|row| row.pattern == "/a").rows().len(), 1);
    /// ```
    #[must_use]
    pub fn filtered(mut self, keep: impl FnMut(&Row) -> bool) -> Audit {
        self.rows.retain(keep);
        self
    }

    /// The same without the lines of places, which move when something else is edited.
    ///
    /// ```
    /// use cors_rules::audit::{Audit, Place, Row};
    ///
    /// let mut row = Row::new("/a", "GET");
    /// row.source = Some(Place::new("src/main.rs", 12));
    /// let audit = Audit::new([row]).without_lines();
    /// assert_eq!(audit.rows()[0].source, Some(Place::new("src/main.rs", 0)));
    /// ```
    #[must_use]
    pub fn without_lines(self) -> Audit {
        let Audit { mut rows, mut findings, gaps } = self;
        let of_rows = rows.iter_mut().flat_map(|row| {
            let policy = row.policy.as_mut().and_then(|policy| policy.place.as_mut());
            let of_findings = row.findings.iter_mut().filter_map(|finding| finding.place.as_mut());
            row.source.iter_mut().chain(policy).chain(of_findings)
        });
        let of_findings = findings.iter_mut().filter_map(|finding| finding.place.as_mut());
        of_rows.chain(of_findings).for_each(|place| place.line = None);
        Audit::new(rows).with_findings(findings).with_gaps(gaps)
    }
}
