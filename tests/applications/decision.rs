//! Why something is not as it was with `actix-cors`. Each difference of an application needs one of these, and each one that an
//! application names has to be needed. `docs/migrating-from-actix-cors.md` says the same to people.

use crate::case::SERVER;
use crate::difference::Difference;
use crate::seen::{READS, STATUS, Step};

const ORIGIN: &str = "access-control-allow-origin";
const CREDENTIALS: &str = "access-control-allow-credentials";
const METHODS: &str = "access-control-allow-methods";
const HEADERS: &str = "access-control-allow-headers";
const EXPOSED: &str = "access-control-expose-headers";
const VARY: &str = "vary";

/// What the other library means by any method.
const NINE: [&str; 9] =
    ["CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE"];

/// The names that a browser never asks about for their own sake.
const SAFELISTED: [&str; 5] =
    ["accept", "accept-language", "content-language", "content-type", "range"];

/// A decision of this library, or of the application that moves to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Decision {
    GrantedIs204,
    RefusedIs403,
    RefusalVaries,
    AnyOriginIsStar,
    StarIsConstant,
    AnyMethodIsStar,
    AnyMethodIsEveryMethod,
    AnyHeaderIsStar,
    SafelistedMethodsNeedNoListing,
    SafelistedNamesRefuseNothing,
    AnswersVaryByOriginAlone,
    StarDoesNotVary,
    UnlistedGetNothing,
    OtherOptionsAreRequests,
    AnyExposedIsStar,
    ExposedNamesAreListed,
    NoCredentialsForEverybody,
    RejectionIs403,
    RejectionSparesOwnPages,
    NobodyAnswersForNoPolicy,
    AuthorizationIsListed,
    StarMeansEverybody,
    PreflightsReachTheResource,
    FamiliesAreParsed,
    LimitsStandInside,
    NullIsUnlisted,
    ListsAreForWhoAsks,
    EveryAnswerVaries,
    DisabledRefuses,
    KeysOfThePreflight,
    KeylessIsOfSomeKey,
    AnswersVaryByKey,
}

