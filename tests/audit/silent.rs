//! An audit runs nothing of the application: no handler, no guard, no middleware inside of a `Cors`; and what stands outside
//! of it sees no method or path of the application's.

use std::cell::RefCell;
use std::rc::Rc;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::guard::fn_guard;
use actix_web::middleware::{Condition, Next, NormalizePath, TrailingSlash, from_fn};
use actix_web::{App, Error, HttpResponse, Responder, put, web};
use cors_runtime::{Cors, Policy, audit, check_app, cors, policy};

static POLICY: Policy = policy! { origins = ["https://a.example"], methods = [PUT], max_age = 600 };

/// What has run, by name.
type Ran = Rc<RefCell<Vec<String>>>;

thread_local! {
    static ANNOTATED: RefCell<usize> = const { RefCell::new(0) };
}

#[cors(origins = ["https://a.example"], max_age = 600)]
#[put("/item")]
async fn annotated() -> impl Responder {
    ANNOTATED.with_borrow_mut(|ran| *ran += 1);
    "ran"
}

async fn note<B: MessageBody>(
    ran: Ran,
    name: &'static str,
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, Error> {
    ran.borrow_mut().push(format!("{name} {} {}", request.method(), request.path()));
    next.call(request).await
}

async fn refuse(
    request: ServiceRequest,
    _: Next<impl MessageBody>,
) -> Result<ServiceResponse, Error> {
    Ok(request.into_response(HttpResponse::Unauthorized().finish()))
}

/// Everything that could run notes it: handlers for every method, a default service, a guard, and middleware in a scope.
fn everything(ran: &Ran) -> impl FnOnce(&mut web::ServiceConfig) + use<> {
    let handler = |name: &'static str, ran: &Ran| {
        let ran = Rc::clone(ran);
        web::route().to(move || {
            ran.borrow_mut().push(name.to_owned());
            async { HttpResponse::Ok().finish() }
        })
    };
    let (guard, inside) = (Rc::clone(ran), Rc::clone(ran));
    let guard = fn_guard(move |_| {
        guard.borrow_mut().push("guard".to_owned());
        true
    });
    let routes = [handler("any", ran), handler("tail", ran), handler("default", ran)];
    move |app| {
        let [any, tail, default] = routes;
        app.service(annotated)
            .service(web::scope("/scope").guard(guard).route("/any", any).wrap(from_fn(
                move |request, next| note(Rc::clone(&inside), "inside", request, next),
            )))
            .route("/{tail:.*}", tail)
            .default_service(default);
    }
}

fn nothing_ran(ran: &Ran) {
    assert_eq!(*ran.borrow(), [""; 0]);
    assert_eq!(ANNOTATED.with_borrow(|ran| *ran), 0);
}

#[actix_web::test]
async fn behind_a_cors() {
    let ran = Ran::default();
    for cors in [Cors::default(), Cors::new(&POLICY)] {
        let app = App::new().configure(everything(&ran)).wrap(cors);
        audit(|| app).await.unwrap();
    }
    nothing_ran(&ran);
}

#[actix_web::test]
async fn without_a_cors() {
    let ran = Ran::default();
    let app = App::new().configure(everything(&ran));
    let bare = audit(|| app).await.unwrap();
    assert!(bare.rows().iter().any(|row| row.pattern == "/scope/any"), "the routes were told");
    let app =
        App::new().configure(everything(&ran)).wrap(NormalizePath::new(TrailingSlash::Always));
    audit(|| app).await.unwrap();
    nothing_ran(&ran);
}

/// It names a `Cors` in its type, and has none.
#[actix_web::test]
async fn where_a_cors_is_switched_off() {
    let ran = Ran::default();
    let app = App::new().configure(everything(&ran)).wrap(Condition::new(false, Cors::default()));
    audit(|| app).await.unwrap();
    let app = App::new().configure(everything(&ran)).wrap(Condition::new(false, Cors::default()));
    check_app(|| app).await.unwrap();
    nothing_ran(&ran);
}

#[actix_web::test]
async fn what_stands_outside_sees_one_request_about_the_server() {
    let ran = Ran::default();
    let outside = Rc::clone(&ran);
    let app = App::new()
        .configure(everything(&ran))
        .wrap(Cors::default())
        .wrap(from_fn(move |request, next| note(Rc::clone(&outside), "outside", request, next)));
    audit(|| app).await.unwrap();
    assert_eq!(*ran.borrow(), ["outside OPTIONS *"]);
    assert_eq!(ANNOTATED.with_borrow(|ran| *ran), 0);
}

/// Where middleware outside answers by itself, what has registered is known all the same, and the rest is said to be unknown.
#[actix_web::test]
async fn what_stands_outside_may_answer() {
    let ran = Ran::default();
    let app = App::new().configure(everything(&ran)).wrap(Cors::default()).wrap(from_fn(refuse));
    let audit = audit(|| app).await.unwrap();
    let patterns: Vec<&str> = audit.rows().iter().map(|row| &*row.pattern).collect();
    assert_eq!(patterns, ["/item"]);
    assert!(audit.gaps().iter().any(|gap| gap.contains("not known")), "{:?}", audit.gaps());
    nothing_ran(&ran);
}

/// Audits beside each other, and beside the start of an application, tell only their own.
#[actix_web::test]
async fn audits_beside_each_other() {
    #[cors(origins = any)]
    #[put("/other")]
    async fn other() -> impl Responder {
        "other"
    }
    let one = audit(|| App::new().service(annotated).wrap(Cors::default()));
    let two = audit(|| App::new().service(other).wrap(Cors::new(&POLICY)));
    let started = actix_web::test::init_service(App::new().service(other).service(annotated));
    let (one, two, _) = futures_util::future::join3(one, two, started).await;
    let patterns = |audit: &cors_runtime::Audit| {
        audit.rows().iter().map(|row| row.pattern.clone()).collect::<Vec<_>>()
    };
    assert_eq!(patterns(&one.unwrap()), ["", "/item"]);
    assert_eq!(patterns(&two.unwrap()), ["", "/other"]);
}
