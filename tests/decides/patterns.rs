//! Services with a policy whose resources have several patterns, names and tails, in scopes with names and guards: a grid of
//! requests to random trees of them. A yes to a preflight is one of the policy of whoever answers the request, and a
//! response carries the headers of the policy of whoever made it.

use actix_files::Files;
use actix_web::dev::{ServiceRequest, fn_service};
use actix_web::guard::{self, Host};
use actix_web::middleware::{Condition, NormalizePath, TrailingSlash};
use actix_web::test::init_service;
use actix_web::web::ServiceConfig;
use actix_web::{App, HttpResponse, Resource, Scope, delete, put, web};
use cors_runtime::{Cors, CorsExt as _, Policy, cors};
use cors_tests::{Answer, Ask, Dice};

use crate::cases::{
    A, AROUND, BY_AROUND, BY_NOBODY, BY_OPEN, BY_STRICT, EVIL, OPEN, OWN, STRICT, WALLED, ask,
    preflight, run,
};

#[cors(policy = STRICT)]
#[put("/a/b")]
async fn annotated() -> &'static str {
    run("strict")
}

#[cors(policy = OPEN)]
#[delete("/{x}/b")]
async fn annotated_with_a_name() -> &'static str {
    run("open")
}

const PATTERNS: [&[&str]; 8] = [
    &["/a", "/{x}/b"],
    &["/{x}", "/a/b", "/b/{y}"],
    &["/a/{tail:.*}", "/b"],
    &["/{tail:.*}"],
    &["/a/b"],
    &["/{x}/{y}", "/b/"],
    &["/{x:[ab]}/b", "/a/a"],
    &["", "/b/b"],
];
const PREFIXES: [&str; 5] = ["", "/a", "/{s}", "/b", "/a/b"];
const PATHS: [&str; 12] = [
    "/a", "/b", "/a/b", "/b/b", "/b/a", "/a/a/b", "/a/b/b", "/a//b", "//a/b", "/a/b/", "/a/a/b/b",
    "/c/b",
];
const HOSTS: [&str; 2] = ["here.example", "other.example"];
const METHODS: [&str; 4] = ["GET", "PUT", "DELETE", "PATCH"];

/// Whose policy a handler has.
#[derive(Clone, Copy, Debug, PartialEq)]
enum By {
    Strict,
    Open,
    Around,
    Nobody,
}

impl By {
    fn policy(self) -> Option<&'static Policy> {
        match self {
            By::Strict => Some(&STRICT),
            By::Open => Some(&OPEN),
            By::Around => Some(&AROUND),
            By::Nobody => None,
        }
    }

    fn name(self) -> &'static str {
        match self {
            By::Strict => "strict",
            By::Open => "open",
            By::Around => "around",
            By::Nobody => "covered",
        }
    }

    /// A handler in a scope with this policy, or in none.
    fn name_inside(self) -> &'static str {
        match self {
            By::Strict => "strict inside",
            By::Open => "open inside",
            By::Around => "around inside",
            By::Nobody => "covered inside",
        }
    }

    /// What a scope answers that leads to nobody.
    fn name_of_default(self) -> &'static str {
        match self {
            By::Strict => "strict default",
            By::Open => "open default",
            By::Around => "around default",
            By::Nobody => "covered default",
        }
    }

    fn admits(self, origin: &str) -> bool {
        match self {
            By::Strict => origin == A,
            By::Open => true,
            By::Around => origin == OWN,
            By::Nobody => false,
        }
    }

    fn sets(self) -> &'static [(&'static str, &'static str)] {
        match self {
            By::Strict => BY_STRICT,
            By::Open => BY_OPEN,
            By::Around => BY_AROUND,
            By::Nobody => BY_NOBODY,
        }
    }
}

