//! Rules about the shape of an origin: `scheme://host:port` and nothing else ([HTML, serialisation
//! of an
//! origin](https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin)).

use crate::Rule;
use crate::origin::{MAX_ORIGIN_LEN, MAX_SCHEME_LEN, is_scheme_byte};

use super::fault::Fault;
use super::written::{Written, is_separator};

/// `null` is the origin of every sandboxed frame and every local file at once.
/// Refused: `null`. Accepted: `null` with `dangerous(null_origin)`.
pub(super) fn origin_null(written: &Written<'_>) -> Option<Fault> {
    (written.text == "null" && !written.null_allowed).then(|| {
        Fault::new(
            Rule::OriginNull,
            0..written.text.len(),
            "is what every sandboxed frame and local file sends, whoever made it, so listing it lets anybody in",
            "remove it; for local development serve the page, for example from `http://localhost:3000` \
             ({null_origin} admits it all the same)",
        )
    })
}

/// Each entry is one origin
/// ([Fetch](https://fetch.spec.whatwg.org/#http-access-control-allow-origin)).
/// Refused: `https://a.example, https://b.example`. Accepted: two entries.
pub(super) fn origin_list(written: &Written<'_>) -> Option<Fault> {
    let origins = written.parts().filter(|part| part.contains("://")).count();
    let authority_end = written.tail_mark().start;
    let comma = written.text.find(',').filter(|comma| *comma < authority_end);
    if origins < 2 && comma.is_none() {
        return None;
    }
    let mark = written.mark_char(&(0..written.text.len()), is_separator)?;
    Some(Fault::new(
        Rule::OriginList,
        mark,
        "holds more than one origin",
        "write each origin as an entry of its own",
    ))
}

/// No origin is longer than 64 bytes of scheme, 253 of host (RFC 1035, section 2.3.4) and what
/// stands between them.
/// Refused: 327 bytes. Accepted: `https://a.example`.
pub(super) fn origin_too_long(written: &Written<'_>) -> Option<Fault> {
    let len = written.text.len();
    (len > MAX_ORIGIN_LEN).then(|| {
        let start = (0..=MAX_ORIGIN_LEN).rev().find(|index| written.text.is_char_boundary(*index));
        Fault::new(
            Rule::OriginTooLong,
            start.unwrap_or(0)..len,
            format!("has {len} bytes, and no origin is longer than {MAX_ORIGIN_LEN}"),
            "an origin is a scheme, a host and perhaps a port, for example `https://a.example:8443`",
        )
    })
}

/// White space and control characters occur in no origin.
/// Refused: ` https://a.example`. Accepted: `https://a.example`.
pub(super) fn origin_whitespace(written: &Written<'_>) -> Option<Fault> {
    let mark = written
        .mark_char(&(0..written.text.len()), |found| found.is_whitespace() || found.is_control())?;
    Some(Fault::new(
        Rule::OriginWhitespace,
        mark,
        "holds white space or a control character, which no origin has",
        "remove it",
    ))
}

/// Pages from `file:` have an opaque origin (<https://url.spec.whatwg.org/#origin>).
/// Refused: `file:///index.html`. Accepted: `http://localhost:8000`.
pub(super) fn origin_file_scheme(written: &Written<'_>) -> Option<Fault> {
    let scheme = written.text.get(.."file:".len())?;
    scheme.eq_ignore_ascii_case("file:").then(|| {
        Fault::new(
            Rule::OriginFileScheme,
            0.."file".len(),
            "never occurs: pages from `file:` send the origin `null`",
            "serve the page, for example from `http://localhost:8000`",
        )
    })
}

/// An origin starts with a scheme and `://`.
/// Refused: `a.example`. Accepted: `https://a.example`.
pub(super) fn origin_missing_scheme(written: &Written<'_>) -> Option<Fault> {
    if written.text == "null" || written.scheme().is_some_and(|scheme| !scheme.is_empty()) {
        return None;
    }
    let what = match written.text {
        "" => "is empty",
        _ => "has no scheme; an origin starts like `https://`",
    };
    let mut parts = written.text.split(|found: char| !found.is_alphanumeric());
    let otherwise = if parts.any(|part| part.eq_ignore_ascii_case("null")) {
        "opaque origins are sent as `null`, in lower case, and only {null_origin} admits them"
    } else {
        "an origin is a scheme, `://` and a host, for example `https://a.example`"
    };
    Some(Fault::new(Rule::OriginMissingScheme, 0..0, what, otherwise))
}

