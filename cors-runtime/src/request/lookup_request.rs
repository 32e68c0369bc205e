//! A request of actix-web as sources of origins may look at it, and how much of it is known where the
//! source is asked: where the policy decides, all of it is; further out, the path may still change,
//! and the router has not matched it.

use std::cell::{Cell, OnceCell};

use actix_web::HttpRequest;
use actix_web::dev::Path;
use actix_web::http::header::HeaderValue;
use cors_rules::OriginRequest;

use crate::request::host;

/// A request for which an origin is looked up.
pub(crate) struct LookupRequest<'r> {
    request: &'r HttpRequest,
    /// Whether a proxy's word counts for the host.
    trusts_forwarded: bool,
    known: Known,
    /// What the proxy says.
    forwarded: OnceCell<String>,
}

/// What is known of the path and of what the router matches in it.
enum Known {
    /// Both, as the request has them now.
    AsItIs,
    /// Both, as the router will have them in one way or another: what differs is not known.
    Foreseen { ways: Vec<Path<String>>, differ: Cell<bool> },
    /// Neither.
    Not,
}

impl<'r> LookupRequest<'r> {
    /// Where the policy decides about the request as it is now.
    pub(crate) fn here(request: &'r HttpRequest, trusts_forwarded: bool) -> Self {
        LookupRequest {
            request,
            trusts_forwarded,
            known: Known::AsItIs,
            forwarded: OnceCell::new(),
        }
    }

    /// Where somebody further in decides, and the path may lead there in several ways.
    pub(crate) fn further_in(request: &'r HttpRequest, trusts_forwarded: bool) -> Self {
        LookupRequest { known: Known::Not, ..LookupRequest::here(request, trusts_forwarded) }
    }

    /// Where somebody further in decides, to whom the router may lead the path in these ways.
    pub(crate) fn foreseen(
        request: &'r HttpRequest,
        trusts_forwarded: bool,
        ways: Vec<Path<String>>,
    ) -> Self {
        let known = Known::Foreseen { ways, differ: Cell::new(false) };
        LookupRequest { known, ..LookupRequest::here(request, trusts_forwarded) }
    }

    pub(crate) fn request(&self) -> &'r HttpRequest {
        self.request
    }

    fn authority(&self) -> Option<(&str, Option<u16>)> {
        let authority = if self.trusts_forwarded {
            let read = || self.request.connection_info().host().to_owned();
            self.forwarded.get_or_init(read)
        } else {
            host::authority(self.request.head())?
        };
        host::parts(authority)
    }
}

impl OriginRequest for LookupRequest<'_> {
    fn host(&self) -> Option<&str> {
        self.authority().map(|(host, _)| host)
    }

    fn port(&self) -> Option<u16> {
        self.authority()?.1
    }

    fn path(&self) -> &str {
        let path = self.request.match_info().as_str();
        if let Known::Foreseen { ways, differ } = &self.known
            && ways.iter().any(|way| way.as_str() != path)
        {
            differ.set(true);
        }
        path
    }

    fn match_info(&self, name: &str) -> Option<&str> {
        match &self.known {
            Known::AsItIs => self.request.match_info().get(name),
            Known::Foreseen { ways, differ } => {
                let mut all = ways.iter().map(|way| way.get(name));
                let first = all.next().flatten();
                if all.any(|other| other != first) {
                    differ.set(true);
                }
                first
            }
            Known::Not => None,
        }
    }

    fn query(&self) -> Option<&str> {
        self.request.uri().query()
    }

    fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.request.headers().get_all(name).map(HeaderValue::to_str);
        match (lines.next(), lines.next()) {
            (Some(value), None) => value.ok(),
            _ => None,
        }
    }

    fn knows_path(&self) -> bool {
        match &self.known {
            Known::AsItIs => true,
            Known::Foreseen { ways, differ } => !ways.is_empty() && !differ.get(),
            Known::Not => false,
        }
    }
}
