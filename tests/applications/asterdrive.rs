//! AsterDrive, a file server: origins, credentials and maximum age are settings in its database, which an administrator
//! changes while it runs. Extensions of browsers may be listed. A request from an unlisted page is refused; pages of its own,
//! and the files of its interface, are let through.
//!
//! Four settings: `cors_enabled`, `cors_allowed_origins` (a list in JSON), `cors_allow_credentials`, `cors_max_age_secs`. The
//! middleware is its own, and no `actix-cors`. From `src/config/cors.rs` and `src/api/middleware/cors/` of
//! AsterCommunity/AsterDrive, and `aster_forge_actix_middleware` of AsterCommunity/AsterForge (`cors`).

use std::sync::{Arc, RwLock};

use actix_web::body::{EitherBody, MessageBody};
use actix_web::dev::{Service as _, ServiceRequest, ServiceResponse};
use actix_web::http::header::{HeaderMap, HeaderName, HeaderValue};
use actix_web::middleware::{Next, from_fn};
use actix_web::{App, Error, HttpResponse, Resource, web};
use cors_runtime::{Cors, CorsExt as _, Explanation, Issue, LivePolicy, Policy, PolicyError};

use cors_tests::Answer;

use crate::case::{Asker, Request, SERVER, pages, programs, requests};
use crate::comparison::Comparison;
use crate::decision::Decision::{self, *};
use crate::inside::{answer, things};
use crate::running::Running;

/// The settings as they are when they have been read.
#[derive(Clone, Default)]
struct Settings {
    enabled: bool,
    origins: Vec<String>,
    credentials: bool,
    max_age: u32,
}

impl Settings {
    fn read(origins: &str, credentials: bool) -> Settings {
        let origins = serde_json::from_str(origins).expect("a list in JSON");
        Settings { enabled: true, origins, credentials, max_age: 3600 }
    }

    fn is_for_everybody(&self) -> bool {
        self.origins == ["*"]
    }

    /// Whether requests are looked at.
    fn is_on(&self) -> bool {
        self.enabled && !self.origins.is_empty()
    }
}

const METHODS: [&str; 13] = [
    "GET",
    "POST",
    "PUT",
    "PATCH",
    "DELETE",
    "OPTIONS",
    "PROPFIND",
    "PROPPATCH",
    "MKCOL",
    "COPY",
    "MOVE",
    "LOCK",
    "UNLOCK",
];
const HEADERS: [&str; 6] =
    ["authorization", "accept", "content-type", "depth", "range", "x-csrf-token"];
const EXPOSED: [&str; 4] = ["accept-ranges", "content-range", "dav", "lock-token"];

fn api() -> actix_web::Scope {
    web::scope("/api/v1").configure(things("/files", "/files/{id}"))
}

/// Its interface: for nobody else, and refused to nobody.
fn interface(path: &'static str) -> Resource {
    web::resource(path).route(web::get().to(answer))
}

const SCRIPT: &str = "/assets/app.js";

async fn before(settings: &Arc<RwLock<Settings>>) -> Running {
    let settings = Arc::clone(settings);
    let app = App::new().service(interface("/")).service(interface(SCRIPT)).service(api());
    let app = app.wrap(from_fn(move |request, next| {
        let settings = settings.read().expect("nobody panicked").clone();
        own_middleware(settings, request, next)
    }));
    Running::start(app).await
}

async fn own_middleware<B: MessageBody + 'static>(
    settings: Settings,
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B>>, Error> {
    let is_exempt = request.path() == "/" || request.path().starts_with("/assets/");
    let text = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok());
    let Some(origin) = text("origin").map(str::to_ascii_lowercase) else {
        return Ok(next.call(request).await?.map_into_left_body());
    };
    if is_exempt || !settings.is_on() || origin == SERVER {
        return Ok(next.call(request).await?.map_into_left_body());
    }
    if !origin.contains("://") {
        let answer = HttpResponse::BadRequest().json("invalid CORS origin");
        return Ok(request.into_response(answer).map_into_right_body());
    }
    let is_listed = settings.is_for_everybody() || settings.origins.contains(&origin);
    let asked = text("access-control-request-method").filter(|_| request.method() == "OPTIONS");
    let names = text("access-control-request-headers").unwrap_or_default().to_ascii_lowercase();
    let mut names = names.split(',').map(str::trim).filter(|name| !name.is_empty());
    let is_granted =
        |method| METHODS.contains(&method) && names.all(|name| HEADERS.contains(&name));
    match asked.map(is_granted) {
        _ if !is_listed => Ok(forbidden(request).map_into_right_body()),
        Some(false) => Ok(forbidden(request).map_into_right_body()),
        Some(true) => {
            let mut answer = HttpResponse::NoContent().finish();
            write_origin(answer.headers_mut(), &settings, &origin);
            let max_age = settings.max_age.to_string();
            write(answer.headers_mut(), "access-control-allow-methods", &METHODS.join(", "));
            write(answer.headers_mut(), "access-control-allow-headers", &HEADERS.join(", "));
            write(answer.headers_mut(), "access-control-max-age", &max_age);
            write(answer.headers_mut(), "vary", VARY);
            Ok(request.into_response(answer).map_into_right_body())
        }
        None => {
            let mut response = next.call(request).await?;
            write_origin(response.headers_mut(), &settings, &origin);
            write(response.headers_mut(), "access-control-expose-headers", &EXPOSED.join(", "));
            Ok(response.map_into_left_body())
        }
    }
}

