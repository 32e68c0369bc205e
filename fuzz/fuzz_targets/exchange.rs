//! Any page that fetches from any servers, in any engine. Every fetch ends soon; what is read from another origin was allowed
//! by its own headers, and what is sent there without asking is what a form could send.

#![no_main]

use std::collections::HashSet;

use cors_fuzz::fetch::{self, Fetch, Visit};
use cors_fuzz::oracle;
use cors_rules::client::{
    Body, Exchange, HeaderList, HttpRequest, HttpResponse, MAX_REDIRECTS, Outcome, PageOrigin,
    PreflightCache, Profile, RequestMode, ResponseKind, Step,
};
use libfuzzer_sys::fuzz_target;

/// Each URL costs a request and at most one preflight.
const MOST_URLS: usize = MAX_REDIRECTS + 1;

fuzz_target!(|input: &[u8]| {
    let visit = fetch::read(input);
    let mut cache = PreflightCache::new();
    let mut now = 1_000_u64;
    let mut granted = HashSet::new();
    // More of them find nothing that these do not.
    for fetch in visit.fetches.iter().take(4) {
        now = now.saturating_add(fetch.later);
        run(&visit, fetch, &mut cache, now, &mut granted);
    }
});

/// URLs for which some preflight was granted, with the origin that it named.
type Granted = HashSet<(String, String)>;

fn run(visit: &Visit, fetch: &Fetch, cache: &mut PreflightCache, now: u64, granted: &mut Granted) {
    let (page, profile) = (&visit.page, visit.profile);
    let (mut exchange, mut step) =
        Exchange::start(page, fetch.request.clone(), cache, now, profile);
    let mut answers = fetch.answers.iter().cycle();
    let mut sent: Vec<(HttpRequest, Option<HttpResponse>)> = Vec::new();
    let outcome = loop {
        match step {
            Step::Done(outcome) => break outcome,
            Step::Send(request) => {
                judge_request(visit, fetch, &request, granted);
                let answer = answers.next().cloned().flatten();
                step = match &answer {
                    Some(response) => exchange.receive(response, cache, now),
                    None => exchange.fail(cache),
                };
                if let Some(response) = answer.as_ref().filter(|_| request.is_preflight) {
                    note_grant(&request, response, granted);
                }
                sent.push((request, answer));
                assert!(sent.len() <= 2 * MOST_URLS, "{} requests", sent.len());
            }
        }
    };
    let preflights = sent.iter().filter(|(request, _)| request.is_preflight).count();
    assert_eq!(exchange.preflights(), preflights);
    assert!(preflights <= MOST_URLS && sent.len() - preflights <= MOST_URLS);
    assert_eq!(exchange.receive(&HttpResponse::new(200), cache, now), Step::Done(outcome.clone()));
    judge_outcome(visit, fetch, &sent, &outcome);
}

fn judge_request(visit: &Visit, fetch: &Fetch, request: &HttpRequest, granted: &Granted) {
    let is_abroad = is_abroad(&visit.page, &request.url);
    if request.is_preflight {
        assert_eq!(request.method, "OPTIONS");
        assert!(
            !request.with_credentials && !request.sends_body && request.header("cookie").is_none()
        );
        assert!(request.header("origin").is_some());
        assert!(request.header("access-control-request-method").is_some_and(oracle::is_word));
        let names = request.header("access-control-request-headers").unwrap_or("a");
        assert!(
            names.split(',').all(|name| oracle::is_word(name) && name.to_ascii_lowercase() == name)
        );
        return;
    }
    assert!(oracle::is_word(&request.method));
    assert!(!["CONNECT", "TRACE", "TRACK"].contains(&&*request.method.to_uppercase()));
    if !is_abroad || is_simple(visit.profile, request) {
        return;
    }
    let is_stream = fetch.request.body == Body::Stream && visit.profile.streams_are_always_cors();
    assert!(is_stream || fetch.request.mode == RequestMode::Cors);
    let origin = if visit.profile.preflights_with_page_origin() {
        visit.page.serialized()
    } else {
        request.header("origin").expect("an origin is asked for")
    };
    assert!(granted.contains(&(request.url.clone(), origin.to_owned())), "nobody was asked");
}

/// Whether a form could send the like, as far as names tell. Engines know more safelisted names than the standard.
fn is_simple(profile: Profile, request: &HttpRequest) -> bool {
    let safelisted =
        ["accept", "accept-language", "content-language", "content-type", "range", "origin"];
    let is_safelisted = |name: &str| safelisted.contains(&&*name.to_ascii_lowercase());
    ["GET", "HEAD", "POST"].contains(&&*request.method)
        && (profile != Profile::Standard
            || request.headers.iter().all(|(name, _)| is_safelisted(name)))
}

/// What a preflight has to have at the least for anything to follow from it.
fn note_grant(request: &HttpRequest, response: &HttpResponse, granted: &mut Granted) {
    let origin = request.header("origin").unwrap_or_default();
    let allowed = lines(&response.headers, "access-control-allow-origin");
    if (200..300).contains(&response.status) && (allowed == ["*"] || allowed == [origin]) {
        granted.insert((request.url.clone(), origin.to_owned()));
    }
}

fn judge_outcome(
    visit: &Visit,
    fetch: &Fetch,
    sent: &[(HttpRequest, Option<HttpResponse>)],
    outcome: &Outcome,
) {
    if let Outcome::Blocked(blocked) = outcome {
        let said = blocked.reason.to_string();
        assert!(!said.is_empty() && !said.contains(char::is_control), "{said:?}");
    }
    let Outcome::Readable(readable) = outcome else { return };
    let Some((request, Some(response))) = sent.last() else { panic!("read without an answer") };
    assert!(!request.is_preflight);
    let shows = |name: &str| readable.header(name).is_some();
    assert!(!shows("set-cookie") && !shows("set-cookie2"));
    let was_abroad = sent.iter().any(|(request, _)| is_abroad(&visit.page, &request.url));
    if !was_abroad {
        return;
    }
    assert_eq!(readable.kind, ResponseKind::Cors);
    let include = fetch.request.credentials.is_include();
    let allowed = lines(&response.headers, "access-control-allow-origin");
    let origin = request.header("origin").expect("an origin is asked for");
    assert!(allowed == [origin] || (!include && allowed == ["*"]), "{allowed:?} for {origin}");
    let mut credentials = lines(&response.headers, "access-control-allow-credentials");
    if visit.profile == Profile::Firefox {
        credentials.retain(|line| !line.is_empty());
    }
    assert!(!include || credentials == ["true"], "{credentials:?}");
    // What nobody exposes is hidden.
    if lines(&response.headers, "access-control-expose-headers").is_empty() {
        assert!(!shows("x-secret") && !shows("location") && !shows("access-control-allow-origin"));
    }
}

fn is_abroad(page: &PageOrigin, url: &str) -> bool {
    page.serialized() != oracle::origin_of_url(url)
}

/// The lines of a header, without the blanks around them.
fn lines<'a>(headers: &'a HeaderList, name: &str) -> Vec<&'a str> {
    let lines = headers.iter().filter(|(own, _)| own.eq_ignore_ascii_case(name));
    lines.map(|(_, value)| value.trim_matches([' ', '\t'])).collect()
}
