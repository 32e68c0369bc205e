//! The texts about the grammar of a configuration file and of the builder: keys, their forms, and
//! what is written twice. Who reads the file, or is called, detects that one of them is broken; the
//! texts are here, because all messages are in this crate. The attribute has a grammar of its own,
//! in `cors-macros`.

use crate::shown::shown;
use crate::{
    Danger, Issue, KEYS, Key, Place, RULES, Rule, Severity, Surface, entries_meant_by, nearest,
};

/// What other CORS libraries call a key.
const ALIASES: &[(&str, Key)] = &[
    ("allow_any_origin", Key::Origins),
    ("any_origin", Key::Origins),
    ("allow_origin", Key::Origins),
    ("allow_origins", Key::Origins),
    ("allowed_origin", Key::Origins),
    ("allowed_origins", Key::Origins),
    ("allow_any_method", Key::Methods),
    ("allow_methods", Key::Methods),
    ("allowed_methods", Key::Methods),
    ("allow_any_header", Key::Headers),
    ("allow_headers", Key::Headers),
    ("allowed_header", Key::Headers),
    ("allowed_headers", Key::Headers),
    ("request_headers", Key::Headers),
    ("expose_any_header", Key::Expose),
    ("expose_headers", Key::Expose),
    ("exposed_headers", Key::Expose),
    ("response_headers", Key::Expose),
    ("allow_credentials", Key::Credentials),
    ("credentialed", Key::Credentials),
    ("supports_credentials", Key::Credentials),
    ("max_age_in_seconds", Key::MaxAge),
    ("max_age_seconds", Key::MaxAge),
    ("max_age_secs", Key::MaxAge),
    ("block_on_origin_mismatch", Key::RejectUnlisted),
    ("options_success_status", Key::PreflightStatus),
    ("preflight_success_status", Key::PreflightStatus),
];

/// Whether a file may have this key: a path of the program means nothing there.
fn is_of_files(key: Key) -> bool {
    !matches!(key, Key::Policy | Key::Shadow | Key::Crate)
}

