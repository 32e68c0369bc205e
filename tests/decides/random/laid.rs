//! A plan with numbers: which handlers and policies there are, and which policy covers which handler; and the application that
//! is built of it, as often as somebody wants one.

use std::collections::HashMap;
use std::rc::Rc;
use std::sync::{LazyLock, Mutex};

use actix_files::Files;
use actix_http::Request;
use actix_web::body::MessageBody;
use actix_web::dev::{AppService, HttpServiceFactory, Service, ServiceResponse};
use actix_web::guard::{Any, Guard, GuardContext, Header, Host, Method as MethodGuard, fn_guard};
use actix_web::http::Method;
use actix_web::middleware::{Condition, NormalizePath, TrailingSlash};
use actix_web::test::init_service;
use actix_web::{App, Error, HttpRequest, Resource, Route, web};
use cors_runtime::__private::{AnnotatedRoute, register};
use cors_runtime::{Cors, CorsExt as _, Policy};
use cors_tests::{Answer, Ask};
use futures_util::future::LocalBoxFuture;

use crate::random::layers::{Wall, handle, noting, stripping, take_notes};
use crate::random::plan::{
    Around, By, Fallback, HOSTS, Headers, Kind, METHODS, Node, ORIGINS, Placed, Plan, Rewriting,
    RoutePlan, SPECIAL, Shape, WallAt, Ward,
};

/// A policy, whose number is its identity: it is the policy's `max_age` and part of the header that it exposes.
#[derive(Clone, Debug)]
pub(crate) struct Numbered {
    pub(crate) shape: Shape,
    /// What the annotated handler serves, which its policy grants too.
    pub(crate) served: Vec<&'static str>,
    pub(crate) of: Of,
    /// The guards in front of what it belongs to, and the methods that one of them wants, where a
    /// `Cors` stands further out.
    pub(crate) wards: Vec<Ward>,
    pub(crate) wanted: Option<Vec<&'static str>>,
    pub(crate) policy: &'static Policy,
}

/// What a policy belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Of {
    Annotation,
    /// A resource that is registered with it.
    Resource,
    /// `Files` that is registered with it.
    Files,
    /// A scope that is registered with it.
    Scope,
    /// Whatever a `Cors` stands around.
    Around,
}

impl Of {
    /// Whether the policy is that of one handler, whose resource answers for it.
    pub(crate) fn is_of_handler(self) -> bool {
        matches!(self, Of::Annotation | Of::Resource | Of::Files)
    }
}

/// A handler.
#[derive(Clone, Debug)]
pub(crate) struct Handler {
    /// With the prefixes of scopes; none of a default service.
    pub(crate) whole: Option<String>,
    /// Its own, or that of the nearest `Cors::new` around where it is registered.
    pub(crate) policy: Option<usize>,
    /// The default service of the application, which scopes call too.
    pub(crate) is_fallback: bool,
    /// Whether the router asks more than path and method before it runs.
    pub(crate) is_warded: bool,
    /// Whether a guard of its resource may say no, and another handler run.
    pub(crate) has_guard: bool,
    /// The guards of the scopes around it that stand inside of a `Cors`.
    pub(crate) scope_wards: Vec<Ward>,
}

/// An application that can be built several times.
#[derive(Debug)]
pub(crate) struct Laid {
    pub(crate) plan: Plan,
    /// How many scopes there are, and how many `Files`: nobody can tell from a response whether
    /// the router has come into one at the root.
    pub(crate) scopes: usize,
    pub(crate) policies: Vec<Numbered>,
    pub(crate) handlers: Vec<Handler>,
    /// The policy around the application.
    pub(crate) outer: Option<usize>,
    tree: Vec<Tree>,
    /// Its number is 0, where there is one.
    default: Fallback<usize>,
    claims: Vec<Claim>,
}

/// What an annotated route claims.
#[derive(Debug)]
struct Claim {
    whole: String,
    methods: Vec<&'static str>,
    is_guarded: bool,
}

