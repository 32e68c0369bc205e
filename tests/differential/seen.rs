//! A request as a server saw it, in what matters to CORS; the model's requests take the same form.

use cors_rules::client::HttpRequest;

/// One request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Seen {
    pub(crate) method: String,
    /// Path and query.
    pub(crate) target: String,
    pub(crate) port: u16,
    pub(crate) origin: Option<String>,
    /// `Access-Control-Request-Method`: this is a preflight.
    pub(crate) asked_method: Option<String>,
    pub(crate) asked_headers: Option<String>,
}

impl Seen {
    pub(crate) fn is_preflight(&self) -> bool {
        self.asked_method.is_some()
    }

    /// What a request says, by a function that reads its headers.
    pub(crate) fn read<'value>(
        method: &str,
        target: &str,
        port: u16,
        header: impl Fn(&str) -> Option<&'value str>,
    ) -> Self {
        let own = |name| header(name).map(str::to_owned);
        Seen {
            method: method.to_owned(),
            target: target.to_owned(),
            port,
            origin: own("origin"),
            asked_method: own("access-control-request-method"),
            asked_headers: own("access-control-request-headers"),
        }
    }

    /// A request of the model.
    pub(crate) fn of_model(request: &HttpRequest) -> Self {
        let (port, target) = split(&request.url);
        Seen::read(&request.method, target, port, |name| request.header(name))
    }
}

/// Port and target of an address of a test.
pub(crate) fn split(url: &str) -> (u16, &str) {
    let (_, rest) = url.split_once("://").expect("an absolute address");
    let start = rest.find('/').expect("a path");
    let port = rest[..start].rsplit_once(':').map_or("80", |(_, port)| port);
    (port.parse().expect("a port"), &rest[start..])
}

/// `/kind/<id>/<address>`, and whatever follows: the id and the number of the address.
pub(crate) fn parse_target<'target>(
    target: &'target str,
    kind: &str,
) -> Option<(&'target str, usize)> {
    let rest = target.strip_prefix('/')?.strip_prefix(kind)?.strip_prefix('/')?;
    let (id, index) = rest.split_once('/')?;
    let digits = index.bytes().take_while(u8::is_ascii_digit).count();
    Some((id, index[..digits].parse().ok()?))
}
