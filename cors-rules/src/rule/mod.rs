//! The one table of rules. Compiler messages, `PolicyError`, the reference documentation and the
//! names of the UI tests all read it; the functions that apply the rules are in [`crate::check`]
//! (and in `cors-macros` for the grammar of the attribute itself, which has no meaning at run
//! time).

mod long_form;
mod table;

pub use table::{RULES, Rule, RuleEntry, Severity};

impl Rule {
    /// The row of [`RULES`] for this rule.
    ///
    /// ```
    /// use cors_rules::{RULES, Rule};
    /// assert!(RULES.iter().all(|row| row.rule.entry().code == row.code));
    /// assert_eq!(Rule::MaxAgeCapped.code(), "max_age_capped");
    /// ```
    #[must_use]
    pub const fn entry(self) -> &'static RuleEntry {
        // `get` is not const. Enum and table are made from one list, so there is a row for each.
        #[allow(clippy::indexing_slicing)]
        &RULES[self as usize]
    }

    /// The stable code, such as `origin_trailing_slash`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        self.entry().code
    }

    /// The rule with this code, if there is one.
    #[must_use]
    pub fn named(code: &str) -> Option<Rule> {
        RULES.iter().find(|row| row.code == code).map(|row| row.rule)
    }

    /// The warning with this code; no error can be silenced.
    ///
    /// ```
    /// use cors_rules::Rule;
    /// assert_eq!(Rule::warning("max_age_capped"), Some(Rule::MaxAgeCapped));
    /// assert_eq!(Rule::warning("max_age_invalid"), None);
    /// ```
    #[must_use]
    pub fn warning(code: &str) -> Option<Rule> {
        Rule::named(code).filter(|rule| rule.entry().severity == Severity::Warning)
    }
}
