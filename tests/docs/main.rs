//! The documents say what is true. What repeats facts of the tables of keys and rules says what the tables say:
//! `BLESS=1 cargo test -p cors-tests --test docs` writes it anew, and so the test that the README shows, which runs in the
//! examples, and the story of a failed one. Programs can be copied (`blocks`), and links lead somewhere (`links`). That the
//! programs compile and do what they say is for the documentation tests and `tests/newcomer/run`.

mod blocks;
mod links;
mod package;
mod pages;
mod reasons;
mod story;

use std::{
    env, fs,
    path::PathBuf,
    sync::{Mutex, PoisonError},
};

use cors_rules::reference::{keys_markdown, rules_markdown};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Replaces what stands between the two marks.
fn with_section(document: &str, name: &str, section: &str) -> String {
    let (open, close) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
    let (before, rest) = document.split_once(&open).unwrap_or_else(|| panic!("no mark {open}"));
    let (_, after) = rest.split_once(&close).unwrap_or_else(|| panic!("no mark {close}"));
    format!("{before}{open}\n{section}\n{close}{after}")
}

/// Replaces the first table in the documentation comments of a source file.
fn with_doc_table(source: &str, table: &str) -> String {
    let is_row = |line: &&str| line.starts_with("/// |");
    let before = source.lines().take_while(|line| !is_row(line));
    let after = source.lines().skip_while(|line| !is_row(line)).skip_while(is_row);
    let rows = table.lines().map(|row| format!("/// {row}"));
    let lines: Vec<String> =
        before.map(String::from).chain(rows).chain(after.map(String::from)).collect();
    lines.join("\n") + "\n"
}

fn fenced(language: &str, text: &str) -> String {
    format!("```{language}\n{}\n```\n", text.trim())
}

/// A source file without its `//!`.
fn without_introduction(source: &str) -> String {
    source.lines().skip_while(|line| line.starts_with("//!")).collect::<Vec<_>>().join("\n")
}

fn assert_written(path: &str, expected: impl FnOnce(&str) -> String) {
    // Several tests write one document.
    static TURN: Mutex<()> = Mutex::new(());
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let file = root().join(path);
    let actual = fs::read_to_string(&file).unwrap_or_default();
    let expected = expected(&actual);
    if env::var_os("BLESS").is_some() {
        fs::write(&file, &expected).unwrap();
    }
    assert!(
        actual == expected || env::var_os("BLESS").is_some(),
        "{path} differs from what it repeats; `BLESS=1 cargo test -p cors-tests --test docs` writes it anew"
    );
}

#[test]
fn the_readme_lists_every_key_and_every_rule() {
    assert_written("README.md", |readme| {
        with_section(&with_section(readme, "keys", &keys_markdown()), "rules", &rules_markdown())
    });
}

#[test]
fn the_documentation_of_the_macro_lists_every_key() {
    assert_written("cors-macros/src/lib.rs", |source| with_doc_table(source, &keys_markdown()));
}

#[test]
fn the_readme_shows_a_test_that_runs() {
    let path = root().join("examples/tests/readme.rs");
    let source = fs::read_to_string(path).expect("the test of the examples");
    let section = format!(
        "```toml\n[dev-dependencies]\ncors-runtime = {{ version = \"0.1\", features = [\"testing\"] }}\n```\n\n{}",
        fenced("rust", &without_introduction(&source))
    );
    assert_written("README.md", |readme| with_section(readme, "test", &section));
}

#[actix_web::test]
async fn the_readme_shows_what_a_failed_assertion_says() {
    let story = story::tell().await;
    assert_written("README.md", |readme| with_section(readme, "story", &fenced("text", &story)));
}
