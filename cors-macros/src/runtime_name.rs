//! What the crate that is compiled calls the runtime, where it has renamed its dependency. Without
//! `crate = ::name` generated code would name a crate that does not exist, and the compiler would
//! say so without a hint at the key; so `emit` asks here first.
//!
//! A macro cannot see the names of crates; the compiler has got them on its command line. Where
//! that tells nothing, as in an editor, there is no answer, and nothing depends on one.

use std::sync::OnceLock;

use cors_rules::{Key, Rule};
use quote::{format_ident, quote};

use crate::args::Args;
use crate::diagnostic::Sink;
use crate::paths::Paths;

/// How the file of the runtime is called, and the crate where it is not renamed.
const RUNTIME: &str = "cors_runtime";

/// The other name of the runtime, where the attribute does not say it. It is put in the place of
/// the usual one, so that what is generated in spite of the error is no second error.
pub(crate) fn find(args: &mut Args) -> Option<&'static str> {
    static NAME: OnceLock<Option<String>> = OnceLock::new();
    if args.name(Key::Crate).is_some() {
        return None;
    }
    let name = NAME.get_or_init(|| renamed(std::env::args())).as_deref()?;
    let root = format_ident!("{name}");
    args.paths = Paths::new(quote!(::#root));
    Some(name)
}

/// Reports that `crate = ::name` is missing.
pub(crate) fn report(name: &str, args: &Args, sink: &mut Sink) {
    let message =
        "`cors-runtime` is renamed in this crate, so that `::cors_runtime` does not exist";
    let help = format!("write `crate = ::{name}`");
    sink.error(Rule::WrongValue, &args.tokens, message, help);
}

/// The name of the runtime among the `--extern NAME=PATH` of a compiler, if it is another than its
/// own.
fn renamed(arguments: impl Iterator<Item = String>) -> Option<String> {
    let mut is_behind_flag = false;
    let mut found = None;
    for argument in arguments {
        let value = match argument.strip_prefix("--extern=") {
            Some(value) => Some(value),
            None if is_behind_flag => Some(argument.as_str()),
            None => None,
        };
        is_behind_flag = argument == "--extern";
        // Options may come before the name: `priv,noprelude:name=path`.
        let Some((name, path)) = value.and_then(|value| value.split_once('=')) else { continue };
        let name = name.rsplit(':').next().unwrap_or(name);
        if name == RUNTIME {
            return None;
        }
        let file = path.rsplit(['/', '\\']).next().unwrap_or(path);
        let is_runtime = file.strip_prefix("lib").and_then(|file| file.strip_prefix(RUNTIME));
        if is_runtime.is_some_and(|rest| rest.starts_with(['-', '.'])) {
            found = Some(name.to_owned());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::renamed;

    #[test]
    fn only_another_name_of_the_runtime_is_told() {
        for (line, expected) in [
            ("rustc --extern web=/t/libactix_web-1.rmeta", None),
            ("rustc --extern cors_runtime=/t/libcors_runtime-1.rmeta", None),
            ("rustc --extern crossing=/t/libcors_runtime-1.rmeta", Some("crossing")),
            ("rustc --extern=priv:crossing=C:\\t\\libcors_runtime-1.rlib", Some("crossing")),
            ("rustc --extern a=/t/libcors_runtime-1.rmeta --extern cors_runtime=/t/x.rmeta", None),
            ("rustc --extern crossing=/t/libcors_runtime_extra-1.rmeta", None),
            ("rustc --extern crossing", None),
            ("rust-analyzer", None),
        ] {
            let found = renamed(line.split(' ').map(str::to_owned));
            assert_eq!(found.as_deref(), expected, "{line}");
        }
    }
}
