//! Many attributes in one crate and one compilation: the compiler's messages are read back by line. It judges nothing.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use cors_tests::PolicyCase;
use serde_json::Value;

/// The codes that the compiler reports for each policy, sorted.
pub(crate) fn codes_of_attributes(name: &str, policies: &[PolicyCase]) -> Vec<Vec<String>> {
    let package = Path::new(env!("CARGO_TARGET_TMPDIR")).join("parity").join(name);
    // Every case has this many lines, so a line tells the case.
    let mut source = String::from("#![allow(dead_code, deprecated)]\n");
    for (index, policy) in policies.iter().enumerate() {
        writeln!(source, "mod case_{index} {{ #[::cors_runtime::cors({})]", attribute(policy))
            .and_then(|()| source.write_str(HANDLER))
            .expect("a string takes everything");
    }
    write_package(&package, name, &source);
    let output = check(&package);
    let mut codes = vec![Vec::new(); policies.len()];
    for (line, code) in output.lines().filter_map(error) {
        let index = (line - 2) / LINES;
        codes[index].push(code);
    }
    for codes in &mut codes {
        codes.sort();
    }
    codes
}

const LINES: usize = 2;
const HANDLER: &str = "#[::actix_web::route(\"/\", method = \"GET\", method = \"HEAD\", method = \"POST\")] \
                       async fn handler() -> &'static str { \"\" } }\n";

/// The keys of a policy as a user would write them.
fn attribute(policy: &PolicyCase) -> String {
    let is_set = |flag: &str| policy.flags.get(flag).is_some_and(|value| value == true);
    let mut keys = vec![format!("origins = {:?}", policy.origins)];
    for (key, list) in [
        ("methods", &policy.methods),
        ("headers", &policy.request_headers),
        ("expose", &policy.expose),
    ] {
        if !list.is_empty() {
            keys.push(format!("{key} = {list:?}"));
        }
    }
    keys.push(format!("credentials = {}", policy.credentials));
    if let Some(seconds) = policy.max_age {
        // `-1` is the cases' way to say "send 0".
        keys.push(format!("max_age = {}", if seconds == -1 { 0 } else { seconds }));
    }
    if let Some(status) = policy.preflight_status {
        keys.push(format!("preflight_status = {status}"));
    }
    let dangers: Vec<&str> = [
        ("tolerate_insecure_origins", "insecure_origins"),
        ("tolerate_subdomains_of_public_suffixes", "public_suffixes"),
    ]
    .into_iter()
    .filter_map(|(flag, danger)| is_set(flag).then_some(danger))
    .collect();
    if !dangers.is_empty() {
        keys.push(format!("dangerous({})", dangers.join(", ")));
    }
    keys.join(", ")
}

/// A package outside of the workspace, with the workspace's own versions of everything.
fn write_package(package: &Path, name: &str, source: &str) {
    let root = root();
    fs::create_dir_all(package.join("src")).expect("the target folder is writable");
    let manifest = format!(
        "[package]\nname = \"parity-{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\n\
         actix-web = {{ version = \"4.18.1\", default-features = false, features = [\"macros\"] }}\n\
         cors-runtime = {{ path = '{}' }}\n",
        root.join("cors-runtime").display()
    );
    fs::write(package.join("Cargo.toml"), manifest).expect("a manifest");
    fs::copy(root.join("Cargo.lock"), package.join("Cargo.lock")).expect("the versions");
    fs::write(package.join("src/lib.rs"), source).expect("a source");
}

fn root() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    root.canonicalize().expect("the workspace is there")
}

/// Runs the compiler, with a target folder that both tests share.
fn check(package: &Path) -> String {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["check", "--quiet", "--offline", "--message-format=json"])
        .current_dir(package)
        .env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("parity-target"))
        .output()
        .expect("cargo runs");
    String::from_utf8(output.stdout).expect("cargo writes UTF-8")
}

/// The line and the code of an error of ours; any other error fails the test.
fn error(message: &str) -> Option<(usize, String)> {
    let message: Value = serde_json::from_str(message).expect("cargo writes JSON");
    let diagnostic = message.get("message").filter(|diagnostic| diagnostic["level"] == "error")?;
    let text = diagnostic["message"].as_str().expect("a message has a text");
    if text.starts_with("aborting due to") || text.starts_with("could not compile") {
        return None;
    }
    let code = text.split_once("[cors::").and_then(|(_, rest)| rest.split_once(']'));
    let (code, _) = code.unwrap_or_else(|| panic!("an error that is not ours: {diagnostic:#}"));
    let spans = diagnostic["spans"].as_array().expect("spans");
    let span = spans.iter().find(|span| span["is_primary"] == true).expect("a primary span");
    let line = span["line_start"].as_u64().expect("a line");
    Some((usize::try_from(line).expect("a small file"), code.to_owned()))
}
