//! A policy as the expression of a `static`: what is written, as a chain of calls that const evaluation turns into the
//! checked rules and their header values. In its place `__cors` is the runtime's private module.

use cors_rules::{
    Danger, Headers, HostPattern, Methods, Names, OriginPattern, Origins, Policy, PortPattern,
};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::values::Values;
use crate::args::{Args, NamesValue, OriginsValue, Spanned, Written};
use crate::check::CheckedPolicy;

/// A block: the statics that the policy refers to, and the policy.
pub(crate) fn expand_policy(checked: &CheckedPolicy, args: &Args, name: &str) -> TokenStream {
    let (statics, written) = written(checked, args, name);
    quote!(#statics #written.policy())
}

/// The policy that grants nothing, where an expression is needed although there are errors.
pub(crate) fn expand_disabled() -> TokenStream {
    quote!(__cors::written("").disabled().policy())
}

/// The statics that the chain refers to, and the chain: one call for each field that is written, none for the others.
pub(super) fn written(
    checked: &CheckedPolicy,
    args: &Args,
    name: &str,
) -> (TokenStream, TokenStream) {
    let CheckedPolicy { policy, texts } = checked;
    let is_written = args.origins.as_ref().is_some_and(|written| is_list(&written.value));
    let mut values = match &policy.origins {
        Origins::List(list) if is_written => Values::of_origins(list.exact().iter()),
        _ => Values::default(),
    };
    let (patterns, origins) = origins(policy, args);
    let facts = facts_of_origins(policy);
    let mut value = |function: TokenStream, text: Option<&String>| {
        text.map(|text| {
            let value = values.add(text);
            quote!(.#function(#value))
        })
    };
    let methods = methods(policy, args);
    let allow_methods = value(quote!(allow_methods), texts.allow_methods.as_ref());
    let headers = headers(policy, args);
    let allow_headers = value(quote!(allow_headers), texts.allow_headers.as_ref());
    let expose = expose(args, value(quote!(expose), texts.expose_headers.as_ref()));
    let max_age = policy.max_age.map(|seconds| {
        let value = values.add(&seconds.to_string());
        let seconds = Literal::u32_unsuffixed(seconds);
        quote!(.max_age(#seconds, #value))
    });
    let flags = flags(policy, args);
    let values = values.expand();
    let chain = quote! {
        __cors::written(#name)
            #origins #facts #methods #allow_methods #headers #allow_headers #expose #max_age #flags
    };
    (quote!(#values #patterns), chain)
}

/// The call for the origins, and the static of the families among them.
fn origins(policy: &Policy, args: &Args) -> (TokenStream, TokenStream) {
    let none = TokenStream::new();
    let Some(written) = &args.origins else { return (none.clone(), none) };
    match &written.value {
        OriginsValue::Set(path) => return (none, quote!(.origins_from(&#path))),
        OriginsValue::Env { variable, default } => {
            let statics = env_origins(&variable.value, default.as_deref(), args);
            return (statics, quote!(.origins_from(&__CORS_ENV)));
        }
        OriginsValue::Any | OriginsValue::List(_) => {}
    }
    match &policy.origins {
        Origins::List(list) => {
            let exact = list.exact();
            let values = if exact.is_empty() { quote!(&[]) } else { quote!(&__CORS_VALUES) };
            let (patterns, statics) = families(list.patterns());
            let exact = names(exact);
            (statics, quote!(.origins(#exact, #patterns, #values)))
        }
        // A source is made from the attribute's own tokens, above.
        Origins::Any | Origins::Source(_) | Origins::Shared(_) => (none, quote!(.any_origin())),
    }
}

/// Whether the origins are those that are written, and not read or asked for when the server runs.
fn is_list(value: &OriginsValue) -> bool {
    matches!(value, OriginsValue::List(_))
}

/// A static of the policy's own, which reads the variable when the server starts.
fn env_origins(variable: &str, default: Option<&[Spanned<String>]>, args: &Args) -> TokenStream {
    let some = default.map(|texts| {
        let texts = texts.iter().map(|text| &text.value);
        quote!(::core::option::Option::Some(&[#(#texts),*]))
    });
    let default = some.unwrap_or_else(|| quote!(::core::option::Option::None));
    let dangers = args.dangerous.iter().flat_map(|written| &written.value);
    let with_null = dangers.map(|danger| danger.value).any(|danger| danger == Danger::NullOrigin);
    let with_null = with_null.then(|| quote!(.with_null_origin()));
    quote! {
        static __CORS_ENV: __cors::EnvOrigins =
            __cors::EnvOrigins::new(#variable, #default) #with_null;
    }
}

/// A family could own its texts and so has a destructor: it needs a place of its own in the program.
fn families(patterns: &[OriginPattern]) -> (TokenStream, TokenStream) {
    if patterns.is_empty() {
        return (quote!(&[]), TokenStream::new());
    }
    let count = Literal::usize_unsuffixed(patterns.len());
    let patterns = patterns.iter().map(origin_pattern);
    let statics = quote! {
        static __CORS_PATTERNS: [__cors::OriginPattern; #count] = [#(#patterns),*];
    };
    (quote!(&__CORS_PATTERNS), statics)
}

fn origin_pattern(pattern: &OriginPattern) -> TokenStream {
    let OriginPattern { scheme, host, port } = pattern;
    let (base, subdomains) = match host {
        HostPattern::Exact(host) => (host, false),
        HostPattern::Subdomains(base) => (base, true),
    };
    let port = match port {
        PortPattern::Exact(None) => quote!(__cors::DEFAULT_PORT),
        PortPattern::Exact(Some(port)) => {
            let port = Literal::u16_unsuffixed(*port);
            quote!(__cors::port(#port))
        }
        PortPattern::Any => quote!(__cors::ANY_PORT),
    };
    quote!(__cors::OriginPattern::literal(#scheme, #base, #subdomains, #port))
}

/// What the rules that combine fields need to know of the origins.
fn facts_of_origins(policy: &Policy) -> TokenStream {
    let insecure = policy.summary.insecure_origin.then(|| quote!(.insecure_origin()));
    let suffix = policy.summary.public_suffix.then(|| quote!(.public_suffix()));
    quote!(#insecure #suffix)
}

fn methods(policy: &Policy, args: &Args) -> TokenStream {
    match &policy.methods {
        Methods::OfRoute => TokenStream::new(),
        Methods::Any => quote!(.any_method()),
        Methods::List(list) => {
            let list = names(list);
            // Of an overlay, the methods of the route count where the base names none.
            if args.policy.is_some() && args.methods.is_none() {
                quote!(.route_methods(#list))
            } else {
                quote!(.methods(#list))
            }
        }
    }
}

fn headers(policy: &Policy, args: &Args) -> TokenStream {
    match &policy.headers {
        _ if args.headers.is_none() => TokenStream::new(),
        Headers::Any { authorization } => quote!(.any_header(#authorization)),
        Headers::List(list) => {
            let list = names(list);
            quote!(.headers(#list))
        }
    }
}

fn expose(args: &Args, value: Option<TokenStream>) -> TokenStream {
    let Some(written) = &args.expose else { return TokenStream::new() };
    let any = match &written.value {
        NamesValue::Any => true,
        NamesValue::List(entries) => entries.iter().any(|entry| entry.value == "*"),
    };
    let any = any.then(|| quote!(.any_exposed()));
    let value = value.unwrap_or_else(|| quote!(.expose_nothing()));
    quote!(#any #value)
}

/// What has no list and no header value of its own.
fn flags(policy: &Policy, args: &Args) -> TokenStream {
    let flag = |written: &Option<Written<bool>>| written.as_ref().map(|written| written.value);
    let credentials = flag(&args.credentials).map(|set| quote!(.credentials(#set)));
    let reject = flag(&args.reject_unlisted).map(|set| quote!(.reject_unlisted(#set)));
    let status = args.preflight_status.as_ref().map(|_| {
        let status = Literal::u16_unsuffixed(policy.preflight_status);
        quote!(.preflight_status(#status))
    });
    let disabled = policy.disabled.then(|| quote!(.disabled()));
    let dangerous = args.dangerous.as_ref().map(|written| dangerous(&written.value));
    quote!(#credentials #reject #status #disabled #dangerous)
}

fn dangerous(written: &[Spanned<Danger>]) -> TokenStream {
    let names = |danger: Danger| written.iter().any(|written| written.value == danger);
    let insecure_origins = names(Danger::InsecureOrigins);
    let public_suffixes = names(Danger::PublicSuffixes);
    quote!(.dangerous(#insecure_origins, #public_suffixes))
}

fn names(names: &Names) -> TokenStream {
    let names = names.iter();
    quote!(&[#(#names),*])
}
