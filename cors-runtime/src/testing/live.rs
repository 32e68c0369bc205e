//! Asking a live server over HTTP/1.1. Redirects, cookies and compression are left to the browser
//! above.

use awc::Client;

use super::wire::{Received, Sent};

/// The longest body that is read, in bytes.
const LONGEST: usize = 64 << 20;

/// Sends a request to the host and port of its URL.
pub(super) async fn ask(request: &Sent) -> Result<Received, String> {
    if request.url.scheme() != "http" {
        return Err(format!(
            "a live server is spoken to over plain http, and {} is not; start it without TLS for tests",
            request.url
        ));
    }
    let client = Client::builder().disable_redirects().no_default_headers().finish();
    let mut message = client.request(request.http_method()?, request.url.as_str()).no_decompress();
    for line in request.lines()? {
        message = message.append_header(line);
    }
    let sent = message.send_body(request.body.clone()).await;
    let mut response = sent.map_err(|error| error.to_string())?;
    let body = response.body().limit(LONGEST).await.map_err(|error| error.to_string())?;
    Ok(Received::new(response.status(), response.headers(), body))
}
