//! A policy as the expression of a `static`: what is written, as a chain of calls that const evaluation turns into the
//! checked rules and their header values. In its place `__cors` is the runtime's private module.

use cors_rules::{
    Danger, Headers, HostPattern, Methods, Names, OriginPattern, Origins, Policy, PortPattern,
};
use proc_macro2::TokenStream;
use quote::quote;

use super::values::Values;
use super::{PolicyTokens, tokens};
use crate::args::{Args, NamesValue, OriginsValue, Spanned, Written};
use crate::check::CheckedPolicy;

/// The policy of which everything is written.
pub(crate) fn expand_policy(checked: &CheckedPolicy, args: &Args, name: &str) -> PolicyTokens {
    written(checked, args, name, &quote!(.policy()))
}

/// The policy that grants nothing, where an expression is needed although there are errors.
pub(crate) fn expand_disabled() -> PolicyTokens {
    PolicyTokens {
        policy: tokens("__cors::written(\"\").disabled().policy()"),
        ..PolicyTokens::default()
    }
}

/// The chain: one call for each field that is written, none for the others, and `last`.
pub(super) fn written(
    checked: &CheckedPolicy,
    args: &Args,
    name: &str,
    last: &TokenStream,
) -> PolicyTokens {
    let CheckedPolicy { policy, texts } = checked;
    let mut values = values_of_origins(policy, args);
    let mut value = |function: &str, text: Option<&String>| {
        text.map(|text| format!(".{function}({})", values.add(text))).unwrap_or_default()
    };
    let calls = [
        format!("__cors::written({name:?})"),
        methods(policy, args),
        value("allow_methods", texts.allow_methods.as_ref()),
        headers(policy, args),
        value("allow_headers", texts.allow_headers.as_ref()),
        expose(args, &value("expose", texts.expose_headers.as_ref())),
        max_age(policy, &mut values),
        facts_of_origins(policy).to_owned(),
        flags(policy, args),
    ];
    let chain = tokens(&calls.concat());
    let (origins, statics) = origins(policy, args);
    PolicyTokens {
        values,
        statics,
        policy: quote!(#chain #origins #last),
        ..PolicyTokens::default()
    }
}

/// The values that the origins need: those that are written, and not read or asked for when the server runs.
fn values_of_origins(policy: &Policy, args: &Args) -> Values {
    match (&policy.origins, args.origins.as_ref().map(|written| &written.value)) {
        (Origins::List(list), Some(OriginsValue::List(_))) => {
            Values::new(list.exact().iter(), list.patterns().iter().map(family).collect())
        }
        _ => Values::default(),
    }
}

/// The call for the origins, and a static that it refers to.
fn origins(policy: &Policy, args: &Args) -> (TokenStream, TokenStream) {
    let none = TokenStream::new();
    let Some(written) = &args.origins else { return (none.clone(), none) };
    match (&written.value, &policy.origins) {
        (OriginsValue::Set(path), _) => (quote!(.origins_from(&#path)), none),
        (OriginsValue::Env { variable, default }, _) => {
            let statics = env_origins(&variable.value, default.as_deref(), args);
            (quote!(.origins_from(&__CORS_ENV)), tokens(&statics))
        }
        (OriginsValue::List(_), Origins::List(list)) => {
            let exact = names(list.exact());
            (tokens(&format!(".origins({exact}, &__CORS.1, &__CORS.0)")), none)
        }
        // `"*"` in a list is any origin too.
        (OriginsValue::Any | OriginsValue::List(_), _) => (quote!(.any_origin()), none),
    }
}

/// A static of the policy's own, which reads the variable when the server starts.
fn env_origins(variable: &str, default: Option<&[Spanned<String>]>, args: &Args) -> String {
    let default = match default {
        Some(texts) => {
            let texts: Vec<&str> = texts.iter().map(|text| text.value.as_str()).collect();
            format!("::core::option::Option::Some(&{texts:?})")
        }
        None => "::core::option::Option::None".to_owned(),
    };
    let mut dangers = args.dangerous.iter().flat_map(|written| &written.value);
    let with_null = dangers.any(|danger| danger.value == Danger::NullOrigin);
    let with_null = if with_null { ".with_null_origin()" } else { "" };
    format!(
        "static __CORS_ENV: __cors::EnvOrigins = __cors::EnvOrigins::new({variable:?}, {default}){with_null};"
    )
}

fn family(pattern: &OriginPattern) -> String {
    let OriginPattern { scheme, host, port } = pattern;
    let (base, subdomains) = match host {
        HostPattern::Exact(host) => (host, false),
        HostPattern::Subdomains(base) => (base, true),
    };
    let port = match port {
        PortPattern::Exact(None) => "__cors::DEFAULT_PORT".to_owned(),
        PortPattern::Exact(Some(port)) => format!("__cors::port({port})"),
        PortPattern::Any => "__cors::ANY_PORT".to_owned(),
    };
    format!("__cors::OriginPattern::literal({scheme:?}, {base:?}, {subdomains}, {port})")
}

/// What the rules that combine fields need to know of the origins.
fn facts_of_origins(policy: &Policy) -> &'static str {
    match (policy.summary.insecure_origin, policy.summary.public_suffix) {
        (false, false) => "",
        (true, false) => ".insecure_origin()",
        (false, true) => ".public_suffix()",
        (true, true) => ".insecure_origin().public_suffix()",
    }
}

fn methods(policy: &Policy, args: &Args) -> String {
    match &policy.methods {
        Methods::OfRoute => String::new(),
        Methods::Any => ".any_method()".to_owned(),
        // Of an overlay, the methods of the route count where the base names none.
        Methods::List(list) if args.policy.is_some() && args.methods.is_none() => {
            format!(".route_methods({})", names(list))
        }
        Methods::List(list) => format!(".methods({})", names(list)),
    }
}

fn headers(policy: &Policy, args: &Args) -> String {
    match &policy.headers {
        _ if args.headers.is_none() => String::new(),
        Headers::Any { authorization } => format!(".any_header({authorization})"),
        Headers::List(list) => format!(".headers({})", names(list)),
    }
}

/// `value` is the call for the header.
fn expose(args: &Args, value: &str) -> String {
    let Some(written) = &args.expose else { return String::new() };
    let any = match &written.value {
        NamesValue::Any => true,
        NamesValue::List(entries) => entries.iter().any(|entry| entry.value == "*"),
    };
    let any = if any { ".any_exposed()" } else { "" };
    let value = if value.is_empty() { ".expose_nothing()" } else { value };
    format!("{any}{value}")
}

fn max_age(policy: &Policy, values: &mut Values) -> String {
    let Some(seconds) = policy.max_age else { return String::new() };
    let value = values.add(&seconds.to_string());
    format!(".max_age({seconds}, {value})")
}

/// What has no list and no header value of its own.
fn flags(policy: &Policy, args: &Args) -> String {
    let call = |function: &str, arguments: Option<String>| {
        arguments.map(|arguments| format!(".{function}({arguments})")).unwrap_or_default()
    };
    let flag =
        |written: &Option<Written<bool>>| written.as_ref().map(|written| written.value.to_string());
    let status = args.preflight_status.as_ref().map(|_| policy.preflight_status.to_string());
    [
        call("credentials", flag(&args.credentials)),
        call("reject_unlisted", flag(&args.reject_unlisted)),
        call("preflight_status", status),
        call("disabled", policy.disabled.then(String::new)),
        call("dangerous", args.dangerous.as_ref().map(|written| dangerous(&written.value))),
    ]
    .concat()
}

fn dangerous(written: &[Spanned<Danger>]) -> String {
    let names = |danger: Danger| written.iter().any(|written| written.value == danger);
    format!("{}, {}", names(Danger::InsecureOrigins), names(Danger::PublicSuffixes))
}

fn names(names: &Names) -> String {
    let names: Vec<&str> = names.iter().collect();
    format!("&{names:?}")
}
