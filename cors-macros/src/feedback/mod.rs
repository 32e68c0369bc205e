//! No help suggests what means something else: good values are broken in many ways, what the help
//! says to write is put in place of the broken part, and the result has to expand to what the good
//! value expands to.

mod broken;

use std::str::FromStr;

use proc_macro2::TokenStream;

use self::broken::{broken_entries, broken_forms, quoted};
use crate::emit::policy_with_sink;

/// One key with a good value: its entries where it is a list, else the value.
struct Good {
    key: &'static str,
    entries: &'static [&'static str],
    /// The keys beside it.
    others: &'static str,
}

const LISTS: &[Good] = &[
    Good { key: "origins", entries: &["https://a.example"], others: "" },
    Good {
        key: "origins",
        entries: &["https://a.example:8443", "https://*.b.example"],
        others: "",
    },
    Good { key: "origins", entries: &["http://localhost:3000", "http://127.0.0.1:*"], others: "" },
    Good { key: "origins", entries: &["http://localhost:*"], others: "" },
    Good {
        key: "origins",
        entries: &["http://[::1]:3000", "https://xn--bcher-kva.example"],
        others: "",
    },
    Good { key: "methods", entries: &["PUT"], others: "origins = any, " },
    Good { key: "methods", entries: &["PATCH", "DELETE", "PURGE"], others: "origins = any, " },
    Good { key: "headers", entries: &["content-type"], others: "origins = any, " },
    Good { key: "headers", entries: &["x-name", "authorization"], others: "origins = any, " },
    Good { key: "expose", entries: &["x-total", "etag"], others: "origins = any, " },
];

fn tokens(text: &str) -> TokenStream {
    TokenStream::from_str(text).unwrap_or_else(|_| panic!("unbalanced: {text}"))
}

/// The expansion, or the helps where there are errors.
fn expand(args: &str) -> Result<String, Vec<String>> {
    let (output, sink) = policy_with_sink(tokens(args));
    if !sink.has_errors() {
        return Ok(output.to_string());
    }
    let help =
        |text: &String| Some(text.split_once("\nhelp: ")?.1.split_once("\nsee: ")?.0.to_owned());
    let errors = sink.texts().into_iter().filter(|text| !text.contains("silences this warning"));
    Err(errors.filter_map(|text| help(&text)).collect())
}

/// What the help says to write.
fn suggestion(help: &str) -> Option<&str> {
    let rest = help.strip_prefix("write `").or_else(|| help.strip_prefix("did you mean `"))?;
    rest.split_once('`').map(|(suggestion, _)| suggestion)
}

/// Puts what a help says to write in the place of the mistake.
fn follow(others: &str, key: &str, whole: &str, bad: Option<&str>, suggestion: &str) -> String {
    if suggestion.starts_with(key) {
        return format!("{others}{suggestion}");
    }
    let bad = format!("\"{}\"", bad.expect("a whole value has a suggestion with its key"));
    format!("{others}{}", whole.replacen(&bad, suggestion, 1))
}

#[derive(Default)]
struct Tally {
    suggested: usize,
    ends: usize,
    wrong: Vec<String>,
}

impl Tally {
    /// Follows the one help for `broken`, and compares with what was meant.
    fn judge(&mut self, others: &str, key: &str, broken: &str, bad: Option<&str>, meant: &str) {
        let args = format!("{others}{broken}");
        let helps = match expand(&args) {
            // Accepted after all, so it has to mean the same.
            Ok(expanded) if expanded == meant => return,
            Ok(_) => {
                return self.wrong.push(format!("{args} is accepted and means something else"));
            }
            Err(helps) => helps,
        };
        let [help] = helps.as_slice() else {
            return self.wrong.push(format!("{args} is one mistake, and is told {helps:?}"));
        };
        let Some(suggestion) = suggestion(help) else {
            self.ends += 1;
            return;
        };
        self.suggested += 1;
        let fixed = follow(others, key, broken, bad, suggestion);
        match expand(&fixed) {
            Ok(expanded) if expanded == meant => {}
            Ok(_) => {
                self.wrong.push(format!("{args}\n  leads to {fixed}, which means something else"));
            }
            Err(next) => {
                self.wrong.push(format!("{args}\n  leads to {fixed}\n  and on to {next:?}"));
            }
        }
    }

