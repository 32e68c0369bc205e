//! A copy of actix-web whose routes have another `Debug` form, and a program that is built with it, once.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use cors_tests::{ACTIX_WEB, Package, dependency};
use serde_json::Value;

/// The variable in which the changed framework is told the form. One build serves for all.
pub(crate) const FORM: &str = "CORS_TESTS_DEBUG_FORM";

const DERIVED: &str = "#[derive(Clone, Debug)]\npub struct ResourceMap {";

/// What stands in its place.
const WRITTEN: &str = r#"
impl std::fmt::Debug for ResourceMap {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let form = std::env::var("CORS_TESTS_DEBUG_FORM").expect("a form");
        let nodes = || self.nodes.clone();
        let mut map = out.debug_struct("ResourceMap");
        match form.as_str() {
            "nothing" => return Ok(()),
            "text" => map.field("pattern", &self.pattern.pattern()),
            _ => map.field("pattern", &self.pattern),
        };
        map.field("named", &self.named).field("parent", &self.parent);
        match form.as_str() {
            "as ever" | "text" => map.field("nodes", &self.nodes),
            "renamed" => map.field("children", &self.nodes),
            "extra" => map.field("generation", &1).field("nodes", &self.nodes),
            "empty" => map.field("nodes", &nodes().map(|_| Vec::<()>::new())),
            "reversed" => map.field("nodes", &nodes().map(|all| all.into_iter().rev().collect::<Vec<_>>())),
            "shortened" => map.field("nodes", &nodes().map(|all| all.into_iter().skip(1).collect::<Vec<_>>())),
            other => panic!("no such form: {other}"),
        };
        map.finish()
    }
}

#[derive(Clone)]
pub struct ResourceMap {"#;

/// The program, built.
#[derive(Debug)]
pub(crate) struct Program {
    path: PathBuf,
    version: String,
}

impl Program {
    /// Builds it, if no other test has.
    pub(crate) fn build() -> &'static Program {
        static BUILT: OnceLock<Program> = OnceLock::new();
        BUILT.get_or_init(|| {
            let (version, folder) = framework();
            let copy = Path::new(env!("CARGO_TARGET_TMPDIR")).join("actix-web");
            copy_changed(&folder, &copy);
            let path = build(&copy);
            Program { path, version }
        })
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// The minor version of the framework: what a user would be told to take.
    pub(crate) fn version(&self) -> &str {
        let end = self.version.rfind('.').expect("a version has a patch level");
        &self.version[..end]
    }
}

/// The version that this workspace is built with, and where its source is.
fn framework() -> (String, PathBuf) {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let arguments = ["metadata", "--offline", "--format-version", "1"];
    let folder = env!("CARGO_MANIFEST_DIR");
    let output = Command::new(cargo).args(arguments).current_dir(folder).output();
    let output = output.expect("cargo runs");
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("cargo writes JSON");
    let packages = metadata["packages"].as_array().expect("a list of packages");
    let package = packages.iter().find(|package| package["name"] == "actix-web");
    let package = package.expect("the workspace depends on actix-web");
    let text = |name: &str| package[name].as_str().expect("a text").to_owned();
    let manifest = PathBuf::from(text("manifest_path"));
    (text("version"), manifest.parent().expect("a manifest is in a folder").to_owned())
}

fn copy_changed(from: &Path, to: &Path) {
    copy(from, to);
    let file = "src/rmap.rs";
    let source = fs::read_to_string(from.join(file)).expect("the source is there");
    assert_eq!(source.matches(DERIVED).count(), 1, "this actix-web derives the form elsewhere");
    put(&to.join(file), source.replace(DERIVED, WRITTEN).as_bytes());
}

/// Everything but the one file that is changed.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("the scratch folder is writable");
    for entry in fs::read_dir(from).expect("the source is readable") {
        let entry = entry.expect("the source is readable");
        let (source, target) = (entry.path(), to.join(entry.file_name()));
        if source.is_dir() {
            copy(&source, &target);
        } else if !source.ends_with("src/rmap.rs") {
            put(&target, &fs::read(&source).expect("the source is readable"));
        }
    }
}

/// Leaves a file alone that says the same already, or cargo would compile it again.
fn put(path: &Path, bytes: &[u8]) {
    if !fs::read(path).is_ok_and(|written| written == bytes) {
        fs::write(path, bytes).expect("the scratch folder is writable");
    }
}

fn build(framework: &Path) -> PathBuf {
    let name = "framework-program";
    let dependencies = [
        ACTIX_WEB.to_owned(),
        "actix-http = { version = \"3\", default-features = false }".to_owned(),
        dependency("cors-runtime", "cors-runtime"),
    ];
    let files = [
        ("main.rs", include_str!("program/main.rs")),
        ("table.rs", include_str!("program/table.rs")),
    ];
    let package = Package::write(env!("CARGO_TARGET_TMPDIR"), name, &dependencies, &files);
    let patch = format!("patch.crates-io.actix-web.path = '{}'", framework.display());
    let output = package.cargo("build").args(["--config", &patch]).output().expect("cargo runs");
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "the program does not compile:\n{error}");
    package.target().join("debug").join(name)
}