#[derive(Debug)]
enum Tree {
    Route {
        number: usize,
        plan: RoutePlan,
        annotation: Option<&'static AnnotatedRoute>,
        cors: Option<(usize, By)>,
    },
    Scope {
        prefix: String,
        ward: Option<Ward>,
        cors: Option<Placed<usize>>,
        default: Option<usize>,
        inside: Vec<Tree>,
    },
}

/// Where something is laid.
#[derive(Clone, Debug, Default)]
struct Place {
    prefix: String,
    policy: Option<usize>,
    /// Whether a `Cors` stands around it.
    has_cors: bool,
    is_warded: bool,
    wards: Vec<Ward>,
}

impl Place {
    /// The guards in front of something here, as far as a `Cors` stands further out.
    fn wards_before(&self, own: Option<Ward>) -> Vec<Ward> {
        let own = own.filter(|_| self.has_cors);
        self.wards.iter().copied().chain(own).collect()
    }
}

impl Laid {
    pub(crate) fn new(plan: Plan) -> Laid {
        let mut laid = Laid {
            plan: Plan { inside: Vec::new(), ..plan.clone() },
            scopes: 0,
            policies: Vec::new(),
            handlers: Vec::new(),
            outer: None,
            tree: Vec::new(),
            default: Fallback::Nobody,
            claims: Vec::new(),
        };
        laid.outer = match plan.around {
            Around::Nobody | Around::Default => None,
            Around::New(shape) | Around::NewInDefault(shape) => Some(laid.cover(shape)),
        };
        let has_cors = !matches!(plan.around, Around::Nobody);
        let place = Place { policy: laid.outer, has_cors, ..Place::default() };
        laid.default = match plan.default {
            Fallback::Nobody => Fallback::Nobody,
            Fallback::Plain => {
                let number = laid.handler(None, laid.outer, &place);
                laid.handlers[number].is_fallback = true;
                Fallback::Plain
            }
            Fallback::Covered(shape) => {
                let own = laid.cover(shape);
                laid.handler(None, Some(own), &place);
                Fallback::Covered(own)
            }
        };
        laid.tree = laid.lay(plan.inside, &place);
        laid
    }

    /// A policy that stands around something.
    fn cover(&mut self, shape: Shape) -> usize {
        self.number(shape, Vec::new(), Of::Around)
    }

    fn number(&mut self, shape: Shape, served: Vec<&'static str>, of: Of) -> usize {
        let number = self.policies.len();
        let policy = policy(number, shape);
        let (wards, wanted) = (Vec::new(), None);
        self.policies.push(Numbered { shape, served, of, wards, wanted, policy });
        number
    }

    /// The policy of something that is registered with it behind these guards.
    fn registered(&mut self, shape: Shape, of: Of, wards: Vec<Ward>) -> usize {
        let number = self.number(shape, Vec::new(), of);
        self.policies[number].wards = wards;
        number
    }

    fn handler(&mut self, whole: Option<String>, policy: Option<usize>, place: &Place) -> usize {
        let scope_wards = place.wards.clone();
        let is_warded = place.is_warded;
        self.handlers.push(Handler {
            whole,
            policy,
            is_fallback: false,
            is_warded,
            has_guard: false,
            scope_wards,
        });
        self.handlers.len() - 1
    }

    fn lay(&mut self, nodes: Vec<Node>, place: &Place) -> Vec<Tree> {
        let mut tree = Vec::new();
        for node in nodes {
            match node {
                Node::Route(plan) => tree.extend(self.lay_route(plan, place)),
                Node::Scope(plan) => {
                    self.scopes += 1;
                    let wards = place.wards_before(plan.ward);
                    let cors = plan.cors.map(|placed| match placed {
                        Placed::Default => Placed::Default,
                        Placed::New(shape) => Placed::New(self.cover(shape)),
                        Placed::Registered(shape) => {
                            Placed::Registered(self.registered(shape, Of::Scope, wards))
                        }
                    });
                    let prefix = &plan.prefix;
                    let slash = if prefix.is_empty() || prefix.starts_with('/') { "" } else { "/" };
                    let mut inner = place.clone();
                    inner.prefix = format!("{}{slash}{prefix}", place.prefix);
                    if let Some(Placed::New(own) | Placed::Registered(own)) = cors {
                        inner.policy = Some(own);
                    }
                    inner.wards.extend(plan.ward.filter(|_| place.has_cors));
                    inner.is_warded |= plan.ward.is_some();
                    inner.has_cors |= cors.is_some();
                    let default =
                        plan.has_default.then(|| self.handler(None, inner.policy, &inner));
                    tree.push(Tree::Scope {
                        inside: self.lay(plan.inside, &inner),
                        prefix: plan.prefix,
                        ward: plan.ward,
                        cors,
                        default,
                    });
                }
            }
        }
        tree
    }