    fn finish(&self, suggested: usize) {
        println!("{} suggestions, {} ends", self.suggested, self.ends);
        assert!(self.wrong.is_empty(), "{}:\n{}", self.wrong.len(), self.wrong.join("\n"));
        assert!(self.suggested >= suggested, "{} suggestions", self.suggested);
    }
}

#[test]
fn lists_in_wrong_forms() {
    let mut tally = Tally::default();
    for Good { key, entries, others } in LISTS {
        let entries: Vec<String> = entries.iter().map(|entry| (*entry).to_owned()).collect();
        let good = format!("{others}{key} = [{}]", quoted(&entries, ", "));
        let meant = expand(&good).expect("good");
        for broken in broken_forms(key, &entries) {
            let joined = [", ", ",", " "]
                .map(|separator| entries.join(separator))
                .into_iter()
                .find(|joined| broken == format!("{key} = [\"{joined}\"]"));
            tally.judge(others, key, &broken, joined.as_deref(), &meant);
        }
    }
    tally.finish(140);
}

#[test]
fn entries_that_are_wrong() {
    let mut tally = Tally::default();
    for Good { key, entries, others } in LISTS {
        let good: Vec<String> = entries.iter().map(|entry| (*entry).to_owned()).collect();
        let meant = expand(&format!("{others}{key} = [{}]", quoted(&good, ", "))).expect("good");
        for index in 0..good.len() {
            for bad in broken_entries(key, &good[index]) {
                let mut entries = good.clone();
                entries[index].clone_from(&bad);
                let broken = format!("{key} = [{}]", quoted(&entries, ", "));
                tally.judge(others, key, &broken, Some(&bad), &meant);
                // Two mistakes at once: the first help mends both.
                if let [only] = entries.as_slice() {
                    for broken in [format!("{key} = \"{only}\""), format!("{key}(\"{only}\")")] {
                        tally.judge(others, key, &broken, None, &meant);
                    }
                }
            }
        }
    }
    tally.finish(250);
}

/// The keys beside, the good value, and values in wrong forms that mean it.
const VALUES: &str = r#"
¦ origins = any ¦ origins = "any" ¦ origins = * ¦ origins(any) ¦ origins: any ¦ origins = (any)
¦ origins = any ¦ origins = "*"
¦ origins = any ¦ origins = ["any"] ¦ origins = [any] ¦ origins("any") ¦ origins = Any ¦ any ¦ "*"
¦ origins = any ¦ origins = {"*"}
origins = any, ¦ headers = any ¦ headers = "any" ¦ headers = * ¦ headers(any) ¦ headers: any
origins = any, ¦ headers = any ¦ headers = ["any"] ¦ headers = [any]
origins = any, ¦ methods = any ¦ methods = "any" ¦ methods = * ¦ methods(any) ¦ methods: any
origins = any, ¦ methods = any ¦ methods = ["any"] ¦ methods = [any]
origins = any, ¦ expose = any ¦ expose = "any" ¦ expose = * ¦ expose(any) ¦ expose: any
origins = any, ¦ expose = any ¦ expose = ["any"] ¦ expose = [any]
¦ origins = env("APP") ¦ origins = env(APP) ¦ origins(env("APP")) ¦ origins: env("APP")
¦ origins = env("APP") ¦ origins = (env("APP"))
¦ origins = env("APP", default = ["https://a.example"]) ¦ origins = env(APP, default = ["https://a.example"])
¦ origins = env("APP", default = ["https://a.example"]) ¦ origins = env("APP", default = "https://a.example")
¦ origins = env("APP", default = ["https://a.example"]) ¦ origins = env("APP", "https://a.example")
¦ origins = env("APP", default = ["https://a.example"]) ¦ origins = env("APP", ["https://a.example"])
¦ origins = env("APP", default = ["https://a.example"]) ¦ origins = env("APP", default: ["a.example"])
¦ origins = env("APP", empty = disabled) ¦ origins = env("APP", empty = "disabled") ¦ origins = env("APP", empty: disabled)
¦ origins = env("APP", default = ["https://a.example"]) ¦ origins = env("APP", default("https://a.example/"))
¦ origins = from(TENANTS) ¦ origins = from("TENANTS") ¦ origins = from(&TENANTS)
¦ origins = from(TENANTS) ¦ origins: from(TENANTS) ¦ origins(from(TENANTS))
origins = any, ¦ max_age = 600 ¦ max_age: 600 ¦ max_age(600) ¦ max_age = 600u32 ¦ max_age = 600.0
origins = any, ¦ max_age = 600 ¦ max_age = 60 * 10 ¦ max_age = Duration::from_secs(600)
origins = any, ¦ max_age = 600 ¦ max_age = Duration::from_mins(10) ¦ max_age = (600)
origins = any, ¦ max_age = "10m" ¦ max_age: "10m" ¦ max_age("10m") ¦ max_age = "10 m"
origins = any, ¦ max_age = "10m" ¦ max_age = "10min" ¦ max_age = "10 minutes"
origins = any, ¦ preflight_status = 200 ¦ preflight_status: 200 ¦ preflight_status(200)
origins = any, ¦ preflight_status = 200 ¦ preflight_status = "200" ¦ preflight_status = 200u16
origins = ["https://a.example"], ¦ credentials ¦ credentials(true) ¦ credentials: true
origins = ["https://a.example"], ¦ credentials ¦ credentials = "true" ¦ credentials("yes")
origins = ["https://a.example"], ¦ credentials ¦ credentials = 1
origins = ["https://a.example"], ¦ credentials = false ¦ credentials(false) ¦ credentials: false
origins = ["https://a.example"], ¦ credentials = false ¦ credentials = "false" ¦ credentials = no
origins = ["https://a.example"], ¦ reject_unlisted ¦ reject_unlisted(true) ¦ reject_unlisted: true
origins = ["https://a.example"], ¦ reject_unlisted ¦ reject_unlisted = "on"
¦ disabled ¦ disabled = true ¦ disabled(true) ¦ disabled: true ¦ disabled = "true"
"#;

