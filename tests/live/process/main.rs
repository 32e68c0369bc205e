//! A server whose origins come from the environment, in a process of its own: the environment belongs to a whole process, and
//! so does the end of a server. The argument says what it does; the tests in `live/environment.rs` start it and read what it prints.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::error::Error;
use std::process::{ExitCode, Termination as _};
use std::sync::LazyLock;

use actix_web::{App, HttpResponse, HttpServer, Responder, get, put};
use cors_runtime::{Cors, Policy, PolicyError, StartupError, check_app, cors, policy};
use cors_tests::Ask;

/// The variable of all policies here.
const VARIABLE: &str = "APP_ORIGINS";

#[cors(origins = env("APP_ORIGINS"))]
#[get("/open")]
async fn open() -> impl Responder {
    HttpResponse::Ok()
}

#[cors(origins = env("APP_ORIGINS", default = ["https://default.example"]), methods = [PUT], credentials, reject_unlisted)]
#[put("/strict")]
async fn strict() -> impl Responder {
    HttpResponse::Ok()
}

#[cors(
    origins = env("APP_ORIGINS"),
    credentials,
    dangerous(insecure_origins, public_suffixes, null_origin, any_extension)
)]
#[get("/lenient")]
async fn lenient() -> impl Responder {
    HttpResponse::Ok()
}

#[cors(
    origins = env("APP_ORIGINS", empty = disabled, default = ["https://default.example"]),
    credentials,
    reject_unlisted
)]
#[get("/switched")]
async fn switched() -> impl Responder {
    HttpResponse::Ok()
}

#[cors(origins = env("APP_ORIGINS", default = ["https://default.example"], empty = disabled))]
#[get("/lenient_switched")]
async fn lenient_switched() -> impl Responder {
    HttpResponse::Ok()
}

static SWITCHED: Policy =
    policy! { origins = env("APP_ORIGINS", empty = disabled), methods = [DELETE] };

/// Its origins are its own, whatever the variable says.
#[cors(policy = SWITCHED, origins = ["https://own.example"])]
#[get("/own_origins")]
async fn own_origins() -> impl Responder {
    HttpResponse::Ok()
}

/// The same of a policy that is built.
static SWITCHED_WHEN_BUILT: LazyLock<Policy> = LazyLock::new(|| {
    let builder = Policy::builder().origins_from_env(VARIABLE).empty_env_disables(true);
    builder.methods(["DELETE"]).build().unwrap()
});

#[cors(policy = SWITCHED_WHEN_BUILT, origins = ["https://own.example"])]
#[get("/own_origins_over_built")]
async fn own_origins_over_built() -> impl Responder {
    HttpResponse::Ok()
}

static NAMED: Policy = policy! { origins = env("APP_ORIGINS"), methods = [DELETE] };

/// An application of one route, by name.
macro_rules! app {
    ($name:expr) => {
        move || match $name.as_str() {
            "open" => App::new().service(open),
            "strict" => App::new().service(strict),
            "lenient" => App::new().service(lenient),
            "switched" => App::new().service(switched),
            "lenient_switched" => App::new().service(lenient_switched),
            "own_origins" => App::new().service(own_origins),
            "own_origins_over_built" => App::new().service(own_origins_over_built),
            "both" => App::new().service(open).service(strict),
            other => panic!("no application {other}"),
        }
    };
}

fn app_name() -> String {
    std::env::var("APP").unwrap()
}

/// Prints what `check_app` says, and what the route answers to some origins.
async fn checks() {
    let app = app!(app_name());
    match check_app(app).await {
        Err(error) => return println!("REFUSED {} problems\n{error}", error.problems().count()),
        Ok(()) => println!("READY"),
    }
    let service = actix_web::test::init_service(app!(app_name())()).await;
    let path = format!("/{}", app_name());
    let method = if path == "/strict" { "PUT" } else { "GET" };
    for origin in std::env::var("ASK").unwrap_or_default().split_whitespace() {
        let request = Ask::from(origin).method(method).at(&path).request().to_request();
        let response = actix_web::test::call_service(&service, request).await;
        let allowed = response.headers().get("access-control-allow-origin");
        println!("{origin} -> {} {allowed:?}", response.status().as_u16());
    }
}

