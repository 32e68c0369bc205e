//! The long form of each finding. What it means in one sentence, what helps and the clause of the
//! standard are in the row of the finding ([`super::FINDINGS`]); here is the rest of its page. Data
//! only.

use super::{FINDINGS, FindingCode, FindingEntry};
use crate::LongForm;
use crate::reference::Page;

const PORTSWIGGER: &str = "https://portswigger.net/web-security/cors";
const MDN_MAX_AGE: &str =
    "https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Access-Control-Max-Age";
const MDN_SIMPLE: &str =
    "https://developer.mozilla.org/en-US/docs/Web/HTTP/Guides/CORS#simple_requests";
const FETCH_METADATA: &str = "https://www.w3.org/TR/fetch-metadata/";

const INSECURE_ORIGIN: LongForm = LongForm {
    meaning: "A page without TLS can be replaced on its way. Whoever controls the network then reads the responses of this route as that page. Without credentials that is what anybody reads who reaches the server; it matters where the network is what keeps strangers out, or where the page sends a token.",
    otherwise: &[
        "the page of http://a.example keeps a token, and calls this route with it",
        "somebody in the same network answers for http://a.example with a script of their own",
        "the script takes the token out of the page's storage, calls the route and reads the answer",
    ],
    remedy: "List `https://a.example` in the place of `http://a.example`, once the page is served over TLS. Origins of this machine, `http://localhost:3000`, belong into the configuration of developers: `origins = env(\"APP_ORIGINS\")`.",
    links: &[PORTSWIGGER],
};

const ANY_ORIGIN: LongForm = LongForm {
    meaning: "`origins = any` is right for what everybody may read anyway. It is wrong where the network is the only thing that keeps strangers out, since a browser inside reads for a page from outside.",
    otherwise: &[
        "the server is for a company's network alone, and asks nobody for a password",
        "an employee opens evil.example, whose script calls http://wiki.internal:8080/pages",
        "the browser stands inside; the answer has `Access-Control-Allow-Origin: *`, and evil.example reads it",
    ],
    remedy: "Write `origins = [\"https://a.example\"]` where the readers are known. For public content the finding is a reminder and nothing to change.",
    links: &[PORTSWIGGER, "https://wicg.github.io/local-network-access/"],
};

const WILDCARD_ORIGIN: LongForm = LongForm {
    meaning: "`*.` lets in each subdomain there is and will be. The weakest of them decides: one that shows what visitors write, one that is served by somebody else, one whose name points to a service that was given up.",
    otherwise: &[
        "old.a.example points to a hosting service where its account has been closed",
        "somebody opens an account of that name there, and old.a.example is theirs",
        "their page is let in by `https://*.a.example`, with credentials if the policy has them",
    ],
    remedy: "Write the names: `origins = [\"https://app.a.example\", \"https://admin.a.example\"]`. For customers with a subdomain each, a set that is filled from what you know is narrower: `origins = from(TENANTS)`.",
    links: &["https://developer.mozilla.org/en-US/docs/Web/Security/Subdomain_takeovers"],
};

const DANGEROUS_USED: LongForm = LongForm {
    meaning: "An escape switches one of the rules off that protect visitors. The finding does not say that it is wrong, it says that a person has to know why.",
    otherwise: &[
        "`dangerous(null_origin)` was written for a test page that was opened from a file",
        "it stays; every sandboxed frame of every site may read the route from then on",
    ],
    remedy: "Remove it and see which rule speaks: its message says what to write without the escape. Where it is needed, say in a comment beside it for whom, and until when.",
    links: &[],
};

const PREFLIGHT_UNCACHED: LongForm = LongForm {
    meaning: "A preflight whose answer names no age is kept for five seconds. A page that calls the route now and then sends two requests each time, one after the other.",
    otherwise: &[
        "a page saves every ten seconds, and waits for the network twice each time",
        "the server answers twice as many requests, half of them for nothing",
    ],
    remedy: "Write `max_age = 600`, which every browser keeps in full. `max_age = 0` says that no cache is meant, and the finding is gone.",
    links: &[MDN_MAX_AGE],
};

const UNANNOTATED_BESIDE_ANNOTATED: LongForm = LongForm {
    meaning: "The policy above `GET /x` says nothing about `DELETE /x`. A handler without a policy grants nothing, so preflights for it are refused, and its answers carry no header of CORS.",
    otherwise: &[
        "`GET /items` has an attribute, `DELETE /items` was written later and has none",
        "the page shows the items and cannot remove one; the server's own tests are green",
    ],
    remedy: "Put an attribute above the handler too: `#[cors(policy = ITEMS)]`. Write `#[cors(disabled)]` where pages of other origins must not call it; then a reader knows as well.",
    links: &[],
};