#[test]
fn other_values_in_wrong_forms() {
    let mut tally = Tally::default();
    for line in VALUES.lines().filter(|line| !line.is_empty()) {
        let parts: Vec<&str> = line.split('¦').map(str::trim).collect();
        let [others, good, broken @ ..] = parts.as_slice() else { panic!("{line}") };
        let others = if others.is_empty() { String::new() } else { format!("{others} ") };
        let meant = expand(&format!("{others}{good}")).expect("good");
        let key = good.split([' ', '=']).next().expect("a key");
        for broken in broken {
            tally.judge(&others, key, broken, None, &meant);
        }
    }
    tally.finish(75);
}

/// A key with one letter too few, one too many, or two swapped.
#[test]
fn keys_that_are_misspelt() {
    let rows = [
        ("", "origins", " = any"),
        ("origins = any, ", "methods", " = [PUT]"),
        ("origins = any, ", "headers", " = any"),
        ("origins = any, ", "expose", " = any"),
        ("origins = [\"https://a.example\"], ", "credentials", ""),
        ("origins = any, ", "max_age", " = 6"),
        ("origins = [\"https://a.example\"], ", "reject_unlisted", ""),
        ("origins = any, ", "preflight_status", " = 200"),
    ];
    let mut tally = Tally::default();
    for (others, key, value) in rows {
        let meant = expand(&format!("{others}{key}{value}")).expect("good");
        for index in 0..key.len() {
            let (front, back) = key.split_at(index);
            let mut letters: Vec<char> = key.chars().collect();
            letters.swap(index, (index + 1).min(key.len() - 1));
            for misspelt in [
                format!("{front}{}", &back[1..]),
                format!("{front}x{back}"),
                letters.iter().collect(),
            ] {
                if misspelt == key || misspelt.is_empty() {
                    continue;
                }
                let args = format!("{others}{misspelt}{value}");
                let helps = expand(&args).expect_err("misspelt");
                let [help] = helps.as_slice() else {
                    tally.wrong.push(format!("{args} is told {helps:?}"));
                    continue;
                };
                let Some(near) = suggestion(help) else {
                    tally.ends += 1;
                    continue;
                };
                tally.suggested += 1;
                if expand(&format!("{others}{near}{value}")).as_ref() != Ok(&meant) {
                    tally.wrong.push(format!("{args} leads to {near}"));
                }
            }
        }
    }
    tally.finish(150);
}
