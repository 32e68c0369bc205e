//! A policy as the fields of the runtime's `PolicyLiteral`. A key that is not written has no field
//! here: struct update takes it from the policy that grants nothing, or from the one that
//! `policy = PATH` names.

use std::net::IpAddr;

use cors_rules::{
    Danger, Headers, HostPattern, Key, Methods, Network, OriginPattern, Origins, PortPattern, Rule,
    normalize_method,
};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned as _;

use super::PolicyTokens;
use super::literal::{SOURCE_PLACE, texts};
use crate::args::{Args, List, MaxAgeValue, NamesValue, OriginsValue, StatusValue};
use crate::check::CheckedPolicy;
use crate::paths::RUNTIME;

/// The policy of an attribute, or of `policy!`: what is written, over the one that `policy = PATH`
/// names if it does.
pub(crate) fn expand_policy(checked: &CheckedPolicy, args: &Args, name: &str) -> PolicyTokens {
    let mut policy = PolicyTokens {
        paths: args.paths.clone(),
        name: name.to_owned(),
        base: args.policy.as_ref().map(|base| named_policy(&base.value)),
        shadow: args.shadow.as_ref().map(|shadow| named_policy(&shadow.value)),
        ..PolicyTokens::default()
    };
    origins(&mut policy, checked, args);
    methods(&mut policy, checked, args);
    headers(&mut policy, checked, args);
    expose(&mut policy, checked, args);
    flags(&mut policy, checked, args);
    if policy.base.is_some() {
        policy.written = written_keys(args);
    }
    policy
}

