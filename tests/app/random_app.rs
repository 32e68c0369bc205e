//! Random applications: scopes in scopes, annotated routes and others, every kind of pattern; and random paths to ask for.

use std::fmt::Write as _;

use actix_web::dev::{AppService, HttpServiceFactory};
use actix_web::guard::{Any, Guard as _, GuardContext, Method as MethodGuard, fn_guard};
use actix_web::http::Method;
use actix_web::{HttpResponse, Resource, Scope, web};
use cors_runtime::__private::{AnnotatedRoute, register};
use cors_runtime::Policy;
use proptest::prelude::{BoxedStrategy, Just, Strategy, prop, prop_oneof};
use proptest::sample::{select, subsequence};

pub(crate) const METHODS: [&str; 3] = ["GET", "PUT", "DELETE"];

/// A route or a scope, as it is generated.
#[derive(Clone, Debug)]
pub(crate) enum Plan {
    Route { pattern: String, methods: Vec<&'static str>, kind: Kind },
    Scope { prefix: String, inside: Vec<Plan> },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Annotated,
    /// With a guard for its methods, as every route attribute has.
    Guarded,
    /// `web::resource(…)`, which takes every method.
    Bare,
}

fn segment(position: usize) -> impl Strategy<Value = String> {
    prop_oneof![
        6 => select(vec!["a", "b", "c", "1", "é", "a.b", ""]).prop_map(str::to_owned),
        3 => Just(format!("{{x{position}}}")),
        1 => Just(format!("{{d{position}:[0-9]+}}")),
        1 => Just(format!("a{{m{position}}}")),
        1 => Just(format!("{{l{position}}}-{{r{position}}}")),
    ]
}

fn segments(most: usize) -> impl Strategy<Value = String> {
    (0..=most).prop_flat_map(|count| {
        let segments: Vec<_> = (0..count).map(|position| segment(position).boxed()).collect();
        segments.prop_map(|segments| {
            segments.iter().fold(String::new(), |mut pattern, segment| {
                let _ = write!(pattern, "/{segment}");
                pattern
            })
        })
    })
}

fn pattern() -> impl Strategy<Value = String> {
    let end = prop_oneof![
        8 => Just(""),
        1 => Just("/"),
        1 => Just("/{tail}*"),
        1 => Just("/{any:.*}"),
        1 => Just("/{two:[a-c]+/[a-c]+}"),
    ];
    (segments(3), end).prop_map(|(pattern, end)| pattern + end)
}

fn prefix() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => segments(2),
        1 => Just("b".to_owned()),
        1 => Just("/a/".to_owned()),
        1 => Just("/{deep:.*}".to_owned()),
        1 => Just("/{two:[a-c]+/[a-c]+}".to_owned()),
    ]
}

fn route(kinds: &'static [Kind]) -> impl Strategy<Value = Plan> {
    (pattern(), subsequence(METHODS.to_vec(), 1..=2), select(kinds))
        .prop_map(|(pattern, methods, kind)| Plan::Route { pattern, methods, kind })
}

/// What an application consists of.
pub(crate) fn plans(kinds: &'static [Kind]) -> BoxedStrategy<Vec<Plan>> {
    let plan = route(kinds).prop_recursive(3, 24, 6, |inner| {
        (prefix(), prop::collection::vec(inner, 1..6))
            .prop_map(|(prefix, inside)| Plan::Scope { prefix, inside })
    });
    prop::collection::vec(plan, 1..8).boxed()
}

/// A path with everything that path confusion is made of.
pub(crate) fn path() -> impl Strategy<Value = String> {
    let segment = select(vec![
        "a", "b", "c", "1", "12", "a.b", "ab", "a-b", "", ".", "..", "%61", "%62", "%2F", "%2f",
        "a%2Fb", "%C3%A9", "%25", "%252F", "+", "%2B", "A", "%ff", "%00", ";a", "%",
    ]);
    prop::collection::vec(segment, 1..6).prop_map(|segments| format!("/{}", segments.join("/")))
}

/// One route in one place.
#[derive(Clone, Debug)]
pub(crate) struct Leaf {
    /// With the prefixes of scopes.
    pub(crate) whole: String,
    pub(crate) kind: Kind,
    pattern: String,
    methods: Vec<&'static str>,
    route: Option<&'static AnnotatedRoute>,
}

/// An application that can be built several times.
#[derive(Debug, Default)]
pub(crate) struct Laid {
    pub(crate) leaves: Vec<Leaf>,
    /// Prefixes with the number of the scope around.
    pub(crate) prefixes: Vec<(usize, String)>,
    tree: Vec<Tree>,
}

