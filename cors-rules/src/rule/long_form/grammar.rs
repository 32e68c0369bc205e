//! The long forms of the rules about single values and about the grammar of the attribute.

use crate::long_form::LongForm;

pub(super) const MAX_AGE_INVALID: LongForm = LongForm {
    meaning: "The maximum age is the number of whole seconds for which a browser may keep the answer to a preflight. A header with anything else counts as absent, and then it is five seconds.",
    otherwise: &[
        "`max_age = \"soon\"` would be ignored by browsers, and nearly every call would pay for a preflight",
    ],
    remedy: "Write seconds, or a text with a unit: `600`, `\"10m\"`, `\"2h\"`. `0` turns the cache off; a policy without the key sends no header.",
    links: &[
        "https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Access-Control-Max-Age",
    ],
};

pub(super) const PREFLIGHT_STATUS_INVALID: LongForm = LongForm {
    meaning: "A browser asks two things of the answer to a preflight: its headers, and a status from 200 to 299. A redirect is not followed.",
    otherwise: &[
        "`preflight_status = 302`: all headers are right, and each request with a preflight fails",
    ],
    remedy: "Leave it out for 204. Old proxies and devices that stumble over an answer without a body want `200`.",
    links: &[
        "https://developer.mozilla.org/en-US/docs/Web/HTTP/Guides/CORS/Errors/CORSPreflightDidNotSucceed",
    ],
};

pub(super) const UNKNOWN_KEY: LongForm = LongForm {
    meaning: "A key that is not read would look like a restriction and be none. So each word in the attribute means something, or does not compile.",
    otherwise: &[
        "`credential = false` above a route whose policy has `credentials`",
        "unread, the missing letter would leave the credentials on",
    ],
    remedy: "Write one of the documented keys; the message names the nearest.",
    links: &[],
};

pub(super) const DUPLICATE_KEY: LongForm = LongForm {
    meaning: "Of two values for one key, one would have to lose, and a reader cannot tell which. Neither is taken, and they are not added together either.",
    otherwise: &[
        "a merge leaves two lines `origins = [...]` in one attribute",
        "if the last one won, whoever edits the first one changes nothing",
    ],
    remedy: "Write the key once, with everything that is meant.",
    links: &[],
};

pub(super) const CONFLICTING_KEYS: LongForm = LongForm {
    meaning: "Some keys say opposite things: `disabled` means no CORS at all, and a list of origins means some.",
    otherwise: &[
        "`disabled` is added for a test above a full policy; whoever reads the attribute later finds both answers",
    ],
    remedy: "Keep the one that is meant. A policy that should wait belongs into a comment, or into `policy!` beside the route.",
    links: &[],
};

pub(super) const WRONG_VALUE: LongForm = LongForm {
    meaning: "Each key takes values of certain forms, and nothing is converted in silence.",
    otherwise: &[
        "`credentials = \"false\"` is a text; taken for a flag that is there, it would switch credentials on",
    ],
    remedy: "Write one of the forms that the message and the reference show.",
    links: &[],
};

pub(super) const MISPLACED_ATTRIBUTE: LongForm = LongForm {
    meaning: "`#[cors]` reads the route attribute below it and takes its place. Below that attribute it would see a handler that is registered already, and could not answer its preflights.",
    otherwise: &[
        "the attribute stands below `#[get(\"/x\")]`; nothing reads it, and the route has no policy",
    ],
    remedy: "Put `#[cors(...)]` above the route attribute, or above `#[scope(\"/x\")] mod` for all routes in it. A handler that no attribute registers gets its policy where it is registered: `web::resource(\"/x\").route(...).cors(&POLICY)`.",
    links: &[],
};

pub(super) const EMPTY_ATTRIBUTE: LongForm = LongForm {
    meaning: "In some libraries, switching CORS on without a word means that everybody is let in. Here nobody may guess: an attribute says whom it is for.",
    otherwise: &[
        "`#[cors]` above a route makes a browser's error go away, and everybody reads the route from then on",
    ],
    remedy: "List the origins, or write `origins = any` where that is the decision.",
    links: &[],
};
