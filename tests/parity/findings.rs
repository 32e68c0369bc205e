//! All configurations of the suite through the attribute: one package, one run of the compiler, one answer for each.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use cors_tests::{ACTIX_WEB, Package, dependency};

use crate::compiler::{Message, messages};
use crate::configuration::Configuration;
use crate::{configurations, random};

/// What the compiler says about one configuration, sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) errors: Vec<String>,
    pub(crate) warnings: Vec<String>,
}

/// The answers by name, and what fits no configuration.
#[derive(Debug)]
pub(crate) struct Findings {
    pub(crate) by_name: BTreeMap<String, Found>,
    pub(crate) strays: Vec<Message>,
}

/// Compiled once for all tests of the suite.
pub(crate) static FINDINGS: LazyLock<Findings> = LazyLock::new(|| {
    let cases = configurations::cases().into_iter().enumerate();
    let cases =
        cases.map(|(index, (_, configuration))| (configurations::name(index), configuration));
    let generated = random::configurations().into_iter().enumerate();
    let generated = generated.map(|(index, configuration)| (random::name(index), configuration));
    compile(&cases.chain(generated).collect::<Vec<_>>())
});

/// In front of the handlers: the imports, and where the lines start to count.
const HEAD: &str = "use actix_web::{App, route};\nuse cors_runtime::cors;\n";

fn compile(configurations: &[(String, Configuration)]) -> Findings {
    let first = HEAD.lines().count() + 1;
    let handlers = configurations.iter().map(|(name, configuration)| {
        let handler = configuration.handler(name);
        assert_eq!(handler.lines().count(), 1, "{handler}");
        handler + "\n"
    });
    // Registered, so that a handler that an error has cost would be an error more.
    let registered =
        configurations.iter().map(|(name, _)| format!("        config.service({name});\n"));
    let source = [
        HEAD.to_owned(),
        handlers.collect(),
        "fn main() {\n    let _ = App::new().configure(|config| {\n".to_owned(),
        registered.collect(),
        "    });\n}\n".to_owned(),
    ]
    .concat();
    let dependencies = [ACTIX_WEB.to_owned(), dependency("cors-runtime", "cors-runtime")];
    let files = [("main.rs", source.as_str())];
    let scratch = env!("CARGO_TARGET_TMPDIR");
    let package = Package::write(scratch, "parity-configurations", &dependencies, &files);
    sort(configurations, first, messages(&package))
}

fn sort(
    configurations: &[(String, Configuration)],
    first: usize,
    messages: Vec<Message>,
) -> Findings {
    let mut by_name: BTreeMap<String, Found> =
        configurations.iter().map(|(name, _)| (name.clone(), Found::default())).collect();
    let mut strays = Vec::new();
    for message in messages {
        let position = message.line.checked_sub(first).and_then(|line| configurations.get(line));
        let found = position.and_then(|(name, _)| by_name.get_mut(name));
        match (found, message.level.as_str()) {
            (Some(found), "error") => found.errors.push(message.code),
            (Some(found), "warning") => found.warnings.push(message.code),
            _ => strays.push(message),
        }
    }
    for found in by_name.values_mut() {
        found.errors.sort();
        found.warnings.sort();
    }
    Findings { by_name, strays }
}

#[test]
fn the_compiler_says_nothing_else() {
    assert!(FINDINGS.strays.is_empty(), "{:#?}", FINDINGS.strays);
    for (name, found) in &FINDINGS.by_name {
        for code in found.errors.iter().chain(&found.warnings) {
            assert!(cors_rules::Rule::named(code).is_some(), "{name}: {code}");
        }
    }
}

/// A warning on stable Rust is a warning: what has nothing worse compiles, and is told all the same.
#[test]
fn warnings_are_shown_and_are_no_errors() {
    let warned = FINDINGS.by_name.values().filter(|found| !found.warnings.is_empty());
    let only_warned = warned.filter(|found| found.errors.is_empty()).count();
    assert!(only_warned >= 10, "{only_warned}");
}
