//! What the comparison says, sentence by sentence.

use cors_rules::OriginPattern;
use cors_rules::audit::{
    Answered, Audit, Change, Comparison, Finding, FindingCode, HeaderAccess, NameSet, OriginAccess,
    OriginsNow, Place, PolicyAccess, Row,
};

fn patterns(texts: &[&str]) -> Vec<OriginPattern> {
    let read = |text: &&str| match *text {
        "null" => OriginPattern::NULL,
        text => OriginPattern::parse(text).unwrap(),
    };
    texts.iter().map(read).collect()
}

fn listed(texts: &[&str]) -> OriginAccess {
    OriginAccess::listed(patterns(texts))
}

fn source(name: &str, now: OriginsNow) -> OriginAccess {
    OriginAccess::Source { description: name.to_owned(), now }
}

/// `PUT /x` with one policy.
fn with(origins: OriginAccess, change: impl FnOnce(&mut PolicyAccess)) -> Row {
    let mut policy = PolicyAccess::new("P", origins);
    policy.methods = NameSet::listed(["PUT"]);
    change(&mut policy);
    let mut row = Row::new("/x", "PUT");
    row.policy = Some(policy);
    row.answered = Some(Answered::Early);
    row
}

fn compared(old: impl IntoIterator<Item = Row>, new: impl IntoIterator<Item = Row>) -> Comparison {
    Audit::compare(&Audit::new(old), &Audit::new(new))
}

fn messages(changes: &[Change]) -> Vec<&str> {
    changes.iter().map(|change| change.message.as_str()).collect()
}

#[track_caller]
fn says(comparison: &Comparison, widened: &[&str], narrowed: &[&str], other: &[&str]) {
    assert_eq!(messages(comparison.widened()), widened);
    assert_eq!(messages(comparison.narrowed()), narrowed);
    assert_eq!(messages(comparison.other()), other);
}

/// The same both ways: what is a gain in one direction is a loss in the other.
#[track_caller]
fn widens(old: &Row, new: &Row, gained: &[&str], lost: &[&str]) {
    says(&compared([old.clone()], [new.clone()]), gained, &[], &[]);
    says(&compared([new.clone()], [old.clone()]), &[], lost, &[]);
}

#[test]
fn origins_are_sets() {
    let of = |texts: &[&str]| with(listed(texts), |_| {});
    widens(
        &of(&["https://x.a.example"]),
        &of(&["https://*.a.example"]),
        &["`https://*.a.example` may now call `PUT /x`"],
        &["`https://*.a.example` may no longer call `PUT /x`"],
    );
    widens(
        &of(&["https://a.example", "https://a.example:1"]),
        &of(&["https://a.example:*"]),
        &["`https://a.example:*` may now call `PUT /x`"],
        &["`https://a.example:*` may no longer call `PUT /x`"],
    );
    let same = compared(
        [of(&["http://10.0.0.0/8", "chrome-extension://*"])],
        [of(&[
            "http://10.0.0.0/9",
            "http://10.128.0.0/9",
            "http://10.1.0.0/16",
            "chrome-extension://abc",
            "chrome-extension://*",
        ])],
    );
    assert!(same.is_empty(), "{same}");
    // Beside each other, and not inside.
    for (one, other) in [
        ("https://a.example", "http://a.example"),
        ("https://*.a.example", "https://a.example"),
        ("https://*.a.example", "https://*.xa.example"),
        ("http://10.0.0.0/9", "http://10.128.0.0/9"),
        ("http://10.0.0.0/8", "http://[fd00::/8]"),
        ("moz-extension://*", "chrome-extension://*"),
        ("https://a.example", "null"),
    ] {
        let changed = compared([of(&[one])], [of(&[other])]);
        let gained = format!("`{other}` may now call `PUT /x`");
        let lost = format!("`{one}` may no longer call `PUT /x`");
        says(&changed, &[&gained], &[&lost], &[]);
    }
    widens(
        &of(&["https://a.example"]),
        &with(OriginAccess::Any, |_| {}),
        &["every page of the web may now call `PUT /x`"],
        &["every page of the web may no longer call `PUT /x`"],
    );
}

#[test]
fn long_lists_are_cut() {
    let many: Vec<String> = (0..9).map(|number| format!("https://{number}.example")).collect();
    let texts: Vec<&str> = many.iter().map(String::as_str).collect();
    let nobody = with(OriginAccess::Nobody, |_| {});
    let changed = compared([nobody], [with(listed(&texts), |_| {})]);
    let said = changed.widened()[0].to_string();
    assert!(said.ends_with("`https://5.example` and 3 more may now call `PUT /x`"), "{said}");
}