const VARY: &str = "Access-Control-Request-Headers, Access-Control-Request-Method, Origin";

fn forbidden(request: ServiceRequest) -> ServiceResponse {
    request.into_response(HttpResponse::Forbidden().insert_header(("vary", VARY)).finish())
}

fn write_origin(headers: &mut HeaderMap, settings: &Settings, origin: &str) {
    let is_star = settings.is_for_everybody() && !settings.credentials;
    write(headers, "access-control-allow-origin", if is_star { "*" } else { origin });
    if settings.credentials {
        write(headers, "access-control-allow-credentials", "true");
    }
    write(headers, "vary", "Origin");
}

fn write(headers: &mut HeaderMap, name: &'static str, value: &str) {
    let value = HeaderValue::from_str(value).expect("a header value");
    headers.insert(HeaderName::from_static(name), value);
}

fn policy(settings: &Settings) -> Result<Policy, PolicyError> {
    if !settings.is_on() {
        return Ok(Policy::disabled());
    }
    Policy::builder()
        .origins(&settings.origins)
        .methods(METHODS)
        .headers(HEADERS)
        .expose(EXPOSED)
        .credentials(settings.credentials)
        .max_age(settings.max_age)
        // There is nobody to refuse where everybody is let in.
        .reject_unlisted(!settings.is_for_everybody())
        .build()
}

static OFF: Policy = Policy::disabled();

async fn after(live: &Arc<LivePolicy>) -> Running {
    let app = || {
        App::new()
            .service(interface("/").cors(&OFF))
            .service(interface(SCRIPT).cors(&OFF))
            .service(api())
            .wrap(Cors::new(Arc::clone(live)))
    };
    Running::checked(app).await.expect("an application that can work")
}

const EXTENSION: &str = "moz-extension://4fbe19d7-2d0e-4a7f-b708-31957a9f48e9";

async fn compare(name: &'static str, settings: &Settings, decisions: &'static [Decision]) {
    let live = Arc::new(LivePolicy::new());
    // What the administrator has written comes after the applications were built.
    let shared = Arc::new(RwLock::new(Settings::default()));
    let (before, after) = (before(&shared).await, after(&live).await);
    live.replace(policy(settings).expect("a policy")).expect("a policy that fits");
    *shared.write().expect("nobody panicked") = settings.clone();
    let page = |name, origin: &str| Asker::Page(name, origin.to_owned());
    let others = vec![page("extension", EXTENSION), page("own", SERVER)];
    let mut requests = requests("/api/v1/files", "/api/v1/files/", "/api/v1/files/7", None);
    requests.extend([Request::get(SCRIPT), Request::new("LOCK", "/api/v1/files/7")]);
    Comparison {
        name,
        before,
        after,
        pages: [pages("https://panel.example"), others].concat(),
        requests,
        programs: programs("/api/v1/files", None),
        decisions,
    }
    .run()
    .await;
}

fn listed() -> Settings {
    Settings::read(&format!(r#"["https://panel.example", "{EXTENSION}"]"#), true)
}

#[actix_web::test]
async fn with_a_list() {
    compare(
        "asterdrive",
        &listed(),
        &[NullIsUnlisted, ListsAreForWhoAsks, EveryAnswerVaries, AnswersVaryByOriginAlone],
    )
    .await;
}

#[actix_web::test]
async fn for_everybody() {
    compare(
        "asterdrive-everybody",
        &Settings::read(r#"["*"]"#, false),
        &[NullIsUnlisted, ListsAreForWhoAsks, StarIsConstant, StarDoesNotVary],
    )
    .await;
}

#[actix_web::test]
async fn switched_off() {
    compare("asterdrive-off", &Settings::default(), &[DisabledRefuses]).await;
}

/// A change that the rules refuse is refused at the administrator's request, and what was in force stays. AsterDrive checks
/// the same when a setting is written; where it finds a bad one in the database, it lets nobody in.
#[actix_web::test]
async fn a_bad_change_changes_nothing() {
    let live = LivePolicy::new();
    live.replace(policy(&listed()).expect("a policy")).expect("a policy that fits");
    let error = policy(&Settings::read(r#"["*"]"#, true)).expect_err("a refusal");
    assert_eq!(
        error.issues().map(Issue::code).collect::<Vec<_>>(),
        ["any_origin_with_credentials"]
    );
    assert!(live.current().is_some());
}

/// Its errors are JSON, refusals too.
#[actix_web::test]
async fn refusals_in_its_own_form() {
    let live = Arc::new(LivePolicy::new());
    live.replace(policy(&listed()).expect("a policy")).expect("a policy that fits");
    let write = |refusal: &Explanation| {
        HttpResponse::Forbidden().json(serde_json::json!({ "code": refusal.reason().code() }))
    };
    let app = App::new().service(api()).wrap(Cors::new(live).refuse_with(write));
    let app = Running::start(app).await;
    let request =
        Request::new("PUT", "/api/v1/files/7").header("origin", "https://elsewhere.example");
    let answer = Answer::of(app.call(request.ask().request().to_request()).await, 0).await;
    assert_eq!((answer.status, answer.body.as_str()), (403, r#"{\"code\":\"origin_not_listed\"}"#));
    assert_eq!(answer.cors(), []);
}
