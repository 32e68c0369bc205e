//! Links of the documents: each relative one leads to a file that is there, each anchor to a heading of it, and each label to
//! a definition. What leads out of the repository is not asked for.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::root;

/// A place in a document that leads nowhere.
#[derive(Debug, PartialEq, Eq)]
struct Dead {
    line: usize,
    link: String,
}

/// What a document says outside of blocks of code.
struct Prose {
    /// Each line with its number.
    lines: Vec<(usize, String)>,
}

impl Prose {
    fn read(text: &str) -> Prose {
        let mut is_code = false;
        let mut lines = Vec::new();
        for (index, line) in text.lines().enumerate() {
            if line.trim_start().starts_with("```") {
                is_code = !is_code;
            } else if !is_code {
                lines.push((index + 1, line.to_owned()));
            }
        }
        Prose { lines }
    }

    /// The anchors of the headings, as GitHub and rustdoc make them.
    fn anchors(&self) -> BTreeSet<String> {
        let headings = self.lines.iter().filter(|(_, line)| line.starts_with('#'));
        headings.map(|(_, line)| anchor(line.trim_start_matches('#').trim())).collect()
    }

    /// `[label]: target` at the start of a line.
    fn definitions(&self) -> Vec<(usize, &str, &str)> {
        self.lines.iter().filter_map(|(number, line)| definition(*number, line)).collect()
    }
}

fn definition(number: usize, line: &str) -> Option<(usize, &str, &str)> {
    let (label, target) = line.strip_prefix('[')?.split_once("]: ")?;
    Some((number, label, target.trim()))
}

fn anchor(heading: &str) -> String {
    let kept = heading.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.map(|c| if c == ' ' { '-' } else { c }).flat_map(char::to_lowercase).collect()
}

/// A line whose code spans are blank.
fn without_code(line: &str) -> String {
    let parts = line.split('`').enumerate();
    parts.map(|(index, part)| if index % 2 == 0 { part } else { "·" }).collect()
}

/// The links of a line: what is in parentheses behind brackets, and the labels that need a definition.
fn links(line: &str) -> (Vec<String>, Vec<String>) {
    let (mut targets, mut labels) = (Vec::new(), Vec::new());
    let mut rest = line;
    while let Some((_, after)) = rest.split_once('[') {
        let Some((text, behind)) = after.split_once(']') else { break };
        rest = behind;
        if let Some(target) = behind.strip_prefix('(').and_then(|behind| behind.split_once(')')) {
            targets.push(target.0.to_owned());
        } else if let Some(label) =
            behind.strip_prefix('[').and_then(|behind| behind.split_once(']'))
        {
            labels.push(label.0.to_owned());
            rest = label.1;
        } else {
            labels.push(text.to_owned());
        }
    }
    (targets, labels)
}

/// What is wrong with the links of a document. `read` has the text of a file, by its path from the document.
fn dead_links(text: &str, read: &dyn Fn(&str) -> Option<String>) -> Vec<Dead> {
    let prose = Prose::read(text);
    let definitions = prose.definitions();
    let mut dead = Vec::new();
    let is_alive = |target: &str| {
        if target.contains("://") || target.starts_with("mailto:") {
            return true;
        }
        let (path, fragment) = target.split_once('#').unwrap_or((target, ""));
        let document = if path.is_empty() { Some(text.to_owned()) } else { read(path) };
        document.is_some_and(|document| {
            fragment.is_empty() || Prose::read(&document).anchors().contains(fragment)
        })
    };
    let mut used = BTreeSet::new();
    for (line, written) in &prose.lines {
        if definitions.iter().any(|(defined, ..)| defined == line) {
            continue;
        }
        let (targets, labels) = links(&without_code(written));
        let dead_targets = targets.into_iter().filter(|target| !is_alive(target));
        let undefined =
            |label: &String| !definitions.iter().any(|(_, defined, _)| defined == label);
        used.extend(labels.iter().cloned());
        let dead_labels = labels.into_iter().filter(undefined).map(|label| format!("[{label}]"));
        dead.extend(dead_targets.chain(dead_labels).map(|link| Dead { line: *line, link }));
    }
    for (line, label, target) in definitions {
        if !is_alive(target) {
            dead.push(Dead { line, link: target.to_owned() });
        } else if !used.contains(label) {
            dead.push(Dead { line, link: format!("[{label}] is never used") });
        }
    }
    dead
}

