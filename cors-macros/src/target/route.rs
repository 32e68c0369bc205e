//! The route attributes of actix-web. Whatever actix-web would refuse is not read here: the
//! attribute then stays as it is, and actix-web reports the error itself.

use actix_router::ResourceDef;
use proc_macro2::Span;
use syn::ext::IdentExt as _;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{Attribute, Expr, ExprLit, Lit, LitStr, MetaNameValue, Path, Token};

use super::attributes::is_named;
use super::framework::other_framework;

/// The attributes that serve one method.
const VERBS: [&str; 10] =
    ["get", "put", "post", "delete", "patch", "head", "options", "trace", "connect", "query"];

/// All route attributes of a handler.
#[derive(Debug)]
pub(crate) struct Route {
    /// The attribute's path, which the user has imported.
    pub(crate) path: Path,
    /// What is served: one path, or each of those below `#[routes]`.
    pub(crate) served: Vec<Served>,
}

/// One path and its methods.
#[derive(Debug)]
pub(crate) struct Served {
    /// Where the attribute is, for errors of actix-web about it.
    pub(crate) span: Span,
    pub(crate) pattern: LitStr,
    /// The methods, in upper case.
    pub(crate) methods: Vec<String>,
    /// `name`: what the resource is called, where it is not the handler's name.
    pub(crate) name: Option<LitStr>,
    /// `guard`: functions that decide, beside the method, which requests are the route's.
    pub(crate) guards: Vec<Path>,
    /// `wrap`: middleware, the last one outermost.
    pub(crate) wraps: Vec<Expr>,
}

struct Arguments {
    pattern: LitStr,
    options: Punctuated<MetaNameValue, Token![,]>,
}

impl Parse for Arguments {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let pattern = input.parse()?;
        if input.is_empty() {
            return Ok(Arguments { pattern, options: Punctuated::new() });
        }
        input.parse::<Token![,]>()?;
        Ok(Arguments { pattern, options: Punctuated::parse_terminated(input)? })
    }
}

/// Whether an attribute is a route attribute of any kind.
pub(crate) fn is_route(attribute: &Attribute) -> bool {
    is_route_path(attribute.path())
}

/// Whether a path is that of a route attribute: by its last segment, because actix-web may be
/// renamed or re-exported, and not by way of a crate that has its own.
pub(super) fn is_route_path(path: &Path) -> bool {
    is_named_like_route(path) && other_framework(path).is_none()
}

/// Whether a path ends with the name of a route attribute, whosever it is, also as in `r#get`.
pub(super) fn is_named_like_route(path: &Path) -> bool {
    let Some(last) = path.segments.last() else { return false };
    let name = last.ident.unraw().to_string();
    VERBS.contains(&name.as_str()) || name == "route" || name == "routes"
}

impl Route {
    /// Takes the route attributes out of those of a function. `None` where actix-web would refuse
    /// them.
    pub(crate) fn take(attributes: &mut Vec<Attribute>) -> Option<Route> {
        let first = attributes.iter().position(is_route)?;
        if !is_named(attributes.get(first)?, "routes") {
            let attribute = attributes.remove(first);
            // A second route attribute would be expanded inside the first, which actix-web refuses.
            let is_alone = !attributes.iter().any(is_route);
            let served = Served::read(&attribute).filter(|_| is_alone)?;
            let path = attribute.path().clone();
            return Some(Route { path, served: vec![served] });
        }
        let path = attributes.remove(first).path().clone();
        let (routes, others) =
            std::mem::take(attributes).into_iter().partition::<Vec<_>, _>(is_route);
        *attributes = others;
        let served: Option<Vec<Served>> = routes.iter().map(Served::read_listed).collect();
        let served = served.filter(|served| !served.is_empty())?;
        Some(Route { path, served })
    }
}

/// Every method that is served, each once.
pub(crate) fn methods(served: &[Served]) -> Vec<String> {
    let mut methods: Vec<String> = Vec::new();
    for method in served.iter().flat_map(|served| &served.methods) {
        if !methods.contains(method) {
            methods.push(method.clone());
        }
    }
    methods
}

impl Served {
    fn read(attribute: &Attribute) -> Option<Served> {
        let Arguments { pattern, options } = attribute.parse_args().ok()?;
        let verb = attribute.path().segments.last()?.ident.unraw().to_string();
        let lists_methods = verb == "route";
        let methods = if lists_methods { Vec::new() } else { vec![verb.to_ascii_uppercase()] };
        let mut served = Served {
            span: attribute.path().span(),
            pattern,
            methods,
            name: None,
            guards: Vec::new(),
            wraps: Vec::new(),
        };
        for option in &options {
            let text = text(&option.value)?;
            match option.path.get_ident()?.to_string().as_str() {
                "name" => served.name = Some(text.clone()),
                "guard" => served.guards.push(text.parse().ok()?),
                "wrap" => served.wraps.push(text.parse().ok()?),
                "method" if lists_methods => served.add_method(text.value())?,
                _ => return None,
            }
        }
        (!served.methods.is_empty() && is_pattern(&served.pattern.value())).then_some(served)
    }

    /// actix-web takes methods in upper case, each once.
    fn add_method(&mut self, method: String) -> Option<()> {
        let is_method = !method.is_empty() && method.bytes().all(|byte| byte.is_ascii_uppercase());
        let is_new = is_method && !self.methods.contains(&method);
        is_new.then(|| self.methods.push(method))
    }

    /// Below `#[routes]`, where actix-web takes the bare names of the verbs only.
    fn read_listed(attribute: &Attribute) -> Option<Served> {
        let name = attribute.path().get_ident()?.to_string();
        let is_verb = VERBS.contains(&name.as_str());
        is_verb.then(|| Served::read(attribute)).flatten()
    }
}

/// Whether actix-web's router accepts the pattern; it panics where it does not.
fn is_pattern(pattern: &str) -> bool {
    std::panic::catch_unwind(|| ResourceDef::new(pattern)).is_ok()
}

fn text(value: &Expr) -> Option<&LitStr> {
    match value {
        Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text),
        _ => None,
    }
}
