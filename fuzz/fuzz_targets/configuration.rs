//! Any draft of a policy. What comes of it is either a list of findings or a policy that keeps every promise, also when it is
//! written down and read again.

#![no_main]

use cors_fuzz::{draft, oracle};
use cors_rules::{
    Checked, Danger, Draft, Entry, Headers, Issue, MaxAgeDraft, Methods, Names, OriginList,
    Origins, OriginsDraft, Policy, RULES, Severity, check,
};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let draft = draft::read(input);
    // Otherwise no seed of `fuzz/seeds` would mean what its case says.
    assert_eq!(draft::read(&draft::write(&draft)), draft);
    let checked = check(&draft);
    judge_issues(&checked);
    if let Some(policy) = &checked.policy {
        judge_policy(&draft, policy, &checked);
        judge_again(&draft, policy, &checked);
    }
});

fn judge_issues(checked: &Checked) {
    for issue in &checked.issues {
        let row = RULES.iter().find(|row| row.code == issue.code()).expect("a known code");
        assert_eq!(row.severity, issue.severity());
        assert!(issue.mark().is_none_or(|mark| issue.value().get(mark).is_some()), "{issue:?}");
        assert!(!issue.message().is_empty() && !issue.help().is_empty(), "{issue:?}");
        let printed = issue.to_string();
        assert!(!printed.contains(|one: char| one.is_control() && one != '\n'), "{printed:?}");
        assert!(printed.lines().count() <= 5, "{printed}");
    }
    let has_error = checked.issues.iter().any(|issue| issue.severity() == Severity::Error);
    assert_eq!(checked.policy.is_none(), has_error);
    let places: Vec<_> = checked.issues.iter().map(Issue::place).collect();
    assert!(places.is_sorted_by_key(|place| (place.key, place.entry)));
}

/// The promises of a policy, in other words than the rules use.
fn judge_policy(draft: &Draft, policy: &Policy, checked: &Checked) {
    assert_eq!(policy.credentials, draft.credentials);
    assert!((200..=299).contains(&policy.preflight_status));
    assert!(!(policy.credentials && policy.origins.is_any()));
    assert!(!(policy.credentials && checked.texts.expose_headers.as_deref() == Some("*")));
    let escapes = |danger| draft.dangerous.contains(&danger);
    for origin in written(&policy.origins) {
        if origin == "null" {
            assert!(escapes(Danger::NullOrigin));
        }
        if policy.credentials {
            assert!(escapes(Danger::InsecureOrigins) || is_secure(&origin), "{origin}");
            // A few of the thousands; the list itself is not this target's to test.
            let is_wide = ["*.com", "*.co.uk", "*.amazonaws.com", "*.github.io"]
                .iter()
                .any(|suffix| origin.ends_with(&format!("://{suffix}")));
            assert!(escapes(Danger::PublicSuffixes) || !is_wide, "{origin}");
        }
    }
    for method in names(match &policy.methods {
        Methods::List(names) => Some(names),
        Methods::OfRoute | Methods::Any => None,
    }) {
        assert!(
            oracle::is_word(method)
                && !["CONNECT", "TRACE", "TRACK"].contains(&&*method.to_uppercase())
        );
    }
    for name in names(match &policy.headers {
        Headers::List(names) => Some(names),
        Headers::Any { .. } => None,
    }) {
        assert!(oracle::is_word(name) && !name.contains(|one: char| one.is_ascii_uppercase()));
        let is_forbidden =
            ["cookie", "host", "origin", "access-control-allow-origin"].contains(&name);
        assert!(!is_forbidden && !name.starts_with("sec-") && !name.starts_with("proxy-"));
    }
    let exposed = checked.texts.expose_headers.as_deref();
    assert_eq!(policy.exposes, exposed.is_some());
    for name in exposed.into_iter().flat_map(|text| text.split(", ")) {
        assert!(oracle::is_word(name) && name != "set-cookie" && name != "set-cookie2");
    }
    assert!(checked.texts.max_age.iter().all(|age| age.parse() == Ok(policy.max_age.unwrap_or(0))));
}

/// Policy → draft → policy gives the same one, and nothing is found that was not found before.
fn judge_again(draft: &Draft, policy: &Policy, checked: &Checked) {
    let again = check(&written_down(draft, policy, checked));
    let Some(other) = again.policy else { panic!("{:?}", again.issues) };
    assert_eq!(list(&other.origins), list(&policy.origins));
    assert_eq!(other.origins.is_any(), policy.origins.is_any());
    assert_eq!(other.methods, policy.methods);
    assert_eq!(other.headers, policy.headers);
    assert_eq!(again.texts, checked.texts);
    assert_eq!(
        (other.credentials, other.exposes, other.max_age, other.preflight_status, other.summary),
        (
            policy.credentials,
            policy.exposes,
            policy.max_age,
            policy.preflight_status,
            policy.summary
        ),
    );
    for issue in &again.issues {
        assert_ne!(issue.code(), "duplicate_entry");
        assert!(checked.issues.iter().any(|before| before.code() == issue.code()), "{issue}");
    }
}

/// What the policy and its header texts say, as a draft. What no policy tells is taken from the first draft.
fn written_down(draft: &Draft, policy: &Policy, checked: &Checked) -> Draft {
    let entries = |text: &Option<String>| {
        text.as_ref().map(|text| text.split(',').map(|name| Entry::from(name.trim())).collect())
    };
    let origins = || written(&policy.origins).into_iter().map(Entry::from).collect();
    Draft {
        origins: draft.origins.as_ref().map(|written| match written {
            OriginsDraft::Set => OriginsDraft::Set,
            _ if policy.origins.is_any() => OriginsDraft::Any,
            OriginsDraft::Any | OriginsDraft::List(_) => OriginsDraft::List(origins()),
            OriginsDraft::Env { variable, default } => OriginsDraft::Env {
                variable: variable.clone(),
                default: default.as_ref().map(|_| origins()),
            },
        }),
        // An empty list grants less than none does.
        methods: (policy.methods != Methods::OfRoute)
            .then(|| entries(&checked.texts.allow_methods).unwrap_or_default()),
        headers: entries(&checked.texts.allow_headers),
        expose: entries(&checked.texts.expose_headers),
        max_age: policy.max_age.map(|seconds| MaxAgeDraft::Seconds(seconds.into())),
        preflight_status: Some(policy.preflight_status.into()),
        ..draft.clone()
    }
}

fn list(origins: &Origins) -> Option<&OriginList> {
    match origins {
        Origins::List(list) => Some(list),
        _ => None,
    }
}

/// The origins as one would write them.
fn written(origins: &Origins) -> Vec<String> {
    let list = list(origins);
    let exact = list.into_iter().flat_map(|list| list.exact().iter().map(str::to_owned));
    exact
        .chain(list.into_iter().flat_map(|list| list.patterns().iter().map(ToString::to_string)))
        .collect()
}

fn names(names: Option<&Names>) -> impl Iterator<Item = &str> {
    names.into_iter().flat_map(Names::iter)
}

/// Whether TLS vouches for the origin, or the machine itself.
fn is_secure(origin: &str) -> bool {
    let Some((scheme, rest)) = origin.split_once("://") else { return false };
    let host = if rest.starts_with('[') {
        rest.split_inclusive(']').next()
    } else {
        rest.split(':').next()
    };
    let host = host.unwrap_or_default().trim_end_matches('.');
    let is_local = host == "localhost"
        || host.ends_with(".localhost")
        || host == "[::1]"
        || host.starts_with("127.");
    scheme == "https" || is_local
}
