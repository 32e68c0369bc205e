//! Attributes of other crates that read the route attribute. `#[cors]` makes a type of the handler,
//! in which there is no route attribute any more; so these have to be expanded before it. Where they
//! stand below it, `#[cors]` writes the item again in the order in which all find what they need,
//! itself included, and looks at the item when its turn comes.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::Attribute;

use super::attributes::is_named;
use super::function::Function;
use super::route::is_route;

/// The crate, and the name of the attribute. What each needs is a function with the route attribute
/// still below it; what else has happened does not matter.
const READERS: [(&str, &str); 1] = [("utoipa", "path")];

/// Attributes under these names are the compiler's to keep, and no macros.
const TOOLS: [&str; 5] = ["clippy", "diagnostic", "miri", "rust_analyzer", "rustfmt"];

/// A function whose attributes have to be expanded in another order than they are written in.
#[derive(Debug)]
pub(crate) struct Reordered {
    pub(super) name: Ident,
    /// Those that come before `#[cors]`.
    readers: Vec<Attribute>,
    /// Those that come behind it.
    pub(super) attributes: Vec<Attribute>,
    /// The function without its attributes.
    item: TokenStream,
}

impl Reordered {
    /// Looks for what has to be expanded before `#[cors]`. `None` where the order is right, and
    /// where there is no route attribute to read.
    pub(super) fn read(attributes: &[Attribute], function: &Function) -> Option<Reordered> {
        let route = attributes.iter().position(is_route)?;
        let is_reader = |index: usize, attribute: &Attribute| is_reader(attribute, index < route);
        if !attributes.iter().enumerate().any(|(index, attribute)| is_reader(index, attribute)) {
            return None;
        }
        let (mut readers, mut others) = (Vec::new(), Vec::new());
        for (index, attribute) in attributes.iter().enumerate() {
            let list = if is_reader(index, attribute) { &mut readers } else { &mut others };
            list.push(attribute.clone());
        }
        let Function { visibility, name, tokens, .. } = function;
        let item = quote!(#visibility #tokens);
        Some(Reordered { name: name.clone(), readers, attributes: others, item })
    }

    /// The item with `#[cors(...)]` where it belongs; `own` is what stands between the brackets.
    pub(crate) fn with(&self, own: &TokenStream) -> TokenStream {
        let Reordered { name: _, readers, attributes, item } = self;
        quote!(#(#readers)* #[#own] #(#attributes)* #item)
    }
}

/// Whether an attribute reads the route attribute: where its path names the crate, and under
/// another name of the crate only where it stands above the route attribute, so that it would see
/// it if there were no `#[cors]`. `#[path]` alone is the compiler's own, whatever is imported.
fn is_reader(attribute: &Attribute, is_above_route: bool) -> bool {
    let segments = &attribute.path().segments;
    let has = |name: &str| segments.iter().any(|segment| segment.ident == name);
    let is_tool =
        TOOLS.iter().any(|tool| segments.first().is_some_and(|first| first.ident == tool));
    READERS.iter().any(|(crate_name, name)| {
        segments.len() > 1
            && is_named(attribute, name)
            && (has(crate_name) || (is_above_route && !is_tool))
    })
}
