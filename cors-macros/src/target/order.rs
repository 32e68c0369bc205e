//! Attributes of other crates between `#[cors]` and the route attribute. `#[cors]` makes a type of
//! the handler, in which the route attribute is no more; so what reads the route attribute has to
//! be expanded before it. And a route attribute behind a `cfg_attr` is none before the compiler has
//! decided. In both cases `#[cors]` writes the item again in the order in which it works, and
//! itself with it, and looks at the item when its turn comes.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::{Attribute, Meta, Path, parse_quote};

use super::attributes::{conditional, ends_with, holds};
use super::function::Function;
use super::route::{is_route, is_route_path};

/// The attributes of other crates that read the route attribute: the crate, and the attribute's
/// name. What it needs is a function with the route attribute below; all else may have happened.
const READERS: [(&str, &str); 1] = [("utoipa", "path")];

/// The paths of these are not those of macros: the compiler keeps such attributes.
const TOOLS: [&str; 5] = ["clippy", "diagnostic", "miri", "rust_analyzer", "rustfmt"];

/// A function whose attributes are in an order in which `#[cors]` cannot serve it.
#[derive(Debug)]
pub(crate) struct Reordered {
    pub(super) name: Ident,
    /// The attributes, apart from those that come before `#[cors]`.
    pub(super) attributes: Vec<Attribute>,
    /// The function without its attributes.
    item: TokenStream,
    place: Place,
}

/// Where `#[cors]` belongs.
#[derive(Debug)]
enum Place {
    /// In each `cfg_attr` that holds a route attribute.
    WithRoute,
    /// Behind these; the others follow.
    Behind(Vec<Attribute>),
}

impl Reordered {
    /// Looks for what has to be expanded before `#[cors]`. `None` where the order is right.
    pub(super) fn read(
        attributes: &[Attribute],
        function: &Function,
    ) -> Option<Reordered> {
        let reordered = |attributes: Vec<Attribute>, place| {
            let Function { visibility, name, tokens, .. } = function;
            let item = quote!(#visibility #tokens);
            Some(Reordered { name: name.clone(), attributes, item, place })
        };
        let Some(route) = attributes.iter().position(is_route) else {
            let is_conditional = attributes.iter().any(holds_route);
            let attributes = is_conditional.then(|| attributes.to_vec())?;
            return reordered(attributes, Place::WithRoute);
        };
        let (mut readers, mut others) = (Vec::new(), Vec::new());
        for (index, attribute) in attributes.iter().enumerate() {
            let is_meant = |path: &Path| is_reader(path, index < route);
            let (reader, other) = divided(&attribute.meta, &is_meant);
            readers.extend(reader.map(|meta| Attribute { meta, ..attribute.clone() }));
            others.extend(other.map(|meta| Attribute { meta, ..attribute.clone() }));
        }
        if readers.is_empty() { None } else { reordered(others, Place::Behind(readers)) }
    }

    /// The item with `#[cors(...)]` where it belongs; `own` is what stands between the brackets.
    pub(crate) fn with(&self, own: &TokenStream) -> TokenStream {
        let Reordered { name: _, attributes, item, place } = self;
        if let Place::Behind(readers) = place {
            return quote!(#(#readers)* #[#own] #(#attributes)* #item);
        }
        let attributes = attributes.iter().map(|attribute| match conditional(&attribute.meta) {
            Some(held) if holds_route(attribute) => {
                let (predicate, attributes) = (held.predicate, held.attributes);
                quote!(#[cfg_attr(#predicate, #own, #(#attributes),*)])
            }
            _ => quote!(#attribute),
        });
        quote!(#(#attributes)* #item)
    }
}

/// Whether an attribute is a route attribute, or a `cfg_attr` that holds one.
fn holds_route(attribute: &Attribute) -> bool {
    holds(&attribute.meta, &is_route_path)
}

/// Whether an attribute reads the route attribute: where its path names the crate, and under
/// another name of the crate only where it stands above the route attribute, so that it would see
/// it if there were no `#[cors]`. A bare name is no import of a macro: `#[path]` is the compiler's.
fn is_reader(path: &Path, is_above_route: bool) -> bool {
    let Some(first) = path.segments.first().filter(|_| path.segments.len() > 1) else {
        return false;
    };
    let has = |name: &str| path.segments.iter().any(|segment| segment.ident == name);
    READERS.iter().any(|(crate_name, name)| {
        ends_with(path, name)
            && (has(crate_name) || (is_above_route && !TOOLS.iter().any(|tool| first.ident == tool)))
    })
}

/// An attribute in two: what is meant, and what is not. Of a `cfg_attr` each is one again.
fn divided(meta: &Meta, is_meant: &impl Fn(&Path) -> bool) -> (Option<Meta>, Option<Meta>) {
    if is_meant(meta.path()) {
        return (Some(meta.clone()), None);
    }
    let Some(held) = conditional(meta).filter(|_| holds(meta, is_meant)) else {
        return (None, Some(meta.clone()));
    };
    let (mut meant, mut others) = (Vec::new(), Vec::new());
    for part in &held.attributes {
        let (one, other) = divided(part, is_meant);
        meant.extend(one);
        others.extend(other);
    }
    let predicate = &held.predicate;
    let again = |parts: Vec<Meta>| -> Option<Meta> {
        (!parts.is_empty()).then(|| parse_quote!(cfg_attr(#predicate, #(#parts),*)))
    };
    (again(meant), again(others))
}
