//! What reached the API: one entry for each request of the lab, preflights included.
//!
//! It only watches. `arrival` is the outermost middleware of the API, `handler_ran` is called by the handlers, and
//! the page reads the entries of one click through `GET /seen?lab=<id>`.

use std::{
    collections::VecDeque,
    sync::{Mutex, MutexGuard, PoisonError},
};

use actix_web::{
    Error, HttpMessage, HttpRequest,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
    http::header::{
        ACCESS_CONTROL_REQUEST_HEADERS, ACCESS_CONTROL_REQUEST_METHOD, COOKIE, HeaderMap, ORIGIN,
    },
    middleware::Next,
    web::{Data, Query},
};
use serde::{Deserialize, Serialize};

/// Entries kept, over all clicks: a page left open for a week must not fill the memory.
const KEPT: usize = 256;
/// Characters kept of anything that a client sent.
const LONGEST: usize = 200;

/// The id that the page gives to one click, in the query of every request that belongs to it.
#[derive(Deserialize)]
pub(crate) struct Lab {
    pub(crate) lab: String,
}

/// One request, as the server saw it.
#[derive(Clone, Serialize)]
pub(crate) struct Entry {
    #[serde(skip)]
    number: u64,
    #[serde(skip)]
    lab: String,
    method: String,
    path: String,
    origin: Option<String>,
    /// `Access-Control-Request-Method`: what a preflight asks about.
    asked_method: Option<String>,
    /// `Access-Control-Request-Headers`, likewise.
    asked_headers: Option<String>,
    /// Whether the lab's own cookie came along. Cookies ignore ports, so those of other programs on this host may too.
    cookie: bool,
    handler_ran: bool,
    /// Nothing while the answer is being made.
    status: Option<u16>,
    /// The `Access-Control-*` headers of the answer.
    grants: Vec<(String, String)>,
}

/// The last [`KEPT`] entries, oldest first; one for all workers.
#[derive(Default)]
pub(crate) struct Logbook {
    pages: Mutex<Pages>,
}

#[derive(Default)]
struct Pages {
    entries: VecDeque<Entry>,
    next_number: u64,
}

/// The entry of the request that carries it, in the request's extensions.
#[derive(Clone, Copy)]
struct EntryNumber(u64);

impl Logbook {
    /// The entries of one click, in order of arrival.
    pub(crate) fn of(&self, lab: &str) -> Vec<Entry> {
        self.pages().entries.iter().filter(|entry| entry.lab == lab).cloned().collect()
    }

    fn open(&self, mut entry: Entry) -> EntryNumber {
        let mut pages = self.pages();
        entry.number = pages.next_number;
        pages.next_number += 1;
        if pages.entries.len() == KEPT {
            pages.entries.pop_front();
        }
        let number = EntryNumber(entry.number);
        pages.entries.push_back(entry);
        number
    }

    fn amend(&self, EntryNumber(number): EntryNumber, amend: impl FnOnce(&mut Entry)) {
        if let Some(entry) = self.pages().entries.iter_mut().find(|entry| entry.number == number) {
            amend(entry);
        }
    }

    /// A panic elsewhere cannot leave an entry half written, so a poisoned lock is still good.
    fn pages(&self) -> MutexGuard<'_, Pages> {
        self.pages.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Middleware: notes a request of the lab before anything else sees it, and the answer once it is made.
pub(crate) async fn arrival(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let Some((logbook, entry)) = logbook(request.request()).zip(entry_for(&request)) else {
        return next.call(request).await;
    };
    let number = logbook.open(entry);
    request.extensions_mut().insert(number);
    let response = next.call(request).await?;
    logbook.amend(number, |entry| {
        entry.status = Some(response.status().as_u16());
        entry.grants = grants(response.headers());
    });
    Ok(response)
}

/// Called by a handler as its first act: notes that it ran, for this very request.
pub(crate) fn handler_ran(request: &HttpRequest) {
    let number = request.extensions().get::<EntryNumber>().copied();
    if let Some((logbook, number)) = logbook(request).zip(number) {
        logbook.amend(number, |entry| entry.handler_ran = true);
    }
}

fn logbook(request: &HttpRequest) -> Option<Data<Logbook>> {
    request.app_data::<Data<Logbook>>().cloned()
}

/// Nothing for a request without a lab id, and for the lab's own question about what was seen.
fn entry_for(request: &ServiceRequest) -> Option<Entry> {
    let Query(Lab { lab }) = Query::from_query(request.query_string()).ok()?;
    if request.path() == "/seen" || lab.is_empty() || lab.len() > LONGEST {
        return None;
    }
    let headers = request.headers();
    let sent = |name| headers.get(name).map(|value| shorten(value.as_bytes()));
    Some(Entry {
        number: 0,
        lab,
        method: shorten(request.method().as_str().as_bytes()),
        path: shorten(request.path().as_bytes()),
        origin: sent(ORIGIN),
        asked_method: sent(ACCESS_CONTROL_REQUEST_METHOD),
        asked_headers: sent(ACCESS_CONTROL_REQUEST_HEADERS),
        cookie: has_lab_cookie(headers),
        handler_ran: false,
        status: None,
        grants: Vec::new(),
    })
}

fn has_lab_cookie(headers: &HeaderMap) -> bool {
    headers
        .get_all(COOKIE)
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'))
        .any(|cookie| cookie.trim() == "name=xiamen")
}

fn grants(headers: &HeaderMap) -> Vec<(String, String)> {
    headers
        .iter()
        .filter(|(name, _)| name.as_str().starts_with("access-control-"))
        .map(|(name, value)| (name.to_string(), shorten(value.as_bytes())))
        .collect()
}

fn shorten(value: &[u8]) -> String {
    String::from_utf8_lossy(value).chars().take(LONGEST).collect()
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    fn entry(lab: &str) -> Entry {
        let uri = format!("/getData?lab={lab}");
        entry_for(&TestRequest::get().uri(&uri).to_srv_request()).expect("a lab request")
    }

    #[test]
    fn only_the_last_entries_are_kept() {
        let logbook = Logbook::default();
        let numbers: Vec<_> =
            (0..=KEPT).map(|click| logbook.open(entry(&click.to_string()))).collect();
        assert!(logbook.of("0").is_empty());
        assert_eq!(logbook.of("1").len(), 1);
        logbook.amend(numbers[0], |_| panic!("the entry is gone"));
        logbook.amend(numbers[KEPT], |entry| entry.handler_ran = true);
        assert!(logbook.of(&KEPT.to_string())[0].handler_ran);
    }

    #[test]
    fn only_lab_requests_are_noted() {
        let too_long = format!("/getData?lab={}", "a".repeat(LONGEST + 1));
        for uri in ["/getData", "/getData?lab", "/seen?lab=a", &too_long] {
            assert!(entry_for(&TestRequest::get().uri(uri).to_srv_request()).is_none(), "{uri}");
        }
    }

    #[test]
    fn the_cookie_is_the_labs_own() {
        let with = |value: &str| TestRequest::get().insert_header((COOKIE, value)).to_srv_request();
        assert!(has_lab_cookie(with("theme=dark; name=xiamen").headers()));
        assert!(!has_lab_cookie(with("theme=dark; surname=xiamen").headers()));
    }
}