/// What is no text, as a folder or an image, counts as a document without headings.
fn read_from(folder: &Path, path: &str) -> Option<String> {
    let path = folder.join(path);
    path.exists().then(|| fs::read_to_string(&path).unwrap_or_default())
}

/// Every document of a folder, and of the folders in it where `deep`.
fn documents(folder: &Path, deep: bool) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder of the repository") {
        let path = entry.expect("an entry").path();
        if path.is_dir() && deep {
            found.extend(documents(&path, deep));
        } else if path.extension().is_some_and(|extension| extension == "md") {
            found.push(path);
        }
    }
    found
}

#[test]
fn every_link_of_the_documents_leads_somewhere() {
    let root = root();
    let mut all = documents(&root, false);
    all.extend(documents(&root.join("docs"), true));
    all.extend(["examples", "benches"].map(|folder| root.join(folder).join("README.md")));
    let mut complaints = Vec::new();
    for document in &all {
        let folder = document.parent().expect("a file is in a folder");
        let text = fs::read_to_string(document).expect("a document");
        for Dead { line, link } in dead_links(&text, &|path| read_from(folder, path)) {
            let name = document.strip_prefix(&root).unwrap_or(document).display();
            complaints.push(format!("{name}:{line}: {link}"));
        }
    }
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
    assert!(all.len() > 10, "{all:?}");
}

/// The relative links of a document that `cargo doc` would show as they are, where no such file is.
fn links_to_files(text: &str, overridden: &BTreeSet<&str>) -> Vec<String> {
    let prose = Prose::read(text);
    let is_file = |target: &str| !target.contains("://") && !target.starts_with('#');
    let inline = prose.lines.iter().flat_map(|(_, line)| links(&without_code(line)).0);
    let inline = inline.filter(|target| is_file(target));
    let definitions = prose.definitions();
    let defined = definitions
        .iter()
        .filter(|(_, label, target)| is_file(target) && !overridden.contains(label));
    inline.chain(defined.map(|(_, label, _)| format!("[{label}]"))).collect()
}

#[test]
fn what_cargo_doc_shows_links_to_modules() {
    let modules =
        fs::read_to_string(root().join("cors-runtime/src/guide_links.md")).expect("links");
    let modules = Prose::read(&modules);
    let overridden = modules.definitions().into_iter().map(|(_, label, _)| label).collect();
    let mut shown = documents(&root().join("docs"), true);
    shown.extend(["README.md", "SECURITY.md"].map(|name| root().join(name)));
    for document in shown {
        let text = fs::read_to_string(&document).expect("a document");
        let dead = links_to_files(&text, &overridden);
        assert!(
            dead.is_empty(),
            "{}: write `[label]` with a definition at the end, and another in `guide_links.md`: {dead:?}",
            document.display()
        );
    }
    let files = "[a](b.md) [c](#d) [e](https://f.example)\n[g] [h]\n\n[g]: g.md\n[h]: h.md\n";
    assert_eq!(links_to_files(files, &BTreeSet::from(["h"])), ["b.md", "[g]"]);
}

/// A document, the files beside it, and what is dead in it.
#[test]
fn a_link_that_leads_nowhere_is_found() {
    let other = "# One thing\n\n```md\n## Not a heading\n```\n\n## `Cors` and *others*: a/b\n";
    let read = |path: &str| (path == "other.md").then(|| other.to_owned());
    let dead = |text: &str| -> Vec<String> {
        dead_links(text, &read)
            .into_iter()
            .map(|dead| format!("{}: {}", dead.line, dead.link))
            .collect()
    };
    let fine = "# Here\n[a](other.md) [b](other.md#one-thing) [c](#here) [d](https://a.example/x) `[e](f)`\n\
                [g] [h][g] [i](other.md#cors-and-others-ab)\n```\n[j](k)\n```\n\n[g]: other.md\n";
    assert_eq!(dead(fine), Vec::<String>::new());
    assert_eq!(dead("[a](another.md)"), ["1: another.md"]);
    assert_eq!(dead("x\n[a](other.md#two)"), ["2: other.md#two"]);
    assert_eq!(dead("[a](other.md#not-a-heading)"), ["1: other.md#not-a-heading"]);
    assert_eq!(dead("[a](#nowhere)"), ["1: #nowhere"]);
    assert_eq!(dead("[a] [b][c]"), ["1: [a]", "1: [c]"]);
    assert_eq!(dead("[a]\n\n[a]: gone.md\n[b]: other.md"), ["3: gone.md", "4: [b] is never used"]);
}
