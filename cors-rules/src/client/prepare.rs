//! Makes a request that may start of what a script wrote, as the constructors of
//! [`Request`](https://fetch.spec.whatwg.org/#dom-request) and
//! [`Headers`](https://fetch.spec.whatwg.org/#concept-headers-append) do it: errors that throw,
//! headers that are dropped, the method normalised.

use url::Url;

use super::active::Active;
use super::header_list::is_http_whitespace;
use super::http_url::{has_credentials, is_http};
use super::profile::StreamSupport;
use super::{
    Body, FetchRequest, HeaderList, PageOrigin, Profile, Reason, RequestMode, Stage, Tainting,
    combined_value, http_url, is_cors_safelisted_request_header, is_forbidden_request_header_line,
    unsafe_request_header_names,
};
use crate::{is_forbidden_method, is_safelisted_method, is_token, normalize_method};

/// Makes the request, or returns why `fetch()` throws.
pub(super) fn prepare(
    page: &PageOrigin,
    request: FetchRequest,
    profile: Profile,
) -> Result<Active, Reason> {
    let FetchRequest {
        method,
        url,
        headers,
        mode,
        credentials,
        redirect,
        body,
        upload_listeners,
        http2,
    } = request;
    let url = prepare_url(&url, profile)?;
    let method = prepare_method(&method, mode)?.to_owned();
    let body = prepare_body(body, &method, mode, profile)?;
    let mode = if body == Body::Stream && profile.streams_are_always_cors() {
        RequestMode::Cors
    } else {
        mode
    };
    let mut headers = prepare_headers(headers, mode, upload_listeners, profile)?;
    add_defaults(&mut headers, &body, mode, profile);
    // HTTP-network fetch (https://fetch.spec.whatwg.org/#concept-http-network-fetch) refuses
    // streams over HTTP/1.x.
    let refusal_after_preflight =
        (body == Body::Stream && !http2).then_some(Reason::StreamOverHttp1);
    let first_names = unsafe_request_header_names(&headers, profile);
    Ok(Active {
        page: page.clone(),
        use_preflight: (upload_listeners && is_uploaded(&body, profile)) || body == Body::Stream,
        method,
        headers,
        mode,
        credentials,
        redirect,
        body,
        earlier: Vec::new(),
        url,
        tainting: Tainting::Basic,
        deferred: refusal_after_preflight.map(|reason| (reason, Stage::Request)),
        is_xhr: upload_listeners,
        first_names,
        dropped: Vec::new(),
        had_origin: false,
    })
}

fn is_uploaded(body: &Body, profile: Profile) -> bool {
    body.is_present() || !profile.listens_to_bodies_only()
}

fn prepare_url(url: &str, profile: Profile) -> Result<Url, Reason> {
    let is_dangling = url.contains(['\t', '\n', '\r']) && url.contains('<');
    let url = http_url::parse(url, profile).ok_or(Reason::UrlInvalid)?;
    if is_dangling && profile.refuses_dangling_markup() {
        return Err(Reason::NetworkFailure);
    }
    if has_credentials(&url) {
        return Err(Reason::UrlHasCredentials);
    }
    if is_http(&url) {
        Ok(url)
    } else {
        Err(Reason::SchemeUnsupported { scheme: url.scheme().to_owned() })
    }
}

fn prepare_method(method: &str, mode: RequestMode) -> Result<&str, Reason> {
    if !is_token(method.as_bytes()) {
        return Err(Reason::MethodInvalid);
    }
    if is_forbidden_method(method.as_bytes()) {
        return Err(Reason::MethodForbidden);
    }
    let method = normalize_method(method);
    if mode == RequestMode::NoCors && !is_safelisted_method(method.as_bytes()) {
        return Err(Reason::MethodNotForNoCors);
    }
    Ok(method)
}

fn prepare_body(
    body: Body,
    method: &str,
    mode: RequestMode,
    profile: Profile,
) -> Result<Body, Reason> {
    if body.is_present() && matches!(method, "GET" | "HEAD") {
        return Err(Reason::BodyNotAllowed);
    }
    match (&body, profile.stream_support()) {
        (Body::Stream, StreamSupport::Stringified) => Ok(Body::text()),
        (Body::Stream, StreamSupport::Refused) => Err(Reason::StreamNotAllowed),
        (Body::Stream, StreamSupport::Streamed) if mode == RequestMode::NoCors => {
            Err(Reason::StreamNotAllowed)
        }
        _ => Ok(body),
    }
}

fn prepare_headers(
    headers: HeaderList,
    mode: RequestMode,
    is_xhr: bool,
    profile: Profile,
) -> Result<HeaderList, Reason> {
    // `setRequestHeader()` combines
    // (https://xhr.spec.whatwg.org/#dom-xmlhttprequest-setrequestheader); `Headers` appends.
    let joins = is_xhr || profile.joins_request_header_lines();
    let mut prepared = HeaderList::new();
    for (name, value) in headers {
        let value = value.trim_matches(is_http_whitespace).to_owned();
        if !is_token(name.as_bytes()) || value.contains(['\0', '\r', '\n']) {
            return Err(Reason::HeaderInvalid { name });
        }
        if !is_dropped(&prepared, &name, &value, mode, profile) {
            append(&mut prepared, name, value, joins);
        }
    }
    Ok(prepared)
}

fn append(headers: &mut HeaderList, name: String, value: String, joins: bool) {
    let mut lines = headers.iter_mut().filter(|(own, _)| own.eq_ignore_ascii_case(&name));
    match lines.next() {
        Some((_, present)) if joins => {
            present.push_str(", ");
            present.push_str(&value);
        }
        _ => headers.push((name, value)),
    }
}

/// Whether a script's header is ignored without an error.
fn is_dropped(
    others: &[(String, String)],
    name: &str,
    value: &str,
    mode: RequestMode,
    profile: Profile,
) -> bool {
    is_forbidden_request_header_line(name, value)
        || (profile.drops_user_agent() && name.eq_ignore_ascii_case("user-agent"))
        || (mode == RequestMode::NoCors && !is_for_no_cors(others, name, value))
}

/// A [no-CORS-safelisted
/// request-header](https://fetch.spec.whatwg.org/#no-cors-safelisted-request-header), judged with
/// the lines that are there already.
fn is_for_no_cors(others: &[(String, String)], name: &str, value: &str) -> bool {
    let value = match combined_value(others, name) {
        Some(present) => format!("{present}, {value}"),
        None => value.to_owned(),
    };
    let is_named = ["accept", "accept-language", "content-language", "content-type"]
        .iter()
        .any(|known| name.eq_ignore_ascii_case(known));
    is_named
        && is_cors_safelisted_request_header(name.as_bytes(), value.as_bytes(), Profile::Standard)
}

/// The body's own `Content-Type`, and `Accept`
/// ([fetch](https://fetch.spec.whatwg.org/#concept-fetch)): only where the script has none.
fn add_defaults(headers: &mut HeaderList, body: &Body, mode: RequestMode, profile: Profile) {
    if let Body::Bytes { content_type: Some(content_type) } = body {
        let is_set = combined_value(headers, "content-type").is_some();
        if !is_set && !is_dropped(headers, "Content-Type", content_type, mode, profile) {
            headers.push(("Content-Type".to_owned(), content_type.clone()));
        }
    }
    if combined_value(headers, "accept").is_none() {
        headers.push(("Accept".to_owned(), "*/*".to_owned()));
    }
}
