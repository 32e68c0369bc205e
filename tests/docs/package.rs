//! What `cors-runtime` shows of the documents is in the package that is published: they lie outside of its folder, and links
//! of the file system bring them in.

use std::fs;
use std::process::Command;

use crate::root;

/// The files outside of `src` that a file of the crate includes.
fn included(file: &str) -> Vec<String> {
    let source = fs::read_to_string(root().join("cors-runtime/src").join(file))
        .expect("a file of the crate");
    let parts = source.split("include_str!(\"../").skip(1);
    parts.filter_map(|part| part.split_once('"')).map(|(path, _)| path.to_owned()).collect()
}

#[test]
fn the_package_holds_every_page_that_is_shown() {
    let listed = Command::new(env!("CARGO"))
        .args(["package", "--list", "--allow-dirty", "--offline", "--package", "cors-runtime"])
        .current_dir(root())
        .output()
        .expect("cargo runs");
    assert!(listed.status.success(), "{}", String::from_utf8_lossy(&listed.stderr));
    let listed = String::from_utf8_lossy(&listed.stdout).into_owned();
    let pages = [included("lib.rs"), included("guide.rs"), included("reference.rs")].concat();
    assert!(pages.len() > 60, "{pages:?}");
    for page in pages {
        assert!(listed.lines().any(|line| line == page), "{page} is not in the package:\n{listed}");
    }
}