    fn lay_route(&mut self, plan: RoutePlan, place: &Place) -> Option<Tree> {
        let whole = format!("{}{}", place.prefix, plan.pattern);
        let (policy, annotation, cors) = if let Kind::Annotated(shape) = plan.kind {
            let claim = Claim {
                whole: whole.clone(),
                methods: plan.methods.clone(),
                is_guarded: plan.ward.is_some(),
            };
            // Two policies for one pattern and method are refused when the server starts.
            if self.claims.iter().any(|other| other.conflicts_with(&claim)) {
                return None;
            }
            self.claims.push(claim);
            let number = self.number(shape, plan.methods.clone(), Of::Annotation);
            (Some(number), Some(annotation(self.policies[number].policy, &plan)), None)
        } else {
            let wards = place.wards_before(plan.ward);
            self.scopes += usize::from(plan.kind == Kind::Files);
            let own = plan.cors.map(|(shape, by)| match (by, plan.kind) {
                (By::Wrap, _) => self.cover(shape),
                (By::Registration, Kind::Files) => self.registered(shape, Of::Files, wards),
                (By::Registration, _) => self.registered(shape, Of::Resource, wards),
            });
            if let (Some(own), Kind::ByMethod) = (own, plan.kind) {
                self.policies[own].wanted = Some(plan.methods.clone());
            }
            let cors = own.zip(plan.cors.map(|(_, by)| by));
            (own.or(place.policy), None, cors)
        };
        let number = self.handler(Some(whole), policy, place);
        self.handlers[number].is_warded |= plan.ward.is_some();
        self.handlers[number].has_guard = plan.ward.is_some() || plan.kind == Kind::ByMethod;
        Some(Tree::Route { number, plan, annotation, cors })
    }
}

impl Claim {
    fn conflicts_with(&self, other: &Claim) -> bool {
        self.whole == other.whole
            && !(self.is_guarded && other.is_guarded)
            && self.methods.iter().any(|method| other.methods.contains(method))
    }
}

/// There are few shapes and few numbers, so each policy is made once and kept.
fn policy(number: usize, shape: Shape) -> &'static Policy {
    static POLICIES: LazyLock<Mutex<HashMap<(usize, Shape), &'static Policy>>> =
        LazyLock::new(Mutex::default);
    let mut policies = POLICIES.lock().expect("nobody panics");
    policies.entry((number, shape)).or_insert_with(|| {
        let mut policy = Policy::builder()
            .max_age(u32::try_from(number).expect("few policies"))
            .expose([format!("x-policy-{number}")])
            .reject_unlisted(shape.rejects);
        policy = match shape.origins {
            None => policy.any_origin(),
            Some((first, count)) => policy.origins(ORIGINS[first..first + count].iter().copied()),
        };
        policy = match shape.methods {
            None => policy.any_method(),
            Some(listed) => {
                let listed = METHODS.iter().zip(listed).filter(|(_, is_listed)| *is_listed);
                policy.methods(listed.map(|(method, _)| *method))
            }
        };
        policy = match shape.headers {
            Headers::Nobodys => policy,
            Headers::Name => policy.headers(["x-name"]),
            Headers::Both => policy.headers(["x-name", SPECIAL]),
            Headers::Any => policy.any_header(),
        };
        Box::leak(Box::new(policy.build().expect("a policy")))
    })
}

/// The one place that knows how generated code makes an annotated route.
fn annotation(policy: &'static Policy, plan: &RoutePlan) -> &'static AnnotatedRoute {
    let pattern: &'static str = Box::leak(plan.pattern.clone().into_boxed_str());
    let methods: &'static [&'static str] = Box::leak(plan.methods.clone().into_boxed_slice());
    let route = AnnotatedRoute::new(policy, pattern, methods);
    Box::leak(Box::new(if plan.ward.is_some() { route.guarded() } else { route }))
}

