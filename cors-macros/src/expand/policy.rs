//! A policy as the expression of a `static`: the checked rules, and the header values beside them.

use cors_rules::{
    Danger, Headers, HostPattern, Methods, Names, OriginList, OriginPattern, Origins, Policy,
    PortPattern, Summary,
};
use proc_macro2::TokenStream;
use quote::quote;

use super::{some_or_none, source};
use crate::args::{Args, OriginsValue, Spanned};
use crate::check::CheckedPolicy;
use crate::paths::Paths;

/// A policy of which everything is written in the attribute.
pub(crate) fn expand_literal(checked: &CheckedPolicy, args: &Args, name: &str) -> TokenStream {
    let CheckedPolicy { policy, texts } = checked;
    let paths = &args.paths;
    let Paths { policy: policy_type, private, rules } = paths;
    let (origins, origin_values) = origins(policy, args);
    let methods = methods(&policy.methods, paths);
    let headers = headers(&policy.headers, paths);
    let Policy { credentials, exposes, preflight_status, reject_unlisted, disabled, .. } = policy;
    let max_age = some_or_none(policy.max_age.map(|seconds| quote!(#seconds)));
    let summary = summary(policy.summary, paths);
    let allow_methods = value(texts.allow_methods.as_deref(), paths);
    let allow_headers = value(texts.allow_headers.as_deref(), paths);
    let expose_headers = value(texts.expose_headers.as_deref(), paths);
    let max_age_value = value(texts.max_age.as_deref(), paths);
    let source = source(name, paths);
    quote! {
        #policy_type::__literal(
            #rules::Policy {
                origins: #origins,
                methods: #methods,
                headers: #headers,
                credentials: #credentials,
                exposes: #exposes,
                max_age: #max_age,
                preflight_status: #preflight_status,
                reject_unlisted: #reject_unlisted,
                disabled: #disabled,
                summary: #summary,
            },
            #private::Values {
                origins: #origin_values,
                allow_methods: #allow_methods,
                allow_headers: #allow_headers,
                expose_headers: #expose_headers,
                max_age: #max_age_value,
            },
            #source,
        )
    }
}

