//! A policy in a configuration file: the keys of the attribute, read with the `serde` feature from
//! TOML, JSON, YAML or any other format that describes itself. It collects what was written into a
//! [`Draft`]; the rules are those of `cors-rules`.

mod value;
mod write;

use std::fmt;

use cors_rules::{
    Danger, Draft, Entry, Issue, Issues, Key, MaxAgeDraft, OriginsDraft, Rule, Surface, check_in,
    entries_meant_by,
};
use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};

use self::value::Value;
use crate::error::PolicyError;
use crate::policy::builder::PolicyBuilder;
use crate::policy::declaration::Policy;
use crate::policy::source::Source;

/// Reads the keys of the attribute. `any` is the text `"any"` or `"*"`, a list of one entry may be
/// the entry alone, flags are `true` or `false`, and `dangerous` and `allow` are lists. `null` is an
/// absent key.
///
/// The error lists every problem of the policy, unknown keys included; an origin that breaks a rule
/// is refused in the words of the compiler.
///
/// ```
/// # #[cfg(feature = "serde")] {
/// use cors_runtime::Policy;
///
/// let policy: Policy = serde_json::from_str(
///     r#"{ "origins": ["https://a.example"], "methods": ["PUT"], "credentials": true, "max_age": "10m" }"#,
/// ).unwrap();
///
/// let error = serde_json::from_str::<Policy>(r#"{ "orgins": "any", "max_age": -1 }"#).unwrap_err().to_string();
/// assert!(error.contains("did you mean `origins`?"));
/// assert!(error.contains("[cors::max_age_invalid]"));
/// # drop(policy); }
/// ```
impl<'de> Deserialize<'de> for Policy {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(FormVisitor)
    }
}

struct FormVisitor;

impl<'de> Visitor<'de> for FormVisitor {
    type Value = Policy;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("the keys of a CORS policy")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Policy, A::Error> {
        let mut form = Form::default();
        while let Some(name) = map.next_key::<String>()? {
            form.take(&name, &map.next_value()?);
        }
        form.finish().map_err(A::Error::custom)
    }
}

/// What has been read so far.
#[derive(Default)]
struct Form {
    draft: Draft,
    seen: Vec<Key>,
    /// Those among them that are not `null`.
    written: Vec<Key>,
    /// Warnings that nobody wants to hear.
    allowed: Vec<Rule>,
    issues: Issues,
}

impl Form {
    fn take(&mut self, name: &str, value: &Value) {
        let Some(key) = Key::named(name) else {
            return self.issues.report(|| Issue::unknown_key(name));
        };
        if self.seen.contains(&key) {
            return self.issues.report(|| Issue::duplicate_key(key));
        }
        self.seen.push(key);
        // A path of the program means nothing in a file, with a value or without.
        if matches!(value, Value::Null) && !matches!(key, Key::Policy | Key::Shadow | Key::Crate) {
            return;
        }
        self.written.push(key);
        if self.set(key, value).is_none() {
            let text = value.as_text();
            self.issues.report(|| Issue::wrong_value(key, &value.to_string(), text));
        }
    }

    /// `None` where the value has none of the forms of the key.
    fn set(&mut self, key: Key, value: &Value) -> Option<()> {
        let draft = &mut self.draft;
        match key {
            Key::Origins => draft.origins = Some(read_origins(value)?),
            Key::Methods => draft.methods = Some(read_list(key, value)?),
            Key::Headers => draft.headers = Some(read_list(key, value)?),
            Key::Expose => draft.expose = Some(read_list(key, value)?),
            Key::Credentials => draft.credentials = value.flag()?,
            Key::Disabled => draft.disabled = value.flag()?,
            Key::RejectUnlisted => draft.reject_unlisted = value.flag()?,
            Key::MaxAge => {
                draft.max_age = Some(match value {
                    Value::Number(seconds) => MaxAgeDraft::Seconds(*seconds),
                    Value::Text(text) => MaxAgeDraft::Text(text.clone()),
                    _ => return None,
                });
            }
            Key::PreflightStatus => draft.preflight_status = Some(value.number()?),
            Key::Dangerous => self.set_dangers(value)?,
            Key::Allow => self.set_allowed(value)?,
            _ => self.issues.report(|| Issue::unknown_key(key.name())),
        }
        Some(())
    }

    fn set_dangers(&mut self, value: &Value) -> Option<()> {
        for text in value.texts()? {
            match Danger::ALL.into_iter().find(|danger| danger.name() == text) {
                Some(danger) => self.draft.dangerous.push(danger),
                None => self.issues.report(|| Issue::unknown_danger(text)),
            }
        }
        Some(())
    }

    /// Those that only the compiler has may be named, too, so that a policy can move between the
    /// two.
    fn set_allowed(&mut self, value: &Value) -> Option<()> {
        for text in value.texts()? {
            match Rule::warning(text) {
                Some(rule) => self.allowed.push(rule),
                None => self.issues.report(|| Issue::unknown_warning(text)),
            }
        }
        Some(())
    }

    fn finish(mut self) -> Result<Policy, PolicyError> {
        if self.draft.disabled {
            let others =
                self.written.iter().filter(|key| !matches!(key, Key::Disabled | Key::Allow));
            self.issues.extend(others.map(|key| Issue::conflicting_keys(*key, Key::Disabled)));
        }
        if self.issues.is_empty() {
            return PolicyBuilder::from_draft(self.draft, self.allowed, Source::DESERIALIZED)
                .build();
        }
        if self.draft.origins.is_none() {
            // Whatever was misspelt may be the origins; that they are missing is no news then.
            self.draft.origins = Some(OriginsDraft::Set);
        }
        let checked = check_in(&self.draft, Surface::File, Surface::File);
        // Which escapes were meant is unknown; what they would admit is no news then.
        let is_unknown = self.issues.iter().any(|issue| issue.place().key == Key::Dangerous);
        let follows = |rule: Rule| {
            matches!(
                rule,
                Rule::OriginNull
                    | Rule::InsecureOriginWithCredentials
                    | Rule::PublicSuffixWithCredentials
                    | Rule::AnyExtensionWithCredentials
                    | Rule::UnusedDanger
            )
        };
        self.issues.append(checked.refusal(|rule| !(is_unknown && follows(rule))));
        Err(PolicyError::from_issues(self.issues).expect("there is at least one issue"))
    }
}

fn read_origins(value: &Value) -> Option<OriginsDraft> {
    if is_any(value) {
        return Some(OriginsDraft::Any);
    }
    read_list(Key::Origins, value).map(OriginsDraft::List)
}

/// A list, or its only entry. A text that holds several entries is neither.
fn read_list(key: Key, value: &Value) -> Option<Vec<Entry>> {
    match value {
        value if is_any(value) => Some(vec![Entry::from("*")]),
        Value::Text(text) => {
            let is_misspelt_any = text.eq_ignore_ascii_case("any");
            let is_several = entries_meant_by(key, text).is_some_and(|meant| meant.len() > 1);
            (!is_misspelt_any && !is_several).then(|| vec![Entry::from(text.as_str())])
        }
        list => Some(list.texts()?.map(Entry::from).collect()),
    }
}

fn is_any(value: &Value) -> bool {
    matches!(value, Value::Text(text) if text == "any" || text == "*")
}