#[test]
fn each_key_is_named() {
    let a = || listed(&["https://a.example"]);
    let plain = with(a(), |_| {});
    widens(
        &plain,
        &with(a(), |policy| policy.credentials = true),
        &["calls of `PUT /x` may now carry credentials"],
        &["calls of `PUT /x` may no longer carry credentials"],
    );
    widens(
        &plain,
        &with(a(), |policy| policy.methods = NameSet::listed(["PUT", "DELETE", "GET"])),
        &["preflights of `PUT /x` now grant `DELETE`"],
        &["preflights of `PUT /x` no longer grant `DELETE`"],
    );
    widens(
        &plain,
        &with(a(), |policy| policy.methods = NameSet::Any),
        &["preflights of `PUT /x` now grant every method"],
        &["preflights of `PUT /x` no longer grant every method"],
    );
    widens(
        &plain,
        &with(a(), |policy| policy.headers = HeaderAccess::listed(["content-type"])),
        &["pages may now send `content-type` to `PUT /x`"],
        &["pages may no longer send `content-type` to `PUT /x`"],
    );
    widens(
        &plain,
        &with(a(), |policy| policy.expose = NameSet::listed(["x-total", "content-type"])),
        &["pages may now read `x-total` of `PUT /x`"],
        &["pages may no longer read `x-total` of `PUT /x`"],
    );
    widens(
        &with(a(), |policy| policy.reject_unlisted = true),
        &plain,
        &[
            "requests of unlisted origins now reach the handler of `PUT /x`: `reject_unlisted` is gone",
        ],
        &[
            "requests of unlisted origins no longer reach the handler of `PUT /x`: `reject_unlisted`",
        ],
    );
}

#[test]
fn a_star_covers_authorization_only_with_credentials() {
    let any = |authorization| HeaderAccess::Any { authorization };
    let of = |headers: HeaderAccess, credentials| {
        with(listed(&["https://a.example"]), |policy| {
            policy.headers = headers;
            policy.credentials = credentials;
        })
    };
    widens(
        &of(any(false), false),
        &of(any(true), false),
        &["pages may now send `authorization` to `PUT /x`"],
        &["pages may no longer send `authorization` to `PUT /x`"],
    );
    says(
        &compared([of(any(false), false)], [of(any(false), true)]),
        &[
            "calls of `PUT /x` may now carry credentials",
            "pages may now send `authorization` to `PUT /x`",
        ],
        &[],
        &[],
    );
    assert!(compared([of(any(false), true)], [of(any(true), true)]).is_empty());
    says(
        &compared([of(HeaderAccess::listed(["authorization"]), false)], [of(any(false), false)]),
        &["pages may now send every request header to `PUT /x`"],
        &["pages may no longer send `authorization` to `PUT /x`"],
        &[],
    );
}

#[test]
fn routes_come_and_go() {
    let route = || with(listed(&["https://a.example"]), |policy| policy.credentials = true);
    let plain = || Row::new("/x", "PUT");
    says(
        &compared([], [route()]),
        &["`PUT /x` is new, and `https://a.example` may call it with credentials"],
        &[],
        &[],
    );
    says(
        &compared([route()], []),
        &[],
        &["`PUT /x` is gone, which `https://a.example` could call"],
        &[],
    );
    says(&compared([], [plain()]), &[], &[], &["`PUT /x` is new, for no other origin"]);
    says(&compared([plain()], []), &[], &[], &["`PUT /x` is gone"]);
    says(
        &compared([plain()], [route()]),
        &["`https://a.example` may now call `PUT /x`"],
        &[],
        &["the policy of `PUT /x` is `P`, which was none"],
    );
}

#[test]
fn what_covers_a_path_takes_over() {
    let mut around = with(listed(&["https://a.example"]), |_| {});
    (around.pattern, around.method, around.is_prefix) = ("/".into(), "*".into(), true);
    let closed = Row::new("/admin/{id}", "GET");
    says(
        &compared([around.clone(), closed.clone()], [around.clone()]),
        &[
            "`https://a.example` may now call `GET /admin/{id}`: `any method of /…` takes its requests",
        ],
        &[],
        &["`GET /admin/{id}` is gone"],
    );
    around.policy.as_mut().unwrap().reject_unlisted = true;
    says(
        &compared([around.clone()], [around, closed]),
        &[
            "requests of unlisted origins now reach the handler of `GET /admin/{id}`: `reject_unlisted` is gone (it was that of `any method of /…`)",
        ],
        &[],
        &["`GET /admin/{id}` is new, for no other origin"],
    );
}