impl Decision {
    /// The decision in one sentence.
    pub(crate) fn because(self) -> &'static str {
        match self {
            Decision::GrantedIs204 => "a granted preflight has no content: 204, where it was 200",
            Decision::RefusedIs403 => {
                "a refused preflight is 403, where it was 400: nothing is wrong with its form"
            }
            Decision::RefusalVaries => {
                "a refusal depends on the same headers as a yes, and says so in `Vary`"
            }
            Decision::AnyOriginIsStar => {
                "`*` is sent for any origin, not the page's own: one answer for everybody, that caches may share"
            }
            Decision::StarIsConstant => "`*` stands on answers to requests without `Origin`, too",
            Decision::AnyMethodIsStar => "any method is `*`, not a list of nine",
            Decision::AnyMethodIsEveryMethod => {
                "any method is every method: a tenth, such as PURGE, was refused"
            }
            Decision::AnyHeaderIsStar => {
                "any header is `*` (and `authorization`, which `*` does not cover, where it is listed), not the names that were asked for"
            }
            Decision::SafelistedMethodsNeedNoListing => {
                "GET, HEAD and POST need no listing: a browser does not look for them in the list"
            }
            Decision::SafelistedNamesRefuseNothing => {
                "a safelisted name (`content-type`) that is not listed refuses nothing: the browser compares the list itself"
            }
            Decision::AnswersVaryByOriginAlone => {
                "an answer that is no preflight depends on `Origin` alone, and `Vary` says no more"
            }
            Decision::StarDoesNotVary => {
                "an answer that is the same for every origin does not name `Origin` in `Vary`"
            }
            Decision::UnlistedGetNothing => {
                "an answer to an unlisted page, or to no page, has no header of CORS at all; some had `…-Allow-Credentials` and `…-Expose-Headers`"
            }
            Decision::OtherOptionsAreRequests => {
                "`OPTIONS` without `Origin` is no preflight, and the router answers it as it answers every request"
            }
            Decision::AnyExposedIsStar => {
                "any exposed header is `*`, not the names of this answer; a page reads the same"
            }
            Decision::ExposedNamesAreListed => {
                "with credentials, exposed headers are listed: what an answer happens to have is no promise of a policy"
            }
            Decision::NoCredentialsForEverybody => {
                "no credentials for everybody: pages that send cookies have to be listed"
            }
            Decision::RejectionIs403 => {
                "a request from an unlisted page is refused with 403, where it was 400"
            }
            Decision::RejectionSparesOwnPages => {
                "the server's own pages need no listing; their POSTs, which carry an `Origin`, were refused"
            }
            Decision::NobodyAnswersForNoPolicy => {
                "where there is no policy, `OPTIONS` is a request like any other and `Vary` says nothing; the other library refuses preflights with 400 even then"
            }
            Decision::AuthorizationIsListed => {
                "`*` does not cover `authorization`: who needs it lists it, `headers = [\"*\", \"authorization\"]`"
            }
            Decision::StarMeansEverybody => {
                "`send_wildcard` without `allow_any_origin` lets nobody in; the application says what it meant, `origins = any`"
            }
            Decision::PreflightsReachTheResource => {
                "a guard for POST kept preflights from the resource; an annotated route answers its own"
            }
            Decision::NullIsUnlisted => {
                "`null` is no mistake in a request: it is an origin that is not listed (403, not 400), and one of everybody where everybody is let in"
            }
            Decision::ListsAreForWhoAsks => {
                "a preflight that asks for no header gets no list of headers"
            }
            Decision::EveryAnswerVaries => {
                "`Vary: Origin` stands on answers to requests without `Origin`, too: a cache may give them to a page"
            }
            Decision::DisabledRefuses => {
                "a policy that is off refuses preflights itself, and does not leave them to the router"
            }
            Decision::KeysOfThePreflight => {
                "a preflight carries no key: it is granted to the origins of some key, and was to every origin"
            }
            Decision::KeylessIsOfSomeKey => {
                "a request without a key is decided like its preflight: pages of some key may read the 401"
            }
            Decision::AnswersVaryByKey => {
                "what depends on a header says so in `Vary`: a cache keeps the answers to two keys apart"
            }
            Decision::LimitsStandInside => {
                "a rate limit stands inside: preflights cost nothing, and its 429 carries the headers of the policy that covers the route, not a `*` of its own"
            }
            Decision::FamiliesAreParsed => {
                "`https://*.rust-lang.org` is compared label by label; a closure that looks at the end of a text takes no notice of scheme and port"
            }
        }
    }

    /// Whether this is why.
    pub(crate) fn explains(self, it: &Difference<'_>) -> bool {
        let is = |step, field: &str, before: &str, after: &str| it.is(step, field, before, after);
        let is_field = |field: &str| it.field == field;
        let granted =
            |step: Step| step == Step::Preflight && it.is_verdict() && it.after() == "granted";
        let is_read = it.is(Step::Page, it.field, "blocked", "read");
        match self {
            Decision::GrantedIs204 => is(Step::Preflight, STATUS, "200", "204"),
            Decision::RefusedIs403 => is(Step::Preflight, STATUS, "400", "403"),
            Decision::RefusalVaries => {
                it.step == Step::Preflight && is_field(VARY) && it.before.is_none()
            }
            Decision::AnyOriginIsStar => {
                is_field(ORIGIN) && it.before() == "(the page)" && it.after() == "*"
            }
            Decision::StarIsConstant => {
                (is_field(ORIGIN) || is_field(EXPOSED))
                    && it.before.is_none()
                    // The server's own pages send no `Origin` with GET.
                    && it.asker.origin().is_none_or(|origin| origin == SERVER)
            }
            Decision::AnyMethodIsStar => {
                is_field(METHODS) && it.before() == NINE.join(", ") && it.after() == "*"
            }
            Decision::AnyMethodIsEveryMethod => {
                !NINE.contains(&it.request.method) && (granted(it.step) || is_read)
            }
            Decision::AnyHeaderIsStar => {
                is_field(HEADERS)
                    && ["*", "*, authorization"].contains(&it.after())
                    && it.before.is_some()
            }
            // GET is in the list of every application here.
            Decision::SafelistedMethodsNeedNoListing => {
                ["HEAD", "POST"].contains(&it.request.method) && (granted(it.step) || is_read)
            }
            Decision::SafelistedNamesRefuseNothing => {
                it.request.names().all(|name| SAFELISTED.contains(&name)) && granted(it.step)
            }
            Decision::AnswersVaryByOriginAlone => {
                it.step == Step::Answer && is_field(VARY) && it.after() == "origin"
            }
            Decision::StarDoesNotVary => {
                is_field(VARY) && it.before().contains("origin") && !it.after().contains("origin")
            }
            Decision::UnlistedGetNothing => {
                it.step == Step::Answer
                    && (is_field(CREDENTIALS) || is_field(EXPOSED))
                    && it.after.is_none()
            }
            Decision::OtherOptionsAreRequests => {
                it.asker.origin().is_none()
                    && it.request.method == "OPTIONS"
                    && it.step == Step::Answer
            }
            Decision::AnyExposedIsStar => is_field(EXPOSED) && it.after() == "*",
            Decision::ExposedNamesAreListed => is_field(EXPOSED) || is_field(READS),
            Decision::NoCredentialsForEverybody => {
                (is_field(CREDENTIALS) && it.after.is_none())
                    || (it.request.with_credentials && is(Step::Page, it.field, "read", "blocked"))
            }
            Decision::RejectionIs403 => is(Step::Answer, STATUS, "400", "403"),
            Decision::RejectionSparesOwnPages => {
                it.asker.origin() == Some(SERVER) && it.step != Step::Preflight
            }
            Decision::NobodyAnswersForNoPolicy => {
                it.step == Step::Preflight
                    || it.field == VARY
                    || (it.asker.origin().is_none() && it.request.method == "OPTIONS")
            }
            Decision::AuthorizationIsListed => {
                it.request.names().any(|name| name == "authorization")
                    && (it.is(Step::Preflight, it.field, "granted", "refused")
                        || it.is(Step::Page, it.field, "read", "blocked"))
            }
            Decision::StarMeansEverybody => {
                (it.is_verdict() && ["read", "granted"].contains(&it.after()))
                    || (it.field == ORIGIN && it.before.is_none() && it.asker.origin().is_some())
            }
            Decision::PreflightsReachTheResource => it.step == Step::Preflight || is_read,
            Decision::NullIsUnlisted => it.asker.origin() == Some("null"),
            Decision::ListsAreForWhoAsks => {
                it.step == Step::Preflight && is_field(HEADERS) && it.after.is_none()
            }
            Decision::EveryAnswerVaries => is(Step::Answer, VARY, "", "origin"),
            Decision::DisabledRefuses => is(Step::Preflight, STATUS, "405", "403"),
            Decision::KeysOfThePreflight => is(Step::Preflight, it.field, "granted", "refused"),
            Decision::KeylessIsOfSomeKey => {
                it.request.names().all(|name| name != "authorization")
                    && (is_read || is(Step::Answer, ORIGIN, "", "(the page)"))
            }
            Decision::AnswersVaryByKey => is_field(VARY) && it.after().contains("authorization"),
            Decision::LimitsStandInside => {
                it.step != Step::Answer || is_field(ORIGIN) || is_field(VARY)
            }
            Decision::FamiliesAreParsed => {
                (it.is_verdict() && ["blocked", "refused"].contains(&it.after()))
                    || (it.field == ORIGIN && it.after.is_none())
            }
        }
    }
}
