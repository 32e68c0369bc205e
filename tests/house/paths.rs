//! The paths that a module writes: in `use` items, in types, expressions and patterns, and in the
//! arguments of macros. Paths in attributes, in `pub(in …)` and inside `quote!` (where they are
//! somebody else's) do not count.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::ToTokens as _;
use syn::spanned::Spanned as _;
use syn::visit::{self, Visit};
use syn::{Attribute, Ident, Item, ItemMod, ItemUse, Macro, UseTree, VisRestricted, Visibility};

use crate::source::{Module, ModulePath, Source, Written};

/// Macros whose arguments are tokens for another place.
const QUOTES: [&str; 4] = ["quote", "quote_spanned", "parse_quote", "parse_quote_spanned"];

/// Reads the items of a module into the source. Gives back the modules that are declared without
/// braces, each with the module in which its declaration stands.
pub(crate) fn read_module(
    source: &mut Source,
    file: usize,
    module: &[String],
    items: &[Item],
) -> Vec<(ModulePath, ItemMod)> {
    let here = Module { file, ..Module::default() };
    source.modules.insert(module.to_owned(), here);
    let mut reader = Reader { source, file, module: module.to_owned(), declared: Vec::new() };
    for item in items {
        reader.visit_item(item);
    }
    reader.declared
}

/// The line of an item, and how it begins.
pub(crate) fn first_words(item: &Item) -> (usize, String) {
    let text = item.to_token_stream().to_string();
    let beginning = text.split('{').next().unwrap_or_default().chars().take(60).collect();
    (item.span().start().line, beginning)
}

struct Reader<'s> {
    source: &'s mut Source,
    file: usize,
    module: ModulePath,
    declared: Vec<(ModulePath, ItemMod)>,
}

impl Reader<'_> {
    fn here(&mut self) -> &mut Module {
        self.source.modules.get_mut(&self.module).expect("the module has been entered")
    }

    fn note(&mut self, segments: Vec<String>, is_use: bool, line: usize) {
        self.source.paths.push(Written { module: self.module.clone(), segments, is_use, line });
    }

    /// Notes each leaf of a tree of imports, and the name that it brings.
    fn read_tree(&mut self, tree: &UseTree, prefix: &[String], is_public: bool) {
        match tree {
            UseTree::Path(path) => {
                let prefix = [prefix, &[path.ident.to_string()]].concat();
                self.read_tree(&path.tree, &prefix, is_public);
            }
            UseTree::Group(group) => {
                group.items.iter().for_each(|tree| self.read_tree(tree, prefix, is_public));
            }
            UseTree::Glob(glob) => {
                self.here().globs.push(prefix.to_owned());
                self.note(prefix.to_owned(), true, glob.span().start().line);
            }
            UseTree::Name(name) => self.read_leaf(&name.ident, &name.ident, prefix, is_public),
            UseTree::Rename(name) => self.read_leaf(&name.ident, &name.rename, prefix, is_public),
        }
    }

    fn read_leaf(&mut self, name: &Ident, alias: &Ident, prefix: &[String], is_public: bool) {
        let mut path = prefix.to_owned();
        if name != "self" {
            path.push(name.to_string());
        }
        let mut alias = alias.to_string();
        if alias == "self" {
            alias = path.last().cloned().unwrap_or_default();
        }
        if is_public {
            self.here().exported.insert(alias.clone());
        }
        if alias != "_" {
            self.here().bindings.insert(alias, path.clone());
        }
        self.note(path, true, name.span().start().line);
    }

    /// Notes the paths among the tokens of a macro: an identifier that stands behind no `::` or
    /// `.`, and what follows it behind `::`. `$crate` is the crate.
    fn read_tokens(&mut self, tokens: TokenStream) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut index = 0;
        while let Some(token) = tokens.get(index) {
            index += 1;
            match token {
                TokenTree::Group(group) => self.read_tokens(group.stream()),
                TokenTree::Ident(ident) => {
                    let line = ident.span().start().line;
                    let mut path = vec![ident.to_string()];
                    while let Some(TokenTree::Ident(next)) = tokens.get(index + 2)
                        && is_colons(&tokens, index)
                    {
                        path.push(next.to_string());
                        index += 3;
                    }
                    if is_quote(&path, &tokens, index) {
                        index += 2;
                    } else if path.len() > 1 {
                        self.note(path, false, line);
                    }
                }
                // What follows belongs to a path or a value that began earlier.
                TokenTree::Punct(punct) if matches!(punct.as_char(), ':' | '.') => {
                    let is_path = punct.as_char() == ':' && is_colons(&tokens, index - 1);
                    index += usize::from(is_path);
                    let is_field = punct.as_char() == '.' || is_path;
                    if is_field && matches!(tokens.get(index), Some(TokenTree::Ident(_))) {
                        index += 1;
                    }
                }
                TokenTree::Punct(_) | TokenTree::Literal(_) => {}
            }
        }
    }
}

