//! Origins from an environment variable: read once, checked as a whole, never changed. The
//! attribute's `env("NAME")` makes one as a hidden `static`;
//! [`PolicyBuilder::origins_from_env`](crate::PolicyBuilder::origins_from_env) reads the same text
//! the same way. What the entries may be is said by the rules of `cors-rules`.

use std::env::VarError;
use std::fmt;
use std::sync::OnceLock;

use cors_rules::{
    Danger, Draft, Entry, Issue, Issues, Key, Matched, OriginRequirements, OriginSource,
    OriginTable, OriginsDraft, Place, Rule, Surface, check, check_in,
};

#[cfg(feature = "testing")]
use crate::origins::given;

/// The origins of one environment variable.
pub struct EnvOrigins {
    variable: &'static str,
    default: Option<&'static [&'static str]>,
    null_allowed: bool,
    empty_disables: bool,
    loaded: OnceLock<Loaded>,
}

/// What was found.
struct Loaded {
    /// The entries as written, or why there are none.
    entries: Result<Vec<Entry>, Box<Issue>>,
    /// `*`, and nothing else, is listed.
    any: bool,
    /// `null` is listed, and may be.
    null: bool,
    /// The variable is set and empty, which switches the policy off.
    disabled: bool,
    /// The origins; empty unless all of them are good.
    table: OriginTable,
}

impl EnvOrigins {
    /// Origins of this variable, or these where it is not set; generated code calls this.
    #[must_use]
    pub const fn new(
        variable: &'static str,
        default: Option<&'static [&'static str]>,
    ) -> EnvOrigins {
        let (null_allowed, empty_disables) = (false, false);
        EnvOrigins { variable, default, null_allowed, empty_disables, loaded: OnceLock::new() }
    }

    /// A variable that is set and empty switches the policy off; generated code calls this for
    /// `empty = disabled`.
    #[must_use]
    pub const fn disabled_where_empty(mut self) -> EnvOrigins {
        self.empty_disables = true;
        self
    }

    /// The variable may list `null`; generated code calls this for `dangerous(null_origin)`.
    #[must_use]
    pub const fn with_null_origin(mut self) -> EnvOrigins {
        self.null_allowed = true;
        self
    }

    /// Hands over what was found: once and for all, but for a test that brings an environment of
    /// its own.
    fn with_loaded<T>(&self, ask: impl FnOnce(&Loaded) -> T) -> T {
        #[cfg(feature = "testing")]
        if given::holds(self.variable) {
            return ask(&self.load());
        }
        ask(self.loaded.get_or_init(|| self.load()))
    }

    fn load(&self) -> Loaded {
        let default = self.default.map(|list| list.iter().map(|text| Entry::from(*text)));
        let default = default.map(Iterator::collect);
        match read_entries(self.variable, default, Surface::Attribute) {
            Err(issue) if self.empty_disables && is_empty(&issue) => Loaded::disabled(),
            entries => Loaded::new(entries, self.null_allowed),
        }
    }

    /// Whether a test's guard is gone, and nothing else says what the origins are. No server runs
    /// like this, so nobody should be told that a page was refused.
    ///
    /// # Panics
    /// Where it is so.
    #[cfg(feature = "testing")]
    fn refuse_early_end(&self) {
        let is_known = |loaded: &Loaded| loaded.entries.is_ok();
        assert!(
            !given::is_gone(self.variable) || self.with_loaded(is_known),
            "{} was set for a test, and that has ended: the guard was dropped\n\
             help: keep it in a variable until the test ends, which `_` is not: {}",
            describe(self.variable),
            given::line(self.variable)
        );
    }
}

impl Loaded {
    fn new(entries: Result<Vec<Entry>, Box<Issue>>, null_allowed: bool) -> Loaded {
        let listed = entries.as_deref().unwrap_or_default();
        let texts = || listed.iter().map(|entry| entry.text.as_str());
        let is_null = |text: &str| null_allowed && text == "null";
        let table =
            OriginTable::read(texts().filter(|text| !is_null(text)), OriginRequirements::NONE);
        let any = !listed.is_empty() && texts().all(|text| text == "*");
        let null = table.is_ok() && texts().any(is_null);
        Loaded { any, null, disabled: false, table: table.unwrap_or_default(), entries }
    }

