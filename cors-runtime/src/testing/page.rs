//! A page of some origin: it fetches, and the browser's half of CORS says what it gets.

use std::cell::RefCell;
use std::rc::Rc;

use actix_http::Request;
use actix_web::body::MessageBody;
use actix_web::dev::{Service, ServiceResponse};
use actix_web::web::Bytes;
use cors_rules::client::{
    Exchange, FetchRequest, HeaderList, HttpRequest, PageOrigin, Plan, Step, is_same_site, site,
};
use url::{Position, Url};

use super::cookie_jar::is_loopback;
use super::fetch::Fetch;
use super::fetched::Fetched;
use super::hop::Hop;
use super::state::State;
use super::wire::{Received, Sent};
use super::{live, service};

/// A page that is open in a [`Browser`](super::Browser).
#[derive(Clone, Debug)]
pub struct Page {
    pub(super) state: Rc<RefCell<State>>,
    pub(super) origin: PageOrigin,
}

impl Page {
    /// The origin of the page, serialised.
    #[must_use]
    pub fn origin(&self) -> &str {
        self.origin.serialized()
    }

    /// Fetches from a service in memory, as [`actix_web::test::init_service`] makes it. It answers
    /// for every host.
    pub async fn fetch<S, B>(&self, app: &S, fetch: Fetch) -> Fetched
    where
        S: Service<Request, Response = ServiceResponse<B>>,
        S::Error: Into<actix_web::Error>,
        B: MessageBody,
    {
        self.run(fetch, async |sent: &Sent| service::ask(app, sent).await).await
    }

    /// Fetches from a live server, over plain HTTP. Where the policy stands is known to that
    /// process only, so a failed assertion says less.
    ///
    /// ```no_run
    /// # async fn example() {
    /// use cors_runtime::testing::{Browser, Fetch};
    ///
    /// let page = Browser::new().open("http://localhost:3000");
    /// page.fetch_live(Fetch::get("http://localhost:4000/getData")).await.assert_readable();
    /// # }
    /// ```
    pub async fn fetch_live(&self, fetch: Fetch) -> Fetched {
        let mut fetched = self.run(fetch, async |sent: &Sent| live::ask(sent).await).await;
        fetched.is_live = true;
        fetched
    }

    /// What the browser will do with this fetch now, and why, without sending anything: simple or
    /// preflighted and because of which header, the lines of the preflight, what must come back.
    /// The caches of preflights and the cookies count; that of responses does not, and redirects are
    /// not foreseen.
    ///
    /// ```
    /// use cors_runtime::testing::{Browser, Fetch, PlanKind, PreflightCause, UnsafeHeader};
    ///
    /// let page = Browser::new().open("https://app.example");
    /// let plan = page.explain_plan(Fetch::post("https://api.example/names").json("{}"));
    /// assert_eq!(plan.kind, PlanKind::Preflighted);
    /// let cause =
    ///     PreflightCause::Header { name: "content-type".into(), why: UnsafeHeader::ContentType };
    /// assert_eq!(plan.causes, [cause]);
    /// let preflight = plan.preflight.as_ref().unwrap();
    /// assert_eq!(preflight.header("access-control-request-headers"), Some("content-type"));
    /// println!("{plan}");
    /// ```
    #[must_use]
    pub fn explain_plan(&self, fetch: impl std::borrow::Borrow<Fetch>) -> Plan {
        let request = fetch.borrow().request.clone();
        let mut plan = {
            let State { profile, preflights, now, .. } = &*self.state.borrow();
            Plan::of(&self.origin, request, preflights, now.as_secs(), *profile)
        };
        for planned in [&mut plan.preflight, &mut plan.request].into_iter().flatten() {
            self.add_headers_of_first(planned);
        }
        plan
    }

    /// Adds the browser's own lines to a request before which there was none.
    fn add_headers_of_first(&self, request: &mut HttpRequest) {
        let HttpRequest { url, with_credentials, headers, .. } = request;
        let url = Url::parse(url).expect("the model sends to URLs that parse");
        self.add_headers(&url, headers, *with_credentials, &[]);
    }

    async fn run(
        &self,
        fetch: Fetch,
        server: impl AsyncFn(&Sent) -> Result<Received, String>,
    ) -> Fetched {
        let Fetch { request, body, to_default_service } = fetch;
        let (mut exchange, mut step) = self.start(request);
        let mut hops = Vec::new();
        loop {
            let asked = match step {
                Step::Done(outcome) => {
                    let page = self.origin().to_owned();
                    return Fetched::new(page, outcome, hops, to_default_service);
                }
                Step::Send(asked) => asked,
            };
            let hop = self.ask(asked, &body, &hops, &server).await;
            step = self.resume(&mut exchange, &hop);
            hops.push(hop);
        }
    }

