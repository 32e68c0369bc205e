//! The reference that `cargo doc` shows: one page with every key and every code, and a page for each code, which
//! `cargo cors explain` prints, too. All of it is written out from the tables.

use std::collections::BTreeSet;
use std::fs;

use cors_rules::audit::finding_pages;
use cors_rules::reference::{Page, findings_markdown, keys_markdown, rule_pages, rules_markdown};

use crate::{assert_written, root};

/// Every code that has a page in the documentation of `cors-runtime`.
fn pages() -> Vec<Page> {
    rule_pages().chain(finding_pages()).collect()
}

/// The module that holds the pages.
fn module() -> String {
    let mut module = String::from(
        "//! Every key of the attribute, every rule and every finding of the audit, and a page for each code. Written out from the\n\
         //! tables by suite `docs`.\n#![doc = \"\"]\n#![doc = include_str!(\"reference.md\")]\n",
    );
    for page in pages() {
        let code = page.code;
        let file = format!("../docs/reference/{code}.md");
        module += "\n#[doc = include_str!(\"";
        module += &file;
        module += "\")]\npub mod ";
        module += code;
        module += " {}\n";
    }
    module
}

/// In the tables of the documentation each code leads to its page.
fn with_links(table: &str) -> String {
    let lines = table.lines().map(|line| {
        match line.strip_prefix("| `").and_then(|row| row.split_once('`')) {
            Some((code, rest)) if pages().iter().any(|page| page.code == code) => {
                format!("| [`{code}`](mod@{code}){rest}\n")
            }
            _ => format!("{line}\n"),
        }
    });
    lines.collect()
}

#[test]
fn the_reference_page_lists_every_key_and_every_code() {
    assert_written("cors-runtime/src/reference.md", |_| {
        format!(
            "# Keys\n\n{}\n# Rules\n\n{}\n# Findings of the audit\n\n{}",
            keys_markdown(),
            with_links(&rules_markdown()),
            with_links(&findings_markdown())
        )
    });
    assert_written("cors-runtime/src/reference.rs", |_| module());
}

#[test]
fn every_code_has_its_page() {
    for page in pages() {
        assert_written(&format!("docs/reference/{}.md", page.code), |_| page.markdown());
    }
    let names = fs::read_dir(root().join("docs/reference")).expect("the pages").map(|entry| {
        let name = entry.expect("an entry").file_name().to_string_lossy().into_owned();
        name.trim_end_matches(".md").to_owned()
    });
    let codes = pages();
    let codes: BTreeSet<_> = codes.iter().map(|page| page.code.to_owned()).collect();
    assert_eq!(
        names.collect::<BTreeSet<_>>(),
        codes,
        "a page without a code, or two codes of one name"
    );
    assert_eq!(codes.len(), pages().len(), "two codes of one name");
}
