//! The texts of the rules about the attribute's own grammar: keys, their forms, and where the
//! attribute stands. Only `cors-macros` can detect that one of them is broken. The texts are here,
//! because all messages are in this crate.

use crate::shown::shown;
use crate::{Danger, Issue, KEYS, Key, Place, RULES, Rule, Severity, nearest};

/// What other CORS libraries call a key.
const ALIASES: &[(&str, Key)] = &[
    ("allow_any_origin", Key::Origins),
    ("allow_origin", Key::Origins),
    ("allow_origins", Key::Origins),
    ("allowed_origin", Key::Origins),
    ("allowed_origins", Key::Origins),
    ("allow_methods", Key::Methods),
    ("allowed_methods", Key::Methods),
    ("allow_headers", Key::Headers),
    ("allowed_header", Key::Headers),
    ("allowed_headers", Key::Headers),
    ("request_headers", Key::Headers),
    ("expose_headers", Key::Expose),
    ("exposed_headers", Key::Expose),
    ("response_headers", Key::Expose),
    ("allow_credentials", Key::Credentials),
    ("credentialed", Key::Credentials),
    ("supports_credentials", Key::Credentials),
    ("max_age_in_seconds", Key::MaxAge),
    ("block_on_origin_mismatch", Key::RejectUnlisted),
    ("options_success_status", Key::PreflightStatus),
    ("preflight_success_status", Key::PreflightStatus),
];

/// Findings about the grammar. Their [`Place`] is the key where there is one, else [`Key::Crate`]
/// for the attribute as a whole; the macro has the exact token.
impl Issue {
    /// `unknown_key`.
    ///
    /// ```
    /// use cors_rules::Issue;
    /// assert_eq!(Issue::unknown_key("orgins").help(), "did you mean `origins`?");
    /// assert_eq!(Issue::unknown_key("allowed_headers").help(), "did you mean `headers`?");
    /// ```
    #[must_use]
    pub fn unknown_key(written: &str) -> Issue {
        let alias = ALIASES.iter().find(|(alias, _)| alias.eq_ignore_ascii_case(written));
        let meant = match alias {
            Some((_, key)) => Some(key.name()),
            None => nearest(written, KEYS.iter().map(|row| row.name)),
        };
        let help = did_you_mean(meant, "keys", KEYS.iter().map(|row| row.name));
        let message = format!("`{}` is not a key of `#[cors]`", shown(written));
        Issue::new(Rule::UnknownKey, Place::key(Key::Crate), written, message, help)
    }

    /// `duplicate_key`.
    ///
    /// ```
    /// assert_eq!(cors_rules::Issue::duplicate_key(cors_rules::Key::MaxAge).message(), "`max_age` is written twice");
    /// ```
    #[must_use]
    pub fn duplicate_key(key: Key) -> Issue {
        let name = key.name();
        let message = format!("`{name}` is written twice");
        Issue::new(Rule::DuplicateKey, Place::key(key), name, message, "keep one of the two")
    }

    /// `conflicting_keys`: `key` has no meaning beside `other`.
    ///
    /// ```
    /// use cors_rules::{Issue, Key};
    /// let issue = Issue::conflicting_keys(Key::Origins, Key::Disabled);
    /// assert_eq!(issue.message(), "`origins` means nothing beside `disabled`");
    /// ```
    #[must_use]
    pub fn conflicting_keys(key: Key, other: Key) -> Issue {
        let (name, other) = (key.name(), other.name());
        let message = format!("`{name}` means nothing beside `{other}`");
        let help = format!("remove `{name}` or `{other}`");
        Issue::new(Rule::ConflictingKeys, Place::key(key), name, message, help)
    }

    /// `wrong_value`: the value of a key has none of the key's forms. `written` is the source text
    /// of the value.
    ///
    /// ```
    /// use cors_rules::{Issue, Key};
    /// let issue = Issue::wrong_value(Key::MaxAge, "true");
    /// assert_eq!(issue.message(), "`true` is not a value of `max_age`");
    /// ```
    #[must_use]
    pub fn wrong_value(key: Key, written: &str) -> Issue {
        let name = key.name();
        let message = match written {
            "" => format!("`{name}` needs a value"),
            _ => format!("`{}` is not a value of `{name}`", shown(written)),
        };
        let help = format!("write `{}`", key.entry().shape.replace(" · ", "` or `"));
        Issue::new(Rule::WrongValue, Place::key(key), written, message, help)
    }

    /// `wrong_value`: no escape of `dangerous(...)` has this name.
    ///
    /// ```
    /// assert_eq!(cors_rules::Issue::unknown_danger("null").help(), "the escapes are `insecure_origins`, `public_suffixes`, `null_origin`");
    /// ```
    #[must_use]
    pub fn unknown_danger(written: &str) -> Issue {
        let names = || Danger::ALL.into_iter().map(Danger::name);
        let help = did_you_mean(nearest(written, names()), "escapes", names());
        let message = format!("`{}` is not an escape", shown(written));
        Issue::new(Rule::WrongValue, Place::key(Key::Dangerous), written, message, help)
    }

    /// `wrong_value`: no warning has this name, or it is an error, which nothing silences.
    ///
    /// ```
    /// use cors_rules::Issue;
    /// assert_eq!(Issue::unknown_warning("max_age_caped").help(), "did you mean `max_age_capped`?");
    /// assert_eq!(Issue::unknown_warning("origin_path").message(), "`origin_path` is an error, and no error can be allowed");
    /// ```
    #[must_use]
    pub fn unknown_warning(written: &str) -> Issue {
        let names = || {
            let warnings = RULES.iter().filter(|row| row.severity == Severity::Warning);
            warnings.map(|row| row.code)
        };
        let written_shown = shown(written);
        let message = match Rule::named(written) {
            Some(_) => format!("`{written_shown}` is an error, and no error can be allowed"),
            None => format!("`{written_shown}` is not a warning"),
        };
        let help = did_you_mean(nearest(written, names()), "warnings", names());
        Issue::new(Rule::WrongValue, Place::key(Key::Allow), written, message, help)
    }

    /// `misplaced_attribute`: `message` says where the attribute stands, `help` where it belongs.
    #[must_use]
    pub fn misplaced_attribute(message: impl Into<String>, help: impl Into<String>) -> Issue {
        Issue::new(Rule::MisplacedAttribute, Place::key(Key::Crate), "", message, help)
    }

    /// `empty_attribute`.
    ///
    /// ```
    /// assert_eq!(cors_rules::Issue::empty_attribute().code(), "empty_attribute");
    /// ```
    #[must_use]
    pub fn empty_attribute() -> Issue {
        Issue::new(
            Rule::EmptyAttribute,
            Place::key(Key::Crate),
            "",
            "nothing says who may read responses",
            "write `origins = [\"https://a.example\"]`, or `origins = any` for a public resource",
        )
    }
}

fn did_you_mean(
    meant: Option<&str>,
    what: &str,
    known: impl Iterator<Item = &'static str>,
) -> String {
    match meant {
        Some(name) => format!("did you mean `{name}`?"),
        None => format!("the {what} are `{}`", known.collect::<Vec<_>>().join("`, `")),
    }
}
