//! Fetches as a script in a real page runs them: a whole batch in one script, six at a time. What came of each is told as the
//! script sees it; nothing is compared here.

use std::collections::BTreeMap;

use cors_rules::client::{Body, CredentialsMode, FetchRequest, RedirectMode, RequestMode};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::webdriver::Browser;

/// More at a time gains nothing: browsers open six connections to a host.
const AT_A_TIME: usize = 6;

/// What a script got of one fetch.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Got {
    /// The promise was fulfilled.
    pub ok: bool,
    /// The type of the response; `xhr` where there was no `fetch()`.
    #[serde(default)]
    pub kind: String,
    /// The status, 0 where it is hidden.
    #[serde(default)]
    pub status: u16,
    /// Readable headers, lines joined, names in lower case.
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
    /// The error in the engine's words.
    #[serde(default)]
    pub error: String,
}

const BATCH: &str = r#"
const [errands, atATime, done] = arguments;

async function fetched(one) {
  const init = { method: one.method, headers: one.headers, mode: one.mode, credentials: one.credentials,
    redirect: one.redirect, signal: AbortSignal.timeout(60000) };
  if (one.body === "text") init.body = "text";
  if (one.body === "bytes") init.body = new Uint8Array([1, 2, 3]);
  if (one.body === "stream") {
    init.body = new ReadableStream({ start(stream) { stream.enqueue(new Uint8Array([1])); stream.close(); } });
    init.duplex = "half";
  }
  const response = await fetch(one.url, init);
  await response.text();
  return { ok: true, kind: response.type, status: response.status, headers: Object.fromEntries(response.headers) };
}

function requested(one) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(one.method, one.url);
    for (const [name, value] of one.headers) request.setRequestHeader(name, value);
    request.withCredentials = one.credentials === "include";
    request.upload.onprogress = () => {};
    request.timeout = 60000;
    request.ontimeout = () => reject(new DOMException("slow", "TimeoutError"));
    request.onerror = () => reject(new TypeError("XMLHttpRequest failed"));
    request.onload = () => {
      const lines = request.getAllResponseHeaders().split("\r\n").filter(Boolean);
      const headers = Object.fromEntries(lines.map((line) => {
        const colon = line.indexOf(":");
        return [line.slice(0, colon).toLowerCase(), line.slice(colon + 2)];
      }));
      resolve({ ok: true, kind: "xhr", status: request.status, headers });
    };
    request.send(one.body === "text" ? "text" : one.body === "bytes" ? new Uint8Array([1, 2, 3]) : null);
  });
}

async function run(one) {
  try {
    return await (one.uploadListeners ? requested(one) : fetched(one));
  } catch (error) {
    return { ok: false, error: `${error.name}: ${error.message}` };
  }
}

const results = errands.map(() => []);
let next = 0;
async function worker() {
  while (next < errands.length) {
    const index = next++;
    for (const one of errands[index]) results[index].push(await run(one));
  }
}
Promise.all(Array.from({ length: atATime }, worker)).then(() => done(results));
"#;

/// Runs errands in the page that is open; the fetches of one errand run one after the other.
///
/// # Panics
/// Where the browser does, or where a fetch takes a minute.
pub async fn run_batch(browser: &Browser, errands: &[Vec<FetchRequest>]) -> Vec<Vec<Got>> {
    let written: Vec<Vec<Value>> =
        errands.iter().map(|errand| errand.iter().map(written).collect()).collect();
    let arguments = vec![json!(written), json!(AT_A_TIME)];
    let answer = browser.execute_async(BATCH, arguments).await;
    let results: Vec<Vec<Got>> = serde_json::from_value(answer).expect("the script's report");
    assert_eq!(results.len(), errands.len());
    let slow = results.iter().flatten().find(|got| got.error.starts_with("TimeoutError"));
    assert_eq!(slow, None, "a fetch took a minute");
    results
}

fn written(request: &FetchRequest) -> Value {
    let FetchRequest {
        method,
        url,
        headers,
        mode,
        credentials,
        redirect,
        body,
        upload_listeners,
        http2: _,
    } = request;
    json!({
        "method": method,
        "url": url,
        "headers": headers,
        "mode": match mode {
            RequestMode::Cors => "cors",
            RequestMode::NoCors => "no-cors",
            RequestMode::SameOrigin => "same-origin",
        },
        "credentials": match credentials {
            CredentialsMode::Omit => "omit",
            CredentialsMode::SameOrigin => "same-origin",
            CredentialsMode::Include => "include",
        },
        "redirect": match redirect {
            RedirectMode::Follow => "follow",
            RedirectMode::Error => "error",
            RedirectMode::Manual => "manual",
        },
        "body": match body {
            Body::Empty => Value::Null,
            Body::Bytes { content_type: Some(_) } => json!("text"),
            Body::Bytes { content_type: None } => json!("bytes"),
            Body::Stream => json!("stream"),
        },
        "uploadListeners": upload_listeners,
    })
}