const BEHIND_MIDDLEWARE: LongForm = LongForm {
    meaning: "A preflight carries no cookie and no token. Middleware around the policy that asks for one refuses the preflight, and the browser never sends the request itself.",
    otherwise: &[
        "App::new().service(save).wrap(Cors::default()).wrap(auth)",
        "the browser asks by OPTIONS, without a token; `auth` answers 401",
        "the page sees a network error, the log shows requests without a token, and nobody is at fault",
    ],
    remedy: "Let `Cors` be the last `.wrap`, which is the outermost: `.wrap(auth).wrap(Cors::default())`. Then answers of that middleware carry headers of CORS too, and the page can read the 401.",
    links: &["https://docs.rs/actix-web/latest/actix_web/struct.App.html#method.wrap"],
};

const SIBLING_POLICIES_DIFFER: LongForm = LongForm {
    meaning: "A browser keeps what a preflight granted by the address and the page, and not by the method that was asked for. What one method's policy granted is looked up for the others on the path. The server still decides what a page may read; but a request with side effects may be sent that its own policy would have refused.",
    otherwise: &[
        "`PUT /x` allows `x-admin`, `DELETE /x` does not; both list PUT and DELETE",
        "the page puts, and the browser keeps the header and the methods for ten minutes",
        "the page deletes with `x-admin`: the request is sent without another preflight",
    ],
    remedy: "Give the methods of a path one policy: `#[cors(policy = ITEMS)]` above each. What must be apart gets a path of its own, or `reject_unlisted`, which the server enforces by itself.",
    links: &["https://fetch.spec.whatwg.org/#concept-cache-match"],
};

const UNUSED_POLICY: LongForm = LongForm {
    meaning: "A policy is there, and no route and no `Cors` of this application uses it. Mostly the line that used it was lost.",
    otherwise: &[
        "`.wrap(Cors::new(&PARTNERS))` is lost in a merge",
        "the partners' pages are refused, and the policy in the source looks as if they were let in",
    ],
    remedy: "Use it, `#[cors(policy = PARTNERS)]`, or remove it.",
    links: &[],
};

const STATE_CHANGE_BY_SIMPLE_REQUEST: LongForm = LongForm {
    meaning: "CORS decides what a page may read. A request that a form could send needs no preflight: it arrives with the visitor's cookies, and the handler runs before CORS says anything. Refusing the answer then comes too late.",
    otherwise: &[
        "evil.example: <form method=post action=https://bank.example/transfer> with its fields filled in",
        "a script submits it; the browser sends the cookie of bank.example along",
        "the transfer is made, and that evil.example cannot read the answer helps nobody",
    ],
    remedy: "Write `reject_unlisted`: a request that the browser marks as of another origin gets 403 before the handler runs. Cookies with `SameSite=Lax`, a token against forged requests, or JSON alone (which needs a preflight) protect as well; best is more than one.",
    links: &[MDN_SIMPLE, FETCH_METADATA, "https://owasp.org/www-community/attacks/csrf"],
};

/// The page of each finding.
///
/// ```
/// use cors_rules::audit::{FINDINGS, finding_pages};
///
/// assert_eq!(finding_pages().count(), FINDINGS.len());
/// assert!(finding_pages().all(|page| page.family == "audit"));
/// ```
pub fn finding_pages() -> impl Iterator<Item = Page> {
    FINDINGS.iter().map(page)
}

/// What is refused and accepted depends on the application, so there is no example of a line.
fn page(row: &FindingEntry) -> Page {
    Page {
        family: "audit",
        code: row.code,
        level: row.level.name(),
        summary: row.summary,
        refused: "",
        accepted: "",
        see: row.see,
        long: row.finding.long_form(),
    }
}

impl FindingCode {
    /// The long form of the finding, for `cargo cors explain` and its page in the reference.
    ///
    /// ```
    /// use cors_rules::audit::FindingCode;
    ///
    /// assert!(FindingCode::BehindMiddleware.long_form().remedy.contains("outermost"));
    /// ```
    #[must_use]
    pub const fn long_form(self) -> &'static LongForm {
        match self {
            FindingCode::InsecureOrigin => &INSECURE_ORIGIN,
            FindingCode::AnyOrigin => &ANY_ORIGIN,
            FindingCode::WildcardOrigin => &WILDCARD_ORIGIN,
            FindingCode::DangerousUsed => &DANGEROUS_USED,
            FindingCode::PreflightUncached => &PREFLIGHT_UNCACHED,
            FindingCode::UnannotatedBesideAnnotated => &UNANNOTATED_BESIDE_ANNOTATED,
            FindingCode::BehindMiddleware => &BEHIND_MIDDLEWARE,
            FindingCode::SiblingPoliciesDiffer => &SIBLING_POLICIES_DIFFER,
            FindingCode::UnusedPolicy => &UNUSED_POLICY,
            FindingCode::StateChangeBySimpleRequest => &STATE_CHANGE_BY_SIMPLE_REQUEST,
        }
    }
}
