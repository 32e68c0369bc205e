//! The long forms of the rules about methods, request headers and exposed headers.

use super::links::MDN_EXPOSE;
use crate::long_form::LongForm;

pub(super) const METHOD_INVALID: LongForm = LongForm {
    meaning: "A method is one HTTP token: visible characters without blanks and separators. What is no token cannot stand in a request, nor in the list that a preflight is answered with.",
    otherwise: &[
        "`A B` would go out as the names of no method, and a browser refuses a list that it cannot read",
    ],
    remedy: "Write one name for each entry. Methods without an attribute in actix-web stand in quotation marks: `\"PURGE\"`.",
    links: &[],
};

pub(super) const METHOD_FORBIDDEN: LongForm = LongForm {
    meaning: "`fetch` throws an error for CONNECT, TRACE and TRACK before anything is sent, so no preflight ever asks for them.",
    otherwise: &[
        "TRACE is listed; no page can use it, and a scanner reports that the server seems to invite it",
        "TRACE gives a request back as it came, with headers that scripts must not see",
    ],
    remedy: "Remove it.",
    links: &["https://owasp.org/www-community/attacks/Cross_Site_Tracing"],
};

pub(super) const METHOD_CASE: LongForm = LongForm {
    meaning: "Methods are compared letter by letter. `fetch` writes DELETE, GET, HEAD, OPTIONS, POST and PUT in capitals whatever the script wrote, and leaves `patch` as it is: a method of its own, that servers do not know.",
    otherwise: &[
        "fetch(url, { method: 'patch' }) asks for the method `patch`",
        "a list with `patch` would grant it; then the route for PATCH does not match, and the answer is 404",
    ],
    remedy: "Write `PATCH` in the list and in the script.",
    links: &["https://developer.mozilla.org/en-US/docs/Web/API/RequestInit#method"],
};

pub(super) const METHOD_OF_ROUTE_MISSING: LongForm = LongForm {
    meaning: "A preflight announces the method of the request. A policy above a route for PUT that does not list PUT refuses each request that the route is there for. GET, HEAD and POST need no listing: browsers grant them by themselves.",
    otherwise: &[
        "the attribute of a sibling is copied, with `methods = [DELETE]`",
        "each PUT of a page fails in its preflight; `curl` works, and so the server is blameless",
    ],
    remedy: "Add the method, or leave `methods` out: the default is what the route serves.",
    links: &["https://fetch.spec.whatwg.org/#cors-safelisted-method"],
};

pub(super) const HEADER_INVALID: LongForm = LongForm {
    meaning: "The name of a header is one HTTP token. What is none cannot be set by a script, and breaks the list that it stands in.",
    otherwise: &[
        "`x name` goes out in `Access-Control-Allow-Headers`; browsers cannot read the list, and refuse all of it",
    ],
    remedy: "Write one name for each entry, without a colon and without the value.",
    links: &[],
};

pub(super) const HEADER_FORBIDDEN: LongForm = LongForm {
    meaning: "The browser alone sets these headers: `cookie`, `origin`, `host`, `sec-…` and the like. A script that tries is ignored, so no preflight ever asks for them.",
    otherwise: &[
        "`cookie` is listed so that cookies would be sent; they are not, for that is what `credentials` means",
        "the author believes that it is done, and looks for the fault elsewhere",
    ],
    remedy: "Remove it. For cookies write `credentials`; where the script had to send a value, give it a name of its own, such as `x-name`.",
    links: &["https://developer.mozilla.org/en-US/docs/Glossary/Forbidden_request_header"],
};

pub(super) const HEADER_IS_RESPONSE_HEADER: LongForm = LongForm {
    meaning: "`headers` lists what a page may send. The headers that answer CORS are sent by the server, from this very policy.",
    otherwise: &[
        "a script sets `access-control-allow-origin: *` on its request, as many answers on the web advise",
        "that turns a simple request into one with a preflight, and opens nothing",
    ],
    remedy: "Remove it here and in the script. Headers that a script reads stand in `expose`.",
    links: &[
        "https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Access-Control-Allow-Headers",
    ],
};

pub(super) const EXPOSE_INVALID: LongForm = LongForm {
    meaning: "The name of a header is one HTTP token. A browser that cannot read the list of exposed headers exposes none of them.",
    otherwise: &[
        "`x name` in the list: response.headers.get('x-total') is null, though `x-total` is listed beside it",
    ],
    remedy: "Write one name for each entry, without a colon and without the value.",
    links: &[MDN_EXPOSE],
};

pub(super) const EXPOSE_FORBIDDEN: LongForm = LongForm {
    meaning: "`set-cookie` is kept from scripts in every case, so that a page cannot read cookies that are for the browser alone.",
    otherwise: &[
        "the script waits for `set-cookie` to keep its value;",
        "it is never there, and the cookie is set all the same",
    ],
    remedy: "Remove it. The cookie is sent again where the request includes credentials and the policy has `credentials`. A value that the script needs goes into the body.",
    links: &[MDN_EXPOSE],
};

pub(super) const EXPOSE_IS_REQUEST_HEADER: LongForm = LongForm {
    meaning: "`expose` lists what a page may read of a response. This header only stands in requests.",
    otherwise: &[
        "`authorization` is put into `expose` instead of `headers`, and the preflight still refuses it",
    ],
    remedy: "Put it into `headers` if scripts send it; otherwise remove it.",
    links: &[MDN_EXPOSE],
};
