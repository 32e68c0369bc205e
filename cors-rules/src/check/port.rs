//! Rules about the port of an origin.

use crate::Rule;
use crate::origin::parse_port;

use super::fault::Fault;
use super::written::Written;

/// A port is 1 to 65535 as browsers write it, or `*`.
/// Refused: `https://a.example:0`. Accepted: `https://a.example:8443`, `http://localhost:*`.
pub(super) fn origin_bad_port(written: &Written<'_>) -> Option<Fault> {
    if written.is_any_extension() && written.port().is_some() {
        return Some(Fault::new(
            Rule::OriginBadPort,
            written.port_mark(),
            "has a port, and extensions have none",
            "remove the port",
        ));
    }
    let port = written.port().filter(|port| *port != "*" && parse_port(port).is_none())?;
    let what = match port {
        "" => "has a colon without a port",
        _ => "has a port that is not 1 to 65535 without leading zeros",
    };
    Some(Fault::new(
        Rule::OriginBadPort,
        written.port_mark(),
        what,
        "a port is one number such as `:8443`, or `:*` for any",
    ))
}

/// Browsers leave out the default port
/// ([URL, port](https://url.spec.whatwg.org/#concept-url-port)). The schemes of Web sockets never
/// occur in an `Origin` header, so nobody writes their default ports by mistake.
/// Refused: `https://a.example:443`. Accepted: `https://a.example`.
pub(super) fn origin_default_port(written: &Written<'_>) -> Option<Fault> {
    let is_default = matches!(
        (written.scheme(), written.port()),
        (Some("http"), Some("80")) | (Some("https"), Some("443"))
    );
    is_default.then(|| {
        Fault::new(
            Rule::OriginDefaultPort,
            written.port_mark(),
            "spells out the default port, which browsers leave out",
            "remove the port",
        )
    })
}
