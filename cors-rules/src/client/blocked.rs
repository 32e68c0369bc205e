//! Why a fetch was blocked, and at which step. `console` has the sentence that a browser prints.

use std::fmt::{Display, Formatter};

/// The step at which a fetch was blocked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stage {
    /// Before anything was sent, or before the request of a redirect was.
    Request,
    /// At the response to a preflight.
    Preflight,
    /// At a redirect.
    Redirect,
    /// At the response.
    Response,
}

/// Why a fetch was blocked.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Reason {
    /// The URL does not parse.
    UrlInvalid,
    /// The URL has a user name or a password.
    UrlHasCredentials,
    /// The scheme is neither `http` nor `https`.
    SchemeUnsupported {
        /// The scheme.
        scheme: String,
    },
    /// The method is no token.
    MethodInvalid,
    /// The method is CONNECT, TRACE or TRACK.
    MethodForbidden,
    /// Mode `no-cors` sends GET, HEAD and POST only.
    MethodNotForNoCors,
    /// A header's name is no name, or its value no value.
    HeaderInvalid {
        /// The name, as written.
        name: String,
    },
    /// GET and HEAD have no body.
    BodyNotAllowed,
    /// The engine does not support request streams, or the mode is `no-cors`.
    StreamNotAllowed,
    /// A stream is not sent over HTTP/1.x.
    StreamOverHttp1,
    /// Mode `same-origin`, and another origin.
    OtherOriginNotAllowed,
    /// Mode `no-cors` and another origin want redirect mode `follow`.
    RedirectModeNotForNoCors,
    /// `Access-Control-Allow-Origin` is absent.
    AllowOriginMissing,
    /// `Access-Control-Allow-Origin` is `*`, and the credentials mode `include`.
    AllowOriginWildcard,
    /// `Access-Control-Allow-Origin` has several values.
    AllowOriginMultiple {
        /// All of them.
        value: String,
    },
    /// `Access-Control-Allow-Origin` is no origin.
    AllowOriginInvalid {
        /// What it is.
        value: String,
    },
    /// `Access-Control-Allow-Origin` names another origin.
    AllowOriginMismatch {
        /// That one.
        value: String,
    },
    /// `Access-Control-Allow-Credentials` is not `true`.
    AllowCredentialsNotTrue {
        /// What it is; empty where it is absent.
        value: String,
    },
    /// The preflight was redirected.
    PreflightRedirect,
    /// The status of the preflight is not 200 to 299.
    PreflightStatus {
        /// What it is.
        status: u16,
    },
    /// `Access-Control-Allow-Methods` is no list of methods.
    AllowMethodsMalformed {
        /// The first bad element.
        element: String,
    },
    /// `Access-Control-Allow-Headers` is no list of names.
    AllowHeadersMalformed {
        /// The first bad element.
        element: String,
    },
    /// `Access-Control-Allow-Methods` lacks the method.
    MethodNotAllowed {
        /// The method.
        method: String,
    },
    /// `Access-Control-Allow-Headers` lacks a name.
    HeaderNotAllowed {
        /// The first such name, in lower case.
        name: String,
    },
    /// Redirect mode `error`.
    RedirectNotAllowed,
    /// More than 20 redirects.
    TooManyRedirects,
    /// `Location` is no URL, or there are several.
    RedirectUrlInvalid,
    /// `Location` is neither `http` nor `https`.
    RedirectScheme {
        /// The URL.
        url: String,
    },
    /// `Location` has a user name or a password.
    RedirectHasCredentials {
        /// The URL.
        url: String,
    },
    /// A stream cannot be sent a second time.
    StreamRedirected,
    /// No response came.
    NetworkFailure,
}

