//! The literal of a policy and the static of a handler, put together from their fields.

use proc_macro2::TokenStream;
use quote::quote;

use super::conditional_warning::ConditionalWarning;
use super::constants::Constants;
use crate::paths::{Paths, RUNTIME};
use crate::target::{Function, Served};

/// What text says in the place of the user's named policy, and of a reference to the user's set of
/// origins; their tokens are put in afterwards.
const BASE_PLACE: &str = "__cors_base";
pub(super) const SOURCE_PLACE: &str = "__cors_source";

/// A policy on its way into an item.
#[derive(Debug, Default)]
pub(crate) struct PolicyTokens {
    pub(super) paths: Paths,
    /// The name that messages call it by.
    pub(super) name: String,
    /// The fields of the literal, as text.
    pub(super) fields: String,
    /// The policy that it starts from.
    pub(super) base: Option<TokenStream>,
    /// A reference to a set of origins.
    pub(super) source: Option<TokenStream>,
    /// A static that the literal refers to.
    pub(super) statics: String,
    /// The keys that are written over a base, as elements of an array.
    pub(super) written: String,
    /// Constants beside the policy that check it.
    pub(super) checks: TokenStream,
    /// The user's constants in the literal, and what const evaluation asks about them.
    pub(super) constants: Constants,
    /// A warning that depends on the value of the policy.
    pub(super) warning: Option<ConditionalWarning>,
}

/// The elements of an array of texts. None needs an escape: the rules let visible ASCII through,
/// and no quotes.
pub(super) fn texts<'t>(texts: impl IntoIterator<Item = &'t str>) -> String {
    let mut elements = String::new();
    for text in texts {
        for part in ["\"", text, "\", "] {
            elements.push_str(part);
        }
    }
    elements
}

impl PolicyTokens {
    /// Adds a field of the literal.
    pub(super) fn field(&mut self, name: &str, value: &str) {
        for part in [name, ": ", value, ", "] {
            self.fields.push_str(part);
        }
    }

    /// Adds a list of these elements. One that is empty needs no mention, unless it replaces that
    /// of another policy.
    pub(super) fn list(&mut self, name: &str, elements: &str) {
        if !elements.is_empty() || self.base.is_some() {
            self.field(name, &format!("&[{elements}]"));
        }
    }

    /// Adds a flag that is written. One that is not set needs no mention, unless it replaces that
    /// of another policy.
    pub(super) fn flag(&mut self, name: &str, is_set: bool) {
        if is_set || self.base.is_some() {
            self.field(name, if is_set { "true" } else { "false" });
        }
    }

    /// Adds a flag that can be set and not unset.
    pub(super) fn flag_if_set(&mut self, name: &str, is_set: bool) {
        if is_set {
            self.field(name, "true");
        }
    }

    /// Adds that the handler takes what pages send without asking: the audit says so.
    pub(crate) fn note_form(&mut self, function: &Function) {
        self.flag_if_set("takes_form", function.takes_form);
    }

    /// The policy as a call: of the first function, or of the second where it starts from another.
    fn call(&self, [whole, over_base]: [&str; 2], literal: &str) -> String {
        let PolicyTokens { name, written, .. } = self;
        match self.base {
            Some(_) => {
                format!("{RUNTIME}::{over_base}({name:?}, &__CORS_BASE, &[{written}], {literal})")
            }
            None => format!("{RUNTIME}::{whole}({name:?}, {literal})"),
        }
    }

    /// The literal of its fields.
    fn literal(&self) -> String {
        let PolicyTokens { fields, .. } = self;
        let others = match self.base {
            Some(_) => format!("{RUNTIME}::base_fields(&__CORS_BASE)"),
            None => format!("{RUNTIME}::PolicyLiteral::NONE"),
        };
        format!("{RUNTIME}::PolicyLiteral {{ {fields} ..{others} }}")
    }

    /// The import of the runtime, and the static of a handler: its route, or all of them, with the
    /// policy.
    pub(super) fn declare_routes(&self, served: &[Served]) -> TokenStream {
        let PolicyTokens { checks, .. } = self;
        let route = |served: &Served, policy: &str| {
            let Served { pattern, methods, guards, .. } = served;
            let (path, is_guarded) = (pattern.value(), !guards.is_empty());
            let methods = texts(methods.iter().map(String::as_str));
            format!(
                "{RUNTIME}::AnnotatedRoute {{ \
                    path: {path:?}, methods: &[{methods}], guarded: {is_guarded}, policy: {policy} \
                }}"
            )
        };
        let declared = if let [only] = served {
            let route = route(only, &self.call(["own_policy", "own_overlay"], &self.literal()));
            format!("static __CORS: {RUNTIME}::AnnotatedRoute = {route};")
        } else {
            let literal = self.call(["policy", "overlay"], &self.literal());
            let count = served.len();
            let policy = format!("{RUNTIME}::RoutePolicy::Shared(&POLICY)");
            let routes: Vec<String> = served.iter().map(|served| route(served, &policy)).collect();
            let routes = routes.join(", ");
            format!(
                "static __CORS: [{RUNTIME}::AnnotatedRoute; {count}] = {{ \
                    static POLICY: {RUNTIME}::Policy = {literal}; \
                    [{routes}] \
                }};"
            )
        };
        let declared = self.tokens(&format!("{} {declared}", self.surroundings()));
        let policy = format!("{}.policy()", route_place(served, 0));
        let asked = self.constants.checks(&format!("&{RUNTIME}::fields({policy})"), &self.paths);
        let warning =
            self.warning.as_ref().map(|warning| warning.expand(&self.paths.tokens(&policy)));
        quote!(#declared #checks #asked #warning)
    }

    /// The policy as an expression in a block.
    pub(crate) fn into_expression(self) -> TokenStream {
        const FUNCTIONS: [&str; 2] = ["policy", "overlay"];
        if self.constants.is_empty() {
            let policy = self.call(FUNCTIONS, &self.literal());
            return self.tokens(&format!("{} {policy}", self.surroundings()));
        }
        // The literal has a place of its own, where const evaluation can read it.
        let place = "__CORS_LITERAL";
        let literal = format!("static {place}: {RUNTIME}::PolicyLiteral = {};", self.literal());
        let declared = self.tokens(&format!("{} {literal}", self.surroundings()));
        let fields = match self.base {
            Some(_) => format!("&{RUNTIME}::fields_over(&__CORS_BASE, &{place})"),
            None => format!("&{place}"),
        };
        let asked = self.constants.checks(&fields, &self.paths);
        let policy = self.tokens(&self.call(FUNCTIONS, place));
        quote!(#declared #asked #policy)
    }

    /// The import of the runtime, and statics that the literal refers to.
    fn surroundings(&self) -> String {
        let PolicyTokens { paths, statics, base, .. } = self;
        let import = paths.import();
        match base {
            Some(_) => format!(
                "{import} {statics} static __CORS_BASE: {RUNTIME}::BasePolicy = {BASE_PLACE};"
            ),
            None => format!("{import} {statics}"),
        }
    }

    fn tokens(&self, text: &str) -> TokenStream {
        let base = self.base.iter().map(|base| (BASE_PLACE, base));
        let source = self.source.iter().map(|source| (SOURCE_PLACE, source));
        let constants = self.constants.places();
        self.paths.tokens_with(text, &base.chain(source).chain(constants).collect::<Vec<_>>())
    }
}

/// How the static of a handler is referred to for one of its routes.
pub(super) fn route_place(served: &[Served], index: usize) -> String {
    if let [_] = served { "__CORS".to_owned() } else { format!("__CORS[{index}]") }
}
