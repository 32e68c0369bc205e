//! A policy as the fields of the runtime's `PolicyLiteral`. A key that is not written has no field here: struct update takes
//! it from the policy that grants nothing, or from the one that `policy = PATH` names.

use std::fmt::Write as _;

use cors_rules::{Danger, Headers, HostPattern, Methods, OriginPattern, Origins, PortPattern};
use quote::quote_spanned;
use syn::spanned::Spanned as _;

use super::PolicyTokens;
use super::literal::{SOURCE_PLACE, list};
use crate::args::{Args, NamesValue, OriginsValue, Spanned};
use crate::check::CheckedPolicy;

/// The policy of an attribute, or of `policy!`: what is written, over the one that `policy = PATH` names if it does.
pub(crate) fn expand_policy(checked: &CheckedPolicy, args: &Args, name: &str) -> PolicyTokens {
    let mut policy = PolicyTokens {
        paths: args.paths.clone(),
        name: name.to_owned(),
        base: args.policy.as_ref().map(|base| {
            let path = &base.value;
            quote_spanned!(path.span()=> &#path)
        }),
        ..PolicyTokens::default()
    };
    origins(&mut policy, checked, args);
    methods(&mut policy, checked, args);
    headers(&mut policy, checked, args);
    expose(&mut policy, checked, args);
    flags(&mut policy, checked, args);
    policy
}

/// The policy that grants nothing, where an expression is needed although there are errors.
pub(crate) fn expand_disabled(args: &Args) -> PolicyTokens {
    let mut policy = PolicyTokens { paths: args.paths.clone(), ..PolicyTokens::default() };
    policy.field("disabled", "true");
    policy
}

fn origins(policy: &mut PolicyTokens, checked: &CheckedPolicy, args: &Args) {
    let Some(written) = &args.origins else { return };
    let private = args.paths.text();
    match (&written.value, &checked.policy.origins) {
        (OriginsValue::Set(path), _) => {
            policy.source = Some(quote_spanned!(path.span()=> &#path));
            policy.field("origins", &format!("{private}::Origins::Source({SOURCE_PLACE})"));
        }
        (OriginsValue::Env { variable, default }, _) => {
            policy.statics = env_origins(&variable.value, default.as_deref(), args);
            policy.field("origins", &format!("{private}::Origins::Source(&__CORS_ENV)"));
        }
        (OriginsValue::List(_), Origins::List(origins)) => {
            let exact = list(origins.exact().iter());
            let patterns: String =
                origins.patterns().iter().map(|origin| pattern(origin, private)).collect();
            policy.field(
                "origins",
                &format!("{private}::Origins::List {{ exact: {exact}, patterns: &[{patterns}] }}"),
            );
        }
        // `"*"` in a list is any origin too.
        (OriginsValue::Any | OriginsValue::List(_), _) => {
            policy.field("origins", &format!("{private}::Origins::Any"));
        }
    }
    policy.flag("insecure_origin", checked.policy.summary.insecure_origin);
    policy.flag("public_suffix", checked.policy.summary.public_suffix);
}

/// One family of origins. None of the texts needs an escape: the rules let visible ASCII through, and no quotes.
fn pattern(pattern: &OriginPattern, private: &str) -> String {
    let OriginPattern { scheme, host, port } = pattern;
    let (kind, base) = match host {
        HostPattern::Exact(host) => ("Exact", host),
        HostPattern::Subdomains(base) => ("Subdomains", base),
    };
    let port = match port {
        PortPattern::Any => "Any".to_owned(),
        PortPattern::Exact(None) => format!("Exact({private}::None)"),
        PortPattern::Exact(Some(port)) => format!("Exact({private}::Some({port}))"),
    };
    format!(
        "{private}::OriginPattern {{ \
            scheme: {private}::Borrowed(\"{scheme}\"), \
            host: {private}::HostPattern::{kind}({private}::Borrowed(\"{base}\")), \
            port: {private}::PortPattern::{port} \
        }}, "
    )
}

/// A static of the policy's own, which reads the variable when the server starts.
fn env_origins(variable: &str, default: Option<&[Spanned<String>]>, args: &Args) -> String {
    let private = args.paths.text();
    let default = match default {
        Some(texts) => {
            let texts: Vec<&str> = texts.iter().map(|text| text.value.as_str()).collect();
            format!("{private}::Some(&{texts:?})")
        }
        None => format!("{private}::None"),
    };
    let mut dangers = args.dangerous.iter().flat_map(|written| &written.value);
    let with_null = dangers.any(|danger| danger.value == Danger::NullOrigin);
    let with_null = if with_null { ".with_null_origin()" } else { "" };
    format!(
        "static __CORS_ENV: {private}::EnvOrigins = {private}::EnvOrigins::new({variable:?}, {default}){with_null};"
    )
}

/// The names of a header value, in the order written.
fn listed(value: Option<&String>) -> String {
    list(value.iter().flat_map(|value| value.split(", ")))
}

fn methods(policy: &mut PolicyTokens, checked: &CheckedPolicy, args: &Args) {
    let private = args.paths.text();
    let value = checked.texts.allow_methods.as_ref();
    match &checked.policy.methods {
        Methods::OfRoute => {}
        // Nothing is granted.
        _ if checked.policy.disabled => {}
        Methods::Any => policy.field("methods", &format!("{private}::Methods::Any")),
        // Those of the route, unless a base names others.
        Methods::List(methods) if args.methods.is_none() && !methods.is_empty() => {
            policy.field("route_methods", &listed(value));
        }
        // The route may have methods that browsers never send, and then none of them is granted.
        Methods::List(_) if args.methods.is_none() && args.policy.is_some() => {}
        Methods::List(_) => {
            policy.field("methods", &format!("{private}::Methods::List({})", listed(value)));
        }
    }
}

fn headers(policy: &mut PolicyTokens, checked: &CheckedPolicy, args: &Args) {
    if args.headers.is_none() {
        return;
    }
    let mut value = format!("{}::Headers::", args.paths.text());
    // Writing to a string never fails.
    let _ = match &checked.policy.headers {
        Headers::Any { authorization } => write!(value, "Any {{ authorization: {authorization} }}"),
        Headers::List(_) => write!(value, "List({})", listed(checked.texts.allow_headers.as_ref())),
    };
    policy.field("headers", &value);
}

fn expose(policy: &mut PolicyTokens, checked: &CheckedPolicy, args: &Args) {
    let Some(written) = &args.expose else { return };
    let private = args.paths.text();
    let any = match &written.value {
        NamesValue::Any => true,
        NamesValue::List(entries) => entries.iter().any(|entry| entry.value == "*"),
    };
    let value = if any {
        format!("{private}::Expose::Any")
    } else {
        format!("{private}::Expose::List({})", listed(checked.texts.expose_headers.as_ref()))
    };
    policy.field("expose", &value);
}

/// What has no list.
fn flags(policy: &mut PolicyTokens, checked: &CheckedPolicy, args: &Args) {
    if let Some(credentials) = &args.credentials {
        policy.flag("credentials", credentials.value);
    }
    if let Some(seconds) = checked.policy.max_age {
        policy.field("max_age", &format!("{}::Some({seconds})", args.paths.text()));
    }
    if let Some(reject) = &args.reject_unlisted {
        policy.flag("reject_unlisted", reject.value);
    }
    if args.preflight_status.is_some() {
        policy.field("preflight_status", &checked.policy.preflight_status.to_string());
    }
    policy.flag_if_set("disabled", checked.policy.disabled);
    if let Some(written) = &args.dangerous {
        let names = |danger: Danger| written.value.iter().any(|written| written.value == danger);
        policy.flag("insecure_origins_allowed", names(Danger::InsecureOrigins));
        policy.flag("public_suffixes_allowed", names(Danger::PublicSuffixes));
    }
}
