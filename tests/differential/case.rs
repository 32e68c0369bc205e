//! One case: a page, what it fetches, and a server; in a form that can be printed, made smaller, and run anywhere. Ports are
//! named, not numbered: `$PAGE` is the page's origin, `$ORIGIN` what the request's `Origin` says, `$METHOD` and `$HEADERS`
//! what a preflight asks for, `$NEXT` the address of the next answer.

use std::fmt;

use cors_rules::client::{Body, CredentialsMode, FetchRequest, RedirectMode, RequestMode};

use crate::policy_case::PolicyCase;

/// Header lines; the characters of a value are its bytes.
pub(crate) type Lines = Vec<(String, String)>;

/// Where the page comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum PageKind {
    /// `http://localhost`, a port of its own.
    Home,
    /// The same page by its address.
    Address,
    /// A subdomain.
    Subdomain,
    /// Another port.
    OtherPort,
    /// The server that is fetched from.
    Same,
    /// A sandboxed document: its origin is `null`.
    Null,
    /// `https://localhost`: the secure server.
    Secure,
}

/// A host that answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Host {
    /// `http://localhost`, the port of the API.
    Api,
    /// `http://localhost`, another port. No address: Firefox caches preflights of names only.
    Third,
    /// The page's own.
    Page,
    /// `https://localhost`, over HTTP/2.
    Secure,
    /// The same on another port.
    SecureThird,
}

impl Host {
    /// Whether it speaks HTTP/2.
    pub(crate) const fn is_secure(self) -> bool {
        matches!(self, Host::Secure | Host::SecureThird)
    }
}

/// An answer of a raw server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Template {
    pub(crate) status: u16,
    pub(crate) lines: Lines,
}

/// What a raw server answers at one address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RawHop {
    pub(crate) host: Host,
    pub(crate) preflight: Template,
    pub(crate) actual: Template,
}

/// Who answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Server {
    /// A server of exact bytes; redirects go from one address to the next.
    Raw(Vec<RawHop>),
    /// A policy of ours, enforced by the real middleware.
    Policy(PolicyCase),
}

/// One case. The URLs of its fetches are filled in when it runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Case {
    pub(crate) page: PageKind,
    /// One after the other, at one address: later ones meet the preflight cache.
    pub(crate) fetches: Vec<FetchRequest>,
    pub(crate) server: Server,
}

impl fmt::Display for Case {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(out, "page: {:?}", self.page)?;
        for fetch in &self.fetches {
            write_fetch(out, fetch)?;
        }
        match &self.server {
            Server::Policy(policy) => write!(out, "{policy}"),
            Server::Raw(hops) => {
                for (index, hop) in hops.iter().enumerate() {
                    writeln!(out, "server {:?}, address {index}", hop.host)?;
                    write_template(out, "preflight", &hop.preflight)?;
                    write_template(out, "actual", &hop.actual)?;
                }
                Ok(())
            }
        }
    }
}

fn write_fetch(out: &mut fmt::Formatter<'_>, fetch: &FetchRequest) -> fmt::Result {
    let kind =
        if fetch.upload_listeners { "XMLHttpRequest with upload listeners" } else { "fetch" };
    write!(out, "{kind}: {}", fetch.method)?;
    if !fetch.url.is_empty() {
        write!(out, ", at {:?}", fetch.url)?;
    }
    if fetch.mode != RequestMode::Cors {
        write!(out, ", mode {:?}", fetch.mode)?;
    }
    if fetch.credentials != CredentialsMode::SameOrigin {
        write!(out, ", credentials {:?}", fetch.credentials)?;
    }
    if fetch.redirect != RedirectMode::Follow {
        write!(out, ", redirect {:?}", fetch.redirect)?;
    }
    if fetch.body != Body::Empty {
        write!(out, ", body {:?}", fetch.body)?;
    }
    writeln!(out)?;
    write_lines(out, &fetch.headers)
}

fn write_template(out: &mut fmt::Formatter<'_>, name: &str, answer: &Template) -> fmt::Result {
    writeln!(out, "  {name}: {}", answer.status)?;
    write_lines(out, &answer.lines)
}

fn write_lines(out: &mut fmt::Formatter<'_>, lines: &[(String, String)]) -> fmt::Result {
    for (name, value) in lines {
        writeln!(out, "    {name}: {value:?}")?;
    }
    Ok(())
}
