//! What goes over the wire in a test: a whole request, a whole response. Characters of a header
//! value are its bytes, one by one
//! ([isomorphic decode](https://infra.spec.whatwg.org/#isomorphic-decode)).

use actix_web::http::header::{HeaderMap, HeaderName, HeaderValue};
use actix_web::http::{Method, StatusCode};
use actix_web::web::Bytes;
use cors_rules::client::{HeaderList, HttpResponse};
use url::Url;

use super::reached::Reached;
use crate::reason::notes::Note;

/// A request, with everything that a browser adds to it.
#[derive(Clone, Debug)]
pub(super) struct Sent {
    pub(super) method: String,
    pub(super) url: Url,
    pub(super) headers: HeaderList,
    pub(super) body: Bytes,
}

/// A response, and what the policies of this process noted while it was made.
#[derive(Clone, Debug, Default)]
pub(super) struct Received {
    pub(super) status: u16,
    pub(super) headers: HeaderList,
    pub(super) body: Bytes,
    pub(super) notes: Vec<Note>,
    /// How far the request came.
    pub(super) reached: Reached,
}

impl Sent {
    pub(super) fn http_method(&self) -> Result<Method, String> {
        Method::from_bytes(self.method.as_bytes()).map_err(|error| error.to_string())
    }

    /// The lines as actix-web has them.
    pub(super) fn lines(&self) -> Result<Vec<(HeaderName, HeaderValue)>, String> {
        self.headers.iter().map(|(name, value)| line(name, value)).collect()
    }

    /// The values of a header, one for each line.
    pub(super) fn values(&self, name: &str) -> impl Iterator<Item = &str> {
        values(&self.headers, name)
    }
}

impl Received {
    pub(super) fn new(status: StatusCode, headers: &HeaderMap, body: Bytes) -> Self {
        let line = |(name, value): (&HeaderName, &HeaderValue)| {
            (name.as_str().to_owned(), value.as_bytes().iter().copied().map(char::from).collect())
        };
        let headers = headers.iter().map(line).collect();
        let status = status.as_u16();
        Received { status, headers, body, notes: Vec::new(), reached: Reached::Unknown }
    }

    /// What the model of the browser looks at.
    pub(super) fn for_model(&self) -> HttpResponse {
        HttpResponse { status: self.status, headers: self.headers.clone() }
    }

    /// Whether a policy made it, with `reject_unlisted`.
    pub(super) fn is_rejected(&self) -> bool {
        self.notes.last().is_some_and(|note| note.has_answered)
    }

    /// The values of a header, one for each line.
    pub(super) fn values(&self, name: &str) -> impl Iterator<Item = &str> {
        values(&self.headers, name)
    }

    /// The elements of a list header in lower case.
    pub(super) fn elements(&self, name: &str) -> impl Iterator<Item = String> {
        self.values(name)
            .flat_map(|line| line.split(','))
            .map(|element| element.trim().to_ascii_lowercase())
            .filter(|element| !element.is_empty())
    }
}

fn values<'list>(
    headers: &'list [(String, String)],
    name: &str,
) -> impl Iterator<Item = &'list str> {
    headers
        .iter()
        .filter(move |(own, _)| own.eq_ignore_ascii_case(name))
        .map(|(_, value)| value.as_str())
}

fn line(name: &str, value: &str) -> Result<(HeaderName, HeaderValue), String> {
    let bytes: Option<Vec<u8>> = value.chars().map(|one| u8::try_from(one).ok()).collect();
    let name_parsed = HeaderName::from_bytes(name.as_bytes()).ok();
    let value_parsed = bytes.and_then(|bytes| HeaderValue::from_bytes(&bytes).ok());
    name_parsed
        .zip(value_parsed)
        .ok_or_else(|| format!("`{name}: {value}` cannot be sent from a test"))
}