/// The one place that knows how generated code registers one.
fn register_annotated(
    route: &'static AnnotatedRoute,
    ward: Option<Ward>,
    handler: Route,
    service: &mut AppService,
) {
    let resource = warded(web::resource(route.path()).guard(route.guard()), ward);
    register(route, resource.route(handler), service);
}

impl Guard for Ward {
    fn check(&self, context: &GuardContext<'_>) -> bool {
        match self {
            Ward::Host(host) => Host(HOSTS[*host]).check(context),
            Ward::Cookie => Header("cookie", "known=1").check(context),
            Ward::Special => context.head().headers().contains_key(SPECIAL),
        }
    }
}

fn warded(resource: Resource, ward: Option<Ward>) -> Resource {
    match ward {
        Some(ward) => resource.guard(ward),
        None => resource,
    }
}

fn handler(number: usize) -> Route {
    web::to(move |request: HttpRequest| handle(number, request))
}

fn by_methods(methods: Vec<&'static str>) -> impl Guard {
    fn_guard(move |context: &GuardContext<'_>| {
        methods.iter().any(|method| Any(MethodGuard(parsed(method))).check(context))
    })
}

fn parsed(method: &str) -> Method {
    Method::from_bytes(method.as_bytes()).expect("a method")
}

/// Registers something, once.
struct Registered(Box<dyn FnOnce(&mut AppService)>);

impl Registered {
    fn of(service: impl HttpServiceFactory + 'static) -> Registered {
        Registered(Box::new(|app| service.register(app)))
    }
}

impl HttpServiceFactory for Registered {
    fn register(self, service: &mut AppService) {
        (self.0)(service);
    }
}

/// An application that is built.
type Asked = Box<dyn Fn(Request) -> LocalBoxFuture<'static, Answer>>;
pub(crate) struct Built(Asked);

/// What came of a request.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    pub(crate) answer: Answer,
    pub(crate) ran: Option<usize>,
    /// The nearest `Cors::new` that it came by.
    pub(crate) nearest: Option<usize>,
}

impl Built {
    fn new<S, B>(service: S) -> Built
    where
        S: Service<Request, Response = ServiceResponse<B>, Error = Error> + 'static,
        B: MessageBody + 'static,
    {
        let service = Rc::new(service);
        Built(Box::new(move |request| {
            let service = Rc::clone(&service);
            Box::pin(async move { Answer::of(service.call(request).await, 0).await })
        }))
    }

    pub(crate) async fn ask(&self, ask: &Ask) -> Seen {
        take_notes();
        let answer = (self.0)(ask.request().to_request()).await;
        let (ran, passed) = take_notes();
        Seen { answer, ran, nearest: passed.last().copied() }
    }
}

impl Laid {
    fn cors(&self, number: usize) -> Cors {
        Cors::new(self.policies[number].policy)
    }

    fn service(&self, tree: &Tree) -> Registered {
        match tree {
            Tree::Route { number, plan, annotation: Some(route), .. } => {
                let (route, ward, handler) = (*route, plan.ward, handler(*number));
                Registered(Box::new(move |service| {
                    register_annotated(route, ward, handler, service);
                }))
            }
            Tree::Route { number, plan, annotation: None, cors } if plan.kind == Kind::Files => {
                match cors {
                    Some((cors, _)) => {
                        let files = files(plan, handler(*number).wrap(noting(*cors)));
                        Registered::of(files.cors(self.policies[*cors].policy))
                    }
                    None => Registered::of(files(plan, handler(*number))),
                }
            }
            Tree::Route { number, plan, annotation: None, cors } => {
                let resource = resource(*number, plan);
                match cors {
                    Some((cors, By::Wrap)) => {
                        Registered::of(resource.wrap(noting(*cors)).wrap(self.cors(*cors)))
                    }
                    Some((cors, By::Registration)) => {
                        let policy = self.policies[*cors].policy;
                        Registered::of(resource.wrap(noting(*cors)).cors(policy))
                    }
                    None => Registered::of(resource),
                }
            }
            Tree::Scope { prefix, ward, cors, default, inside } => {
                let mut scope = web::scope(prefix);
                if let Some(ward) = ward {
                    scope = scope.guard(*ward);
                }
                if let Some(number) = default {
                    scope = scope.default_service(handler(*number));
                }
                scope = inside.iter().fold(scope, |scope, tree| scope.service(self.service(tree)));
                match cors {
                    Some(Placed::New(cors)) => {
                        Registered::of(scope.wrap(noting(*cors)).wrap(self.cors(*cors)))
                    }
                    Some(Placed::Registered(cors)) => {
                        let policy = self.policies[*cors].policy;
                        Registered::of(scope.wrap(noting(*cors)).cors(policy))
                    }
                    Some(Placed::Default) => Registered::of(scope.wrap(Cors::default())),
                    None => Registered::of(scope),
                }
            }
        }
    }

