//! The sentences that Chromium prints, for each reason.

use cors_rules::client::*;

use crate::lab::*;

const PREFLIGHT: &str = "Response to preflight request doesn't pass access control check: ";

/// The part of the message after the fixed beginning.
fn reason_text(trace: &Trace) -> String {
    let message = trace.outcome.blocked().unwrap().console_message().unwrap();
    let beginning = "Access to fetch at 'https://api.example/x' from origin 'https://page.example' has been blocked by CORS policy: ";
    message.strip_prefix(beginning).unwrap_or_else(|| panic!("{message}")).to_owned()
}

fn of_get(request: FetchRequest, headers: &[(&str, &str)]) -> String {
    reason_text(&Lab::new().fetch(request, |_| answer(200, headers)))
}

fn of_preflight(request: FetchRequest, status: u16, headers: &[(&str, &str)]) -> String {
    reason_text(&Lab::new().fetch(request, |_| answer(status, headers)))
}

#[test]
fn no_allow_origin() {
    let text = "No 'Access-Control-Allow-Origin' header is present on the requested resource.";
    assert_eq!(of_get(get(), &[]), text);
    assert_eq!(of_preflight(put(), 200, &[]), format!("{PREFLIGHT}{text}"));
    assert_eq!(of_preflight(put(), 500, &[]), format!("{PREFLIGHT}{text}"));
}

#[test]
fn allow_origin_mismatch() {
    let text = |value: &str| {
        format!(
            "The 'Access-Control-Allow-Origin' header has a value '{value}' that is not equal to the supplied origin. \
             Have the server send the header with a valid value."
        )
    };
    for value in ["http://other.example", "null", "https://page.example/"] {
        assert_eq!(of_get(get(), &[(ALLOW_ORIGIN, value)]), text(value));
        let preflighted = of_preflight(put(), 200, &[(ALLOW_ORIGIN, value)]);
        assert_eq!(preflighted, format!("{PREFLIGHT}{}", text(value)));
    }
}

#[test]
fn allow_origin_wildcard_with_credentials() {
    let text = "The value of the 'Access-Control-Allow-Origin' header in the response must not be the wildcard '*' when \
        the request's credentials mode is 'include'.";
    assert_eq!(of_get(get().with_credentials(), &[(ALLOW_ORIGIN, "*")]), text);
    let preflighted = of_preflight(put().with_credentials(), 200, &[(ALLOW_ORIGIN, "*")]);
    assert_eq!(preflighted, format!("{PREFLIGHT}{text}"));
}

#[test]
fn several_allow_origins() {
    let text = |values: &str| {
        format!(
            "The 'Access-Control-Allow-Origin' header contains multiple values '{values}', but only one is allowed. \
             Have the server send the header with a valid value."
        )
    };
    let two = [(ALLOW_ORIGIN, "http://a.example"), (ALLOW_ORIGIN, "http://b.example")];
    assert_eq!(of_get(get(), &two), text("http://a.example, http://b.example"));
    assert_eq!(of_get(get(), &[(ALLOW_ORIGIN, "*, *")]), text("*, *"));
    assert_eq!(of_get(get(), &[(ALLOW_ORIGIN, "not a url")]), text("not a url"));
}

#[test]
fn invalid_allow_origin() {
    for value in ["", "page.example"] {
        let text = format!(
            "The 'Access-Control-Allow-Origin' header contains the invalid value '{value}'. \
             Have the server send the header with a valid value."
        );
        assert_eq!(of_get(get(), &[(ALLOW_ORIGIN, value)]), text);
    }
}

#[test]
fn allow_credentials_not_true() {
    let text = |value: &str| {
        format!(
            "The value of the 'Access-Control-Allow-Credentials' header in the response is '{value}' which must be \
             'true' when the request's credentials mode is 'include'."
        )
    };
    assert_eq!(of_get(get().with_credentials(), &[(ALLOW_ORIGIN, PAGE)]), text(""));
    let wrong_case = [(ALLOW_ORIGIN, PAGE), (ALLOW_CREDENTIALS, "True")];
    assert_eq!(of_get(get().with_credentials(), &wrong_case), text("True"));
}

#[test]
fn method_and_header_not_allowed_have_no_prefix() {
    assert_eq!(
        of_preflight(put(), 204, &[(ALLOW_ORIGIN, "*")]),
        "Method PUT is not allowed by Access-Control-Allow-Methods in preflight response."
    );
    assert_eq!(
        of_preflight(get().with_header("X-Custom", "1"), 204, &[(ALLOW_ORIGIN, "*")]),
        "Request header field x-custom is not allowed by Access-Control-Allow-Headers in preflight response."
    );
}

