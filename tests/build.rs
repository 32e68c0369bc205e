//! Copies the examples for suite `mutation`: once as they are, and once for each way in which their
//! policies are replaced. Each test of a replaced copy has to fail, so it is marked `should_panic`.
//! What makes the suite of it is `mutation/examples.rs`.

use std::fs;
use std::path::{Path, PathBuf};

/// How the policies of a copy differ.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Replaced {
    Original,
    Nobody,
    Everybody,
}

/// The copies, by the names of their modules.
const COPIES: [(&str, Replaced); 3] = [
    ("original", Replaced::Original),
    ("nobody", Replaced::Nobody),
    ("everybody", Replaced::Everybody),
];

/// Everybody, as far as a policy with credentials can say it: this machine, and all test domains.
const WIDE: &str = r#"["http://localhost:*", "http://127.0.0.1:*", "https://*.example"], dangerous(public_suffixes)"#;

fn main() {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples");
    println!("cargo::rerun-if-changed={}", examples.join("src").display());
    println!("cargo::rerun-if-changed={}", examples.join("tests/readme.rs").display());
    println!("cargo::rerun-if-changed=build.rs");
    let out = PathBuf::from(std::env::var("OUT_DIR").expect("cargo sets it")).join("examples");
    let mut modules = String::new();
    for (name, replaced) in COPIES {
        let folder = out.join(name);
        let _ = fs::remove_dir_all(&folder);
        let root = format!("crate::examples::{name}");
        modules.extend(["mod ", name, " {\n"]);
        let copy = Copy { examples: &examples, root: &root, replaced };
        copy.folder(&examples.join("src"), &folder.join("lib"), "cors_examples");
        modules.push_str(&module(&folder.join("lib/lib.rs"), "cors_examples"));
        for example in with_tests(&examples.join("src/bin")) {
            copy.folder(&examples.join("src/bin").join(&example), &folder.join(&example), &example);
            modules.push_str(&module(&folder.join(&example).join("main.rs"), &example));
        }
        let readme = folder.join("readme.rs");
        copy.file(&examples.join("tests/readme.rs"), &readme, "readme");
        modules.push_str(&module(&readme, "readme"));
        modules.push_str("}\n");
    }
    fs::write(out.join("modules.rs"), modules).expect("the build folder can be written");
}

/// The examples whose tests use the browser for tests.
fn with_tests(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .expect("the examples")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| {
            let tests = fs::read_to_string(path.join("tests/mod.rs")).unwrap_or_default();
            tests.contains("cors_runtime::testing")
        })
        .filter_map(|path| Some(path.file_name()?.to_str()?.to_owned()))
        .collect();
    assert!(!names.is_empty(), "no example has tests: this would show nothing");
    names.sort_unstable();
    names
}

fn module(path: &Path, name: &str) -> String {
    format!("#[path = {:?}]\npub(crate) mod {name};\n", path.display().to_string())
}

/// One copy of the examples.
struct Copy<'a> {
    examples: &'a Path,
    /// The module in which it lies.
    root: &'a str,
    replaced: Replaced,
}

impl Copy<'_> {
    /// Copies a folder; its programs become modules.
    fn folder(&self, from: &Path, to: &Path, crate_name: &str) {
        fs::create_dir_all(to).expect("the build folder can be written");
        for entry in fs::read_dir(from).expect("a folder") {
            let path = entry.expect("an entry").path();
            let to = to.join(path.file_name().expect("a name"));
            if path.is_dir() {
                // The programs beside the library are copied one by one.
                if !path.ends_with("src/bin") {
                    self.folder(&path, &to, crate_name);
                }
                continue;
            }
            self.file(&path, &to, crate_name);
        }
    }

    fn file(&self, from: &Path, to: &Path, crate_name: &str) {
        if from.extension().is_none_or(|extension| extension != "rs") {
            fs::copy(from, to).expect("it can be copied");
            return;
        }
        let text = fs::read_to_string(from).expect("Rust is text");
        let mut copy = self.source(&text, crate_name);
        if !from.ends_with("main.rs") {
            // Tests of its own are no matter of policies.
            copy = copy.replace("#[cfg(test)]", "#[cfg(any())]");
        }
        fs::write(to, copy).expect("it can be written");
    }

    fn source(&self, text: &str, crate_name: &str) -> String {
        let folder = format!("{:?}", self.examples.display().to_string());
        let mut text = text
            .replace("crate::", &format!("{}::{crate_name}::", self.root))
            .replace("cors_examples::{", &format!("{}::cors_examples::{{", self.root))
            .replace("env!(\"CARGO_MANIFEST_DIR\")", &folder);
        if self.replaced == Replaced::Original {
            return text;
        }
        text = text.replace("#[actix_web::test]", "#[actix_web::test]\n#[should_panic]");
        for opening in ["#[cors(", "policy! {"] {
            text = self.replace_policies(&text, opening);
        }
        text
    }

    /// Replaces the origins of every policy that begins like this.
    fn replace_policies(&self, text: &str, opening: &str) -> String {
        let mut parts = text.split(opening);
        let mut replaced = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let (keys, rest) = part.split_at(end_of(part, false));
            replaced.push_str(opening);
            replaced.push_str(&self.keys(keys));
            replaced.push_str(rest);
        }
        replaced
    }

    fn keys(&self, keys: &str) -> String {
        let everybody = self.replaced == Replaced::Everybody;
        if keys.trim() == "disabled" && everybody {
            return "origins = any".to_owned();
        }
        let Some(start) = keys.find("origins = ").map(|start| start + "origins = ".len()) else {
            return keys.to_owned();
        };
        let end = start + end_of(&keys[start..], true);
        let value = match (everybody, keys.contains("credentials")) {
            (false, _) => r#"["https://nobody.invalid"]"#,
            (true, true) => WIDE,
            (true, false) => "any",
        };
        format!("{}{value}{}", &keys[..start], &keys[end..])
    }
}

/// Where the bracket closes that stands before the text, or the value ends that begins it.
fn end_of(text: &str, ends_at_comma: bool) -> usize {
    let mut depth = 0_usize;
    let mut is_text = false;
    for (position, character) in text.char_indices() {
        match character {
            '"' => is_text = !is_text,
            _ if is_text => {}
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' if depth == 0 => return position,
            ')' | ']' | '}' => depth -= 1,
            ',' if depth == 0 && ends_at_comma => return position,
            _ => {}
        }
    }
    text.len()
}
