//! Programs in the documents: whole, so that a reader can copy them, and none that no test compiles.

use std::fs;
use std::path::Path;

use crate::root;

/// Its programs run in `tests/ecosystem`: the crates that they need are not in this workspace.
const RUN_ELSEWHERE: &str = "other-crates.md";

/// A program of a document.
struct Block {
    line: usize,
    /// What stands behind `rust` for rustdoc.
    marks: String,
    text: String,
}

fn blocks(document: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut is_rust = false;
    let mut is_code = false;
    for (index, line) in document.lines().enumerate() {
        if let Some(marks) = line.strip_prefix("```") {
            is_code = !is_code;
            is_rust = is_code && (marks == "rust" || marks.starts_with("rust,"));
            if is_rust {
                let marks = marks.trim_start_matches("rust").trim_start_matches(',').to_owned();
                blocks.push(Block { line: index + 1, marks, text: String::new() });
            }
        } else if let Some(block) = blocks.last_mut().filter(|_| is_rust) {
            block.text.push_str(line);
            block.text.push('\n');
        }
    }
    blocks
}

/// What keeps a reader from copying a block.
fn flaw(block: &Block) -> Option<&'static str> {
    let is_hidden = |line: &str| line.trim() == "#" || line.trim_start().starts_with("# ");
    if block.text.lines().any(is_hidden) {
        return Some("hides a line from rustdoc's readers, which GitHub's readers see");
    }
    let has_tests = block.text.contains("::test]");
    match block.marks.as_str() {
        // An excerpt of another library, in the page about it.
        "ignore" => (!block.text.contains("actix_cors::")).then_some("is not compiled"),
        // One that is not run writes, or reads, what a reader's package has.
        "test_harness" | "no_run,test_harness" => (!has_tests).then_some("has no test"),
        "" | "no_run" | "compile_fail" => {
            let is_whole = block.text.contains("fn main()") || has_tests;
            (!is_whole).then_some("is no whole program")
        }
        _ => Some("has a mark that is not known here"),
    }
}

/// The names of the pages of the guide, without the index.
fn pages() -> Vec<String> {
    let names = fs::read_dir(root().join("docs/guide")).expect("the guide").map(|entry| {
        let name = entry.expect("an entry").file_name();
        name.to_string_lossy().into_owned()
    });
    let mut names: Vec<_> = names.filter(|name| name != "README.md").collect();
    names.sort();
    names
}

fn text_of(path: impl AsRef<Path>) -> String {
    let path = root().join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn every_program_can_be_copied() {
    let mut documents = vec!["README.md".into(), "docs/migrating-from-actix-cors.md".into()];
    documents.extend(pages().iter().map(|page| format!("docs/guide/{page}")));
    let mut complaints = Vec::new();
    for document in &documents {
        let blocks = blocks(&text_of(document));
        let flawed = blocks.iter().filter_map(|block| Some((block.line, flaw(block)?)));
        complaints.extend(flawed.map(|(line, flaw)| format!("{document}:{line}: {flaw}")));
    }
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

#[test]
fn every_page_is_listed_shown_and_run() {
    let index = text_of("docs/guide/README.md");
    let shown = text_of("cors-runtime/src/guide.rs");
    let run = text_of("tests/src/guide.rs");
    let pages = pages();
    assert!(pages.len() >= 6, "{pages:?}");
    for page in pages {
        assert!(index.contains(&format!("]: {page}\n")), "{page} is not in the index");
        let included = format!("docs/guide/{page}\")]");
        assert!(shown.contains(&included), "cors-runtime does not show {page}");
        assert!(run.contains(&included) || page == RUN_ELSEWHERE, "no test runs {page}");
    }
}

#[test]
fn a_program_that_cannot_be_copied_is_found() {
    let flaws = |document: &str| -> Vec<_> { blocks(document).iter().map(flaw).collect() };
    let whole = "```rust,no_run\n#[cors(disabled)]\n#![allow(x)]\nfn main() {}\n```\n";
    assert_eq!(flaws(whole), [None]);
    let hiding = "```rust\n# fn main() {\nlet a = 1;\n# }\n```\n";
    assert!(flaws(hiding)[0].is_some_and(|flaw| flaw.contains("hides")));
    assert_eq!(flaws("```rust\nlet a = 1;\n```\n"), [Some("is no whole program")]);
    assert_eq!(flaws("```rust,ignore\nfn main() {}\n```\n"), [Some("is not compiled")]);
    assert_eq!(
        flaws("```text\n# a\n```\n```rust,test_harness\nfn main() {}\n```\n"),
        [Some("has no test")]
    );
}
