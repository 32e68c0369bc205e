//! Which names of a file mean `actix_cors::Cors`.

use syn::visit::{Visit, visit_item_use};
use syn::{ItemUse, Path, UseTree};

/// The names that a file has for the builder and for its crate.
#[derive(Debug, Default)]
pub(super) struct Imports {
    builders: Vec<String>,
    crates: Vec<String>,
}

impl Imports {
    pub(super) fn of(file: &syn::File) -> Imports {
        let mut imports = Imports { builders: Vec::new(), crates: vec!["actix_cors".to_owned()] };
        imports.visit_file(file);
        imports
    }

    /// Whether a path names the builder: `Cors`, `actix_cors::Cors`, or another name for it.
    pub(super) fn is_builder(&self, path: &Path) -> bool {
        let names: Vec<String> = path.segments.iter().map(|part| part.ident.to_string()).collect();
        match names.as_slice() {
            [name] => self.builders.contains(name),
            [.., krate, name] => name == "Cors" && self.crates.contains(krate),
            [] => false,
        }
    }

    fn read(&mut self, tree: &UseTree) {
        match tree {
            UseTree::Name(name) if name.ident == "Cors" => self.builders.push("Cors".to_owned()),
            UseTree::Rename(rename) if rename.ident == "Cors" => {
                self.builders.push(rename.rename.to_string());
            }
            UseTree::Rename(rename) if rename.ident == "self" => {
                self.crates.push(rename.rename.to_string());
            }
            UseTree::Glob(_) => self.builders.push("Cors".to_owned()),
            UseTree::Group(group) => group.items.iter().for_each(|tree| self.read(tree)),
            _ => {}
        }
    }

    /// Looks for the crate at the start of a path, also inside of braces.
    fn look_for_crate(&mut self, tree: &UseTree) {
        match tree {
            UseTree::Path(path) if path.ident == "actix_cors" => self.read(&path.tree),
            UseTree::Rename(rename) if rename.ident == "actix_cors" => {
                self.crates.push(rename.rename.to_string());
            }
            UseTree::Group(group) => {
                group.items.iter().for_each(|tree| self.look_for_crate(tree));
            }
            _ => {}
        }
    }
}

impl<'ast> Visit<'ast> for Imports {
    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        self.look_for_crate(&item.tree);
        visit_item_use(self, item);
    }
}
