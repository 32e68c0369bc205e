//! The long forms of the warnings: what works, but hardly as it was meant.

use super::links::MDN_EXPOSE;
use crate::long_form::LongForm;

pub(super) const MAX_AGE_CAPPED: LongForm = LongForm {
    meaning: "Each browser has a bound for how long it keeps a preflight, and takes the bound where the header says more. A greater number promises what no browser does.",
    otherwise: &[
        "`max_age = 1728000` is meant as twenty days;",
        "it is a day in Firefox, two hours in Chromium, ten minutes in WebKit",
    ],
    remedy: "Write at most `86400`. A short age lets a narrower policy take effect sooner.",
    links: &[
        "https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Access-Control-Max-Age",
    ],
};

pub(super) const JSON_WITHOUT_CONTENT_TYPE: LongForm = LongForm {
    meaning: "`application/json` is none of the three types that a form can send. So a script that sends JSON asks for the header `content-type` in a preflight, and the policy has to grant it.",
    otherwise: &[
        "the handler takes `web::Json`, and `headers` lacks `content-type`",
        "each request of a page is refused before it is sent; `curl` and the unit tests work",
    ],
    remedy: "Add `\"content-type\"` to `headers`.",
    links: &[
        "https://developer.mozilla.org/en-US/docs/Web/HTTP/Guides/CORS/Errors/CORSMissingAllowHeaderFromPreflight",
    ],
};

pub(super) const AUTHORIZATION_NOT_COVERED: LongForm = LongForm {
    meaning: "In `Access-Control-Allow-Headers`, `*` stands for every header but `authorization`, which the standard wants to see by name.",
    otherwise: &[
        "`headers = any`, and the pages send a bearer token",
        "the preflight for `authorization` is refused here, as the standard has it, and each call with a token fails",
        "browsers of today would still take `*` for it; Firefox already warns that this ends",
    ],
    remedy: "Write `headers = [\"*\", \"authorization\"]` if pages send it; else `allow(authorization_not_covered)`.",
    links: &[
        "https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Access-Control-Allow-Headers",
    ],
};

pub(super) const POLICY_WITHOUT_METHODS: LongForm = LongForm {
    meaning: "Above a route, the methods of a policy are those of the route. A `Cors::new` stands around many routes and knows none of them, so there a policy without `methods` grants GET, HEAD and POST alone.",
    otherwise: &[
        "`Cors::new(&P)` stands around a route for PUT; each PUT of a page fails in its preflight",
    ],
    remedy: "Name the methods in the policy, or give the routes attributes of their own.",
    links: &[],
};

pub(super) const SAFELISTED_EXPOSE: LongForm = LongForm {
    meaning: "Scripts may read `cache-control`, `content-language`, `content-length`, `content-type`, `expires`, `last-modified` and `pragma` of every response that they may read at all.",
    otherwise: &[
        "the list is longer than what it says, and whoever reads it believes that the entry opens something",
    ],
    remedy: "Remove it.",
    links: &[MDN_EXPOSE],
};

pub(super) const DUPLICATE_ENTRY: LongForm = LongForm {
    meaning: "An entry that is there twice adds nothing. Names of headers are equal in any case.",
    otherwise: &[
        "somebody removes `X-A` and believes that it is gone; `x-a` stands in the next line",
    ],
    remedy: "Remove the repeat.",
    links: &[],
};

pub(super) const SUBSUMED_ORIGIN: LongForm = LongForm {
    meaning: "A pattern in the same list covers this origin. Removing the single entry would change nothing, which is not what the list looks like.",
    otherwise: &[
        "`https://old.b.example` is taken off the list, since the host has been given away",
        "`https://*.b.example` is still there, and lets its new owner in",
    ],
    remedy: "Remove the entry, or the pattern if only single hosts are meant.",
    links: &[],
};

pub(super) const OPTIONS_LISTED: LongForm = LongForm {
    meaning: "The preflight itself uses OPTIONS and needs no entry. The entry grants something else: that scripts send OPTIONS requests of their own.",
    otherwise: &[
        "the entry is copied from a list on the web; it is harmless mostly, and says what was not meant",
    ],
    remedy: "Remove it, or silence the warning where scripts really call OPTIONS.",
    links: &[],
};
