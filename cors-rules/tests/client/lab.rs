//! A page, a cache and a clock, with a server that is a closure.

use cors_rules::client::{
    Exchange, FetchRequest, HttpRequest, HttpResponse, Outcome, PageOrigin, PreflightCache,
    Profile, ReadableResponse, Reason, Step,
};

pub(crate) const PAGE: &str = "https://page.example";
pub(crate) const API: &str = "https://api.example/x";

pub(crate) const ALLOW_ORIGIN: &str = "Access-Control-Allow-Origin";
pub(crate) const ALLOW_CREDENTIALS: &str = "Access-Control-Allow-Credentials";
pub(crate) const ALLOW_METHODS: &str = "Access-Control-Allow-Methods";
pub(crate) const ALLOW_HEADERS: &str = "Access-Control-Allow-Headers";
pub(crate) const EXPOSE: &str = "Access-Control-Expose-Headers";
pub(crate) const MAX_AGE: &str = "Access-Control-Max-Age";

pub(crate) struct Lab {
    pub(crate) page: PageOrigin,
    pub(crate) cache: PreflightCache,
    pub(crate) profile: Profile,
    pub(crate) now: u64,
}

/// What a fetch sent and how it ended.
#[derive(Debug)]
pub(crate) struct Trace {
    pub(crate) sent: Vec<HttpRequest>,
    pub(crate) outcome: Outcome,
}

impl Lab {
    pub(crate) fn new() -> Self {
        Lab::with_profile(Profile::Standard)
    }

    pub(crate) fn with_profile(profile: Profile) -> Self {
        let page = PageOrigin::parse(PAGE).unwrap();
        Lab { page, cache: PreflightCache::new(), profile, now: 1_000 }
    }

    pub(crate) fn with_page(origin: &str) -> Self {
        Lab { page: PageOrigin::parse(origin).unwrap(), ..Lab::new() }
    }

    pub(crate) fn fetch(
        &mut self,
        request: FetchRequest,
        mut server: impl FnMut(&HttpRequest) -> HttpResponse,
    ) -> Trace {
        let mut sent = Vec::new();
        let (mut exchange, mut step) =
            Exchange::start(&self.page, request, &mut self.cache, self.now, self.profile);
        loop {
            match step {
                Step::Done(outcome) => {
                    let counted = sent.iter().filter(|sent: &&HttpRequest| sent.is_preflight);
                    assert_eq!(exchange.preflights(), counted.count());
                    return Trace { sent, outcome };
                }
                Step::Send(request) => {
                    let response = server(&request);
                    sent.push(request);
                    step = exchange.receive(&response, &mut self.cache, self.now);
                }
            }
        }
    }
}

impl Trace {
    /// The methods that were sent, in order.
    pub(crate) fn methods(&self) -> Vec<&str> {
        self.sent.iter().map(|request| request.method.as_str()).collect()
    }

    pub(crate) fn preflights(&self) -> usize {
        self.sent.iter().filter(|request| request.is_preflight).count()
    }

    pub(crate) fn readable(&self) -> &ReadableResponse {
        self.outcome.readable().unwrap_or_else(|| panic!("not readable: {:?}", self.outcome))
    }

    pub(crate) fn reason(&self) -> &Reason {
        let blocked = self.outcome.blocked();
        &blocked.unwrap_or_else(|| panic!("not blocked: {:?}", self.outcome)).reason
    }

    /// A header of the request at a position.
    pub(crate) fn header(&self, position: usize, name: &str) -> Option<&str> {
        self.sent[position].header(name)
    }
}

/// A response with these header lines.
pub(crate) fn answer(status: u16, headers: &[(&str, &str)]) -> HttpResponse {
    headers.iter().fold(HttpResponse::new(status), |response, (name, value)| {
        response.with_header(*name, *value)
    })
}

/// A server that allows the origin as sent, and answers preflights with these header lines.
pub(crate) fn granting<'a>(
    preflight: &'a [(&'a str, &'a str)],
) -> impl Fn(&HttpRequest) -> HttpResponse + 'a {
    move |request| {
        let allowed = [
            (ALLOW_ORIGIN, request.header("origin").unwrap_or("none")),
            (ALLOW_CREDENTIALS, "true"),
        ];
        let own: &[(&str, &str)] = if request.is_preflight { preflight } else { &[] };
        let status = if request.is_preflight { 204 } else { 200 };
        answer(status, &[&allowed, own].concat())
    }
}

/// Gives the names of a preflight's `Access-Control-Request-Headers` back as granted.
pub(crate) fn mirroring(request: &HttpRequest) -> HttpResponse {
    let names = request.header("access-control-request-headers").unwrap_or_default().to_owned();
    let method = request.header("access-control-request-method").unwrap_or_default().to_owned();
    granting(&[(ALLOW_HEADERS, &names), (ALLOW_METHODS, &method), (MAX_AGE, "600")])(request)
}

pub(crate) fn get() -> FetchRequest {
    FetchRequest::new("GET", API)
}

pub(crate) fn put() -> FetchRequest {
    FetchRequest::new("PUT", API)
}
