//! The comparison of two audits, in meaning: which requests of pages are let in by the one and not
//! by the other. It is decided on the sets of origins, methods and headers, never on their texts.
//!
//! Each [spot](spot) of either audit, which is a method of a pattern behind guards, is looked at in
//! both: which rows decide there ([`decider`]), what each grants ([`extent`]), and what the one grants
//! beyond the other ([`gain`]). The words are in [`sentence`].

mod decider;
mod differ;
mod extent;
mod gain;
mod path;
mod remark;
mod sentence;
mod spot;

use super::comparison::Comparison;
use super::table::Audit;

impl Audit {
    /// What changed from an old audit to a new one, sorted by what it means: who gained something,
    /// who lost something, and the rest.
    ///
    /// It is careful in one direction: whatever the new audit lets in and the old one did not is
    /// [widened](Comparison::widened). What cannot be known counts as widened too: origins that are
    /// asked for elsewhere, request by request, and those of a source that the program does not
    /// contain where it contained them before. A route that is new is widened where it lets anybody
    /// in, and one that is gone is narrowed.
    ///
    /// ```
    /// use cors_rules::audit::{Audit, OriginAccess, PolicyAccess, Row};
    /// use cors_rules::OriginPattern;
    ///
    /// let audit = |origin| {
    ///     let mut row = Row::new("/a", "GET");
    ///     let origins = OriginAccess::listed([OriginPattern::parse(origin).unwrap()]);
    ///     row.policy = Some(PolicyAccess::new("P", origins));
    ///     Audit::new([row])
    /// };
    /// let comparison = Audit::compare(&audit("https://*.a.example"), &audit("https://x.a.example"));
    /// assert!(comparison.widened().is_empty());
    /// assert_eq!(comparison.narrowed()[0].to_string(), "`https://*.a.example` may no longer call `GET /a`");
    /// ```
    #[must_use]
    pub fn compare(old: &Audit, new: &Audit) -> Comparison {
        let mut comparison = Comparison::default();
        for spot in spot::all(old, new) {
            differ::at(&spot, old, new, &mut comparison);
        }
        differ::beside_rows(old, new, &mut comparison);
        comparison
    }
}
