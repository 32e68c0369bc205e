//! The server of the policy cases: the real middleware over real HTTP, one policy for each case. The model asks the very same
//! service in memory.

use std::sync::PoisonError;

use actix_web::body::BoxBody;
use actix_web::dev::{
    Service, ServiceFactory, ServiceRequest, ServiceResponse, Transform, fn_service,
};
use actix_web::http::StatusCode;
use actix_web::{App, Error, HttpResponse};
use cors_runtime::Cors;
use cors_tests::live_app::serve_app;

use crate::case::Server;
use crate::policy_case::PolicyCase;
use crate::seen::{Seen, parse_target};
use crate::world::{PAGE, Registry};

/// Starts it, for as long as the process runs; returns its port.
pub(crate) fn start(registry: &Registry) -> u16 {
    let registry = registry.clone();
    serve_app(move || application(&registry))
}

/// The application, for the server and for the model.
pub(crate) fn application(
    registry: &Registry,
) -> App<
    impl ServiceFactory<
        ServiceRequest,
        Config = (),
        Response = ServiceResponse<BoxBody>,
        Error = Error,
        InitError = (),
    > + use<>,
> {
    let registry = registry.clone();
    App::new().default_service(fn_service(move |request: ServiceRequest| {
        let registry = registry.clone();
        async move { respond(&registry, request).await }
    }))
}

async fn respond(
    registry: &Registry,
    request: ServiceRequest,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let Some((policy, page)) = note(registry, &request) else {
        let page = HttpResponse::Ok().content_type("text/html").body(PAGE);
        return Ok(request.into_response(page));
    };
    let cors = Cors::new(policy.build(&page).expect("the case was built before"));
    let handler = fn_service(move |request: ServiceRequest| {
        let answer = handle(&policy);
        async move { Ok::<_, Error>(request.into_response(answer)) }
    });
    let inner = handler.new_service(()).await.expect("a handler");
    let service = cors.new_transform(inner).await.expect("the middleware starts");
    Ok(service.call(request).await?.map_into_boxed_body())
}

/// Notes the request with its case, and returns that.
fn note(registry: &Registry, request: &ServiceRequest) -> Option<(PolicyCase, String)> {
    let target = request.uri().to_string();
    let (id, _) = parse_target(&target, "policy")?;
    let header = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok());
    // In memory there is no socket.
    let port = header("host")?.rsplit_once(':')?.1.parse().ok()?;
    let seen = Seen::read(request.method().as_str(), &target, port, header);
    let mut registry = registry.write().unwrap_or_else(PoisonError::into_inner);
    let running = registry.get_mut(id)?;
    running.seen.push(seen);
    let Server::Policy(policy) = &running.case.server else { return None };
    Some((policy.clone(), running.page.clone()))
}

fn handle(policy: &PolicyCase) -> HttpResponse {
    let status = StatusCode::from_u16(policy.status).expect("a status");
    let mut answer = HttpResponse::build(status);
    answer.append_header(("cache-control", "no-store"));
    for (name, value) in &policy.lines {
        answer.append_header((name.as_str(), value.as_str()));
    }
    answer.body("said")
}
