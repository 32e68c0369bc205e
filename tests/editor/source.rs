//! The package that is edited: a file for each situation, with the place of the cursor written as `$0`.

use cors_tests::{ACTIX_WEB, Package, dependency};

/// A file and the cursor in it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Source {
    /// The module.
    pub(crate) name: &'static str,
    /// The text, with one `$0`.
    pub(crate) text: &'static str,
}

impl Source {
    /// The text without the cursor.
    pub(crate) fn plain(&self) -> String {
        self.text.replacen("$0", "", 1)
    }

    /// Line and column of the cursor, counted from 0. Everything in front of it is ASCII.
    pub(crate) fn cursor(&self) -> (usize, usize) {
        let (before, _) = self.text.split_once("$0").expect("there is a cursor");
        let line = before.lines().count() - usize::from(!before.ends_with('\n'));
        let column = before.rsplit('\n').next().map_or(0, str::len);
        (line, column)
    }
}

/// Writes the package with all the files as modules.
pub(crate) fn package(name: &str, sources: &[Source]) -> Package {
    let dependencies = [ACTIX_WEB.to_owned(), dependency("cors-runtime", "cors-runtime")];
    let modules: Vec<String> =
        sources.iter().map(|source| format!("mod {};", source.name)).collect();
    let root = format!("#![allow(unused)]\n\n{}\n\nfn main() {{}}\n", modules.join("\n"));
    let texts: Vec<(String, String)> =
        sources.iter().map(|source| (format!("{}.rs", source.name), source.plain())).collect();
    let mut files = vec![("main.rs", root.as_str())];
    files.extend(texts.iter().map(|(file, text)| (file.as_str(), text.as_str())));
    Package::write(env!("CARGO_TARGET_TMPDIR"), name, &dependencies, &files)
}
