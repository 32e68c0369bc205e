//! The route attributes of actix-web, read as far as needed to rewrite them. Whatever actix-web would refuse is not read
//! here: the attribute then stays as it is, and actix-web says so itself.

use proc_macro2::Span;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{Attribute, Expr, ExprLit, Lit, LitStr, MetaNameValue, Path, Token};

/// The attributes that serve one method.
const VERBS: [&str; 10] =
    ["get", "put", "post", "delete", "patch", "head", "options", "trace", "connect", "query"];

/// All route attributes of a handler.
#[derive(Debug)]
pub(crate) struct Route {
    /// The attribute's path, which the user has imported.
    pub(crate) path: Path,
    /// Under `#[routes]`: the function is served on each of the paths below it.
    pub(crate) is_multiple: bool,
    /// What is served.
    pub(crate) served: Vec<Served>,
}

/// One path and its methods.
#[derive(Debug)]
pub(crate) struct Served {
    /// Where the attribute is; what actix-web says about it belongs there.
    pub(crate) span: Span,
    pub(crate) pattern: LitStr,
    /// `name`, `guard` and `wrap`, and `method` of `#[route]`, as written.
    pub(crate) options: Punctuated<MetaNameValue, Token![,]>,
    /// The methods, as actix-web knows them.
    pub(crate) methods: Vec<String>,
    /// Whether `method` is among the options.
    pub(crate) lists_methods: bool,
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
    let last = attribute.path().segments.last();
    last.is_some_and(|last| {
        VERBS.iter().any(|verb| last.ident == verb)
            || last.ident == "route"
            || last.ident == "routes"
    })
}

impl Route {
    /// Takes the route attributes out of those of a function. `None` where actix-web would refuse them.
    pub(crate) fn take(attributes: &mut Vec<Attribute>) -> Option<Route> {
        let first = attributes.iter().position(is_route)?;
        let is_multiple = super::is_named(attributes.get(first)?, "routes");
        if !is_multiple {
            let attribute = attributes.remove(first);
            // A second route attribute would be expanded inside the first: that is for actix-web to explain.
            let is_alone = !attributes.iter().any(is_route);
            let served = Served::read(&attribute).filter(|_| is_alone)?;
            let path = attribute.path().clone();
            return Some(Route { path, is_multiple, served: vec![served] });
        }
        let path = attributes.remove(first).path().clone();
        let (routes, others) =
            std::mem::take(attributes).into_iter().partition::<Vec<_>, _>(is_route);
        *attributes = others;
        let served: Option<Vec<Served>> = routes.iter().map(Served::read_listed).collect();
        let served = served.filter(|served| !served.is_empty())?;
        Some(Route { path, is_multiple, served })
    }

    /// Every method that the handler serves, each once.
    pub(crate) fn methods(&self) -> Vec<String> {
        let mut methods: Vec<String> = Vec::new();
        for method in self.served.iter().flat_map(|served| &served.methods) {
            if !methods.contains(method) {
                methods.push(method.clone());
            }
        }
        methods
    }
}

impl Served {
    fn read(attribute: &Attribute) -> Option<Served> {
        let Arguments { pattern, options } = attribute.parse_args().ok()?;
        let name = attribute.path().segments.last()?.ident.to_string();
        let lists_methods = name == "route";
        let mut methods = Vec::new();
        for option in &options {
            let text = text(&option.value)?;
            let known = option.path.get_ident()?.to_string();
            match known.as_str() {
                "name" | "guard" | "wrap" => {}
                "method" if lists_methods && is_new_method(&methods, &text) => methods.push(text),
                _ => return None,
            }
        }
        if !lists_methods {
            methods.push(name.to_ascii_uppercase());
        }
        let span = attribute.path().span();
        (!methods.is_empty()).then_some(Served { span, pattern, options, methods, lists_methods })
    }

    /// Below `#[routes]`, where actix-web knows the bare names of the verbs only.
    fn read_listed(attribute: &Attribute) -> Option<Served> {
        let is_verb = VERBS.iter().any(|verb| attribute.path().is_ident(verb));
        is_verb.then(|| Served::read(attribute)).flatten()
    }

    /// Whether the user's own guards decide, beside the method, which requests are the route's.
    pub(crate) fn is_guarded(&self) -> bool {
        self.options.iter().any(|option| option.path.is_ident("guard"))
    }

    /// Whether the resource has a name of its own.
    pub(crate) fn is_named(&self) -> bool {
        self.options.iter().any(|option| option.path.is_ident("name"))
    }
}

fn text(value: &Expr) -> Option<String> {
    match value {
        Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text.value()),
        _ => None,
    }
}

/// actix-web takes methods in upper case, each once.
fn is_new_method(methods: &[String], text: &String) -> bool {
    !text.is_empty()
        && text.bytes().all(|byte| byte.is_ascii_uppercase())
        && !methods.contains(text)
}
