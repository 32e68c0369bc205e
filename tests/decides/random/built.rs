//! The application that is built of a plan with numbers, as often as somebody wants one, and asking it.

use std::rc::Rc;

use actix_files::Files;
use actix_http::Request;
use actix_web::body::MessageBody;
use actix_web::dev::{AppService, HttpServiceFactory, Service, ServiceResponse};
use actix_web::guard::{Any, Guard, GuardContext, Header, Host, Method as MethodGuard, fn_guard};
use actix_web::http::{Method, StatusCode};
use actix_web::middleware::{Condition, NormalizePath, TrailingSlash};
use actix_web::test::init_service;
use actix_web::{App, Error, HttpRequest, HttpResponse, Resource, Route, web};
use cors_runtime::__private::{AnnotatedRoute, register};
use cors_runtime::{Cors, CorsExt, WithCors};
use cors_tests::{Answer, Ask};
use futures_util::future::LocalBoxFuture;

use crate::random::laid::{Laid, Tree};
use crate::random::layers::{Wall, handle, noting, stripping, take_notes};
use crate::random::plan::{
    Around, By, Fallback, HOSTS, Kind, METHODS, Placed, Plan, Rewriting, RoutePlan, SPECIAL,
    WallAt, Ward,
};

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

/// How an application is built.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Variant {
    pub(crate) has_wall: bool,
    /// Whether refusals have a form of their own.
    pub(crate) has_forms: bool,
    /// Whether other policies stand beside those of `Cors` and of services.
    pub(crate) has_shadows: bool,
}

/// The header of a refusal in a form of its own.
pub(crate) const FORM: &str = "x-form";

impl Variant {
    /// A `Cors` whose refusals have, by its number, a status that another response could have, and all headers that a page
    /// could want.
    fn form(self, cors: Cors, number: usize) -> Cors {
        if !self.has_forms {
            return cors;
        }
        let status = [200, 404, 405, 302, 401, 500, 410][number % 7];
        let status = StatusCode::from_u16(status).expect("a status code");
        cors.refuse_with(move |refusal| {
            HttpResponse::build(status)
                .insert_header((FORM, number.to_string()))
                .insert_header(("access-control-allow-origin", refusal.origin().unwrap_or("*")))
                .insert_header(("access-control-allow-methods", METHODS.join(",")))
                .insert_header(("access-control-allow-headers", "x-name, x-special"))
                .insert_header(("access-control-expose-headers", format!("x-policy-{number}")))
                .insert_header(("access-control-max-age", number.to_string()))
                .finish()
        })
    }
}

/// Stands for the number of a policy, where a `Cors` has none.
const NO_POLICY: usize = 3;

impl Laid {
    fn cors(&self, number: usize, variant: Variant) -> Cors {
        let cors = Cors::new(self.policies[number].policy);
        let cors = if variant.has_shadows { cors.shadow(self.shadow_of(number)) } else { cors };
        variant.form(cors, number)
    }

    /// The service with its policy, and what stands beside that.
    fn with_policy<S: CorsExt>(&self, service: S, number: usize, variant: Variant) -> WithCors<S> {
        let service = service.cors(self.policies[number].policy);
        if variant.has_shadows { service.shadow(self.shadow_of(number)) } else { service }
    }

    fn service(&self, tree: &Tree, variant: Variant) -> Registered {
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
                        Registered::of(self.with_policy(files, *cors, variant))
                    }
                    None => Registered::of(files(plan, handler(*number))),
                }
            }
            Tree::Route { number, plan, annotation: None, cors } => {
                let resource = resource(*number, plan);
                match cors {
                    Some((cors, By::Wrap)) => {
                        Registered::of(resource.wrap(noting(*cors)).wrap(self.cors(*cors, variant)))
                    }
                    Some((cors, By::Registration)) => {
                        let resource = resource.wrap(noting(*cors));
                        Registered::of(self.with_policy(resource, *cors, variant))
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
                scope = inside
                    .iter()
                    .fold(scope, |scope, tree| scope.service(self.service(tree, variant)));
                match cors {
                    Some(Placed::New(cors)) => {
                        Registered::of(scope.wrap(noting(*cors)).wrap(self.cors(*cors, variant)))
                    }
                    Some(Placed::Registered(cors)) => {
                        let scope = scope.wrap(noting(*cors));
                        Registered::of(self.with_policy(scope, *cors, variant))
                    }
                    Some(Placed::Default) => {
                        Registered::of(scope.wrap(variant.form(Cors::default(), NO_POLICY)))
                    }
                    None => Registered::of(scope),
                }
            }
        }
    }

    /// The application; where nobody wants the wall, a copy without it.
    pub(crate) async fn build(&self, variant: Variant) -> Built {
        let has_wall = variant.has_wall;
        let mut app = App::new();
        match self.default {
            Fallback::Covered(own) => {
                let fallback = handler(0).wrap(noting(own)).wrap(self.cors(own, variant));
                app = app.default_service(fallback);
            }
            Fallback::Plain => app = app.default_service(handler(0)),
            Fallback::Nobody => {}
        }
        app = self.tree.iter().fold(app, |app, tree| app.service(self.service(tree, variant)));

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
                let app = app.wrap(noting(own)).wrap(self.cors(own, variant));
                Built::new(
                    init_service(layers!(app).wrap(variant.form(Cors::default(), NO_POLICY))).await,
                )
            }
            (_, Some(own)) => {
                let app = layers!(app).wrap(noting(own)).wrap(self.cors(own, variant));
                Built::new(init_service(app).await)
            }
            (Around::Default, None) => Built::new(
                init_service(layers!(app).wrap(variant.form(Cors::default(), NO_POLICY))).await,
            ),
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