/// The policy at a path, whatever its type; an error about the type stands on the path.
fn named_policy(path: &syn::Path) -> TokenStream {
    // Shown at the path, but resolved among the names of this file.
    let shown_at = Span::call_site().located_at(path.span());
    let runtime = Ident::new(RUNTIME, shown_at);
    let reference = reference(path, shown_at);
    // The trait is for types that are no policies.
    quote_spanned! {shown_at=>
        {
            #[allow(unused_imports)]
            use #runtime::NamedByPath as _;
            (&&#runtime::NamedPolicy(#reference)).base()
        }
    }
}

/// A reference to the item at a path. The item may be a constant too, which gets a place in the
/// program by `const`.
#[rustversion::since(1.90)]
fn reference(path: &syn::Path, shown_at: Span) -> TokenStream {
    quote_spanned!(shown_at=> const { &#path })
}

/// A reference to the item at a path, which is a static: constants of this compiler do not refer to
/// what may change, as a policy with a set of origins does.
#[rustversion::before(1.90)]
fn reference(path: &syn::Path, shown_at: Span) -> TokenStream {
    quote_spanned!(shown_at=> &#path)
}

/// The same for a static that the macro has written, whose type is known.
pub(super) fn policy_of_scope(path: &syn::Path) -> TokenStream {
    let runtime = Ident::new(RUNTIME, Span::call_site());
    quote!(#runtime::BasePolicy::of(&#path))
}

/// The keys that replace those of the named policy, where it is known only when the server starts.
fn written_keys(args: &Args) -> String {
    let names = args.keys.iter().filter_map(|(key, _)| match key {
        Key::Origins => Some("Origins"),
        Key::Methods => Some("Methods"),
        Key::Headers => Some("Headers"),
        Key::Expose => Some("Expose"),
        Key::Credentials => Some("Credentials"),
        Key::MaxAge => Some("MaxAge"),
        Key::RejectUnlisted => Some("RejectUnlisted"),
        Key::PreflightStatus => Some("PreflightStatus"),
        Key::Dangerous => Some("Dangerous"),
        _ => None,
    });
    let mut written = String::new();
    for name in names {
        for part in [RUNTIME, "::WrittenKey::", name, ", "] {
            written.push_str(part);
        }
    }
    written
}

/// The policy that grants nothing, where an expression is needed although there are errors.
pub(crate) fn expand_disabled(args: &Args) -> PolicyTokens {
    let mut policy = PolicyTokens { paths: args.paths.clone(), ..PolicyTokens::default() };
    policy.field("disabled", "true");
    policy
}

/// Of a base, all that belongs to the key is replaced.
fn origins(policy: &mut PolicyTokens, checked: &CheckedPolicy, args: &Args) {
    let Some(written) = &args.origins else { return };
    let (mut exact, mut patterns, mut source) = (String::new(), String::new(), None);
    match (&written.value, &checked.policy.origins) {
        (OriginsValue::Set(path), _) => {
            policy.source = Some(quote_spanned!(path.span()=> &#path));
            source = Some(SOURCE_PLACE);
        }
        (OriginsValue::Env { variable, default, empty_disables }, _) => {
            let variable = &variable.value;
            policy.statics = env_origins(policy, variable, default.as_ref(), *empty_disables, args);
            source = Some("&__CORS_ENV");
        }
        (OriginsValue::List(list), origins) if list.has_constants() => {
            let is_exact = |text: &str| match OriginPattern::parse(text) {
                Ok(pattern) => pattern.is_exact(),
                Err(_) => text == "null",
            };
            let arguments = if allows_null(args) { ", true" } else { ", false" };
            exact = policy.list_with_constants(list, "check_origin", arguments, |text| {
                is_exact(text).then(|| text.to_owned())
            });
            if let Origins::List(origins) = origins {
                patterns = origins.patterns().iter().map(pattern).collect();
            }
        }
        (OriginsValue::List(_), Origins::List(origins)) => {
            exact = texts(origins.exact().iter());
            patterns = origins.patterns().iter().map(pattern).collect();
        }
        // `"*"` in a list is any origin too, and is known by the summary.
        (OriginsValue::Any | OriginsValue::List(_), _) => {}
    }
    let summary = checked.policy.summary;
    policy.list("origins", &exact);
    policy.list("patterns", &patterns);
    policy.flag("any_origin", summary.any_origin);
    if let Some(source) = source {
        policy.field("origin_source", &format!("{RUNTIME}::Some({source})"));
    } else if policy.base.is_some() {
        policy.field("origin_source", &format!("{RUNTIME}::None"));
    }
    policy.flag("insecure_origin", summary.insecure_origin);
    policy.flag("public_suffix", summary.public_suffix);
    policy.flag("any_extension", summary.any_extension);
}

/// One family of origins. None of the texts needs an escape: the rules let visible ASCII through,
/// and no quotes.
fn pattern(pattern: &OriginPattern) -> String {
    let OriginPattern { scheme, host, port } = pattern;
    let port = port_literal(*port);
    match host {
        HostPattern::Subdomains(base) => format!(
            "{RUNTIME}::PatternLiteral::Subdomains {{ \
                scheme: \"{scheme}\", of: \"{base}\", port: {port} \
            }}, "
        ),
        // An exact host is that of a family only with any port.
        HostPattern::Exact(host) => format!(
            "{RUNTIME}::PatternLiteral::AnyPort {{ scheme: \"{scheme}\", host: \"{host}\" }}, "
        ),
        HostPattern::Network(network) => {
            let network = network_literal(*network);
            format!(
                "{RUNTIME}::PatternLiteral::Network {{ \
                    scheme: \"{scheme}\", of: {network}, port: {port} \
                }}, "
            )
        }
        HostPattern::Extensions => {
            format!("{RUNTIME}::PatternLiteral::Extensions {{ scheme: \"{scheme}\" }}, ")
        }
    }
}

fn port_literal(port: PortPattern) -> String {
    match port {
        PortPattern::Any => format!("{RUNTIME}::PortPattern::Any"),
        PortPattern::Exact(None) => format!("{RUNTIME}::DEFAULT_PORT"),
        PortPattern::Exact(Some(port)) => {
            format!("{RUNTIME}::PortPattern::Exact({RUNTIME}::Some({port}))")
        }
    }
}

/// The numbers of an address, as a reader of the expanded program knows them.
fn network_literal(network: Network) -> String {
    let length = network.prefix_len();
    match network.address() {
        IpAddr::V4(address) => {
            format!("{RUNTIME}::Network::v4({:?}, {length})", address.octets())
        }
        IpAddr::V6(address) => {
            let groups = address.segments().map(|group| format!("{group:#x}")).join(", ");
            format!("{RUNTIME}::Network::v6([{groups}], {length})")
        }
    }
}

/// A static of the policy's own, which reads the variable when the server starts.
fn env_origins(
    policy: &mut PolicyTokens,
    variable: &str,
    default: Option<&List>,
    empty_disables: bool,
    args: &Args,
) -> String {
    let mut statics = String::new();
    let default = match default {
        // The defaults have a place of their own, where const evaluation can read them.
        Some(list) if list.has_constants() => {
            let arguments = if allows_null(args) { ", true" } else { ", false" };
            let place = "__CORS_DEFAULT";
            let texts = policy.default_with_constants(list, place, arguments);
            statics = format!("static {place}: &[&str] = &[{texts}];");
            format!("{RUNTIME}::Some({place})")
        }
        Some(list) => {
            let texts: Vec<&str> = list.texts().map(|text| text.value.as_str()).collect();
            format!("{RUNTIME}::Some(&{texts:?})")
        }
        None => format!("{RUNTIME}::None"),
    };
    let with_null = if allows_null(args) { ".with_null_origin()" } else { "" };
    let disabled = if empty_disables { ".disabled_where_empty()" } else { "" };
    format!(
        "{statics}static __CORS_ENV: {RUNTIME}::EnvOrigins = {RUNTIME}::EnvOrigins::new({variable:?}, {default}){with_null}{disabled};"
    )
}

fn allows_null(args: &Args) -> bool {
    let mut dangers = args.dangerous.iter().flat_map(|written| &written.value);
    dangers.any(|danger| danger.value == Danger::NullOrigin)
}

/// The names of a header value, in the order written.
fn listed(value: Option<&String>) -> String {
    texts(value.iter().flat_map(|value| value.split(", ")))
}

fn methods(policy: &mut PolicyTokens, checked: &CheckedPolicy, args: &Args) {
    if let Some(list) = args.list(Key::Methods).filter(|list| list.has_constants()) {
        let methods = policy.list_with_constants(list, "check_method", "", |text| {
            Some(normalize_method(text).to_owned())
        });
        policy.field("methods", &format!("{RUNTIME}::Methods::List(&[{methods}])"));
        if let Some(key) = args.name(Key::Methods) {
            policy.constants.ask_for_methods(&checked.route_methods, key.span());
        }
        return;
    }
    let value = checked.texts.allow_methods.as_ref();
    match &checked.policy.methods {
        Methods::OfRoute => {}
        // Nothing is granted.
        _ if checked.policy.disabled => {}
        Methods::Any => policy.field("methods", &format!("{RUNTIME}::Methods::Any")),
        // Those of the route, unless a base names others.
        Methods::List(methods) if args.methods.is_none() && !methods.is_empty() => {
            policy.list("route_methods", &listed(value));
        }
        // The route may have methods that browsers never send, and then none of them is granted.
        Methods::List(_) if args.methods.is_none() && args.policy.is_some() => {}
        Methods::List(_) => {
            policy.field("methods", &format!("{RUNTIME}::Methods::List(&[{}])", listed(value)));
        }
    }
}

fn headers(policy: &mut PolicyTokens, checked: &CheckedPolicy, args: &Args) {
    if args.headers.is_none() {
        return;
    }
    if let Some(list) = args.list(Key::Headers).filter(|list| list.has_constants()) {
        let headers = policy.list_with_constants(list, "check_header", "", lower_case);
        policy.list("headers", &headers);
        policy.flag("any_header", matches!(checked.policy.headers, Headers::Any { .. }));
        return;
    }
    let (list, any) = match &checked.policy.headers {
        Headers::Any { authorization: true } => (texts(["authorization"]), true),
        Headers::Any { authorization: false } => (String::new(), true),
        Headers::List(_) => (listed(checked.texts.allow_headers.as_ref()), false),
    };
    policy.list("headers", &list);
    policy.flag("any_header", any);
}

fn expose(policy: &mut PolicyTokens, checked: &CheckedPolicy, args: &Args) {
    let Some(written) = &args.expose else { return };
    let any = match &written.value {
        NamesValue::Any => true,
        NamesValue::List(list) => list.texts().any(|entry| entry.value == "*"),
    };
    if let Some(list) = args.list(Key::Expose).filter(|list| list.has_constants()) {
        let exposed = policy.list_with_constants(list, "check_expose", "", lower_case);
        policy.list("expose", &exposed);
        policy.flag("any_exposed", any);
        return;
    }
    let value = checked.texts.expose_headers.as_ref().filter(|_| !any);
    policy.list("expose", &listed(value));
    policy.flag("any_exposed", any);
}

/// A header name as it goes into the literal; `*` is a flag there.
fn lower_case(text: &str) -> Option<String> {
    (text != "*").then(|| text.to_ascii_lowercase())
}

/// What has no list.
fn flags(policy: &mut PolicyTokens, checked: &CheckedPolicy, args: &Args) {
    if let Some(credentials) = &args.credentials {
        policy.flag("credentials", credentials.value);
    }
    if let Some(MaxAgeValue::Constant(constant)) =
        args.max_age.as_ref().map(|written| &written.value)
    {
        policy.max_age(constant);
    } else if let Some(seconds) = checked.policy.max_age {
        policy.field("max_age", &format!("{RUNTIME}::Some({seconds})"));
    }
    if let Some(reject) = &args.reject_unlisted {
        policy.flag("reject_unlisted", reject.value);
    }
    if let Some(StatusValue::Constant(constant)) =
        args.preflight_status.as_ref().map(|written| &written.value)
    {
        policy.preflight_status(constant);
    } else if args.preflight_status.is_some() {
        policy.field("preflight_status", &checked.policy.preflight_status.to_string());
    }
    policy.flag_if_set("disabled", checked.policy.disabled);
    if let Some(written) = &args.dangerous {
        let names = |danger: Danger| written.value.iter().any(|written| written.value == danger);
        policy.flag("insecure_origins_allowed", names(Danger::InsecureOrigins));
        policy.flag("public_suffixes_allowed", names(Danger::PublicSuffixes));
        policy.flag("any_extension_allowed", names(Danger::AnyExtension));
    }
    let allowed = args.allow.iter().flat_map(|written| &written.value);
    let without_methods = |rule: &Rule| *rule == Rule::PolicyWithoutMethods;
    policy.flag_if_set("without_methods_allowed", allowed.into_iter().any(without_methods));
}