/// A scheme is a letter followed by letters, digits, `+`, `-` and `.`
/// ([RFC 3986, section 3.1](https://www.rfc-editor.org/rfc/rfc3986#section-3.1)).
/// Refused: `1http://a.example`. Accepted: `tauri://localhost`.
pub(super) fn origin_bad_scheme(written: &Written<'_>) -> Option<Fault> {
    let scheme = written.scheme()?;
    let at_fault = |found: char| {
        !u8::try_from(found).is_ok_and(|byte| is_scheme_byte(byte.to_ascii_lowercase()))
    };
    let whole = written.scheme_mark();
    let what = if let Some(mark) = written.mark_char(&whole, at_fault) {
        (mark, "has a scheme with a character that schemes do not have")
    } else if !scheme.starts_with(|first: char| first.is_ascii_alphabetic()) {
        (0..1, "has a scheme that does not start with a letter")
    } else if scheme.len() > MAX_SCHEME_LEN {
        (MAX_SCHEME_LEN..scheme.len(), "has a scheme of more than 64 bytes")
    } else {
        return None;
    };
    let otherwise = match scheme {
        "http*" | "https?" | "http(s)" => {
            "a pattern has one scheme: list the `https://` and the `http://` origin separately"
        }
        _ => "write a scheme such as `https`",
    };
    Some(Fault::new(Rule::OriginBadScheme, what.0, what.1, otherwise))
}

/// An origin names no user.
/// Refused: `https://me@a.example`. Accepted: `https://a.example`.
pub(super) fn origin_userinfo(written: &Written<'_>) -> Option<Fault> {
    let mark = written.userinfo_mark()?;
    Some(Fault::new(
        Rule::OriginUserinfo,
        mark,
        "names a user, which no browser sends",
        "remove everything up to the `@`",
    ))
}

/// A serialised origin has no path, not even `/`. The most common mistake: an address copied from a
/// browser.
/// Refused: `https://a.example/`. Accepted: `https://a.example`.
pub(super) fn origin_trailing_slash(written: &Written<'_>) -> Option<Fault> {
    (has_host(written) && written.tail() == "/").then(|| {
        Fault::new(
            Rule::OriginTrailingSlash,
            written.tail_mark(),
            "ends with a slash, which no browser sends",
            "remove the slash",
        )
    })
}

/// An origin has no path: CORS cannot tell pages of one host apart.
/// Refused: `https://a.example/app`. Accepted: `https://a.example`.
pub(super) fn origin_path(written: &Written<'_>) -> Option<Fault> {
    (has_host(written) && written.tail().starts_with(['/', '\\'])).then(|| {
        Fault::new(
            Rule::OriginPath,
            written.tail_mark(),
            "has a path, which no browser sends",
            "remove the path",
        )
    })
}

/// An origin has no query.
/// Refused: `https://a.example?x=1`. Accepted: `https://a.example`.
pub(super) fn origin_query(written: &Written<'_>) -> Option<Fault> {
    let tail = written.tail();
    (has_host(written) && (tail.starts_with('?') || tail.starts_with("/?"))).then(|| {
        Fault::new(
            Rule::OriginQuery,
            written.tail_mark(),
            "has a query, which no browser sends",
            "remove the query",
        )
    })
}

/// An origin has no fragment.
/// Refused: `https://a.example#top`. Accepted: `https://a.example`.
pub(super) fn origin_fragment(written: &Written<'_>) -> Option<Fault> {
    let tail = written.tail();
    (has_host(written) && (tail.starts_with('#') || tail.starts_with("/#"))).then(|| {
        Fault::new(
            Rule::OriginFragment,
            written.tail_mark(),
            "has a fragment, which no browser sends",
            "remove the fragment",
        )
    })
}

/// Whether there is a host. Where it is missing, that is reported, and not what follows it.
fn has_host(written: &Written<'_>) -> bool {
    !written.host().is_empty()
}
