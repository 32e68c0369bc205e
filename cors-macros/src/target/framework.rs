//! Frameworks on top of actix-web that have route attributes of their own, by the same names. What
//! those register is no route of actix-web's attribute: read as one, it would silently lose what
//! the framework adds, so it is recognised and refused.

use syn::Path;

/// A framework: its crate, and the attribute that makes a handler its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Framework {
    pub(crate) name: &'static str,
    pub(super) operation: &'static str,
}

/// All that are known.
pub(super) const FRAMEWORKS: [Framework; 2] = [
    Framework { name: "apistos", operation: "api_operation" },
    Framework { name: "paperclip", operation: "api_v2_operation" },
];

/// The framework that a path names.
pub(super) fn other_framework(path: &Path) -> Option<Framework> {
    let names = |framework: &&Framework| {
        path.segments.iter().any(|segment| segment.ident == framework.name)
    };
    FRAMEWORKS.iter().find(names).copied()
}
