//! The long forms of the rules about who may act with a visitor's credentials, and about the
//! escapes.

use super::links::PORTSWIGGER;
use crate::long_form::LongForm;

pub(super) const ANY_ORIGIN_WITH_CREDENTIALS: LongForm = LongForm {
    meaning: "With `credentials` a browser sends the visitor's cookies along and lets the page read what comes back. Together with any origin, every site that a visitor opens would read this server as that visitor. Browsers refuse `*` with credentials for that reason; servers that reflect the origin instead bring the danger back. No key lifts this rule.",
    otherwise: &[
        "the visitor is logged in at bank.example and opens evil.example",
        "evil.example: fetch('https://bank.example/account', { credentials: 'include' })",
        "bank.example answers for the cookie, with `Access-Control-Allow-Origin: https://evil.example`",
        "evil.example reads the account, and the token against forged requests with it",
    ],
    remedy: "List the origins that send cookies, and keep `credentials`. Where the content is public or a token in a header asks for it, keep `origins = any` and remove `credentials`. Two groups are two policies.",
    links: &[
        PORTSWIGGER,
        "https://developer.mozilla.org/en-US/docs/Web/HTTP/Guides/CORS/Errors/CORSNotSupportingCredentials",
    ],
};

pub(super) const ANY_EXPOSE_WITH_CREDENTIALS: LongForm = LongForm {
    meaning: "In a response to a request with credentials, a browser takes `*` in `Access-Control-Expose-Headers` for the name of a header, and no header has that name.",
    otherwise: &[
        "the policy has `expose = any` and `credentials`",
        "response.headers.get('x-total') is null in each page that sends cookies, without any error",
    ],
    remedy: "List the headers that scripts read.",
    links: &[
        "https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Access-Control-Expose-Headers",
    ],
};

pub(super) const INSECURE_ORIGIN_WITH_CREDENTIALS: LongForm = LongForm {
    meaning: "A page that comes without TLS can be replaced on its way by whoever controls the network, and then speaks with the origin of the page. Loopback addresses and `localhost` do not cross a network and are no such case.",
    otherwise: &[
        "the visitor sits in a café whose network somebody else controls",
        "any page without TLS is answered with a redirect to http://a.example/, and so is that page",
        "its script calls your server over TLS, as http://a.example and with the visitor's cookies",
        "the list allows this origin, so the TLS of your server protects nothing",
    ],
    remedy: "List the `https` origin. Where a network is all that there is, such as for devices without names, `dangerous(insecure_origins)` says so.",
    links: &["https://www.w3.org/TR/secure-contexts/#is-origin-trustworthy", PORTSWIGGER],
};

pub(super) const PUBLIC_SUFFIX_WITH_CREDENTIALS: LongForm = LongForm {
    meaning: "Under a public suffix, such as `github.io` or `co.uk`, anybody can have a host. A wildcard over one, or over a name above one, means everybody who signs up there.",
    otherwise: &[
        "`https://*.github.io` is listed, with credentials, for the pages of one project",
        "somebody makes evil.github.io in a minute, free of charge",
        "a visitor who opens it is read as by the rule about any origin",
    ],
    remedy: "Name the host that is yours: `https://me.github.io`, or `https://*.me.github.io` for what lies below it. `dangerous(public_suffixes)` is for whoever runs the suffix.",
    links: &["https://publicsuffix.org/list/"],
};

pub(super) const ANY_EXTENSION_WITH_CREDENTIALS: LongForm = LongForm {
    meaning: "`chrome-extension://*` stands for every extension of that browser. An extension needs no permission for your host in order to call a server that lets it in.",
    otherwise: &[
        "a visitor has an extension that changes colours, and may read no site",
        "it is sold, and its new owner's version calls your server with the visitor's cookies",
        "the list allows each extension, so it reads the answer that the browser would have kept from it",
    ],
    remedy: "List the identifier of your own extension; in Chromium it stays the same. Firefox draws it anew for each installation: there let the extension send a token in a header, without credentials. `dangerous(any_extension)` admits them all.",
    links: &["https://developer.chrome.com/docs/extensions/develop/concepts/network-requests"],
};

pub(super) const ANY_ORIGIN_WITH_LIST: LongForm = LongForm {
    meaning: "A list restricts, and any origin does not. Written together, one of them is a mistake, and only the author knows which.",
    otherwise: &[
        "`*` is added to the list for an afternoon of tests, and stays",
        "the list still looks like a list, and everybody is let in",
    ],
    remedy: "Write `origins = any`, or the list without `*`.",
    links: &[],
};

pub(super) const UNUSED_DANGER: LongForm = LongForm {
    meaning: "An escape switches a rule off for the whole policy. Where nothing needs it today, it would let tomorrow's mistake through without a word.",
    otherwise: &[
        "`dangerous(insecure_origins)` stays when the last `http` origin has been removed",
        "a year later somebody lists `http://b.example` with credentials, and the compiler is silent",
    ],
    remedy: "Remove the escape.",
    links: &[],
};
