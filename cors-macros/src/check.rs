//! Makes a policy of the arguments: fills a draft, has `cors-rules` check it, and puts each finding
//! on its token. It produces no output.

use cors_rules::{
    Draft, Entry, HeaderTexts, Issue, Key, MaxAgeDraft, OriginsDraft, Policy, Rule, Severity,
};

use proc_macro2::Ident;

use crate::args::{Args, List, MaxAgeValue, NamesValue, OriginsValue, StatusValue, Written};
use crate::diagnostic::Sink;

/// What the rules need of the annotated item.
#[derive(Clone, Debug, Default)]
pub(crate) struct RouteFacts {
    pub(crate) methods: Vec<String>,
    pub(crate) takes_json: bool,
}

/// A policy without errors.
#[derive(Debug)]
pub(crate) struct CheckedPolicy {
    pub(crate) policy: Policy,
    pub(crate) texts: HeaderTexts,
    /// The methods of the route, which const evaluation looks for among constants.
    pub(crate) route_methods: Vec<String>,
}

/// Checks what was written; `None` where there is an error, which the sink then holds.
pub(crate) fn check(args: &Args, route: RouteFacts, sink: &mut Sink) -> Option<CheckedPolicy> {
    let route_methods = route.methods.clone();
    let draft = draft(args, route);
    let checked = cors_rules::check(&draft);
    let unlisted: Vec<Issue> = checked.unlisted_issues().collect();
    for issue in checked.issues.iter().chain(&unlisted).filter(|issue| !is_moot(args, issue)) {
        sink.issue(issue, args.tokens_at(issue.place()));
    }
    if args.policy.is_none() {
        let texts = checked.texts;
        return checked.policy.map(|policy| CheckedPolicy { policy, texts, route_methods });
    }
    // An overlay combines its credentials with the origins and escapes of two policies: const
    // evaluation checks that.
    let neutral = cors_rules::check(&Draft { credentials: false, ..draft });
    let texts = neutral.texts;
    neutral.policy.map(|policy| CheckedPolicy { policy, texts, route_methods })
}

/// The findings about a handler that takes its policy from the surrounding module; on its name,
/// because the module's own findings are reported at the module's attribute.
pub(crate) fn check_inherited(args: &Args, name: &Ident, route: RouteFacts, sink: &mut Sink) {
    let checked = cors_rules::check(&draft(args, route));
    for issue in &checked.issues {
        if issue.rule() == Rule::JsonWithoutContentType && !is_allowed(args, issue) {
            sink.issue(issue, name);
        }
    }
}

fn draft(args: &Args, route: RouteFacts) -> Draft {
    // Taken apart whole, so that a new key cannot be forgotten here.
    let Args {
        tokens: _,
        names: _,
        broken: _,
        keys: _,
        origins,
        methods,
        headers,
        expose,
        credentials,
        max_age,
        policy,
        // Nothing that is enforced depends on it.
        shadow: _,
        disabled,
        reject_unlisted,
        preflight_status,
        dangerous,
        allow: _,
        paths: _,
        danger_names: _,
        allow_names: _,
        inherited: _,
    } = args;
    Draft {
        origins: origins.as_ref().map(|written| origins_draft(&written.value)),
        methods: names_draft(methods.as_ref()),
        headers: names_draft(headers.as_ref()),
        expose: names_draft(expose.as_ref()),
        credentials: is_set(credentials.as_ref()),
        max_age: max_age.as_ref().and_then(|written| match &written.value {
            MaxAgeValue::Seconds(seconds) => Some(MaxAgeDraft::Seconds(*seconds)),
            MaxAgeValue::Text(text) => Some(MaxAgeDraft::Text(text.clone())),
            MaxAgeValue::Constant(_) => None,
        }),
        disabled: disabled.is_some(),
        reject_unlisted: is_set(reject_unlisted.as_ref()),
        preflight_status: preflight_status.as_ref().and_then(|written| match written.value {
            StatusValue::Number(number) => Some(number),
            StatusValue::Constant(_) => None,
        }),
        dangerous: dangerous
            .iter()
            .flat_map(|written| written.value.iter().map(|danger| danger.value))
            .collect(),
        route_methods: route.methods,
        open: [Key::Origins, Key::Methods, Key::Headers, Key::Expose]
            .into_iter()
            .filter(|key| args.has_constants(*key))
            .collect(),
        takes_json: route.takes_json,
        is_overlay: policy.is_some(),
    }
}

fn is_set(flag: Option<&Written<bool>>) -> bool {
    flag.is_some_and(|written| written.value)
}

/// The texts; constants are looked at in const evaluation.
fn entries(list: &List) -> Vec<Entry> {
    list.texts().map(|text| Entry::from(text.value.clone())).collect()
}

fn names_draft(written: Option<&Written<NamesValue>>) -> Option<Vec<Entry>> {
    written.map(|written| match &written.value {
        NamesValue::Any => vec![Entry::from("*")],
        NamesValue::List(names) => entries(names),
    })
}

fn origins_draft(value: &OriginsValue) -> OriginsDraft {
    match value {
        OriginsValue::Any => OriginsDraft::Any,
        OriginsValue::List(texts) => OriginsDraft::List(entries(texts)),
        OriginsValue::Env { variable, default, .. } => OriginsDraft::Env {
            variable: variable.value.clone(),
            default: default.as_ref().map(entries),
        },
        OriginsValue::Set(_) => OriginsDraft::Set,
    }
}

/// A finding that is silenced, or that only follows from something that could not be read.
fn is_moot(args: &Args, issue: &Issue) -> bool {
    let is_broken = |key: Key| args.broken.contains(&key);
    let place = issue.place();
    let follows = match issue.rule() {
        // Whether an escape is used depends on origins and credentials.
        Rule::UnusedDanger => is_broken(Key::Origins) || is_broken(Key::Credentials),
        Rule::MissingOrigins => is_broken(Key::Policy) || is_broken(Key::Disabled),
        // The base may have the escape; const evaluation checks that.
        Rule::InsecureOriginWithCredentials
        | Rule::PublicSuffixWithCredentials
        | Rule::AnyExtensionWithCredentials => {
            (args.policy.is_some() && args.dangerous.is_none()) || is_broken(Key::Dangerous)
        }
        Rule::OriginNull => is_broken(Key::Dangerous),
        _ => false,
    };
    follows || (place.entry.is_none() && is_broken(place.key)) || is_allowed(args, issue)
}

fn is_allowed(args: &Args, issue: &Issue) -> bool {
    let is_named = args.allow.as_ref().is_some_and(|written| written.value.contains(&issue.rule()));
    issue.severity() == Severity::Warning && is_named
}
