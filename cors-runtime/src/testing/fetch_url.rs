//! Whether a test has written a URL that a page can fetch. What a page's script may leave out,
//! because the page has an address, a test has to write.

use url::{ParseError, Url};

/// Holds the text to it.
///
/// # Errors
/// What is wrong with it, and what to write.
pub(super) fn check(text: &str) -> Result<(), String> {
    match Url::parse(text) {
        Ok(url) if matches!(url.scheme(), "http" | "https") => Ok(()),
        // `localhost:4000/x` has a scheme, by the grammar.
        Ok(url) if url.cannot_be_a_base() && looks_like_a_host(text) => Err(format!(
            "`{text}` is no URL that can be fetched: it has no scheme; write `http://{text}`"
        )),
        Ok(url) => Err(format!(
            "`{text}` cannot be fetched: the scheme is `{}`; write `http` or `https`",
            url.scheme()
        )),
        Err(ParseError::RelativeUrlWithoutBase) => Err(missing(text)),
        Err(error) => Err(format!("`{text}` is no URL: {error}; write scheme, host and path")),
    }
}

fn looks_like_a_host(text: &str) -> bool {
    let port = text.split_once(':').map_or("", |(_, rest)| rest);
    port.starts_with(|first: char| first.is_ascii_digit())
}

fn missing(text: &str) -> String {
    let whole = match text.strip_prefix('/').map(|rest| rest.strip_prefix('/')) {
        Some(Some(host)) => format!("http://{host}"),
        Some(None) => format!("http://localhost:8080{text}"),
        None => format!("http://localhost:8080/{text}"),
    };
    format!(
        "`{text}` is no absolute URL: it has no scheme, or no host; write the whole of it, such as `{whole}`"
    )
}