    fn start(&self, request: FetchRequest) -> (Exchange, Step) {
        let State { profile, preflights, now, .. } = &mut *self.state.borrow_mut();
        Exchange::start(&self.origin, request, preflights, now.as_secs(), *profile)
    }

    fn resume(&self, exchange: &mut Exchange, hop: &Hop) -> Step {
        let State { preflights, now, .. } = &mut *self.state.borrow_mut();
        match &hop.received {
            Ok(received) => exchange.receive(&received.for_model(), preflights, now.as_secs()),
            Err(_) => exchange.fail(preflights),
        }
    }

    /// One request, with what the browser adds to it; from the HTTP cache where that knows the
    /// answer.
    async fn ask(
        &self,
        asked: HttpRequest,
        body: &Bytes,
        earlier: &[Hop],
        server: &impl AsyncFn(&Sent) -> Result<Received, String>,
    ) -> Hop {
        let HttpRequest { method, url, headers, with_credentials, is_preflight, sends_body } =
            asked;
        let url = Url::parse(&url).expect("the model sends to URLs that parse");
        let body = if sends_body { body.clone() } else { Bytes::new() };
        let mut sent = Sent { method, url, headers, body };
        self.add_headers(&sent.url, &mut sent.headers, with_credentials, earlier);
        if !is_preflight && let Some(received) = self.cached(&sent) {
            return Hop { sent, is_preflight, from_cache: true, received: Ok(received) };
        }
        let received = server(&sent).await;
        if let Ok(received) = &received {
            self.keep(&sent, received, with_credentials);
        }
        Hop { sent, is_preflight, from_cache: false, received }
    }

    /// Puts what the browser adds by itself before the lines of the model.
    fn add_headers(
        &self,
        url: &Url,
        headers: &mut HeaderList,
        with_credentials: bool,
        earlier: &[Hop],
    ) {
        let State { profile, cookies, now, .. } = &*self.state.borrow();
        let host = &url[Position::BeforeHost..Position::AfterPort];
        let mut added = vec![("Host".to_owned(), host.to_owned())];
        if url.scheme() == "https" || is_loopback(url) {
            let site = self.sec_fetch_site(url, earlier);
            added.push(("Sec-Fetch-Site".to_owned(), site.to_owned()));
            added.push(("Sec-Fetch-Mode".to_owned(), "cors".to_owned()));
            added.push(("Sec-Fetch-Dest".to_owned(), "empty".to_owned()));
        }
        let same_site = is_same_site(&self.origin, url.as_str(), *profile);
        let line = cookies.header(url, same_site, *profile, *now);
        if let Some(line) = line.filter(|_| with_credentials) {
            added.push(("Cookie".to_owned(), line));
        }
        headers.splice(0..0, added);
    }

    /// [`Sec-Fetch-Site`](https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header): the
    /// farthest of all URLs so far.
    fn sec_fetch_site(&self, url: &Url, earlier: &[Hop]) -> &'static str {
        let urls = || earlier.iter().map(|hop| &hop.sent.url).chain([url]);
        let own = self.origin();
        if urls().all(|url| url.origin().ascii_serialization() == own) {
            return "same-origin";
        }
        let own_site = site(own);
        if urls().all(|url| own_site.is_some() && own_site == site(url.as_str())) {
            "same-site"
        } else {
            "cross-site"
        }
    }

    /// Caches are kept apart by the site of the page.
    fn partition(&self) -> String {
        site(self.origin()).unwrap_or_else(|| "null".to_owned())
    }

    fn cached(&self, sent: &Sent) -> Option<Received> {
        let State { responses, now, .. } = &*self.state.borrow();
        responses.find(&self.partition(), sent, *now)
    }

    fn keep(&self, sent: &Sent, received: &Received, with_credentials: bool) {
        let State { profile, cookies, responses, now, .. } = &mut *self.state.borrow_mut();
        if with_credentials {
            let same_site = is_same_site(&self.origin, sent.url.as_str(), *profile);
            for line in received.values("set-cookie") {
                cookies.store(&sent.url, line, same_site, *profile, *now);
            }
        }
        responses.store(&self.partition(), sent, received, *now);
    }
}
