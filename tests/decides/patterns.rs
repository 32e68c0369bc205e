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
    Resource {
        patterns: &'static [&'static str],
        guard: u32,
        route: u32,
        by: By,
    },
    Files {
        mount: &'static str,
        has_guard: bool,
        by: By,
    },
    Scope {
        prefix: &'static str,
        guard: u32,
        by: By,
        wrapped: bool,
        default: bool,
        inside: Vec<Node>,
    },
}

fn by(dice: &mut Dice) -> By {
    [By::Strict, By::Open, By::Around, By::Nobody, By::Nobody][dice.below(5)]
}

fn nodes(dice: &mut Dice, depth: usize) -> Vec<Node> {
    (0..=dice.below(3)).map(|_| node(dice, depth)).collect()
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
    [By::Strict, By::Open, By::Around, By::Nobody].into_iter().find(|by| {
        [by.name(), by.name_inside(), by.name_of_default()].contains(&made.body.as_str())
    })
}

/// Whether a browser would send the request that was announced.
fn is_yes(answer: &Answer, origin: &str, method: &str) -> bool {
    let allowed = answer.value("access-control-allow-origin");
    let is_listed = method == "GET"
        || answer.elements("access-control-allow-methods").iter().any(|listed| listed == method);
    allowed.is_some_and(|allowed| allowed == "*" || allowed == origin) && is_listed
}

/// Of the tree and what is around it.
struct Case {
    tree: Vec<Node>,
    around: Option<Cors>,
    /// Whose policy is around everything.
    covered: By,
    is_walled: bool,
    slashes: Option<TrailingSlash>,
}

impl Case {
    fn new(number: u64) -> Case {
        let mut dice = Dice::new(13, number);
        let tree = nodes(&mut dice, 3);
        let (around, covered, is_walled) = [
            (None, By::Nobody, false),
            (Some(Cors::default()), By::Nobody, false),
            (Some(Cors::new(&AROUND)), By::Around, false),
            (Some(Cors::new(&WALLED)), By::Around, true),
        ][dice.below(4)]
        .clone();
        let slashes = [
            Some(TrailingSlash::Trim),
            Some(TrailingSlash::MergeOnly),
            Some(TrailingSlash::Always),
            None,
        ][dice.below(4)];
        Case { tree, around, covered, is_walled, slashes }
    }

    /// What is wrong with the answers to a preflight and to the request that it announces.
    fn judge(&self, asked: &Answer, made: &Answer, origin: &str, method: &str) -> Option<String> {
        let own = owner(made)?;
        let by = if own == By::Nobody { self.covered } else { own };
        let is_default = made.body.ends_with("default");
        // Whom a guard sends to a default service, no preflight can tell: SECURITY.md says so.
        if is_yes(asked, origin, method) && !is_default && !(by.admits(origin) && method != "PATCH")
        {
            return Some(format!("a yes of another: {asked:?}"));
        }
        let sets = if by.admits(origin) { by.sets() } else { BY_NOBODY };
        // A policy around may be withheld where somebody else could have been meant.
        let may_be_withheld = made.body.ends_with("inside") || is_default;
        if made.cors() != sets && !(may_be_withheld && made.cors().is_empty()) {
            return Some(format!("the headers of another: {made:?}"));
        }
        let is_kept_out = self.is_walled && own == By::Nobody && origin != OWN;
        is_kept_out.then(|| "an origin that the policy around rejects".to_owned())
    }
}

#[actix_web::test]
async fn a_yes_is_of_whoever_answers() {
    let mut yes = 0;
    for number in 0..300 {
        let case = Case::new(number);
        let around = case.around.clone();
        let slashes = NormalizePath::new(case.slashes.unwrap_or_default());
        let app = App::new()
            .configure(|config| register(config, &case.tree, By::Nobody))
            .wrap(Condition::new(case.slashes.is_some(), slashes))
            .wrap(Condition::new(around.is_some(), around.unwrap_or_default()));
        let app = init_service(app).await;
        for (path, host) in PATHS.into_iter().flat_map(|path| HOSTS.map(|host| (path, host))) {
            for (origin, method) in
                [A, OWN, EVIL].into_iter().flat_map(|origin| METHODS.map(|method| (origin, method)))
            {
                let asked = preflight(origin, method, path).headers("x-name").line("Host", host);
                let asked = ask(&app, &asked).await;
                let made = Ask::from(origin).method(method).at(path).line("Host", host);
                let made = ask(&app, &made).await;
                yes += usize::from(made.runs > 0 && is_yes(&asked, origin, method));
                if let Some(wrong) = case.judge(&asked, &made, origin, method) {
                    let Case { tree, covered, slashes, .. } = &case;
                    panic!(
                        "{wrong}\n{method} {path} at {host} from {origin}: {made:?}\n\
                         case {number}, {covered:?} around, {slashes:?}: {tree:#?}"
                    );
                }
            }
        }
    }
    assert!(yes > 5_000, "{yes}");
}