    fn disabled() -> Loaded {
        Loaded { disabled: true, ..Loaded::new(Ok(Vec::new()), false) }
    }
}

#[diagnostic::do_not_recommend]
impl OriginSource for EnvOrigins {
    fn find(&self, value: &[u8], requirements: OriginRequirements) -> Option<Matched> {
        #[cfg(feature = "testing")]
        self.refuse_early_end();
        self.with_loaded(|loaded| {
            if loaded.any {
                return (!requirements.credentials).then_some(Matched::Any);
            }
            if loaded.null && value == b"null" {
                return (!requirements.refuse_insecure()).then_some(Matched::Pattern);
            }
            loaded.table.find(value, requirements)
        })
    }

    fn is_any(&self) -> bool {
        self.with_loaded(|loaded| loaded.any)
    }

    fn is_disabled(&self) -> bool {
        self.with_loaded(|loaded| loaded.disabled)
    }

    fn bind(&self, requirements: OriginRequirements) -> Issues {
        self.violations(requirements)
    }

    fn violations(&self, requirements: OriginRequirements) -> Issues {
        self.with_loaded(|loaded| match &loaded.entries {
            Err(issue) => Issues::from(Issue::clone(issue)),
            Ok(_) if loaded.disabled => Issues::new(),
            Ok(entries) => check_entries(entries, requirements, self.null_allowed),
        })
    }

    fn entries(&self) -> Option<Vec<String>> {
        self.with_loaded(|loaded| {
            let entries = loaded.entries.as_deref().unwrap_or_default();
            Some(entries.iter().map(|entry| entry.text.clone()).collect())
        })
    }

    fn identity(&self) -> Option<String> {
        let EnvOrigins { variable, default, null_allowed, empty_disables, .. } = self;
        Some(format!("{variable:?}, {default:?}, {null_allowed}, {empty_disables}"))
    }

    fn describe(&self) -> String {
        describe(self.variable)
    }
}

impl fmt::Debug for EnvOrigins {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_tuple("EnvOrigins").field(&self.variable).finish()
    }
}

/// What to call the variable in a message.
pub(crate) fn describe(variable: &str) -> String {
    format!("environment variable `{variable}`")
}

/// Whether a variable was refused for being set and empty.
fn is_empty(issue: &Issue) -> bool {
    issue.rule() == Rule::EmptyOrigins
}

/// Reads a variable: entries that are separated by commas, blanks or line breaks. A variable that
/// is set to nothing is a mistake, with a default or without. `named_in`: where the program names
/// the variable.
pub(crate) fn read_entries(
    variable: &str,
    default: Option<Vec<Entry>>,
    named_in: Surface,
) -> Result<Vec<Entry>, Box<Issue>> {
    let issue = |rule, what: &str, help: String| {
        let message = format!("{} {what}", describe(variable));
        Box::new(Issue::new(rule, Place::key(Key::Origins), "", message, help))
    };
    let set = format!("set it to origins separated by commas: `{variable}=https://a.example`");
    // `var` panics on such names in some versions of std.
    if variable.is_empty() || variable.contains(['=', '\0']) {
        return Err(issue(Rule::WrongValue, "cannot exist", "write the name of a variable".into()));
    }
    match (text(variable), default) {
        (Ok(text), _) => match split(&text) {
            entries if entries.is_empty() => {
                let off = match named_in {
                    Surface::Builder => ".empty_env_disables(true)".to_owned(),
                    _ => format!("origins = env(\"{variable}\", empty = disabled)"),
                };
                let help = format!(
                    "{set}; where empty is to switch CORS off, write `{off}` in the program"
                );
                Err(issue(Rule::EmptyOrigins, "is empty", help))
            }
            entries => Ok(entries),
        },
        (Err(VarError::NotPresent), Some(default)) => Ok(default),
        (Err(VarError::NotPresent), None) => {
            let help = format!("{set}, or give the policy a default{}", in_a_test(variable));
            Err(issue(Rule::MissingOrigins, "is not set", help))
        }
        (Err(VarError::NotUnicode(_)), _) => Err(issue(Rule::WrongValue, "is not UTF-8", set)),
    }
}

