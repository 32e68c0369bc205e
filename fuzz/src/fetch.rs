//! What a page fetches, and what servers answer, as records. Read by the target `exchange`; written by `seeds` from the
//! tables of requests.

use cors_rules::client::{
    Body, CredentialsMode, FetchRequest, HttpResponse, PageOrigin, Profile, RedirectMode,
    RequestMode,
};

use crate::record::{Writer, number, records, text};

const PAGE: u8 = b'p';
const PROFILE: u8 = b'e';
/// Starts a fetch, with its URL; what follows is about it.
const FETCH: u8 = b'u';
const METHOD: u8 = b'm';
const HEADER: u8 = b'h';
const MODE: u8 = b'k';
const CREDENTIALS: u8 = b'c';
const REDIRECT: u8 = b'r';
const BODY: u8 = b'b';
const TYPE: u8 = b't';
const FLAG: u8 = b'f';
/// Seconds that pass before the fetch.
const LATER: u8 = b'l';
/// Starts an answer, with its status; what follows is about it.
const STATUS: u8 = b's';
const ANSWERED_HEADER: u8 = b'a';
/// No answer comes.
const SILENCE: u8 = b'x';

/// One fetch and its answers.
#[derive(Clone, Debug)]
pub struct Fetch {
    /// What the script asks for.
    pub request: FetchRequest,
    /// Seconds since the fetch before.
    pub later: u64,
    /// The answers in order, again from the first when they are used up; `None` where none comes.
    pub answers: Vec<Option<HttpResponse>>,
}

/// A page and what it fetches.
#[derive(Clone, Debug)]
pub struct Visit {
    /// The page; `https://page.example` where the text is no origin.
    pub page: PageOrigin,
    /// The engine.
    pub profile: Profile,
    /// The fetches, one after the other.
    pub fetches: Vec<Fetch>,
}

/// The visit that an input stands for.
///
/// # Panics
/// Never: the page that is taken for want of a better one is an origin.
#[must_use]
pub fn read(input: &[u8]) -> Visit {
    let page = PageOrigin::parse("https://page.example").expect("an origin");
    let mut visit = Visit { page, profile: Profile::Standard, fetches: Vec::new() };
    for (what, value) in records(input) {
        match what {
            PAGE => visit.page = PageOrigin::parse(&text(value)).unwrap_or(visit.page),
            PROFILE => visit.profile = profile(value),
            FETCH => visit.fetches.push(Fetch {
                request: FetchRequest::new("GET", text(value)),
                later: 0,
                answers: Vec::new(),
            }),
            _ => _ = visit.fetches.last_mut().map(|fetch| read_fetch(fetch, what, value)),
        }
    }
    visit
}

fn read_fetch(fetch: &mut Fetch, what: u8, value: &[u8]) {
    let request = &mut fetch.request;
    match what {
        METHOD => request.method = text(value),
        HEADER => request.headers.extend(line(value)),
        MODE => request.mode = mode(value),
        CREDENTIALS => request.credentials = credentials(value),
        REDIRECT => request.redirect = redirect(value),
        BODY => request.body = if value == b"s" { Body::Stream } else { Body::bytes() },
        TYPE => request.body = Body::Bytes { content_type: Some(text(value)) },
        FLAG if value == b"2" => request.http2 = true,
        FLAG => request.upload_listeners = true,
        LATER => fetch.later = u64::try_from(number(value)).unwrap_or(u64::MAX),
        STATUS => {
            let status = u16::try_from(number(value)).unwrap_or(200);
            fetch.answers.push(Some(HttpResponse::new(status)));
        }
        ANSWERED_HEADER => {
            if let Some(Some(answer)) = fetch.answers.last_mut() {
                answer.headers.extend(line(value));
            }
        }
        SILENCE => fetch.answers.push(None),
        _ => {}
    }
}

/// `name:value`, each byte of the value a character, as drivers hand it over.
fn line(line: &[u8]) -> Option<(String, String)> {
    let colon = line.iter().position(|byte| *byte == b':')?;
    let (name, value) = (&line[..colon], &line[colon + 1..]);
    Some((text(name), value.iter().copied().map(char::from).collect()))
}

fn profile(value: &[u8]) -> Profile {
    match value {
        b"c" => Profile::Chromium,
        b"f" => Profile::Firefox,
        b"w" => Profile::WebKit,
        _ => Profile::Standard,
    }
}

fn mode(value: &[u8]) -> RequestMode {
    match value {
        b"n" => RequestMode::NoCors,
        b"s" => RequestMode::SameOrigin,
        _ => RequestMode::Cors,
    }
}

fn credentials(value: &[u8]) -> CredentialsMode {
    match value {
        b"o" => CredentialsMode::Omit,
        b"i" => CredentialsMode::Include,
        _ => CredentialsMode::SameOrigin,
    }
}

fn redirect(value: &[u8]) -> RedirectMode {
    match value {
        b"e" => RedirectMode::Error,
        b"m" => RedirectMode::Manual,
        _ => RedirectMode::Follow,
    }
}

/// The input that stands for one fetch in every engine, with answers of status and header lines.
#[must_use]
pub fn write(
    page: &str,
    request: &FetchRequest,
    answers: &[(u16, Vec<(&str, &str)>)],
) -> Vec<Vec<u8>> {
    ["s", "c", "f", "w"].map(|engine| write_for(engine, page, request, answers)).to_vec()
}

fn write_for(
    engine: &str,
    page: &str,
    request: &FetchRequest,
    answers: &[(u16, Vec<(&str, &str)>)],
) -> Vec<u8> {
    let mut writer = Writer::default();
    writer.add(PAGE, page);
    writer.add(PROFILE, engine);
    writer.add(FETCH, &request.url);
    writer.add(METHOD, &request.method);
    writer.add_all(HEADER, request.headers.iter().map(|(name, value)| format!("{name}:{value}")));
    if request.credentials.is_include() {
        writer.add(CREDENTIALS, "i");
    }
    for (status, headers) in answers {
        writer.add(STATUS, status.to_string());
        writer.add_all(
            ANSWERED_HEADER,
            headers.iter().map(|(name, value)| format!("{name}:{value}")),
        );
    }
    writer.finish()
}