/// Whether two colons stand at a position.
fn is_colons(tokens: &[TokenTree], index: usize) -> bool {
    let is_colon = |index: usize| matches!(tokens.get(index), Some(TokenTree::Punct(punct)) if punct.as_char() == ':');
    is_colon(index) && is_colon(index + 1)
}

/// Whether the path is that of a quoting macro, which is called at a position.
fn is_quote(path: &[String], tokens: &[TokenTree], index: usize) -> bool {
    let is_call = matches!(tokens.get(index), Some(TokenTree::Punct(punct)) if punct.as_char() == '!')
        && matches!(tokens.get(index + 1), Some(TokenTree::Group(group)) if group.delimiter() != Delimiter::None);
    is_call && path.last().is_some_and(|name| QUOTES.contains(&name.as_str()))
}

impl<'ast> Visit<'ast> for Reader<'_> {
    fn visit_item(&mut self, item: &'ast Item) {
        let name = match item {
            Item::Const(item) => Some(&item.ident),
            Item::Enum(item) => Some(&item.ident),
            Item::Fn(item) => Some(&item.sig.ident),
            Item::Macro(item) => item.ident.as_ref(),
            Item::Static(item) => Some(&item.ident),
            Item::Struct(item) => Some(&item.ident),
            Item::Trait(item) => Some(&item.ident),
            Item::TraitAlias(item) => Some(&item.ident),
            Item::Type(item) => Some(&item.ident),
            Item::Union(item) => Some(&item.ident),
            Item::ExternCrate(item) => {
                if let (true, Some((_, name))) = (item.ident == "self", &item.rename) {
                    self.source.own_names.insert(name.to_string());
                }
                None
            }
            _ => None,
        };
        if let Some(name) = name.map(ToString::to_string) {
            self.here().items.insert(name);
        }
        visit::visit_item(self, item);
    }

    fn visit_item_mod(&mut self, item: &'ast ItemMod) {
        let name = item.ident.to_string();
        self.here().children.insert(name.clone());
        let Some((_, items)) = &item.content else {
            self.declared.push((self.module.clone(), item.clone()));
            return;
        };
        self.module.push(name);
        let inside = Module { file: self.file, ..Module::default() };
        self.source.modules.insert(self.module.clone(), inside);
        for item in items {
            self.visit_item(item);
        }
        self.module.pop();
    }

    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        let is_public = matches!(item.vis, Visibility::Public(_));
        // `::name` is another crate, whatever is called so here.
        let prefix: &[String] = if item.leading_colon.is_some() { &[String::new()] } else { &[] };
        self.read_tree(&item.tree, prefix, is_public);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let leading = path.leading_colon.map(|_| String::new());
        let names = path.segments.iter().map(|segment| segment.ident.to_string());
        self.note(leading.into_iter().chain(names).collect(), false, path.span().start().line);
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, called: &'ast Macro) {
        self.visit_path(&called.path);
        let name = called.path.segments.last().map(|segment| segment.ident.to_string());
        if !name.is_some_and(|name| QUOTES.contains(&name.as_str())) {
            self.read_tokens(called.tokens.clone());
        }
    }

    fn visit_attribute(&mut self, _: &'ast Attribute) {}

    fn visit_vis_restricted(&mut self, _: &'ast VisRestricted) {}
}
