//! A case in the model: raw servers by the exchange of `cors_rules::client`, policies by the browser of `cors_runtime::testing`
//! against the same service in memory.

use actix_web::test::init_service;
use cors_rules::client::{
    Body, Exchange, FetchRequest, HttpRequest, HttpResponse, PageOrigin, PreflightCache, Profile,
    Step,
};
use cors_runtime::testing::{Browser, Fetch};
use cors_tests::raw_server::RawAnswer;

use crate::case::{Case, Server};
use crate::policy_server::application;
use crate::raw;
use crate::seen::{Seen, parse_target, split};
use crate::told::Told;
use crate::world::{Running, World};

/// What came of a case: how each fetch ended, and what the servers saw.
#[derive(Clone, Debug)]
pub(crate) struct Observed {
    pub(crate) told: Vec<Told>,
    pub(crate) seen: Vec<Seen>,
}

impl Observed {
    pub(crate) fn agrees_with(&self, other: &Observed) -> bool {
        self.seen == other.seen && self.ends_like(other)
    }

    /// Whether the two differ by nothing but preflights.
    pub(crate) fn agrees_but_for_preflights(&self, other: &Observed) -> bool {
        fn actual(observed: &Observed) -> impl Iterator<Item = &Seen> {
            observed.seen.iter().filter(|seen| !seen.is_preflight())
        }
        actual(self).eq(actual(other)) && self.ends_like(other)
    }

    fn ends_like(&self, other: &Observed) -> bool {
        self.told.len() == other.told.len()
            && self.told.iter().zip(&other.told).all(|(one, other)| one.agrees_with(other))
    }
}

/// Runs cases, each under its id.
pub(crate) async fn run_model(
    world: &World,
    cases: &[(String, Case)],
    profile: Profile,
) -> Vec<Observed> {
    let app = init_service(application(&world.registry)).await;
    let mut observed = Vec::new();
    for (id, case) in cases {
        observed.push(match &case.server {
            Server::Raw(_) => run_raw(world, id, case, profile),
            Server::Policy(_) => {
                world.register(id, case);
                let page = Browser::like(profile).open(world.ports.page_origin(case));
                let mut told = Vec::new();
                for fetch in fetches(world, id, case) {
                    told.push(Told::by_model(page.fetch(&app, convert(&fetch)).await.outcome()));
                }
                Observed { told, seen: world.forget(id) }
            }
        });
    }
    observed
}

/// The fetches of a case with their URLs: what a case has for a URL follows the address.
pub(crate) fn fetches(world: &World, id: &str, case: &Case) -> Vec<FetchRequest> {
    let url = world.ports.first_url(id, case);
    let http2 = matches!(&case.server, Server::Raw(hops) if hops[0].host.is_secure());
    let at = |fetch: &FetchRequest| FetchRequest {
        url: format!("{url}{}", fetch.url),
        http2,
        ..fetch.clone()
    };
    case.fetches.iter().map(at).collect()
}

fn convert(request: &FetchRequest) -> Fetch {
    let FetchRequest { method, url, headers, mode, credentials, redirect, body, .. } = request;
    let mut fetch =
        Fetch::new(method, url).mode(*mode).credentials(*credentials).redirect(*redirect);
    for (name, value) in headers {
        fetch = fetch.header(name, value);
    }
    if request.upload_listeners {
        fetch = fetch.upload_listeners();
    }
    match body {
        Body::Empty => fetch,
        Body::Bytes { content_type: Some(_) } => fetch.body("text"),
        Body::Bytes { content_type: None } => fetch.bytes(vec![1, 2, 3]),
        Body::Stream => unreachable!("policy cases have no streams"),
    }
}

fn run_raw(world: &World, id: &str, case: &Case, profile: Profile) -> Observed {
    let page = world.ports.page_origin(case);
    let running = Running { case: case.clone(), page: page.clone(), seen: Vec::new() };
    let page = PageOrigin::parse(&page).expect("the origin of a page");
    let mut cache = PreflightCache::new();
    let (mut told, mut seen) = (Vec::new(), Vec::new());
    for fetch in fetches(world, id, case) {
        let (mut exchange, mut step) = Exchange::start(&page, fetch, &mut cache, 0, profile);
        let outcome = loop {
            match step {
                Step::Done(outcome) => break outcome,
                Step::Send(request) => {
                    let response = respond(world, id, &running, &request);
                    seen.push(Seen::of_model(&request));
                    step = exchange.receive(&response, &mut cache, 0);
                }
            }
        };
        told.push(Told::by_model(&outcome));
    }
    // Elsewhere nobody sees it.
    seen.retain(|seen| parse_target(&seen.target, "raw").is_some());
    Observed { told, seen }
}

fn respond(world: &World, id: &str, running: &Running, request: &HttpRequest) -> HttpResponse {
    let seen = Seen::of_model(request);
    let answer = match parse_target(split(&request.url).1, "raw") {
        Some((_, index)) => raw::answer(running, id, index, &seen, world.ports),
        None => RawAnswer::new(404, ""),
    };
    let lines = answer.lines();
    lines.iter().fold(HttpResponse::new(answer.status), |response, (name, value)| {
        response.with_header_bytes(name, value)
    })
}
