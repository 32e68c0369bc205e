//! The servers of the suite: pages of several origins, exact bytes, and policies of ours; and what they saw.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use cors_rules::client::PageOrigin;
use cors_tests::raw_server::{Answering, RawAnswer, RawRequest, serve};

use crate::case::{Case, Host, PageKind, RawHop, Server};
use crate::policy_server;
use crate::raw::answer;
use crate::secure;
use crate::seen::{Seen, parse_target};

/// A page that does nothing by itself.
pub(crate) const PAGE: &str = "<!doctype html><title>page</title>";

/// Ports of the servers.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ports {
    home: u16,
    other: u16,
    api: u16,
    third: u16,
    policy: u16,
    secure: u16,
    secure_third: u16,
}

/// A case that runs, with its page's origin, and what its servers have seen.
#[derive(Clone, Debug)]
pub(crate) struct Running {
    pub(crate) case: Case,
    pub(crate) page: String,
    pub(crate) seen: Vec<Seen>,
}

/// All cases that run, by id.
pub(crate) type Registry = Arc<RwLock<HashMap<String, Running>>>;

/// The servers, for as long as the process runs.
#[derive(Clone)]
pub(crate) struct World {
    pub(crate) ports: Ports,
    pub(crate) registry: Registry,
}

impl World {
    pub(crate) fn start() -> Self {
        let registry = Registry::default();
        let ports = Arc::new(RwLock::new(None));
        let answering: Answering = {
            let (registry, ports) = (registry.clone(), ports.clone());
            Arc::new(move |request| {
                let ports = ports.read().unwrap_or_else(PoisonError::into_inner);
                ports.map_or_else(RawAnswer::default, |ports| respond(&registry, ports, request))
            })
        };
        let [home, other, api, third] = [(); 4].map(|()| serve(&answering));
        let [secure, secure_third] = [(); 2].map(|()| secure::serve(&answering));
        let policy = policy_server::start(&registry);
        let known = Ports { home, other, api, third, policy, secure, secure_third };
        *ports.write().unwrap_or_else(PoisonError::into_inner) = Some(known);
        World { ports: known, registry }
    }

    /// Registers a case under an id, with nothing seen yet.
    pub(crate) fn register(&self, id: &str, case: &Case) {
        let running =
            Running { case: case.clone(), page: self.ports.page_origin(case), seen: Vec::new() };
        self.registry
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(id.to_owned(), running);
    }

    /// What the servers saw of a case, which is then forgotten.
    pub(crate) fn forget(&self, id: &str) -> Vec<Seen> {
        let mut registry = self.registry.write().unwrap_or_else(PoisonError::into_inner);
        registry.remove(id).map(|running| running.seen).unwrap_or_default()
    }
}

impl Ports {
    /// A text with names for the numbers that differ from run to run: of the ports, and of a case.
    pub(crate) fn without_numbers(&self, id: &str, text: &str) -> String {
        let Ports { home, other, api, third, policy, secure, secure_third } = *self;
        let mut text = text
            .replace(&format!("/raw/{id}/"), "/raw/-/")
            .replace(&format!("/policy/{id}/"), "/policy/-/");
        let named = [
            (home, "home"),
            (other, "other"),
            (api, "api"),
            (third, "third"),
            (policy, "policy"),
            (secure, "secure"),
            (secure_third, "secure third"),
        ];
        for (port, name) in named {
            text = text
                .replace(&format!(":{port}"), &format!(":{name}"))
                .replace(&format!("port: {port}"), name);
        }
        text
    }

    /// The address of the page of a case.
    pub(crate) fn page_url(&self, case: &Case) -> String {
        let path = if case.page == PageKind::Null { "null" } else { "page" };
        format!("{}/{path}", self.host_origin(case))
    }

    fn page_host(&self, case: &Case) -> (&'static str, u16) {
        match case.page {
            PageKind::Home | PageKind::Null => ("localhost", self.home),
            PageKind::Address => ("127.0.0.1", self.home),
            PageKind::Subdomain => ("a.localhost", self.home),
            PageKind::OtherPort => ("localhost", self.other),
            PageKind::Same if matches!(case.server, Server::Policy(_)) => {
                ("localhost", self.policy)
            }
            PageKind::Same => ("localhost", self.api),
            PageKind::Secure => ("localhost", self.secure),
        }
    }

    /// The origin of the server of the page of a case.
    fn host_origin(&self, case: &Case) -> String {
        let scheme = if case.page == PageKind::Secure { "https" } else { "http" };
        let (host, port) = self.page_host(case);
        format!("{scheme}://{host}:{port}")
    }

    /// The origin of the page of a case, serialised.
    pub(crate) fn page_origin(&self, case: &Case) -> String {
        if case.page == PageKind::Null {
            return PageOrigin::opaque().serialized().to_owned();
        }
        self.host_origin(case)
    }

    /// The address that a case fetches first.
    pub(crate) fn first_url(&self, id: &str, case: &Case) -> String {
        match &case.server {
            Server::Policy(_) => format!("http://localhost:{}/policy/{id}/0", self.policy),
            Server::Raw(hops) => self.raw_url(id, 0, &hops[0], "http://unused"),
        }
    }

    /// An address of a raw server. A sandboxed page has no host of its own to redirect to, and an
    /// address is none that Firefox caches preflights of.
    pub(crate) fn raw_url(&self, id: &str, index: usize, hop: &RawHop, page: &str) -> String {
        let origin = match hop.host {
            Host::Page if page.contains("localhost") => page.to_owned(),
            Host::Api | Host::Page => format!("http://localhost:{}", self.api),
            Host::Third => format!("http://localhost:{}", self.third),
            Host::Secure => format!("https://localhost:{}", self.secure),
            Host::SecureThird => format!("https://localhost:{}", self.secure_third),
        };
        format!("{origin}/raw/{id}/{index}")
    }
}

fn respond(registry: &Registry, ports: Ports, request: &RawRequest) -> RawAnswer {
    if let Some((id, index)) = parse_target(&request.target, "raw") {
        let seen =
            Seen::read(&request.method, &request.target, request.port, |name| request.header(name));
        let mut registry = registry.write().unwrap_or_else(PoisonError::into_inner);
        let Some(running) = registry.get_mut(id) else { return RawAnswer::new(410, "") };
        running.seen.push(seen.clone());
        return answer(running, id, index, &seen, ports);
    }
    let page = RawAnswer::new(200, PAGE).line("Content-Type", "text/html");
    match request.target.as_str() {
        "/page" => page,
        "/null" => page.line("Content-Security-Policy", "sandbox allow-scripts"),
        _ => RawAnswer::new(404, ""),
    }
}