#[test]
fn malformed_lists_have_no_prefix() {
    assert_eq!(
        of_preflight(put(), 204, &[(ALLOW_ORIGIN, "*"), (ALLOW_METHODS, "PUT;GET")]),
        "Cannot parse Access-Control-Allow-Methods response header field in preflight response."
    );
    assert_eq!(
        of_preflight(put(), 204, &[(ALLOW_ORIGIN, "*"), (ALLOW_HEADERS, "x-custom;")]),
        "Cannot parse Access-Control-Allow-Headers response header field in preflight response."
    );
}

#[test]
fn status_and_redirect_of_a_preflight() {
    let status = format!("{PREFLIGHT}It does not have HTTP ok status.");
    for code in [302, 304, 404, 405, 500] {
        assert_eq!(of_preflight(put(), code, &[(ALLOW_ORIGIN, "*")]), status, "{code}");
    }
    let redirect = format!("{PREFLIGHT}Redirect is not allowed for a preflight request.");
    assert_eq!(of_preflight(put(), 302, &[(ALLOW_ORIGIN, "*"), ("Location", "/")]), redirect);
    assert_eq!(of_preflight(put(), 307, &[("Location", "/")]), redirect);
}

/// What a GET of `API` prints when it is redirected there.
fn of_redirect(location: &str, then: &[(&str, &str)]) -> Option<String> {
    let trace = Lab::new().fetch(get(), |request| match request.url.as_str() {
        API => answer(302, &[(ALLOW_ORIGIN, "*"), ("Location", location)]),
        _ => answer(200, then),
    });
    trace.outcome.blocked().unwrap().console_message()
}

#[test]
fn after_a_redirect_both_urls_are_named_and_the_page_stays() {
    assert_eq!(
        of_redirect("https://third.example/y", &[]).unwrap(),
        "Access to fetch at 'https://third.example/y' (redirected from 'https://api.example/x') from origin \
         'https://page.example' has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present on \
         the requested resource."
    );
    let text = of_redirect("https://third.example/y", &[(ALLOW_ORIGIN, PAGE)]).unwrap();
    assert!(
        text.contains(
            "has a value 'https://page.example' that is not equal to the supplied origin"
        ),
        "{text}"
    );
}

#[test]
fn credentials_in_a_redirect() {
    assert_eq!(
        of_redirect("https://u:p@third.example/", &[]).unwrap(),
        "Access to fetch at 'https://api.example/x' from origin 'https://page.example' has been blocked by CORS policy: \
         Redirect location '' contains a username and password, which is disallowed for cross-origin requests."
    );
}

#[test]
fn refusals_by_mode() {
    let message = |request| {
        let trace = Lab::new().fetch(request, |_| answer(200, &[]));
        trace.outcome.blocked().unwrap().console_message().unwrap()
    };
    assert_eq!(
        message(get().with_mode(RequestMode::SameOrigin)),
        "Fetch API cannot load https://api.example/x. Request mode is \"same-origin\" but the URL's origin is not same \
         as the request origin https://page.example."
    );
    assert_eq!(
        message(get().with_mode(RequestMode::NoCors).with_redirect(RedirectMode::Manual)),
        "Fetch API cannot load https://api.example/x. Request mode is \"no-cors\" but the redirect mode is not \"follow\"."
    );
}

#[test]
fn a_refusal_by_mode_after_a_redirect_is_worded_otherwise() {
    let request =
        FetchRequest::new("GET", "https://page.example/").with_mode(RequestMode::SameOrigin);
    let trace = Lab::new().fetch(request, |_| answer(302, &[("Location", API)]));
    assert_eq!(*trace.reason(), Reason::OtherOriginNotAllowed);
    assert_eq!(trace.outcome.blocked().unwrap().console_message(), None);
}

#[test]
fn what_is_no_matter_of_cors_prints_nothing() {
    assert_eq!(of_redirect("data:text/plain,x", &[]), None);
    let trace = Lab::new().fetch(FetchRequest::new("TRACE", API), |_| answer(200, &[]));
    assert_eq!(trace.outcome.blocked().unwrap().console_message(), None);
}

#[test]
fn reasons_read_well_and_escape_what_a_server_sent() {
    let trace = Lab::new().fetch(get(), |_| answer(200, &[(ALLOW_ORIGIN, "a\u{1b}[31m")]));
    let text = trace.reason().to_string();
    assert_eq!(text, "Access-Control-Allow-Origin is no origin: `a\\u{1b}[31m`");
    let trace = Lab::new().fetch(put(), |_| answer(404, &[(ALLOW_ORIGIN, "*")]));
    assert_eq!(trace.reason().to_string(), "the status of the preflight is not 200 to 299: 404");
}