#[test]
fn a_method_of_its_own_is_compared_with_every_method() {
    let mut every = with(listed(&["https://a.example"]), |_| {});
    every.method = "*".into();
    let own = with(listed(&["https://a.example"]), |_| {});
    assert!(compared([every.clone()], [every.clone(), own.clone()]).is_empty());
    let narrow = Row::new("/x", "PUT");
    let changed = compared([every.clone(), narrow], [every]);
    assert_eq!(messages(changed.widened()), ["`https://a.example` may now call `PUT /x`"]);
}

#[test]
fn guards_are_part_of_a_route() {
    let free = with(listed(&["https://a.example"]), |_| {});
    let mut guarded = free.clone();
    guarded.guards = vec!["Host(`a`)".into()];
    says(
        &compared([guarded.clone()], [free.clone()]),
        &["`PUT /x` is new, and `https://a.example` may call it"],
        &[],
        &[],
    );
    says(
        &compared([free], [guarded]),
        &[],
        &["`PUT /x` is gone, which `https://a.example` could call"],
        &[],
    );
}

#[test]
fn a_source_can_change_without_the_program() {
    let known = |texts: &[&str]| OriginsNow::Listed(patterns(texts));
    let list = with(listed(&["https://a.example"]), |_| {});
    let env = |texts: &[&str]| with(source("environment variable `A`", known(texts)), |_| {});
    widens(
        &list,
        &env(&["https://a.example"]),
        &["whoever `environment variable A` lets in may now call `PUT /x`"],
        &["`PUT /x` is no longer open to whoever `environment variable A` lets in"],
    );
    widens(
        &env(&["https://a.example"]),
        &env(&["https://a.example", "https://b.example"]),
        &["`https://b.example` may now call `PUT /x`"],
        &["`https://b.example` may no longer call `PUT /x`"],
    );
    let unknown = |name| with(source(name, OriginsNow::Unknown), |_| {});
    assert!(compared([unknown("A")], [unknown("A")]).is_empty());
    let changed = compared([unknown("A")], [unknown("B")]);
    assert_eq!(messages(changed.widened()), ["whoever `B` lets in may now call `PUT /x`"]);
    let changed = compared([unknown("A")], [list]);
    assert_eq!(messages(changed.widened()), ["`https://a.example` may now call `PUT /x`"]);
    let renamed = with(source("set `B`", known(&["https://a.example"])), |_| {});
    says(
        &compared([env(&["https://a.example"])], [renamed]),
        &[],
        &[],
        &["the origins of `PUT /x` are from `set B`, which were from `environment variable A`"],
    );
}

#[test]
fn what_lets_nobody_in_is_other() {
    let old = with(listed(&["https://a.example"]), |policy| policy.max_age = Some(5));
    let mut new = old.clone();
    new.policy.as_mut().unwrap().max_age = None;
    new.handler = Some("app::x".into());
    new.source = Some(Place::new("src/x.rs", 3));
    new.answered = Some(Answered::BehindMiddleware { reason: "auth".into() });
    new.findings = vec![Finding::new(FindingCode::BehindMiddleware, "m", "h")];
    says(
        &compared([old.clone()], [new.clone()]),
        &[],
        &[],
        &[
            "the handler of `PUT /x` is `app::x`, which was none",
            "the file of `PUT /x` is `src/x.rs`, which was none",
            "the `max_age` of `PUT /x` is none, which was `5`",
            "preflights of `PUT /x` are answered behind middleware: auth",
            "there is a finding about `PUT /x`: `audit::behind_middleware`",
        ],
    );
    let mut moved = new.clone();
    moved.source = Some(Place::new("src/x.rs", 900));
    assert!(compared([new], [moved]).is_empty(), "a line is no change");
    let gap = Audit::new([old.clone()]).with_gaps(["a gap"]);
    let changed = Audit::compare(&Audit::new([old]), &gap);
    says(&changed, &[], &[], &["the audit does not know everything any more: a gap"]);
}

#[test]
fn a_route_that_is_registered_twice_is_compared_with_each() {
    let a = with(listed(&["https://a.example"]), |_| {});
    let b = with(listed(&["https://b.example"]), |_| {});
    assert!(compared([a.clone(), b.clone()], [b.clone(), a.clone()]).is_empty());
    assert!(compared([a.clone(), a.clone()], [a.clone(), a.clone()]).is_empty());
    let changed = compared([a.clone(), b], [a]);
    assert_eq!(messages(changed.widened()), ["`https://a.example` may now call `PUT /x`"]);
}

#[test]
fn names_of_files_are_escaped() {
    let mut row = with(listed(&["https://a.example"]), |_| {});
    row.pattern = "/\u{1b}[31m\n".into();
    let changed = compared([], [row]);
    assert!(!changed.to_string().trim_end().contains('\u{1b}'), "{changed}");
    assert_eq!(changed.to_string().lines().count(), 2);
}
