//! What every module asks of an application that stands beside another crate: one table of
//! questions, put to a route as lines of HTTP and as a browser puts them. It knows no other crate;
//! each module says which route it means and what that answers.

use actix_http::Request;
use actix_web::body::MessageBody;
use actix_web::dev::{Service, ServiceResponse};
use actix_web::http::{Method, StatusCode, header::HeaderMap};
use actix_web::test::TestRequest;
use cors_runtime::testing::{Browser, Fetch, Fetched};

/// The origin that every policy of this package lists.
pub(crate) const PAGE: &str = "https://page.example";

/// An origin that none lists.
pub(crate) const ELSEWHERE: &str = "https://elsewhere.example";

/// A route, what a page sends to it, and what it answers.
#[derive(Clone)]
pub(crate) struct Route {
    method: &'static str,
    path: &'static str,
    lines: Vec<(&'static str, &'static str)>,
    body: &'static str,
    status: u16,
    unserved: u16,
}

impl Route {
    /// A route that answers 200. The header makes browsers send a preflight whatever the method is.
    pub(crate) fn new(method: &'static str, path: &'static str) -> Self {
        Route { method, path, lines: vec![("x-name", "1")], body: "", status: 200, unserved: 403 }
    }

    pub(crate) fn put(path: &'static str) -> Self {
        Route::new("PUT", path)
    }

    pub(crate) fn post(path: &'static str) -> Self {
        Route::new("POST", path)
    }

    /// The same with one more header.
    pub(crate) fn line(mut self, name: &'static str, value: &'static str) -> Self {
        self.lines.push((name, value));
        self
    }

    /// The same with a body.
    pub(crate) fn body(mut self, body: &'static str) -> Self {
        self.body = body;
        self
    }

    /// The same where another crate, or the handler, answers otherwise than by 200.
    pub(crate) fn answers(mut self, status: u16) -> Self {
        self.status = status;
        self
    }

    /// The same where a preflight for a method that no annotated handler serves goes inward and
    /// meets another crate first.
    pub(crate) fn unserved(mut self, status: u16) -> Self {
        self.unserved = status;
        self
    }

    /// Names of the headers that a preflight asks for; the content type of a form is safelisted.
    fn unsafe_names(&self) -> String {
        let safe = |(name, value): &&(&str, &str)| {
            *name == "content-type" && value.starts_with("multipart/form-data")
        };
        let mut names: Vec<&str> =
            self.lines.iter().filter(|line| !safe(line)).map(|(name, _)| *name).collect();
        names.sort_unstable();
        names.join(",")
    }

    fn fetch(&self) -> Fetch {
        let url = format!("https://api.example{}", self.path);
        let fetch = Fetch::new(self.method, &url).body(self.body);
        self.lines.iter().fold(fetch, |fetch, (name, value)| fetch.header(name, value))
    }
}

/// One request, as bytes on the wire.
#[derive(Clone, Copy, Debug)]
enum Sent<'a> {
    /// A preflight that announces a method and headers.
    Preflight(&'a str, &'a str),
    /// The request itself.
    Request,
}

/// A row of the table: who asks, what, and the answer. Readable means that the answer names the
/// page's origin, and no other.
struct Row<'a> {
    what: &'static str,
    origin: Option<&'static str>,
    sent: Sent<'a>,
    status: u16,
    readable: bool,
}

const fn row<'a>(
    what: &'static str,
    origin: Option<&'static str>,
    sent: Sent<'a>,
    status: u16,
    readable: bool,
) -> Row<'a> {
    Row { what, origin, sent, status, readable }
}

