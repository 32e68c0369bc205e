//! The files of a crate: its modules, followed from `lib.rs`, and in each of them the names that it
//! defines or imports and the paths that it writes. Names are given their meaning in `names`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use syn::{Attribute, Expr, ExprLit, Item, ItemMod, Lit, Meta};

use crate::paths::read_module;

/// The path of a module inside its crate; empty for the root.
pub(crate) type ModulePath = Vec<String>;

/// A path as somebody wrote it, in a `use` or anywhere else.
#[derive(Debug, Clone)]
pub(crate) struct Written {
    /// The module in which it stands.
    pub(crate) module: ModulePath,
    /// Its segments, without generic arguments. An empty one in front means that the path begins
    /// with `::`.
    pub(crate) segments: Vec<String>,
    /// It stands in a `use`.
    pub(crate) is_use: bool,
    /// The line, counted from 1.
    pub(crate) line: usize,
}

/// What one module holds. A module that is written in braces belongs to the file around it.
#[derive(Debug, Default)]
pub(crate) struct Module {
    /// The file, as an index into [`Source::files`].
    pub(crate) file: usize,
    /// Modules inside.
    pub(crate) children: BTreeSet<String>,
    /// Names of items that are defined here.
    pub(crate) items: BTreeSet<String>,
    /// Names that a `use` brings here, and the paths that they stand for.
    pub(crate) bindings: BTreeMap<String, Vec<String>>,
    /// Names that a `pub use` hands on.
    pub(crate) exported: BTreeSet<String>,
    /// Modules whose names are all brought here.
    pub(crate) globs: Vec<Vec<String>>,
}

/// One file of the crate.
#[derive(Debug)]
pub(crate) struct File {
    /// Its path below `src`, such as `check/mod.rs`.
    pub(crate) path: String,
    /// How many lines it has.
    pub(crate) lines: usize,
    /// Its first line.
    pub(crate) first_line: String,
    /// The items of `lib.rs` that are more than a module's declaration or a `use`; empty for the
    /// other files.
    pub(crate) definitions: Vec<(usize, String)>,
}

/// A crate.
#[derive(Debug, Default)]
pub(crate) struct Source {
    pub(crate) files: Vec<File>,
    pub(crate) modules: BTreeMap<ModulePath, Module>,
    pub(crate) paths: Vec<Written>,
    /// The names by which the crate calls itself: `crate`, and that of `extern crate self as …`.
    pub(crate) own_names: BTreeSet<String>,
}

impl Source {
    /// Reads the crate in a folder, which holds `src/lib.rs`.
    pub(crate) fn read(folder: &Path) -> Source {
        let src = folder.join("src");
        Source::read_with(&|path| std::fs::read_to_string(src.join(path)).ok())
    }

    /// Reads a crate from texts, by their paths below `src`.
    pub(crate) fn of_texts(texts: &[(&str, &str)]) -> Source {
        Source::read_with(&|path| {
            let found = texts.iter().find(|(name, _)| Path::new(name) == path);
            found.map(|(_, text)| (*text).to_owned())
        })
    }

    fn read_with(text_of: &dyn Fn(&Path) -> Option<String>) -> Source {
        let mut source = Source::default();
        source.own_names.insert("crate".to_owned());
        source.read_file(text_of, Path::new("lib.rs"), &[]);
        source
    }

    /// Reads the file of a module, and the files of the modules that it declares.
    fn read_file(
        &mut self,
        text_of: &dyn Fn(&Path) -> Option<String>,
        path: &Path,
        module: &[String],
    ) {
        let text = text_of(path).unwrap_or_else(|| panic!("{} can be read", path.display()));
        let parsed = syn::parse_file(&text)
            .unwrap_or_else(|error| panic!("{} is no Rust: {error}", path.display()));
        let file = self.files.len();
        self.files.push(File {
            path: path.to_str().expect("paths are UTF-8").to_owned(),
            lines: text.lines().count(),
            first_line: text.lines().next().unwrap_or_default().to_owned(),
            definitions: if module.is_empty() { definitions(&parsed.items) } else { Vec::new() },
        });
        let declared = read_module(self, file, module, &parsed.items);
        for (inside, declaration) in declared {
            let place = place_of(text_of, path, module, &inside, &declaration);
            let mut child = inside;
            child.push(declaration.ident.to_string());
            self.read_file(text_of, &place, &child);
        }
    }
}

/// Where the file of a declared module is. `inside` is the module in which the declaration stands.
fn place_of(
    text_of: &dyn Fn(&Path) -> Option<String>,
    path: &Path,
    module: &[String],
    inside: &[String],
    declaration: &ItemMod,
) -> PathBuf {
    let here = path.parent().expect("a file is in a folder");
    if let Some(written) = path_attribute(&declaration.attrs) {
        return here.join(written);
    }
    let is_folder = matches!(path.file_stem().and_then(|stem| stem.to_str()), Some("lib" | "mod"));
    let mut folder = if is_folder { here.to_owned() } else { path.with_extension("") };
    folder.extend(inside.iter().skip(module.len()));
    let beside = folder.join(format!("{}.rs", declaration.ident));
    if text_of(&beside).is_some() {
        beside
    } else {
        folder.join(declaration.ident.to_string()).join("mod.rs")
    }
}

fn path_attribute(attributes: &[Attribute]) -> Option<String> {
    let attribute = attributes.iter().find(|attribute| attribute.path().is_ident("path"))?;
    let Meta::NameValue(pair) = &attribute.meta else { return None };
    match &pair.value {
        Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text.value()),
        _ => None,
    }
}

/// The items that define something of their own.
fn definitions(items: &[Item]) -> Vec<(usize, String)> {
    items
        .iter()
        .filter(|item| match item {
            Item::Use(_) | Item::ExternCrate(_) => false,
            Item::Mod(module) => {
                module.content.as_ref().is_some_and(|(_, items)| !items.is_empty())
            }
            _ => true,
        })
        .map(crate::paths::first_words)
        .collect()
}