/// Findings about keys and their forms. Their [`Place`] is the key where there is one, else
/// [`Key::Crate`] for the policy as a whole.
impl Issue {
    /// `unknown_key`, in a file.
    ///
    /// ```
    /// use cors_rules::Issue;
    /// assert_eq!(Issue::unknown_key("orgins").help(), "did you mean `origins`?");
    /// assert_eq!(Issue::unknown_key("allowed_headers").help(), "did you mean `headers`?");
    /// assert_eq!(Issue::unknown_key("max-age").help(), "did you mean `max_age`?");
    /// assert_eq!(Issue::unknown_key("allowOrigin").help(), "did you mean `origins`?");
    /// ```
    #[must_use]
    pub fn unknown_key(written: &str) -> Issue {
        let issue = |message, help| {
            Issue::new(Rule::UnknownKey, Place::key(Key::Crate), written, message, help)
        };
        if Key::named(written).is_some() {
            let message = format!("`{written}` is a key of `#[cors]`, and means nothing in a file");
            return issue(message, "write the keys of the policy itself".to_owned());
        }
        let names = || KEYS.iter().filter(|row| is_of_files(row.key)).map(|row| row.name);
        let snake = snake_case(written);
        let alias = ALIASES.iter().find(|(alias, _)| *alias == snake);
        let meant = alias.map(|(_, key)| key.name()).or_else(|| nearest(&snake, names()));
        let help = did_you_mean(meant, "keys", names());
        issue(format!("`{}` is not a key of a policy", shown(written)), help)
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

    /// Two calls of the builder for one key; `any_origin_with_list` where one of them lets every
    /// origin in, else `duplicate_key`.
    ///
    /// ```
    /// use cors_rules::{Issue, Key};
    /// let issue = Issue::duplicate_call(Key::MaxAge, "max_age", "max_age");
    /// assert_eq!(issue.message(), "`.max_age(…)` is called twice");
    /// let issue = Issue::duplicate_call(Key::Origins, "origins", "any_origin");
    /// assert_eq!(issue.code(), "any_origin_with_list");
    /// ```
    #[must_use]
    pub fn duplicate_call(key: Key, first: &str, second: &str) -> Issue {
        let call = |method: &str| match method {
            "any_origin"
            | "any_method"
            | "any_header"
            | "any_header_and_authorization"
            | "expose_any" => format!("`.{method}()`"),
            _ => format!("`.{method}(…)`"),
        };
        let issue =
            |rule, message, help: &str| Issue::new(rule, Place::key(key), second, message, help);
        if first == second {
            let message = format!("{} is called twice", call(first));
            return issue(Rule::DuplicateKey, message, "keep one of the two calls");
        }
        let (first, second) = (call(first), call(second));
        let everybody = "`.any_origin()`";
        if first == everybody || second == everybody {
            let other = if first == everybody { second } else { first };
            let message =
                format!("{other} means nothing beside {everybody}, which is every origin");
            return issue(Rule::AnyOriginWithList, message, "keep one of the two calls");
        }
        let message = format!("{first} and {second} both say `{}`", key.name());
        let help = match key {
            Key::Headers => {
                "keep one of the two calls; `.any_header_and_authorization()` is every header \
                 together with the one that `*` does not cover"
            }
            _ => "keep one of the two calls",
        };
        issue(Rule::DuplicateKey, message, help)
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

    /// `wrong_value`, in a file: the value of a key has none of the key's forms. `written` is the
    /// value as the message shows it, `text` what it says where it is a text.
    ///
    /// ```
    /// use cors_rules::{Issue, Key};
    /// let issue = Issue::wrong_value(Key::Credentials, "\"true\"", Some("true"));
    /// assert_eq!(issue.message(), "`\"true\"` is not a value of `credentials`");
    /// assert_eq!(issue.help(), "write `true`");
    /// ```
    #[must_use]
    pub fn wrong_value(key: Key, written: &str, text: Option<&str>) -> Issue {
        let name = key.name();
        let message = match written {
            "" => format!("`{name}` needs a value"),
            _ => format!("`{}` is not a value of `{name}`", shown(written)),
        };
        let help = text.and_then(|text| corrected_value(key, text));
        let help = help.unwrap_or_else(|| forms_in_files(key).to_owned());
        Issue::new(Rule::WrongValue, Place::key(key), written, message, help)
    }

    /// `wrong_value`: no escape of `dangerous` has this name.
    ///
    /// ```
    /// assert_eq!(cors_rules::Issue::unknown_danger("null").help(), "the escapes are `insecure_origins`, `public_suffixes`, `null_origin`, `any_extension`");
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
        let is_error = Rule::named(written).is_some();
        let message = if is_error {
            format!("`{written_shown}` is an error, and no error can be allowed")
        } else {
            format!("`{written_shown}` is not a warning")
        };
        // Next to an error there is no warning that was meant.
        let near = nearest(written, names()).filter(|_| !is_error);
        let help = did_you_mean(near, "warnings", names());
        Issue::new(Rule::WrongValue, Place::key(Key::Allow), written, message, help)
    }
}

/// A key as it would be written here: `max-age`, `maxAge` and `Max-Age` are `max_age`. Of a name
/// that is too long for any key, no more than shows that it is.
fn snake_case(written: &str) -> String {
    let mut snake = String::new();
    for found in written.chars().take(65) {
        let starts_word = found.is_ascii_uppercase()
            && snake.ends_with(|before: char| before.is_ascii_lowercase());
        if starts_word {
            snake.push('_');
        }
        snake.push(if found == '-' { '_' } else { found.to_ascii_lowercase() });
    }
    match snake.strip_prefix("access_control_") {
        Some(rest) => rest.to_owned(),
        None => snake,
    }
}

/// What was meant by a text in the place of another form.
fn corrected_value(key: Key, text: &str) -> Option<String> {
    let is_any = text.eq_ignore_ascii_case("any");
    let lower = text.to_ascii_lowercase();
    match key {
        Key::Origins | Key::Methods | Key::Headers | Key::Expose if is_any => {
            Some("write `\"any\"`".to_owned())
        }
        Key::Origins | Key::Methods | Key::Headers | Key::Expose => {
            let entries = entries_meant_by(key, text)?;
            let list = Surface::File.list(key, entries.iter().map(String::as_str));
            Some(format!("write `{list}`"))
        }
        Key::Credentials | Key::Disabled | Key::RejectUnlisted => match lower.as_str() {
            "true" | "yes" | "on" | "1" => Some("write `true`".to_owned()),
            "false" | "no" | "off" | "0" => Some("write `false`".to_owned()),
            _ => None,
        },
        Key::PreflightStatus => {
            let status = text.parse::<u16>().ok().filter(|status| (200..=299).contains(status));
            status.map(|status| format!("write `{status}`"))
        }
        Key::Dangerous => {
            let known = Danger::ALL.into_iter().any(|danger| danger.name() == text);
            known.then(|| format!("write `[\"{text}\"]`"))
        }
        Key::Allow => Rule::warning(text).map(|rule| format!("write `[\"{}\"]`", rule.code())),
        _ => None,
    }
}

/// The forms that the value of a key takes in a file.
const fn forms_in_files(key: Key) -> &'static str {
    match key {
        Key::Origins => {
            "it is a text or a list of texts, for example `[\"https://a.example\", \
             \"http://localhost:*\"]`, or `\"any\"`"
        }
        Key::Methods => {
            "it is a text or a list of texts, for example `[\"PUT\", \"PURGE\"]`, or `\"any\"`"
        }
        Key::Headers | Key::Expose => {
            "it is a text or a list of texts, for example `[\"x-name\"]`, or `\"any\"`"
        }
        Key::Credentials | Key::Disabled | Key::RejectUnlisted => "it is `true` or `false`",
        Key::MaxAge => "it is a number of seconds, for example `600`, or a text such as `\"10m\"`",
        Key::PreflightStatus => "it is a number from 200 to 299",
        Key::Dangerous => {
            "it is a list of `\"insecure_origins\"`, `\"public_suffixes\"`, `\"null_origin\"`, `\"any_extension\"`"
        }
        Key::Allow => "it is a list of warnings, for example `[\"max_age_capped\"]`",
        Key::Policy | Key::Shadow | Key::Crate => "it means nothing in a file",
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
