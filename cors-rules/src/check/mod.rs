//! Makes a policy of a draft. Every rule is one small function, and all findings are collected.
//! Called by the macros, by the builder and by serde. The texts of the rules about the attribute's
//! grammar are in `grammar`.

mod address;
mod combinations;
mod expose;
mod fault;
mod findings;
mod guess;
mod headers;
mod host;
mod ip;
mod lists;
mod meant;
mod methods;
mod network;
mod network_cut;
mod network_repair;
mod origin;
mod origins;
mod port;
mod repair;
mod shape;
mod values;
mod written;

pub use meant::entries_meant_by;
pub use methods::policy_without_methods;
pub(crate) use origin::is_origin;

use self::findings::Findings;
use crate::{Draft, HeaderTexts, Issue, Issues, Place, Policy, Rule, Severity, Surface};

/// The result of checking a draft.
#[derive(Debug)]
pub struct Checked {
    /// The policy; `None` where there is at least one error.
    ///
    /// Of `env(...)` and `from(...)` the origins are known only at run time: here they are the
    /// checked defaults, or the empty list, and the caller puts an
    /// [`Origins::Source`](crate::Origins::Source) in their place.
    pub policy: Option<Policy>,
    /// The header values as text.
    pub texts: HeaderTexts,
    /// The findings, errors and warnings, in the order of the keys and their entries: of each rule
    /// the first [`Issues::LISTED`].
    pub issues: Vec<Issue>,
    /// The rules that are broken more often than that, and how much more often.
    pub unlisted: Vec<(Rule, usize)>,
}

impl Checked {
    /// The findings that forbid the policy.
    pub fn errors(&self) -> impl Iterator<Item = &Issue> {
        self.issues.iter().filter(|issue| issue.severity() == Severity::Error)
    }

    /// The first errors of the rules that count, and how many more there are; empty where none of
    /// these rules is broken.
    pub fn refusal(&self, counts: impl Fn(Rule) -> bool) -> Issues {
        let is_error = |rule: Rule| rule.entry().severity == Severity::Error && counts(rule);
        let mut issues: Issues =
            self.issues.iter().filter(|issue| is_error(issue.rule())).cloned().collect();
        let unlisted = self.unlisted.iter().filter(|(rule, _)| is_error(*rule));
        issues.count_more(unlisted.map(|(_, count)| count).sum());
        issues
    }

    /// For each rule with findings that are not listed, one that says how many; for whoever shows
    /// [`Checked::issues`].
    pub fn unlisted_issues(&self) -> impl Iterator<Item = Issue> {
        self.unlisted.iter().map(|(rule, count)| {
            let key = rule.entry().key;
            let entries = if *count == 1 { "entry breaks" } else { "entries break" };
            let message = format!("{count} more {entries} the same rule in `{}`", key.name());
            Issue::new(*rule, Place::key(key), "", message, "correct those that are shown first")
        })
    }

    /// The findings that can be silenced.
    pub fn warnings(&self) -> impl Iterator<Item = &Issue> {
        self.issues.iter().filter(|issue| issue.severity() == Severity::Warning)
    }
}

/// Compares a draft with every rule. A warning may be dropped from [`Checked::issues`] without any
/// other change.
///
/// ```
/// use cors_rules::{Draft, Entry, OriginsDraft, check};
///
/// let draft = Draft {
///     origins: Some(OriginsDraft::List(vec![Entry::from("https://a.example/")])),
///     methods: Some(vec![Entry::from("patch")]),
///     ..Draft::default()
/// };
/// let checked = check(&draft);
/// assert!(checked.policy.is_none());
/// let codes: Vec<&str> = checked.issues.iter().map(|issue| issue.code()).collect();
/// assert_eq!(codes, ["origin_trailing_slash", "method_case"]);
/// ```
#[must_use]
pub fn check(draft: &Draft) -> Checked {
    check_in(draft, Surface::Attribute, Surface::Attribute)
}

/// The same for a draft that is written elsewhere than in an attribute: `keys` is where the keys
/// are, `origins` where the origins are. Only the words of the findings differ.
///
/// ```
/// use cors_rules::{Draft, Entry, OriginsDraft, Surface, check_in};
///
/// let draft = Draft {
///     origins: Some(OriginsDraft::List(vec![Entry::from("any")])),
///     ..Draft::default()
/// };
/// let checked = check_in(&draft, Surface::Builder, Surface::Builder);
/// assert_eq!(checked.issues[0].help(), "write `.any_origin()`");
/// ```
#[must_use]
pub fn check_in(draft: &Draft, keys: Surface, origins: Surface) -> Checked {
    let mut issues = Findings::new(keys, origins);
    let origins = origins::check_origins(draft, &mut issues);
    let methods = methods::check_methods(draft, &mut issues);
    let headers = headers::check_headers(draft, &mut issues);
    let expose = expose::check_expose(draft, &mut issues);
    let max_age = values::check_max_age(draft, &mut issues);
    let preflight_status = values::check_preflight_status(draft, &mut issues);
    let summary = combinations::check_combinations(draft, &origins, &expose, &mut issues);
    let (issues, unlisted) = issues.finish();

    let texts = HeaderTexts {
        allow_methods: methods.text(),
        allow_headers: headers.text(),
        expose_headers: expose.text(),
        max_age: max_age.map(|seconds| seconds.to_string()),
    };
    let refused = issues.iter().any(|issue| issue.severity() == Severity::Error);
    let policy = (!refused).then(|| Policy {
        exposes: texts.expose_headers.is_some(),
        origins: origins.into_origins(),
        methods: methods.into_methods(),
        headers: headers.into_headers(),
        credentials: draft.credentials,
        max_age,
        preflight_status,
        reject_unlisted: draft.reject_unlisted,
        disabled: draft.disabled,
        summary,
    });
    Checked { policy, texts, issues, unlisted }
}
