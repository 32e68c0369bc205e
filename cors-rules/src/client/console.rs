//! The sentence that Chromium prints to its console, for tests and help texts to name. Wordings
//! change between versions: compare reasons, not sentences, where it matters.

use url::Url;

use super::{Blocked, Reason, Stage};

const NEEDS_VALID_VALUE: &str = "Have the server send the header with a valid value.";

impl Blocked {
    /// What Chromium 156 prints for a `fetch()` that was blocked like this; `None` where the reason
    /// has nothing to do with CORS.
    ///
    /// ```
    /// use cors_rules::client::{Blocked, Reason, Stage};
    ///
    /// let blocked = Blocked {
    ///     reason: Reason::AllowOriginMissing,
    ///     at: Stage::Response,
    ///     page: "https://a.example".into(),
    ///     initial_url: "https://b.example/".into(),
    ///     url: "https://b.example/".into(),
    /// };
    /// assert_eq!(
    ///     blocked.console_message().unwrap(),
    ///     "Access to fetch at 'https://b.example/' from origin 'https://a.example' has been blocked by CORS policy: \
    ///      No 'Access-Control-Allow-Origin' header is present on the requested resource."
    /// );
    /// ```
    #[must_use]
    pub fn console_message(&self) -> Option<String> {
        let Blocked { reason, at, page, initial_url, url } = self;
        if let Some(mode) = refused_by_mode(reason, page).filter(|_| url == initial_url) {
            return Some(format!("Fetch API cannot load {url}. Request mode is {mode}."));
        }
        if stays_at_home(reason, url, page) {
            return None;
        }
        let sentence = sentence(reason)?;
        let redirected = if url == initial_url {
            String::new()
        } else {
            format!("(redirected from '{initial_url}') ")
        };
        let preflight = if *at == Stage::Preflight && !is_about_permission(reason) {
            "Response to preflight request doesn't pass access control check: "
        } else {
            ""
        };
        Some(format!(
            "Access to fetch at '{url}' {redirected}from origin '{page}' has been blocked by CORS policy: \
             {preflight}{sentence}"
        ))
    }
}

/// The two refusals by mode, for which Chromium has sentences of another form.
fn refused_by_mode(reason: &Reason, page: &str) -> Option<String> {
    match reason {
        Reason::OtherOriginNotAllowed => Some(format!(
            "\"same-origin\" but the URL's origin is not same as the request origin {page}"
        )),
        Reason::RedirectModeNotForNoCors => {
            Some("\"no-cors\" but the redirect mode is not \"follow\"".to_owned())
        }
        _ => None,
    }
}

/// Whether credentials in the URL of a redirect were refused within the page's own origin.
fn stays_at_home(reason: &Reason, url: &str, page: &str) -> bool {
    let Reason::RedirectHasCredentials { url: target } = reason else { return false };
    let is_home = |url| Url::parse(url).is_ok_and(|url| url.origin().ascii_serialization() == page);
    is_home(url) && is_home(target)
}

/// Whether the preflight response was well-formed, and only granted too little.
const fn is_about_permission(reason: &Reason) -> bool {
    matches!(
        reason,
        Reason::AllowMethodsMalformed { .. }
            | Reason::AllowHeadersMalformed { .. }
            | Reason::MethodNotAllowed { .. }
            | Reason::HeaderNotAllowed { .. }
    )
}

fn sentence(reason: &Reason) -> Option<String> {
    Some(match reason {
        Reason::AllowOriginMissing => {
            "No 'Access-Control-Allow-Origin' header is present on the requested resource."
                .to_owned()
        }
        Reason::AllowOriginWildcard => {
            "The value of the 'Access-Control-Allow-Origin' header in the response must not be \
            the wildcard '*' when the request's credentials mode is 'include'."
                .to_owned()
        }
        Reason::AllowOriginMultiple { value } => format!(
            "The 'Access-Control-Allow-Origin' header contains multiple values '{value}', but only one is allowed. \
             {NEEDS_VALID_VALUE}"
        ),
        Reason::AllowOriginInvalid { value } => format!(
            "The 'Access-Control-Allow-Origin' header contains the invalid value '{value}'. {NEEDS_VALID_VALUE}"
        ),
        Reason::AllowOriginMismatch { value } => format!(
            "The 'Access-Control-Allow-Origin' header has a value '{value}' that is not equal to the supplied origin. \
             {NEEDS_VALID_VALUE}"
        ),
        Reason::AllowCredentialsNotTrue { value } => format!(
            "The value of the 'Access-Control-Allow-Credentials' header in the response is '{value}' which must be \
             'true' when the request's credentials mode is 'include'."
        ),
        // The quotes are empty in Chromium.
        Reason::RedirectHasCredentials { .. } => {
            "Redirect location '' contains a username and password, which is disallowed \
            for cross-origin requests."
                .to_owned()
        }
        other => return preflight_sentence(other),
    })
}

fn preflight_sentence(reason: &Reason) -> Option<String> {
    let cannot_parse = |header: &str| {
        format!("Cannot parse {header} response header field in preflight response.")
    };
    Some(match reason {
        Reason::PreflightRedirect => "Redirect is not allowed for a preflight request.".to_owned(),
        Reason::PreflightStatus { .. } => "It does not have HTTP ok status.".to_owned(),
        Reason::AllowMethodsMalformed { .. } => cannot_parse("Access-Control-Allow-Methods"),
        Reason::AllowHeadersMalformed { .. } => cannot_parse("Access-Control-Allow-Headers"),
        Reason::MethodNotAllowed { method } => {
            format!(
                "Method {method} is not allowed by Access-Control-Allow-Methods in preflight response."
            )
        }
        Reason::HeaderNotAllowed { name } => format!(
            "Request header field {name} is not allowed by Access-Control-Allow-Headers in preflight response."
        ),
        _ => return None,
    })
}
