//! One request of a fetch and its answer, as they went over the wire.

use std::fmt;

use super::wire::{Received, Sent};
use crate::reason::explanation::Explanation;

/// One request of a fetch and its answer: a preflight, the request itself, or the next one after a
/// redirect.
#[derive(Clone, Debug)]
pub struct Hop {
    pub(super) sent: Sent,
    pub(super) is_preflight: bool,
    pub(super) from_cache: bool,
    /// An error where nothing came.
    pub(super) received: Result<Received, String>,
}

impl Hop {
    /// The method.
    #[must_use]
    pub fn method(&self) -> &str {
        &self.sent.method
    }

    /// The URL, without fragment.
    #[must_use]
    pub fn url(&self) -> &str {
        self.sent.url.as_str()
    }

    /// Whether the browser asked by itself.
    #[must_use]
    pub const fn is_preflight(&self) -> bool {
        self.is_preflight
    }

    /// Whether the answer came from the HTTP cache, and the server was not asked.
    #[must_use]
    pub const fn is_from_cache(&self) -> bool {
        self.from_cache
    }

    /// The first line of a header that was sent.
    #[must_use]
    pub fn request_header(&self, name: &str) -> Option<&str> {
        self.sent.values(name).next()
    }

    /// Every line that was sent, in order.
    pub fn request_headers(&self) -> impl Iterator<Item = (&str, &str)> {
        self.sent.headers.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The status of the answer, readable or not.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        self.received.as_ref().ok().map(|received| received.status)
    }

    /// All lines of a header of the answer, readable or not.
    #[must_use]
    pub fn response_header(&self, name: &str) -> Vec<&str> {
        self.received.as_ref().map(|received| received.values(name).collect()).unwrap_or_default()
    }

    /// Why the policy of this crate that decided did so; `None` where none did, or where it runs in
    /// another process.
    #[must_use]
    pub fn explanation(&self) -> Option<&Explanation> {
        let received = self.received.as_ref().ok()?;
        received.notes.last().map(|note| &note.explanation)
    }
}

/// The request with the headers that matter, the answer, and who decided.
impl fmt::Display for Hop {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = if self.is_preflight { "  (preflight)" } else { "" };
        writeln!(out, "{} {}{kind}", self.method(), self.sent.url)?;
        write_lines(out, &self.sent.headers, is_telling_request)?;
        match &self.received {
            Err(error) => writeln!(out, "  no answer: {}", error.escape_debug()),
            Ok(Received { status, headers, notes, .. }) => {
                let origin = if self.from_cache { " from the HTTP cache" } else { "" };
                writeln!(out, "  answered{origin}: {status}")?;
                write_lines(out, headers, is_telling_response)?;
                for note in notes.iter().filter(|_| !self.from_cache) {
                    writeln!(out, "  {}", note.explanation)?;
                    writeln!(out, "    policy: {}", note.policy)?;
                }
                Ok(())
            }
        }
    }
}

fn write_lines(
    out: &mut fmt::Formatter<'_>,
    headers: &[(String, String)],
    is_telling: fn(&str) -> bool,
) -> fmt::Result {
    for (name, value) in headers {
        let name = name.to_ascii_lowercase();
        if is_telling(&name) {
            writeln!(out, "    {name}: {}", value.escape_debug())?;
        }
    }
    Ok(())
}

/// What everybody sends says nothing.
fn is_telling_request(name: &str) -> bool {
    !matches!(name, "host" | "accept" | "sec-fetch-mode" | "sec-fetch-site" | "sec-fetch-dest")
}

fn is_telling_response(name: &str) -> bool {
    name.starts_with("access-control-")
        || matches!(name, "vary" | "location" | "set-cookie" | "cache-control" | "content-type")
}
