//! The long forms of the rules about how one origin is written, and about the list of them.

use super::links::{MDN_NULL, MDN_ORIGIN, PORTSWIGGER};
use crate::long_form::LongForm;

pub(super) const MISSING_ORIGINS: LongForm = LongForm {
    meaning: "A policy answers one question before all others: which pages may read the responses. There is no answer that would suit most programs, and the convenient one, everybody, must be a decision.",
    otherwise: &[
        "a default of nobody: each page is refused, and the console of the browser is the first to say so",
        "a default of everybody: an address book inside a company's network is read by any page that",
        "an employee opens, because the browser stands inside of the network",
    ],
    remedy: "List the pages' origins. `origins = any` is right for content that is public and needs no cookie; `origins = env(\"APP_ORIGINS\")` for origins that differ between installations; `policy = PATH` takes them from a named policy.",
    links: &[MDN_ORIGIN],
};

pub(super) const EMPTY_ORIGINS: LongForm = LongForm {
    meaning: "A list without an entry lets nobody in. It is mostly what is left of a list after a change, and reads as if everybody or a default were meant.",
    otherwise: &[
        "the last entry is removed in a change that seems to tidy up",
        "every page is refused from then on, and the server says nothing, since nothing is wrong there",
    ],
    remedy: "List at least one origin. To keep a route without CORS whatever policy surrounds it, write `disabled`.",
    links: &[],
};

pub(super) const ORIGIN_MISSING_SCHEME: LongForm = LongForm {
    meaning: "An origin is a scheme, a host and a port. A browser sends all of it in `Origin`, so a bare host is equal to nothing that is ever sent.",
    otherwise: &[
        "`a.example` is listed; the page sends `Origin: https://a.example`",
        "the texts differ, the page is refused, and the list looks right to whoever reads it",
    ],
    remedy: "Put `https://` in front, or `http://` for this machine: `http://localhost:3000`. Both schemes are two entries.",
    links: &[MDN_ORIGIN],
};

pub(super) const ORIGIN_BAD_SCHEME: LongForm = LongForm {
    meaning: "Browsers serialise the scheme of a page, and its letters are lower-case ASCII. A scheme of another form comes from no page.",
    otherwise: &[
        "`1http://a.example` is listed; no program can have an address of that form",
        "the entry is dead, and the page that it was meant for is refused",
    ],
    remedy: "Write the scheme as the address bar shows it. Frameworks that wrap a page into a program have schemes of their own: `tauri://localhost`, `capacitor://localhost`.",
    links: &["https://url.spec.whatwg.org/#url-scheme-string"],
};

pub(super) const ORIGIN_FILE_SCHEME: LongForm = LongForm {
    meaning: "The origin of a page that was opened from a file is opaque, and an opaque origin is sent as `null`. `file://…` is never sent.",
    otherwise: &[
        "`file:///index.html` is listed; the page sends `Origin: null` and is refused",
        "so `null` is listed instead, and with it every sandboxed frame of every site",
    ],
    remedy: "Serve the page while you develop, for example by `python3 -m http.server 8000`, and list `http://localhost:8000`.",
    links: &[MDN_NULL],
};

pub(super) const ORIGIN_NULL: LongForm = LongForm {
    meaning: "`null` is what a browser sends for every page whose origin is opaque: sandboxed frames, `data:` addresses, files, and requests that were redirected from one site to another. Anybody can make such a page.",
    otherwise: &[
        "evil.example: <iframe sandbox=\"allow-scripts\" srcdoc=\"<script>",
        "  fetch('https://bank.example/account', { credentials: 'include' })",
        "    .then(r => r.text()).then(t => parent.postMessage(t, '*'))</script>\">",
        "the frame sends `Origin: null`, the server allows `null`, and evil.example has the account",
    ],
    remedy: "List the origin of the page that is meant. Where sandboxed documents really must read the responses, `dangerous(null_origin)` says so; then leave out `credentials`.",
    links: &[MDN_NULL, PORTSWIGGER],
};

pub(super) const ORIGIN_TRAILING_SLASH: LongForm = LongForm {
    meaning: "An address ends with a slash, an origin does not. What is copied from the address bar has one more character than any browser sends.",
    otherwise: &[
        "`https://a.example/` is listed; the page sends `Origin: https://a.example`",
        "the texts differ by one character, and every request of the page is refused",
    ],
    remedy: "Remove the slash.",
    links: &[MDN_ORIGIN],
};

pub(super) const ORIGIN_PATH: LongForm = LongForm {
    meaning: "All pages of a host share one origin: browsers keep no border between paths and send none. An entry with a path matches nothing, and could not restrict anything.",
    otherwise: &[
        "`https://a.example/app` is listed, so that `/blog` of the same host would be kept out",
        "no page is let in at all; and without the path, `/blog` is let in together with `/app`",
    ],
    remedy: "Remove the path. What must not read the responses needs a host of its own.",
    links: &[MDN_ORIGIN],
};

pub(super) const ORIGIN_QUERY: LongForm = LongForm {
    meaning: "The query belongs to the address of one page. It is no part of the origin, and browsers do not send it there.",
    otherwise: &[
        "`https://a.example?x=1` is listed; the page sends `Origin: https://a.example`, and is refused",
    ],
    remedy: "Remove the question mark and what follows it.",
    links: &[MDN_ORIGIN],
};

pub(super) const ORIGIN_FRAGMENT: LongForm = LongForm {
    meaning: "The fragment never leaves the browser, neither in an address nor in an origin.",
    otherwise: &[
        "`https://a.example#top` is listed; the page sends `Origin: https://a.example`, and is refused",
    ],
    remedy: "Remove the number sign and what follows it.",
    links: &[MDN_ORIGIN],
};