impl Display for Reason {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> std::fmt::Result {
        match self {
            Reason::AllowOriginMultiple { value }
            | Reason::AllowOriginInvalid { value }
            | Reason::AllowOriginMismatch { value }
            | Reason::AllowCredentialsNotTrue { value }
            | Reason::AllowMethodsMalformed { element: value }
            | Reason::AllowHeadersMalformed { element: value }
            | Reason::MethodNotAllowed { method: value }
            | Reason::HeaderNotAllowed { name: value }
            | Reason::HeaderInvalid { name: value }
            | Reason::SchemeUnsupported { scheme: value }
            | Reason::RedirectScheme { url: value }
            | Reason::RedirectHasCredentials { url: value } => {
                write!(formatter, "{}: `{}`", self.summary(), value.escape_debug())
            }
            Reason::PreflightStatus { status } => write!(formatter, "{}: {status}", self.summary()),
            _ => formatter.write_str(self.summary()),
        }
    }
}

impl Reason {
    /// The reason as a sentence, without the value.
    #[must_use]
    pub const fn summary(&self) -> &'static str {
        match self {
            Reason::UrlInvalid => "the URL does not parse",
            Reason::UrlHasCredentials => "the URL has a user name or a password",
            Reason::SchemeUnsupported { .. } => "the scheme is neither http nor https",
            Reason::MethodInvalid => "the method is no token",
            Reason::MethodForbidden => "scripts may not send CONNECT, TRACE and TRACK",
            Reason::MethodNotForNoCors => "mode no-cors sends GET, HEAD and POST only",
            Reason::HeaderInvalid { .. } => "the name or the value of a header is malformed",
            Reason::BodyNotAllowed => "GET and HEAD have no body",
            Reason::StreamNotAllowed => "a stream cannot be sent here",
            Reason::StreamOverHttp1 => "a stream is not sent over HTTP/1.x",
            Reason::OtherOriginNotAllowed => "mode same-origin refuses other origins",
            Reason::RedirectModeNotForNoCors => "mode no-cors wants redirect mode follow",
            Reason::AllowOriginMissing => "Access-Control-Allow-Origin is missing",
            Reason::AllowOriginWildcard => "Access-Control-Allow-Origin is * despite credentials",
            Reason::AllowOriginMultiple { .. } => "Access-Control-Allow-Origin has several values",
            Reason::AllowOriginInvalid { .. } => "Access-Control-Allow-Origin is no origin",
            Reason::AllowOriginMismatch { .. } => "Access-Control-Allow-Origin is another origin",
            Reason::AllowCredentialsNotTrue { .. } => {
                "Access-Control-Allow-Credentials is not true"
            }
            Reason::PreflightRedirect => "the preflight was redirected",
            Reason::PreflightStatus { .. } => "the status of the preflight is not 200 to 299",
            Reason::AllowMethodsMalformed { .. } => "Access-Control-Allow-Methods is malformed",
            Reason::AllowHeadersMalformed { .. } => "Access-Control-Allow-Headers is malformed",
            Reason::MethodNotAllowed { .. } => "Access-Control-Allow-Methods lacks the method",
            Reason::HeaderNotAllowed { .. } => "Access-Control-Allow-Headers lacks a header",
            Reason::RedirectNotAllowed => "redirect mode error refuses redirects",
            Reason::TooManyRedirects => "there were more than 20 redirects",
            Reason::RedirectUrlInvalid => "the Location of the redirect is no URL",
            Reason::RedirectScheme { .. } => "the redirect leads to neither http nor https",
            Reason::RedirectHasCredentials { .. } => {
                "the redirect leads to a URL with a user name or a password"
            }
            Reason::StreamRedirected => "a stream cannot be sent a second time",
            Reason::NetworkFailure => "no response came",
        }
    }
}

/// A blocked fetch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blocked {
    /// Why.
    pub reason: Reason,
    /// At which step.
    pub at: Stage,
    /// The page's origin, serialised.
    pub page: String,
    /// The URL that was fetched, without fragment.
    pub initial_url: String,
    /// The URL at which it was blocked: another one after a redirect.
    pub url: String,
}