/// Puts the whole table to a route.
///
/// # Panics
/// Where one answer is another than the table's.
pub(crate) async fn assert_asked<S, B>(app: &S, route: Route)
where
    S: Service<Request, Response = ServiceResponse<B>>,
    S::Error: Into<actix_web::Error>,
    B: MessageBody,
{
    let names = route.unsafe_names();
    let more = format!("{names},x-unlisted");
    let announced = Sent::Preflight(route.method, &names);
    let rows = [
        row("the page's preflight", Some(PAGE), announced, 204, true),
        row("a preflight from elsewhere", Some(ELSEWHERE), announced, 403, false),
        row("an unlisted header", Some(PAGE), Sent::Preflight(route.method, &more), 403, false),
        row(
            "an unserved method",
            Some(PAGE),
            Sent::Preflight("DELETE", &names),
            route.unserved,
            false,
        ),
        row("the page's request", Some(PAGE), Sent::Request, route.status, true),
        row("a request from elsewhere", Some(ELSEWHERE), Sent::Request, route.status, false),
        row("a request of no page", None, Sent::Request, route.status, false),
    ];
    for Row { what, origin, sent, status, readable } in rows {
        let (actual, headers) = ask(app, &route, origin, sent).await;
        let what = format!("{what}: {} {}", route.method, route.path);
        assert_eq!(actual, status, "{what}");
        let cors = cors_headers(&headers);
        let allowed: Vec<_> = headers.get_all("access-control-allow-origin").collect();
        let expected: &[&str] = if readable { &[PAGE] } else { &[] };
        assert_eq!(allowed, expected, "{what}");
        assert!(readable || cors.is_empty(), "{what}: {cors:?}");
        let mut vary = headers.get_all("vary").filter_map(|value| value.to_str().ok());
        let varies = vary.any(|value| value.split(", ").any(|name| name == "Origin"));
        // What another crate says to a preflight that announces no annotated handler is its alone.
        assert_eq!(
            varies,
            !matches!(sent, Sent::Preflight(..)) || matches!(status, 204 | 403),
            "{what}"
        );
    }
    let read = fetched(app, &route, PAGE).await;
    assert_eq!((read.status(), read.preflights()), (route.status, 1), "\n{read}");
    fetched(app, &route, ELSEWHERE).await.assert_blocked();
}

/// Fetches in a new browser, from a page of this origin.
pub(crate) async fn fetched<S, B>(app: &S, route: &Route, origin: &str) -> Fetched
where
    S: Service<Request, Response = ServiceResponse<B>>,
    S::Error: Into<actix_web::Error>,
    B: MessageBody,
{
    Browser::new().open(origin).fetch(app, route.fetch()).await
}

/// The answer to a preflight from this origin, where another crate may give it: status, and names
/// of the CORS headers.
pub(crate) async fn preflight<S, B>(app: &S, route: &Route, origin: &str) -> (u16, Vec<String>)
where
    S: Service<Request, Response = ServiceResponse<B>>,
    S::Error: Into<actix_web::Error>,
    B: MessageBody,
{
    let names = route.unsafe_names();
    let announced = Sent::Preflight(route.method, &names);
    let (status, headers) = ask(app, route, Some(origin), announced).await;
    (status.as_u16(), cors_headers(&headers))
}

/// The same for a request.
pub(crate) async fn request<S, B>(app: &S, route: &Route, origin: &str) -> (u16, Vec<String>)
where
    S: Service<Request, Response = ServiceResponse<B>>,
    S::Error: Into<actix_web::Error>,
    B: MessageBody,
{
    let (status, headers) = ask(app, route, Some(origin), Sent::Request).await;
    (status.as_u16(), cors_headers(&headers))
}

/// Names of the CORS headers, sorted, without their common start.
fn cors_headers(headers: &HeaderMap) -> Vec<String> {
    let names = headers.keys().filter_map(|name| name.as_str().strip_prefix("access-control-"));
    let mut names: Vec<_> = names.map(str::to_owned).collect();
    names.sort_unstable();
    names
}

async fn ask<S, B>(
    app: &S,
    route: &Route,
    origin: Option<&str>,
    sent: Sent<'_>,
) -> (StatusCode, HeaderMap)
where
    S: Service<Request, Response = ServiceResponse<B>>,
    S::Error: Into<actix_web::Error>,
    B: MessageBody,
{
    let mut request = TestRequest::with_uri(route.path);
    if let Some(origin) = origin {
        request = request.append_header(("Origin", origin));
    }
    request = match sent {
        Sent::Preflight(method, names) => request
            .method(Method::OPTIONS)
            .append_header(("Access-Control-Request-Method", method))
            .append_header(("Access-Control-Request-Headers", names)),
        Sent::Request => {
            let method = Method::from_bytes(route.method.as_bytes()).expect("a method");
            let request = request.method(method).set_payload(route.body);
            route.lines.iter().fold(request, |request, line| request.append_header(*line))
        }
    };
    match app.call(request.to_request()).await {
        Ok(response) => (response.status(), response.headers().clone()),
        Err(error) => {
            let response = error.into().error_response();
            (response.status(), response.headers().clone())
        }
    }
}
