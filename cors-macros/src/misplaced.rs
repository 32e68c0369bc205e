//! What is said where the attribute cannot take effect: on an item that serves nothing, or nothing
//! that `#[cors]` could serve; and about modules whose content it cannot see. `emit` calls it.

use cors_rules::Rule;
use proc_macro2::{Ident, TokenStream};
use quote::ToTokens;
use syn::{Attribute, Meta};

use crate::args::Args;
use crate::diagnostic::Sink;
use crate::target::{Misplaced, Operation, Repeated, is_named};

/// Reports why the attribute does nothing on the item of this name.
pub(crate) fn report(args: &Args, name: &TokenStream, reason: &Misplaced, sink: &mut Sink) {
    let (message, help) = match reason {
        Misplaced::BareFunction => (
            format!("`#[cors]` sees no route attribute below it on `{name}`"),
            format!(
                "write it above the route attribute, `#[cors(...)] #[get(\"/x\")]`, and that by its own name: an alias \
                 (`use actix_web::get as fetch`) cannot be seen; where `{name}` is registered by hand \
                 (`web::get().to({name})`), write `.cors(&POLICY)` on the resource"
            ),
        ),
        Misplaced::OtherFramework(operation) => return other_framework(name, operation, sink),
        Misplaced::SeveralRoutes(repeated) => return several_routes(name, repeated, sink),
        Misplaced::BareModule => (
            format!("`#[cors]` sees no `#[scope]` with a body below it on module `{name}`"),
            format!(
                "write it above the scope, `#[cors(...)] #[scope(\"/x\")] mod {name} {{ ... }}`; `#[scope(\"\")]` adds \
                 nothing to the paths"
            ),
        ),
        Misplaced::Elsewhere => (
            format!("`#[cors]` means nothing on `{name}`"),
            "write it above a route attribute such as `#[get(\"/x\")]`, or above `#[scope(\"/x\")] mod`"
                .to_owned(),
        ),
    };
    let tokens = if args.tokens.is_empty() { name } else { &args.tokens };
    sink.error(Rule::MisplacedAttribute, tokens, message, help);
}

/// A module in another file, inside an annotated one.
pub(crate) fn report_file(module: &TokenStream, around: &Ident, sink: &mut Sink) {
    let name = module.clone().into_iter().nth(1).map_or_else(String::new, |name| name.to_string());
    let message = format!(
        "`#[cors]` on `{around}` cannot see the routes of `mod {name};`, which are in another file"
    );
    let help = format!(
        "write them here, `mod {name} {{ ... }}`, or declare `mod {name};` outside of `{around}` and write `#[cors]` on \
         its handlers"
    );
    sink.error(Rule::MisplacedAttribute, module, message, help);
}

fn other_framework(name: &TokenStream, operation: &Operation, sink: &mut Sink) {
    let Operation { framework, attribute } = operation;
    let (framework, path) = (framework.name, path_of(attribute));
    let message = format!(
        "`#[cors]` cannot serve `{name}`: `#[{path}]` is an attribute of `{framework}`, which registers the handler itself"
    );
    let help = format!(
        "write `.wrap(Cors::new(&POLICY))` on the resource or scope of `{framework}` around it, or register it by \
         actix-web's own route attribute alone"
    );
    sink.error(Rule::MisplacedAttribute, attribute.path(), message, help);
}

fn several_routes(name: &TokenStream, repeated: &Repeated, sink: &mut Sink) {
    let Some(second) = repeated.routes.get(1).or(repeated.routes.first()) else { return };
    let message =
        format!("`{name}` has several route attributes, of which actix-web serves one only");
    // What `#[routes]` takes below it are the bare names of the verbs.
    let help = if repeated.routes.iter().any(|route| is_named(route, "route")) {
        "write one `#[route(...)]`, and in it each method as `method = \"...\"`".to_owned()
    } else {
        let routes: Vec<String> = repeated.routes.iter().map(listed).collect();
        format!("write `#[routes] {}`", routes.join(" "))
    };
    sink.error(Rule::MisplacedAttribute, second, message, help);
}

/// A verb as it stands below `#[routes]`.
fn listed(route: &Attribute) -> String {
    let verb = route.path().segments.last().map(|verb| verb.ident.to_string()).unwrap_or_default();
    let arguments = match &route.meta {
        Meta::List(list) => format!("({})", list.tokens),
        _ => String::new(),
    };
    format!("#[{verb}{arguments}]")
}

/// A path as it is written.
fn path_of(attribute: &Attribute) -> String {
    attribute.path().to_token_stream().to_string().replace(' ', "")
}