/// `static __CORS_POLICY` of such an attribute.
pub(crate) fn expand_static(checked: &CheckedPolicy, args: &Args, name: &str) -> TokenStream {
    let policy_type = &args.paths.policy;
    let literal = expand_literal(checked, args, name);
    quote!(static __CORS_POLICY: #policy_type = #literal;)
}

/// The policy that grants nothing, where an expression is needed although there are errors.
pub(crate) fn expand_disabled(args: &Args) -> TokenStream {
    let draft = cors_rules::Draft { disabled: true, ..cors_rules::Draft::default() };
    let checked = cors_rules::check(&draft);
    let literal = checked.policy.map(|policy| {
        let bare = Args { paths: args.paths.clone(), ..Args::default() };
        expand_literal(&CheckedPolicy { policy, texts: checked.texts }, &bare, "")
    });
    literal.unwrap_or_default()
}

/// The origins, and the values of those that are exact.
pub(super) fn origins(policy: &Policy, args: &Args) -> (TokenStream, TokenStream) {
    let Paths { private, rules, .. } = &args.paths;
    let none = quote!(#private::Shared::Literal(&[]));
    match args.origins.as_ref().map(|written| &written.value) {
        Some(OriginsValue::Set(path)) => return (quote!(#rules::Origins::Source(&#path)), none),
        Some(OriginsValue::Env { variable, default }) => {
            let source = env_origins(&variable.value, default.as_deref(), args);
            return (quote!(#rules::Origins::Source(#source)), none);
        }
        Some(OriginsValue::Any | OriginsValue::List(_)) | None => {}
    }
    match &policy.origins {
        Origins::List(list) => {
            let exact = list.exact().iter();
            let count = list.exact().len();
            let values = quote! {
                #private::Shared::Literal({
                    static __CORS_ORIGINS: [#private::HeaderValue; #count] =
                        [#(#private::HeaderValue::from_static(#exact)),*];
                    &__CORS_ORIGINS
                })
            };
            let list = origin_list(list, &args.paths);
            let values = if count == 0 { none } else { values };
            (quote!(#rules::Origins::List(#list)), values)
        }
        // A source is made from the attribute's own tokens, above.
        Origins::Any | Origins::Source(_) | Origins::Shared(_) => {
            (quote!(#rules::Origins::Any), none)
        }
    }
}

/// A static of its own, which reads the variable when the server starts.
fn env_origins(variable: &str, default: Option<&[Spanned<String>]>, args: &Args) -> TokenStream {
    let private = &args.paths.private;
    let default = match default {
        Some(texts) => {
            let texts = texts.iter().map(|text| &text.value);
            quote!(::core::option::Option::Some(&[#(#texts),*]))
        }
        None => quote!(::core::option::Option::None),
    };
    let dangers = args.dangerous.as_ref().map(|written| written.value.as_slice());
    let is_null = |danger: &Spanned<Danger>| danger.value == Danger::NullOrigin;
    let with_null = dangers.is_some_and(|dangers| dangers.iter().any(is_null));
    let with_null = with_null.then(|| quote!(.with_null_origin()));
    quote!({
        static __CORS_ENV: #private::EnvOrigins =
            #private::EnvOrigins::new(#variable, #default) #with_null;
        &__CORS_ENV
    })
}

fn origin_list(list: &OriginList, paths: &Paths) -> TokenStream {
    let Paths { private: _, policy: _, rules } = paths;
    let exact = list.exact().iter();
    let patterns = list.patterns().iter().map(|pattern| origin_pattern(pattern, paths));
    let count = list.patterns().len();
    if count == 0 {
        return quote!(#rules::OriginList::literal(&[#(#exact),*], &[]));
    }
    // A pattern could own its texts and so has a destructor: it needs a place of its own in the program.
    quote! {
        #rules::OriginList::literal(&[#(#exact),*], {
            static __CORS_PATTERNS: [#rules::OriginPattern; #count] = [#(#patterns),*];
            &__CORS_PATTERNS
        })
    }
}

fn origin_pattern(pattern: &OriginPattern, paths: &Paths) -> TokenStream {
    let rules = &paths.rules;
    let OriginPattern { scheme, host, port } = pattern;
    let (base, subdomains) = match host {
        HostPattern::Exact(host) => (host, false),
        HostPattern::Subdomains(base) => (base, true),
    };
    let port = match port {
        PortPattern::Exact(port) => {
            let port = some_or_none(port.map(|port| quote!(#port)));
            quote!(#rules::PortPattern::Exact(#port))
        }
        PortPattern::Any => quote!(#rules::PortPattern::Any),
    };
    quote!(#rules::OriginPattern::literal(#scheme, #base, #subdomains, #port))
}

pub(super) fn methods(methods: &Methods, paths: &Paths) -> TokenStream {
    let rules = &paths.rules;
    match methods {
        Methods::OfRoute => quote!(#rules::Methods::OfRoute),
        Methods::Any => quote!(#rules::Methods::Any),
        Methods::List(list) => {
            let list = names(list, paths);
            quote!(#rules::Methods::List(#list))
        }
    }
}

pub(super) fn headers(headers: &Headers, paths: &Paths) -> TokenStream {
    let rules = &paths.rules;
    match headers {
        Headers::Any { authorization } => {
            quote!(#rules::Headers::Any { authorization: #authorization })
        }
        Headers::List(list) => {
            let list = names(list, paths);
            quote!(#rules::Headers::List(#list))
        }
    }
}

fn names(names: &Names, paths: &Paths) -> TokenStream {
    let rules = &paths.rules;
    let names = names.iter();
    quote!(#rules::Names::from_sorted(&[#(#names),*]))
}

pub(super) fn summary(summary: Summary, paths: &Paths) -> TokenStream {
    let rules = &paths.rules;
    let Summary {
        any_origin,
        any_expose,
        insecure_origin,
        public_suffix,
        insecure_allowed,
        public_suffix_allowed,
    } = summary;
    quote! {
        #rules::Summary {
            any_origin: #any_origin,
            any_expose: #any_expose,
            insecure_origin: #insecure_origin,
            public_suffix: #public_suffix,
            insecure_allowed: #insecure_allowed,
            public_suffix_allowed: #public_suffix_allowed,
        }
    }
}

/// A header value that is part of the program.
pub(super) fn value(text: Option<&str>, paths: &Paths) -> TokenStream {
    some_or_none(text.map(|text| shared(text, paths)))
}

/// A reference to a header value; the value counts its users, so it needs a place of its own.
pub(super) fn shared(text: &str, paths: &Paths) -> TokenStream {
    let private = &paths.private;
    quote! {
        #private::Shared::Literal({
            static __CORS_VALUE: #private::HeaderValue = #private::HeaderValue::from_static(#text);
            &__CORS_VALUE
        })
    }
}