/// A server without `check_app`, until it fails or answers.
async fn serves() {
    let server = HttpServer::new(app!(app_name())).workers(2).bind(("127.0.0.1", 0)).unwrap();
    let address = server.addrs()[0];
    let running = actix_web::rt::spawn(server.run());
    actix_web::rt::time::sleep(std::time::Duration::from_millis(300)).await;
    if running.is_finished() {
        println!("ENDED {:?}", running.await);
    } else {
        println!("SERVING {}", std::net::TcpStream::connect(address).is_ok());
    }
}

/// A middleware around the application.
async fn wraps() {
    match check_app(|| App::new().wrap(Cors::new(&NAMED))).await {
        Ok(()) => println!("READY"),
        Err(error) => println!("REFUSED\n{error}"),
    }
}

/// Policies that are built at start-up.
fn builds() {
    let builder = Policy::builder().origins_from_env(VARIABLE).methods(["patch"]).credentials(true);
    println!("{}", builder.build().unwrap_err());
    let builder = Policy::builder().origins_from_env_or(VARIABLE, ["https://default.example"]);
    println!("{:?}", builder.dangerous_insecure_origins(true).build().map(drop));
}

fn refused() -> Result<Policy, PolicyError> {
    Policy::builder().origins(["https://a.example/"]).methods(["patch"]).build()
}

#[cors(origins = ["https://a.example"])]
#[get("/open")]
async fn open_again() -> impl Responder {
    HttpResponse::Ok()
}

async fn checked() -> Result<(), StartupError> {
    check_app(|| App::new().service(open).service(open_again)).await
}

/// The ways in which a `main` ends with an error; what is printed then is the standard library's.
async fn ends(argument: &str) -> Option<ExitCode> {
    fn policy_in_io() -> std::io::Result<()> {
        let _policy = refused()?;
        Ok(())
    }
    async fn check_in_io() -> std::io::Result<()> {
        Ok(checked().await?)
    }
    Some(match argument {
        "main-policy" => refused().map(drop).report(),
        "main-box" => refused().map(drop).map_err(Box::<dyn Error>::from).report(),
        "main-io" => policy_in_io().report(),
        "main-check" => checked().await.report(),
        "main-check-box" => checked().await.map_err(Box::<dyn Error>::from).report(),
        "main-check-io" => check_in_io().await.report(),
        _ => return None,
    })
}

/// A policy that the environment switches off, by the builder and in the place of a live one.
fn switches() {
    let request = actix_web::test::TestRequest::default()
        .insert_header(("origin", "https://a.example"))
        .to_http_request();
    println!("{}", cors_runtime::explain(&SWITCHED, &request));
    let builder = Policy::builder().origins_from_env(VARIABLE).credentials(true);
    let policy = builder.clone().empty_env_disables(true).build().unwrap();
    println!("{}", cors_runtime::explain(&policy, &request));
    let rejecting = builder.clone().empty_env_disables(true).reject_unlisted(true).build().unwrap();
    println!("equal to off: {} {}", policy == Policy::disabled(), rejecting == Policy::disabled());
    let live = cors_runtime::LivePolicy::new();
    live.replace(policy).unwrap();
    println!("{}", live.explain(&request));
    println!("{}", builder.empty_env_disables(false).build().unwrap_err());
    let mistaken = Policy::builder().origins_from_env(VARIABLE).methods(["patch"]);
    println!("{}", mistaken.empty_env_disables(true).build().unwrap_err());
}

#[actix_web::main]
async fn main() -> ExitCode {
    let argument = std::env::args().nth(1);
    if let Some(end) = ends(argument.as_deref().unwrap_or_default()).await {
        return end;
    }
    match argument.as_deref() {
        Some("checks") => checks().await,
        Some("serves") => serves().await,
        Some("wraps") => wraps().await,
        Some("builds") => builds(),
        Some("switches") => switches(),
        other => panic!("{other:?} is nothing that this process does"),
    }
    ExitCode::SUCCESS
}
