//! A policy as the words that const evaluation turns into the checked rules and their header values.

use cors_rules::{Danger, Headers, Methods, Origins, Policy};
use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned as _;

use super::PolicyTokens;
use super::words::Words;
use crate::args::{Args, NamesValue, OriginsValue, Spanned};
use crate::check::CheckedPolicy;
use crate::target::Served;

/// The policy of these routes: what is written, over the one that `policy = PATH` names if it does.
pub(crate) fn expand_policy(
    checked: &CheckedPolicy,
    args: &Args,
    name: &str,
    served: &[Served],
) -> PolicyTokens {
    let CheckedPolicy { policy, texts } = checked;
    let mut words = Words::default();
    let (mut calls, mut statics) = origins(&mut words, policy, args);
    if let Some(base) = &args.policy {
        calls.extend(quote!(.over(__CORS_BASE)));
        statics.extend(base_of(&base.value, args));
    }
    facts_of_origins(&mut words, policy);
    routes(&mut words, served);
    methods(&mut words, checked, args, served);
    headers(&mut words, checked, args);
    expose(&mut words, texts.expose_headers.as_ref(), args);
    flags(&mut words, policy, args);
    let name = name.to_owned();
    let paths = args.paths.clone();
    PolicyTokens { paths, name, words, calls, statics, checks: TokenStream::new() }
}

/// The policy that grants nothing, where an expression is needed although there are errors.
pub(crate) fn expand_disabled(args: &Args, served: &[Served]) -> PolicyTokens {
    let mut words = Words::default();
    routes(&mut words, served);
    words.fact("disabled");
    PolicyTokens { paths: args.paths.clone(), words, ..PolicyTokens::default() }
}

fn routes(words: &mut Words, served: &[Served]) {
    for Served { pattern, methods, guards, .. } in served {
        words.route(&pattern.value(), methods, !guards.is_empty());
    }
}

/// The words or the call for the origins, and a static that the call refers to.
fn origins(words: &mut Words, policy: &Policy, args: &Args) -> (TokenStream, TokenStream) {
    let none = TokenStream::new();
    let Some(written) = &args.origins else { return (none.clone(), none) };
    match (&written.value, &policy.origins) {
        (OriginsValue::Set(path), _) => return (quote!(.origins_from(&#path)), none),
        (OriginsValue::Env { variable, default }, _) => {
            let statics = env_origins(&variable.value, default.as_deref(), args);
            return (quote!(.origins_from(&__CORS_ENV)), args.paths.tokens(&statics));
        }
        (OriginsValue::List(_), Origins::List(list)) => {
            words.origins(list.exact());
            for pattern in list.patterns() {
                words.family(pattern);
            }
        }
        // `"*"` in a list is any origin too.
        (OriginsValue::Any | OriginsValue::List(_), _) => words.fact("any_origin"),
    }
    (none.clone(), none)
}

/// The base of an overlay is named behind `&` in a static of its own, so that a `const` serves as well as a `static`.
fn base_of(path: &syn::Path, args: &Args) -> TokenStream {
    let private = args.paths.private();
    let base = quote_spanned!(path.span()=> &#path);
    quote!(static __CORS_BASE: &#private::Policy = #base;)
}

/// What the rules that combine fields need to know of the origins.
fn facts_of_origins(words: &mut Words, policy: &Policy) {
    if policy.summary.insecure_origin {
        words.fact("insecure_origin");
    }
    if policy.summary.public_suffix {
        words.fact("public_suffix");
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
    let private = args.paths.text();
    let with_null = if with_null { ".with_null_origin()" } else { "" };
    format!(
        "static __CORS_ENV: {private}::EnvOrigins = {private}::EnvOrigins::new({variable:?}, {default}){with_null};"
    )
}

fn methods(words: &mut Words, checked: &CheckedPolicy, args: &Args, served: &[Served]) {
    let value = checked.texts.allow_methods.as_ref();
    match &checked.policy.methods {
        Methods::OfRoute => {}
        Methods::Any => words.value("any_method", value),
        // Of an overlay, the methods of the route count where the base names none.
        Methods::List(list) if args.policy.is_some() && args.methods.is_none() => {
            words.listed("methods_for_route", value, list);
        }
        Methods::List(list) => match served {
            [only] if list.iter().eq(&only.methods) => words.value("methods_of_route", value),
            _ => words.listed("methods", value, list),
        },
    }
}

fn headers(words: &mut Words, checked: &CheckedPolicy, args: &Args) {
    let value = checked.texts.allow_headers.as_ref();
    match &checked.policy.headers {
        _ if args.headers.is_none() => {}
        Headers::Any { authorization: false } => words.value("any_header", value),
        Headers::Any { authorization: true } => words.value("any_header_and_authorization", value),
        Headers::List(list) => words.listed("headers", value, list),
    }
}

fn expose(words: &mut Words, value: Option<&String>, args: &Args) {
    let Some(written) = &args.expose else { return };
    let any = match &written.value {
        NamesValue::Any => true,
        NamesValue::List(entries) => entries.iter().any(|entry| entry.value == "*"),
    };
    if any {
        words.fact("any_exposed");
    }
    words.value("expose", value);
}

/// What has no list.
fn flags(words: &mut Words, policy: &Policy, args: &Args) {
    if let Some(credentials) = &args.credentials {
        words.said("credentials", credentials.value);
    }
    if let Some(seconds) = policy.max_age {
        words.value("max_age", Some(&seconds.to_string()));
    }
    if let Some(reject) = &args.reject_unlisted {
        words.said("reject_unlisted", reject.value);
    }
    if args.preflight_status.is_some() {
        words.said("preflight_status", policy.preflight_status);
    }
    if policy.disabled {
        words.fact("disabled");
    }
    if let Some(written) = &args.dangerous {
        let names = |danger: Danger| written.value.iter().any(|written| written.value == danger);
        let (insecure, public) = (names(Danger::InsecureOrigins), names(Danger::PublicSuffixes));
        words.dangerous(insecure, public);
    }
}