pub(super) const ORIGIN_USERINFO: LongForm = LongForm {
    meaning: "A name or a password in front of the host is no part of an origin. In addresses it is a known way to make one host look like another.",
    otherwise: &[
        "`https://a.example@evil.example` begins like an origin of your own",
        "its host is `evil.example`; a comparison of the beginning would let it in",
    ],
    remedy: "Remove everything between `://` and `@`, together with the `@`, and look at what the host is then.",
    links: &["https://url.spec.whatwg.org/#url-credentials"],
};

pub(super) const ORIGIN_WHITESPACE: LongForm = LongForm {
    meaning: "Blanks and control characters are no part of an origin. They come from files and environment variables, and are hard to see there.",
    otherwise: &[
        "APP_ORIGINS=\" https://a.example\" with a blank behind the quotation mark",
        "the blank is compared, too, and the page is refused though the list shows it",
    ],
    remedy: "Remove them. In an environment variable entries are separated by commas, and blanks around a comma are allowed.",
    links: &[],
};

pub(super) const ORIGIN_LIST: LongForm = LongForm {
    meaning: "`Access-Control-Allow-Origin` carries one origin, never several, and each entry of the list is compared as a whole.",
    otherwise: &[
        "`https://a.example, https://b.example` is one entry, and goes out as it is",
        "each of the two pages reads a header that is not its origin, and both are refused",
    ],
    remedy: "Write two entries, each in quotation marks. The answer then carries the one that asked.",
    links: &["https://fetch.spec.whatwg.org/#cors-check"],
};

pub(super) const ORIGIN_UPPERCASE: LongForm = LongForm {
    meaning: "Browsers send scheme and host in lower case, and origins are compared byte by byte.",
    otherwise: &[
        "`https://A.example` is listed; the page sends `Origin: https://a.example`, and is refused",
    ],
    remedy: "Write it in lower case.",
    links: &[MDN_ORIGIN],
};

pub(super) const ORIGIN_UNICODE_HOST: LongForm = LongForm {
    meaning: "A name with other letters than those of ASCII is shown as such, and sent in its Punycode form. The text that is seen in the address bar is not the text that arrives.",
    otherwise: &[
        "`https://bücher.example` is listed; the page sends `Origin: https://xn--bcher-kva.example`",
        "the page is refused; and letters that look alike would hide another host in the list",
    ],
    remedy: "Write the Punycode form; the message has it. Compare it with the one of your registrar: it also shows letters that only look right.",
    links: &["https://www.unicode.org/reports/tr46/"],
};

pub(super) const ORIGIN_BAD_HOST: LongForm = LongForm {
    meaning: "A host has the form that the URL standard lets a browser produce. Any other text is the host of no page.",
    otherwise: &[
        "`https://a..example` has an empty label; no browser can open it, and so nobody ever sends it",
    ],
    remedy: "Write the host as the browser shows it in `location.origin` of the page's console.",
    links: &["https://url.spec.whatwg.org/#concept-host-parser"],
};

pub(super) const ORIGIN_BAD_IP: LongForm = LongForm {
    meaning: "Browsers read an IP address in many forms and send it in one. A network is written by its first address, so that a reader sees where it begins.",
    otherwise: &[
        "`http://[0:0:0:0:0:0:0:1]` is listed; the page sends `Origin: http://[::1]`, and is refused",
        "`http://127.1` is listed; the page sends `Origin: http://127.0.0.1`, and is refused",
    ],
    remedy: "Write the form of the help. A network such as `http://192.168.0.0/16:*` stands for all of its addresses; it never gets credentials, unless `dangerous(insecure_origins)` says so.",
    links: &["https://url.spec.whatwg.org/#concept-ipv4-parser"],
};

pub(super) const ORIGIN_BAD_PORT: LongForm = LongForm {
    meaning: "A port is a number from 1 to 65535. Browsers write it without leading zeros.",
    otherwise: &[
        "`https://a.example:08443` is listed; the page sends `Origin: https://a.example:8443`, and is refused",
    ],
    remedy: "Write the number. `:*` stands for every port, for example of a development server that takes another one each time: `http://localhost:*`.",
    links: &[],
};

pub(super) const ORIGIN_DEFAULT_PORT: LongForm = LongForm {
    meaning: "The port that belongs to the scheme is left out of an origin, even where the address has it.",
    otherwise: &[
        "`https://a.example:443` is listed; the page sends `Origin: https://a.example`, and is refused",
    ],
    remedy: "Leave the port out.",
    links: &[MDN_ORIGIN],
};

pub(super) const ORIGIN_BAD_WILDCARD: LongForm = LongForm {
    meaning: "A star stands for whole labels, for the port, or for the identifier of an extension, and only where a reader and the comparison cannot disagree. A star inside a label would match names that somebody else registers.",
    otherwise: &[
        "`https://*a.example` is meant for subdomains of a.example",
        "somebody registers nota.example, which ends the same way",
        "as a comparison of endings, the entry lets https://nota.example in",
    ],
    remedy: "`https://*.a.example` stands for all subdomains, and not for `https://a.example` itself, which is an entry of its own. A list is better where the names are known.",
    links: &[PORTSWIGGER],
};

pub(super) const ORIGIN_TOO_LONG: LongForm = LongForm {
    meaning: "The longest scheme, host and port make 326 bytes. What is longer comes from no browser, and the bound keeps the cost of comparing small.",
    otherwise: &[
        "a whole file stands in the variable by mistake; as one entry, it would let nobody in",
    ],
    remedy: "Write one origin for each entry.",
    links: &[],
};
