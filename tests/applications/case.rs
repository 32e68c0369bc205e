//! Who asks for what: pages of several origins with the requests that their scripts make, and programs that are no browser.

use cors_runtime::testing::Fetch;
use cors_tests::Ask;

/// Where every application is.
pub(crate) const SERVER: &str = "https://api.example";

/// Who asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Asker {
    /// A page in a browser: what it is, and its origin.
    Page(&'static str, String),
    /// A program: no rule of a browser holds it back.
    Program,
}

impl Asker {
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Asker::Page(name, _) => name,
            Asker::Program => "program",
        }
    }

    /// The text that stands in `Origin`.
    pub(crate) fn origin(&self) -> Option<&str> {
        match self {
            Asker::Page(_, origin) => Some(origin),
            Asker::Program => None,
        }
    }
}

/// Pages around a listed origin `scheme://host`: its own, and those that only look like it.
pub(crate) fn pages(listed: &str) -> Vec<Asker> {
    let (scheme, host) = listed.split_once("://").expect("an origin");
    let bare = host.split(':').next().expect("a host");
    let other = if scheme == "https" { "http" } else { "https" };
    let page = |name, origin: String| Asker::Page(name, origin);
    vec![
        page("listed", listed.to_owned()),
        page("unlisted", "https://elsewhere.example".to_owned()),
        page("null", "null".to_owned()),
        page("other port", format!("{scheme}://{bare}:8443")),
        page("other scheme", format!("{other}://{host}")),
        page("subdomain", format!("{scheme}://sub.{host}")),
        page("longer host", format!("{scheme}://{bare}.evil.example")),
        page("glued host", format!("{scheme}://evil{host}")),
    ]
}

/// A request of a script, or of a program.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    pub(crate) method: &'static str,
    path: &'static str,
    headers: Vec<(&'static str, &'static str)>,
    body: Option<&'static str>,
    pub(crate) with_credentials: bool,
}

impl Request {
    pub(crate) fn new(method: &'static str, path: &'static str) -> Self {
        Request { method, path, headers: Vec::new(), body: None, with_credentials: false }
    }

    pub(crate) fn get(path: &'static str) -> Self {
        Request::new("GET", path)
    }

    pub(crate) fn header(mut self, name: &'static str, value: &'static str) -> Self {
        self.headers.push((name, value));
        self
    }

    pub(crate) fn json(self, body: &'static str) -> Self {
        Request { body: Some(body), ..self.json_type() }
    }

    /// The header without a body, as many scripts send it.
    pub(crate) fn json_type(self) -> Self {
        self.header("content-type", "application/json")
    }

    pub(crate) fn with_credentials(self) -> Self {
        Request { with_credentials: true, ..self }
    }

    /// The names of the headers that the script sets.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.headers.iter().map(|(name, _)| *name)
    }

    /// What is asked, in one line.
    pub(crate) fn label(&self) -> String {
        let mut parts = vec![format!("{} {}", self.method, self.path)];
        parts.extend(self.headers.iter().map(|(name, value)| match *name {
            "content-type" => "JSON".to_owned(),
            "access-control-request-method" => format!("{name}: {value}"),
            _ => (*name).to_owned(),
        }));
        if self.with_credentials {
            parts.push("credentials".to_owned());
        }
        parts.join(", ")
    }

    pub(crate) fn fetch(&self) -> Fetch {
        let mut fetch = Fetch::new(self.method, format!("{SERVER}{}", self.path));
        if let Some(body) = self.body {
            fetch = fetch.body(body);
        }
        for (name, value) in &self.headers {
            fetch = fetch.header(*name, *value);
        }
        if self.with_credentials { fetch.with_credentials() } else { fetch }
    }

    /// The same by a program.
    pub(crate) fn ask(&self) -> Ask {
        let ask = Ask::new(self.method).at(self.path);
        self.headers.iter().fold(ask, |ask, (name, value)| ask.line(name, value))
    }
}

/// A header that lets a request through the authentication of an application.
pub(crate) type Key = (&'static str, &'static str);

/// The key of most.
pub(crate) const BEARER: Key = ("authorization", "Bearer 7");

/// What every application is asked: `open` lists and creates, `item` is one thing. Where there is a key, it is sent with all
/// but the first two.
pub(crate) fn requests(
    open: &'static str,
    open_with_slash: &'static str,
    item: &'static str,
    key: Option<Key>,
) -> Vec<Request> {
    let request = |method, path| with_key(Request::new(method, path), key);
    let mut requests = vec![
        Request::get(open),
        Request::get(open).with_credentials(),
        request("GET", open_with_slash),
        request("GET", open).header("x-custom", "1"),
        request("GET", open).json_type(),
        request("GET", "/nowhere"),
        request("POST", open),
        request("POST", open).json("{}"),
        request("PUT", item).json("{}"),
        request("PATCH", item).json("{}"),
        request("DELETE", item),
        request("DELETE", item).with_credentials(),
        request("PURGE", item),
    ];
    if key.is_some() {
        requests.insert(2, request("GET", open));
        requests.insert(3, request("GET", open).with_credentials());
    }
    requests
}

/// What programs ask: `curl`, a probe, and an `OPTIONS` that is no preflight.
pub(crate) fn programs(open: &'static str, key: Option<Key>) -> Vec<Request> {
    let request = |method| with_key(Request::new(method, open), key);
    vec![
        request("GET"),
        request("OPTIONS"),
        request("OPTIONS").header("access-control-request-method", "PUT"),
    ]
}

fn with_key(request: Request, key: Option<Key>) -> Request {
    match key {
        Some((name, value)) => request.header(name, value),
        None => request,
    }
}