#[derive(Clone, Debug)]
enum Tree {
    Leaf(usize),
    Scope(String, Vec<Tree>),
}

impl Laid {
    pub(crate) fn new(plans: Vec<Plan>) -> Laid {
        let mut laid = Laid::default();
        let mut scopes = 0;
        laid.tree = laid.lay(plans, "", 0, &mut scopes);
        laid
    }

    fn lay(
        &mut self,
        plans: Vec<Plan>,
        around: &str,
        scope: usize,
        scopes: &mut usize,
    ) -> Vec<Tree> {
        let mut tree = Vec::new();
        for plan in plans {
            match plan {
                Plan::Scope { prefix, inside } => {
                    *scopes += 1;
                    let slash = if prefix.is_empty() || prefix.starts_with('/') { "" } else { "/" };
                    self.prefixes.push((scope, format!("{slash}{prefix}")));
                    let inner = format!("{around}{slash}{prefix}");
                    let number = *scopes;
                    tree.push(Tree::Scope(prefix, self.lay(inside, &inner, number, scopes)));
                }
                Plan::Route { pattern, methods, kind } => {
                    let whole = format!("{around}{pattern}");
                    // Two policies for one pattern and method are refused, which has a test of its own.
                    let is_claimed = self.leaves.iter().any(|leaf| {
                        leaf.kind == Kind::Annotated
                            && leaf.whole == whole
                            && leaf.methods.iter().any(|method| methods.contains(method))
                    });
                    if is_claimed && kind == Kind::Annotated {
                        continue;
                    }
                    let number = self.leaves.len();
                    let route =
                        (kind == Kind::Annotated).then(|| annotation(number, &pattern, &methods));
                    self.leaves.push(Leaf { whole, kind, pattern, methods, route });
                    tree.push(Tree::Leaf(number));
                }
            }
        }
        tree
    }

    /// Whatever is at the top, as services of an application.
    pub(crate) fn services(&self) -> Vec<Service> {
        self.tree.iter().map(|tree| self.service(tree)).collect()
    }

    fn service(&self, tree: &Tree) -> Service {
        match tree {
            Tree::Leaf(number) => Service::Leaf(*number, self.leaves[*number].clone()),
            Tree::Scope(prefix, inside) => {
                let scope = web::scope(prefix);
                Service::Scope(
                    inside.iter().fold(scope, |scope, tree| scope.service(self.service(tree))),
                )
            }
        }
    }
}

/// The number of the route is in its policy: `max_age`.
fn annotation(number: usize, pattern: &str, methods: &[&'static str]) -> &'static AnnotatedRoute {
    let max_age = u32::try_from(number).expect("few routes");
    let policy = Policy::builder()
        .origins(["https://a.example"])
        .methods(METHODS)
        .max_age(max_age)
        .build()
        .expect("a policy");
    let leak = |text: &str| -> &'static str { Box::leak(text.to_owned().into_boxed_str()) };
    let methods: &'static [&'static str] = Box::leak(methods.to_vec().into_boxed_slice());
    Box::leak(Box::new(AnnotatedRoute::new(Box::leak(Box::new(policy)), leak(pattern), methods)))
}

/// Registers what was laid.
pub(crate) enum Service {
    Leaf(usize, Leaf),
    Scope(Scope),
}

impl HttpServiceFactory for Service {
    fn register(self, service: &mut AppService) {
        match self {
            Service::Scope(scope) => scope.register(service),
            Service::Leaf(number, leaf) => leaf.register(number, service),
        }
    }
}

impl Leaf {
    fn register(self, number: usize, service: &mut AppService) {
        let Leaf { kind, pattern, methods, route, .. } = self;
        let handler = move || async move { HttpResponse::Ok().body(number.to_string()) };
        match (kind, route) {
            (Kind::Annotated, Some(route)) => {
                let resource = web::resource(&*pattern).guard(route.guard()).to(handler);
                register(route, resource, service);
            }
            (Kind::Guarded, _) => only(&pattern, methods).to(handler).register(service),
            _ => web::resource(pattern).to(handler).register(service),
        }
    }
}

fn only(pattern: &str, methods: Vec<&'static str>) -> Resource {
    let guard = move |context: &GuardContext<'_>| {
        let is_one = |method: &&str| {
            let method = Method::from_bytes(method.as_bytes()).expect("a method");
            Any(MethodGuard(method)).check(context)
        };
        methods.iter().any(is_one)
    };
    web::resource(pattern).guard(fn_guard(guard))
}