#[derive(Clone, Debug)]
enum Node {
    Annotated,
    AnnotatedWithAName,
    Resource { patterns: &'static [&'static str], guard: u32, route: u32, by: By },
    Files { mount: &'static str, has_guard: bool, by: By },
    Scope { prefix: &'static str, guard: u32, by: By, wrapped: bool, default: bool, inside: Vec<Node> },
}

fn by(dice: &mut Dice) -> By {
    [By::Strict, By::Open, By::Around, By::Nobody, By::Nobody][dice.below(5)]
}

fn nodes(dice: &mut Dice, depth: usize) -> Vec<Node> {
    (0..1 + dice.below(3)).map(|_| node(dice, depth)).collect()
}

fn node(dice: &mut Dice, depth: usize) -> Node {
    match dice.below(if depth == 0 { 6 } else { 10 }) {
        0 => Node::Annotated,
        1 => Node::AnnotatedWithAName,
        2 => Node::Files {
            mount: ["", "/a", "/b"][dice.below(3)],
            has_guard: dice.below(2) == 0,
            by: by(dice),
        },
        3..=5 => Node::Resource {
            patterns: PATTERNS[dice.below(PATTERNS.len())],
            guard: u32::try_from(dice.below(5)).expect("small"),
            route: u32::try_from(dice.below(3)).expect("small"),
            by: by(dice),
        },
        _ => Node::Scope {
            prefix: PREFIXES[dice.below(PREFIXES.len())],
            guard: u32::try_from(dice.below(5)).expect("small"),
            by: by(dice),
            wrapped: dice.below(3) == 0,
            default: dice.below(3) == 0,
            inside: nodes(dice, depth - 1),
        },
    }
}

/// `around`: whose the nearest scope with a policy is.
fn register(config: &mut ServiceConfig, nodes: &[Node], around: By) {
    for node in nodes {
        match node {
            Node::Annotated => {
                config.service(annotated);
            }
            Node::AnnotatedWithAName => {
                config.service(annotated_with_a_name);
            }
            Node::Resource { patterns, guard, route, by } => {
                let name = if *by == By::Nobody { around.name_inside() } else { by.name() };
                let handler = move || async move { run(name) };
                let resource: Resource = web::resource(patterns.to_vec());
                let resource = match guard {
                    1 => resource.guard(Host("here.example")),
                    2 => resource.guard(guard::Put()),
                    _ => resource,
                };
                let resource = match route {
                    0 => resource.to(handler),
                    1 => resource.route(web::put().to(handler)),
                    _ => resource
                        .route(web::delete().guard(Host("here.example")).to(handler))
                        .route(web::get().to(handler)),
                };
                match by.policy() {
                    Some(policy) => config.service(resource.cors(policy)),
                    None => config.service(resource),
                };
            }
            Node::Files { mount, has_guard, by } => {
                let name = if *by == By::Nobody { around.name_inside() } else { by.name() };
                let answer = move |request: ServiceRequest| async move {
                    Ok(request.into_response(HttpResponse::Ok().body(run(name))))
                };
                let files = Files::new(mount, env!("CARGO_MANIFEST_DIR"));
                let files = files.path_filter(|_, _| false).default_handler(fn_service(answer));
                let files = if *has_guard { files.guard(Host("here.example")) } else { files };
                match by.policy() {
                    Some(policy) => config.service(files.cors(policy)),
                    None => config.service(files),
                };
            }
            Node::Scope { prefix, guard, by, wrapped, default, inside } => {
                let nearest = if *by == By::Nobody { around } else { *by };
                let mut scope: Scope = web::scope(prefix);
                scope = match guard {
                    1 => scope.guard(Host("here.example")),
                    2 => scope.guard(guard::Put()),
                    _ => scope,
                };
                scope = scope.configure(|config| register(config, inside, nearest));
                if *default {
                    let name = nearest.name_of_default();
                    scope = scope.default_service(web::to(move || async move { run(name) }));
                }
                match by.policy() {
                    Some(policy) if *wrapped => config.service(scope.wrap(Cors::new(policy))),
                    Some(policy) => config.service(scope.cors(policy)),
                    None if *wrapped => config.service(scope.wrap(Cors::default())),
                    None => config.service(scope),
                };
            }
        }
    }
}

fn owner(made: &Answer) -> Option<By> {
    [By::Strict, By::Open, By::Around, By::Nobody].into_iter().find(|by| [by.name(), by.name_inside(), by.name_of_default()].contains(&made.body.as_str()))
}

/// Whether a browser would send the request that was announced.
fn is_yes(answer: &Answer, origin: &str, method: &str) -> bool {
    let allowed = answer.value("access-control-allow-origin");
    let is_listed = method == "GET"
        || answer.elements("access-control-allow-methods").iter().any(|listed| listed == method);
    allowed.is_some_and(|allowed| allowed == "*" || allowed == origin) && is_listed
}

#[actix_web::test]
async fn a_yes_is_of_whoever_answers() {
    let arounds = [None, Some(Cors::default()), Some(Cors::new(&AROUND)), Some(Cors::new(&WALLED))];
    let mut yes = 0;
    let rounds = std::env::var("ROUNDS").map_or(60, |n| n.parse().unwrap());
    for seed in 0..rounds {
        let mut dice = Dice::new(13, seed);
        let tree = nodes(&mut dice, 3);
        let kind = dice.below(arounds.len());
        let corrects = dice.below(4);
        let how = [TrailingSlash::Trim, TrailingSlash::MergeOnly, TrailingSlash::Always][corrects % 3];
        let covered = if kind < 2 { By::Nobody } else { By::Around };
        let around = &arounds[kind];
        let app = App::new()
            .configure(|config| register(config, &tree, By::Nobody))
            .wrap(Condition::new(corrects < 3, NormalizePath::new(how)))
            .wrap(Condition::new(around.is_some(), around.clone().unwrap_or_default()));
        let app = init_service(app).await;
        for path in PATHS {
            for host in HOSTS {
                for origin in [A, OWN, EVIL] {
                    for method in METHODS {
                        let what = || format!("{method} {path} at {host} from {origin}, seed {seed} {kind} {corrects}: {tree:#?}");
                        let at = |ask: Ask| ask.line("Host", host);
                        let asked = at(preflight(origin, method, path).headers("x-name"));
                        let asked = ask(&app, &asked).await;
                        let made = ask(&app, &at(Ask::from(origin).method(method).at(path))).await;
                        let is_yes = is_yes(&asked, origin, method);
                        if let Some(by) = owner(&made) {
                            let by = if by == By::Nobody { covered } else { by };
                            assert!(!is_yes || made.body.ends_with("default") || by.admits(origin) && method != "PATCH", "a yes of another: {asked:?} {made:?} {}", what());
                            yes += usize::from(is_yes);
                            let sets = if by.admits(origin) { by.sets() } else { &[] };
                            // A policy around may be withheld where somebody else could have been meant.
                            let is_withheld = (made.body.ends_with("inside") || made.body.ends_with("default")) && made.cors().is_empty();
                            assert!(is_withheld || made.cors() == sets, "the headers of another: {:?} {}", made.cors(), what());
                            let is_kept_out = kind == 3 && made.body.starts_with("covered") && origin != OWN;
                            assert!(!is_kept_out, "has run: {}", what());
                        }
                    }
                }
            }
        }
    }
    assert!(yes > 1000, "{yes}");
}
