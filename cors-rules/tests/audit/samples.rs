//! Audits that have everything, with names of all kinds.

use cors_rules::OriginPattern;
use cors_rules::audit::{
    Answered, Audit, FINDINGS, Finding, HeaderAccess, NameSet, OriginAccess, OriginsNow, Place,
    PolicyAccess, Row,
};

/// Texts that an escape has to deal with.
pub(crate) const HOSTILE: [&str; 7] = [
    "a|b",
    "`code`",
    "<img src=x onerror=alert(1)>",
    "line\r\nbreak\u{1b}[31m",
    "[link](https://evil.example)",
    "\u{202e}gnp.exe",
    "**bold** _it_ & @somebody",
];

pub(crate) fn patterns(texts: &[&str]) -> Vec<OriginPattern> {
    texts.iter().map(|text| OriginPattern::parse(text).unwrap()).collect()
}

fn row(pattern: &str, method: &str, origins: OriginAccess) -> Row {
    let mut policy =
        PolicyAccess::new("app::PARTNERS", origins).at(Place::new("src/policies.rs", 3));
    policy.methods = NameSet::listed([method, "PURGE"]);
    policy.headers = HeaderAccess::listed(["content-type", "x-name"]);
    policy.expose = NameSet::listed(["x-total"]);
    let mut row = Row::new(pattern, method);
    row.handler = Some(format!("app::routes::{}", method.to_lowercase()));
    row.source = Some(Place::new("src/routes.rs", 12));
    row.policy = Some(policy);
    row.answered = Some(Answered::Early);
    row
}

/// One row of each kind.
pub(crate) fn everything() -> Audit {
    let mut with_all = row("/data", "PUT", OriginAccess::listed(patterns(&["https://a.example"])));
    let policy = with_all.policy.as_mut().unwrap();
    policy.credentials = true;
    policy.max_age = Some(600);
    policy.reject_unlisted = true;
    with_all.guards = vec![String::from("Host(`a.example`)")];
    with_all.findings = FINDINGS
        .iter()
        .map(|entry| {
            Finding::new(entry.finding, format!("{} of `/data`", entry.summary), entry.help)
        })
        .collect();
    let listed =
        ["https://*.b.example:*", "http://10.0.0.0/8:*", "http://[fd00::/8]", "moz-extension://*"];
    let mut families = row("/families", "DELETE", OriginAccess::listed(patterns(&listed)));
    families.answered = Some(Answered::ByRoute);
    let mut any = row("/any", "*", OriginAccess::Any);
    any.is_prefix = true;
    let policy = any.policy.as_mut().unwrap();
    policy.headers = HeaderAccess::Any { authorization: true };
    policy.methods = NameSet::Any;
    policy.expose = NameSet::Any;
    policy.max_age = Some(0);
    any.answered =
        Some(Answered::BehindMiddleware { reason: String::from("scope `/any` has middleware") });
    let description = || String::from("environment variable `APP_ORIGINS`");
    let source = |now| OriginAccess::Source { description: description(), now };
    let mut sourced =
        row("/env", "GET", source(OriginsNow::Listed(patterns(&["https://c.example"]))));
    sourced.policy.as_mut().unwrap().headers = HeaderAccess::Any { authorization: false };
    let mut null = row("/null", "GET", OriginAccess::listed([OriginPattern::NULL]));
    null.source = Some(Place::new("src/main.rs", 0));
    let rows = [
        with_all,
        families,
        any,
        sourced,
        null,
        row("/resolved", "GET", source(OriginsNow::Unknown)),
        row("/open", "GET", source(OriginsNow::Any)),
        row("/off", "GET", OriginAccess::Nobody),
        Row::new("/plain", "GET"),
    ];
    let unused = Finding::new(FINDINGS[8].finding, "`app::OLD` is used by no route", "remove it");
    Audit::new(rows)
        .with_findings([unused.at(Place::new("src/policies.rs", 9))])
        .with_gaps(["the services of `app::configure` could not be read"])
}

/// Each text in each place that takes any.
pub(crate) fn hostile() -> Audit {
    let rows = HOSTILE.iter().map(|text| {
        let description = format!("source {text}");
        let now = OriginsNow::Listed(patterns(&["https://a.example"]));
        let mut row = row(text, "GET", OriginAccess::Source { description, now });
        (*text).clone_into(&mut row.policy.as_mut().unwrap().policy);
        row.guards = vec![(*text).to_owned()];
        row.handler = Some((*text).to_owned());
        row.source = Some(Place::new(*text, 7));
        row.answered = Some(Answered::BehindMiddleware { reason: (*text).to_owned() });
        row.findings =
            vec![Finding::new(FINDINGS[0].finding, *text, *text).at(Place::new(*text, 8))];
        row
    });
    Audit::new(rows).with_gaps(HOSTILE)
}

/// Names of any length, and many of them.
pub(crate) fn long() -> Audit {
    let origins: Vec<String> =
        (0..40).map(|number| format!("https://{}{number}.example", "a".repeat(60))).collect();
    let texts: Vec<&str> = origins.iter().map(String::as_str).collect();
    let mut long =
        row(&"/segment".repeat(60), "PROPFIND-AND-MORE", OriginAccess::listed(patterns(&texts)));
    let policy = long.policy.as_mut().unwrap();
    policy.headers = HeaderAccess::listed((0..80).map(|number| format!("x-header-{number}")));
    long.findings = vec![Finding::new(FINDINGS[0].finding, "word ".repeat(200), "x".repeat(500))];
    Audit::new([long])
}
