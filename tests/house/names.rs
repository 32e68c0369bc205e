//! What the paths of a crate mean: in which file the thing is defined that a path names. A
//! re-export is no stop on the way: who imports `crate::check::Fault` imports the file that defines
//! it.

use std::collections::BTreeSet;

use crate::source::{Module, Source, Written};

/// What a path leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Target {
    /// A module of this crate.
    Module(Vec<String>),
    /// A thing that this file defines.
    Item(usize),
    /// Something of another crate, or of the language.
    Elsewhere,
}

/// One import: a file that names what another file of the crate defines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Arrow {
    pub(crate) from: usize,
    pub(crate) to: usize,
    pub(crate) line: usize,
    /// The path as written.
    pub(crate) path: String,
    /// What stands behind `crate::` where that is no module, but a name that `lib.rs` re-exports.
    pub(crate) root_name: Option<String>,
}

impl Source {
    /// Every import inside the crate, in the order of files and lines.
    pub(crate) fn arrows(&self) -> Vec<Arrow> {
        let mut arrows: Vec<Arrow> =
            self.paths.iter().filter_map(|path| self.arrow(path)).collect();
        arrows.sort_by_key(|arrow| (arrow.from, arrow.line));
        arrows
    }

    /// The first segments of the paths that lead out of the crate, each with its file and line.
    pub(crate) fn foreign(&self) -> Vec<(usize, usize, String)> {
        let is_foreign = |path: &&Written| {
            if path.segments.len() < 2 && !path.is_use {
                return false;
            }
            let found = self.resolve(&path.module, &path.segments, &mut BTreeSet::new());
            found == Target::Elsewhere
        };
        self.paths
            .iter()
            .filter(is_foreign)
            .filter_map(|path| {
                let name = path.segments.iter().find(|segment| !segment.is_empty())?;
                Some((self.modules.get(&path.module)?.file, path.line, name.clone()))
            })
            .collect()
    }

    fn arrow(&self, written: &Written) -> Option<Arrow> {
        if !self.is_import(written) {
            return None;
        }
        let from = self.modules.get(&written.module)?.file;
        let root_name = self.root_name(written);
        let to = match self.resolve(&written.module, &written.segments, &mut BTreeSet::new()) {
            Target::Module(module) => self.modules.get(&module)?.file,
            Target::Item(file) => file,
            Target::Elsewhere if root_name.is_some() => self.modules.get(&Vec::new())?.file,
            Target::Elsewhere => return None,
        };
        let path = written.segments.join("::");
        (from != to || root_name.is_some()).then_some(Arrow {
            from,
            to,
            line: written.line,
            path,
            root_name,
        })
    }

    /// Whether a path names something anew. A name alone does not, and neither does
    /// `Tainting::Cors`, whose `Tainting` a `use` has brought here; `host::is_local`, with the
    /// module `host`, does.
    fn is_import(&self, written: &Written) -> bool {
        let [first, _, ..] = written.segments.as_slice() else { return written.is_use };
        let first = std::slice::from_ref(first);
        let is_module = || {
            let found = self.resolve(&written.module, first, &mut BTreeSet::new());
            matches!(found, Target::Module(_))
        };
        written.is_use || is_module()
    }

    /// The name behind `crate::`, unless it is that of a module.
    fn root_name(&self, written: &Written) -> Option<String> {
        let _ = written.segments.first().filter(|first| self.own_names.contains(*first))?;
        let name = written.segments.get(1)?;
        let root = self.modules.get(&Vec::new())?;
        (!root.children.contains(name)).then(|| name.clone())
    }

    /// Follows a path from a module. `visited` holds the names under way, so that names which
    /// import each other end.
    fn resolve(
        &self,
        module: &[String],
        segments: &[String],
        visited: &mut BTreeSet<(Vec<String>, String)>,
    ) -> Target {
        let mut at = module.to_owned();
        let mut rest = segments;
        while let Some((segment, behind)) = rest.split_first() {
            match segment.as_str() {
                name if self.own_names.contains(name) => at.clear(),
                "self" => {}
                "super" => _ = at.pop(),
                _ => break,
            }
            rest = behind;
        }
        let is_anchored = rest.len() < segments.len();
        for (index, segment) in rest.iter().enumerate() {
            let Some(here) = self.modules.get(&at) else { return Target::Elsewhere };
            match self.find(&at, here, segment, visited) {
                Some(Target::Module(next)) => at = next,
                Some(found) => return found,
                // What a macro defines is not seen: it counts as the module's own.
                None if is_anchored || index > 0 => return Target::Item(here.file),
                None => return Target::Elsewhere,
            }
        }
        Target::Module(at)
    }

    /// Looks one name up in a module.
    fn find(
        &self,
        at: &[String],
        here: &Module,
        name: &str,
        visited: &mut BTreeSet<(Vec<String>, String)>,
    ) -> Option<Target> {
        if here.children.contains(name) {
            return Some(Target::Module([at, &[name.to_owned()]].concat()));
        }
        if here.items.contains(name) {
            return Some(Target::Item(here.file));
        }
        if !visited.insert((at.to_owned(), name.to_owned())) {
            return None;
        }
        if let Some(path) = here.bindings.get(name) {
            return Some(self.resolve(at, path, visited));
        }
        here.globs.iter().find_map(|glob| match self.resolve(at, glob, visited) {
            Target::Module(module) => {
                let inside = self.modules.get(&module)?;
                self.find(&module, inside, name, visited)
            }
            Target::Item(_) | Target::Elsewhere => None,
        })
    }
}
