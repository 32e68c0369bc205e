//! A policy written as configuration: what it was read from, in a fixed order, without the keys
//! that say nothing.

use cors_rules::{Headers, Methods, Names, Origins};
use serde::ser::{Error, Serialize, SerializeMap, Serializer};

use crate::policy::declaration::Policy;
use crate::policy::prepared::PreparedPolicy;

/// Writes the keys of the attribute; reading them again gives the same policy.
///
/// # Errors
/// Where the origins are known only at run time, since the policy does not hold them.
impl Serialize for Policy {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let policy = self.prepared();
        let rules = &policy.rules;
        let mut map = serializer.serialize_map(None)?;
        if rules.disabled {
            map.serialize_entry("disabled", &true)?;
            return map.end();
        }
        match &rules.origins {
            Origins::Any => map.serialize_entry("origins", "any")?,
            Origins::List(list) => {
                let exact = list.exact().iter().map(str::to_owned);
                let patterns = list.patterns().iter().map(ToString::to_string);
                map.serialize_entry("origins", &exact.chain(patterns).collect::<Vec<_>>())?;
            }
            Origins::Source(_) | Origins::Shared(_) => {
                return Err(S::Error::custom(
                    "the origins of this policy are known only at run time",
                ));
            }
        }
        match &rules.methods {
            Methods::OfRoute => {}
            Methods::Any => map.serialize_entry("methods", "any")?,
            Methods::List(names) => map.serialize_entry("methods", &texts(names))?,
        }
        match &rules.headers {
            Headers::Any { authorization: false } => map.serialize_entry("headers", "any")?,
            Headers::Any { authorization: true } => {
                map.serialize_entry("headers", &["*", "authorization"])?;
            }
            Headers::List(names) if names.is_empty() => {}
            Headers::List(names) => map.serialize_entry("headers", &texts(names))?,
        }
        policy.write_expose::<S>(&mut map)?;
        policy.write_rest::<S>(&mut map)?;
        map.end()
    }
}

impl PreparedPolicy {
    fn write_expose<S: Serializer>(&self, map: &mut S::SerializeMap) -> Result<(), S::Error> {
        let value = self.values.expose_headers.as_ref().and_then(|value| value.to_str().ok());
        match value {
            None => Ok(()),
            Some("*") => map.serialize_entry("expose", "any"),
            Some(list) => {
                let names: Vec<&str> = list.split(',').map(str::trim).collect();
                map.serialize_entry("expose", &names)
            }
        }
    }

    fn write_rest<S: Serializer>(&self, map: &mut S::SerializeMap) -> Result<(), S::Error> {
        let rules = &self.rules;
        if rules.credentials {
            map.serialize_entry("credentials", &true)?;
        }
        if let Some(seconds) = rules.max_age {
            map.serialize_entry("max_age", &seconds)?;
        }
        if rules.reject_unlisted {
            map.serialize_entry("reject_unlisted", &true)?;
        }
        if rules.preflight_status != 204 {
            map.serialize_entry("preflight_status", &rules.preflight_status)?;
        }
        let dangers = self.dangers();
        if !dangers.is_empty() {
            map.serialize_entry("dangerous", &dangers)?;
        }
        Ok(())
    }

    fn dangers(&self) -> Vec<&'static str> {
        let has_null = matches!(&self.rules.origins, Origins::List(list) if list.exact().find(b"null").is_some());
        let (summary, credentials) = (self.rules.summary, self.rules.credentials);
        // An escape that nothing needs would be refused where this is read.
        let insecure = credentials && summary.insecure_origin && summary.insecure_allowed;
        let suffix = credentials && summary.public_suffix && summary.public_suffix_allowed;
        let extension = credentials && summary.any_extension && summary.any_extension_allowed;
        let given = [
            (insecure, "insecure_origins"),
            (suffix, "public_suffixes"),
            (has_null, "null_origin"),
            (extension, "any_extension"),
        ];
        given.into_iter().filter_map(|(given, name)| given.then_some(name)).collect()
    }
}

fn texts(names: &Names) -> Vec<&str> {
    names.iter().collect()
}