    /// The application; where nobody wants the wall, a copy without it.
    pub(crate) async fn build(&self, has_wall: bool) -> Built {
        let mut app = App::new();
        match self.default {
            Fallback::Covered(own) => {
                let fallback = handler(0).wrap(noting(own)).wrap(self.cors(own));
                app = app.default_service(fallback);
            }
            Fallback::Plain => app = app.default_service(handler(0)),
            Fallback::Nobody => {}
        }
        app = self.tree.iter().fold(app, |app, tree| app.service(self.service(tree)));

        let Plan { rewriting, wall, wall_fails: fails, .. } = self.plan;
        let slashes = match rewriting {
            Rewriting::Always => TrailingSlash::Always,
            Rewriting::Merge => TrailingSlash::MergeOnly,
            Rewriting::Nothing | Rewriting::Trim | Rewriting::Base => TrailingSlash::Trim,
        };
        let normalizes = !matches!(rewriting, Rewriting::Nothing | Rewriting::Base);
        macro_rules! layers {
            ($app:expr) => {
                $app.wrap(Condition::new(has_wall && wall == WallAt::Inside, Wall { fails }))
                    .wrap(Condition::new(normalizes, NormalizePath::new(slashes)))
                    .wrap(Condition::new(rewriting == Rewriting::Base, stripping()))
                    .wrap(Condition::new(has_wall && wall == WallAt::Outside, Wall { fails }))
            };
        }
        match (self.plan.around, self.outer) {
            (Around::NewInDefault(_), Some(own)) => {
                let app = app.wrap(noting(own)).wrap(self.cors(own));
                Built::new(init_service(layers!(app).wrap(Cors::default())).await)
            }
            (_, Some(own)) => {
                let app = layers!(app).wrap(noting(own)).wrap(self.cors(own));
                Built::new(init_service(app).await)
            }
            (Around::Default, None) => {
                Built::new(init_service(layers!(app).wrap(Cors::default())).await)
            }
            (_, None) => Built::new(init_service(layers!(app)).await),
        }
    }
}

/// `Files` at the root, whose directory does not exist.
fn files(plan: &RoutePlan, handler: Route) -> Files {
    let files = Files::new("/", "/nowhere").method_guard(fn_guard(|_| true));
    let files = files.use_hidden_files().default_handler(handler);
    match plan.ward {
        Some(ward) => files.guard(ward),
        None => files,
    }
}

fn resource(number: usize, plan: &RoutePlan) -> Resource {
    let resource = web::resource(&*plan.pattern);
    match plan.kind {
        Kind::Annotated(_) | Kind::ByMethod => {
            let resource = resource.guard(by_methods(plan.methods.clone()));
            warded(resource, plan.ward).route(handler(number))
        }
        Kind::Any | Kind::Files => warded(resource, plan.ward).route(handler(number)),
        Kind::Routes { guards_routes } => {
            let ward = |wanted| plan.ward.filter(|_| guards_routes == wanted);
            plan.methods.iter().fold(warded(resource, ward(false)), |resource, method| {
                let route = handler(number).method(parsed(method));
                resource.route(match ward(true) {
                    Some(ward) => route.guard(ward),
                    None => route,
                })
            })
        }
    }
}