/// The variable of the process, unless a test has put another in its place.
fn text(variable: &str) -> Result<String, VarError> {
    #[cfg(feature = "testing")]
    match given::value(variable) {
        Some(given::Value::Text(text)) => return Ok(text),
        Some(given::Value::Absent) => return Err(VarError::NotPresent),
        Some(given::Value::Gone) | None => {}
    }
    std::env::var(variable)
}

/// What a test writes instead of setting the variable of the process.
#[cfg(feature = "testing")]
fn in_a_test(variable: &str) -> String {
    format!("; in a test, write {}", given::line(variable))
}

/// Without the feature there is nothing of the kind to write.
#[cfg(not(feature = "testing"))]
const fn in_a_test(_: &str) -> &'static str {
    ""
}

fn split(text: &str) -> Vec<Entry> {
    let is_separator = |found: char| found == ',' || found.is_whitespace();
    text.split(is_separator).filter(|part| !part.is_empty()).map(Entry::from).collect()
}

/// Holds the entries to the rules, together with what the policy says beside them.
fn check_entries(
    entries: &[Entry],
    requirements: OriginRequirements,
    null_allowed: bool,
) -> Issues {
    let null = null_allowed.then_some(Danger::NullOrigin);
    let draft = Draft {
        origins: Some(OriginsDraft::List(entries.to_vec())),
        credentials: requirements.credentials,
        dangerous: requirements.dangers().into_iter().chain(null).collect(),
        ..Draft::default()
    };
    check_in(&draft, Surface::Attribute, Surface::Environment)
        .refusal(|rule| !is_about_escapes(rule))
}

/// An escape that is needed in one environment need not be needed in all.
pub(crate) fn is_about_escapes(rule: Rule) -> bool {
    rule == Rule::UnusedDanger
}

/// A draft after its variable has been read.
pub(crate) struct Written {
    /// The draft with what the variable lists.
    pub(crate) draft: Draft,
    /// The variable, if the draft names one.
    pub(crate) variable: Option<String>,
    /// Why there is nothing to read; the rest of the draft can be checked all the same.
    pub(crate) problem: Option<Issue>,
    /// The variable is set and empty, which switches the policy off.
    pub(crate) disabled: bool,
}

/// Puts what the environment says in place of the name of a variable.
pub(crate) fn read(mut draft: Draft, empty_disables: bool) -> Written {
    let (variable, default) = match draft.origins {
        Some(OriginsDraft::Env { variable, default }) => (variable, default),
        origins => {
            draft.origins = origins;
            return Written { draft, variable: None, problem: None, disabled: false };
        }
    };
    let mut disabled = false;
    let problem = match read_entries(&variable, default, Surface::Builder) {
        Ok(entries) => {
            draft.origins = Some(OriginsDraft::List(entries));
            drop_unused_escapes(&mut draft);
            None
        }
        Err(issue) => {
            draft.origins = Some(OriginsDraft::Set);
            disabled = empty_disables && is_empty(&issue);
            Some(*issue).filter(|_| !disabled)
        }
    };
    Written { draft, variable: Some(variable), problem, disabled }
}

/// Drops the escapes that nothing needs here.
pub(crate) fn drop_unused_escapes(draft: &mut Draft) {
    let issues = check(draft).issues;
    let unused = |danger: &Danger| {
        issues.iter().any(|issue| is_about_escapes(issue.rule()) && issue.value() == danger.name())
    };
    draft.dangerous.retain(|danger| !unused(danger));
}
