//! The one table of findings, in the order of the reference documentation. Data only; what looks
//! for them is in `cors-runtime`, which knows the application.

const CREDENTIALS: &str = "https://fetch.spec.whatwg.org/#cors-protocol-and-credentials";
const ALLOW_ORIGIN: &str = "https://fetch.spec.whatwg.org/#http-access-control-allow-origin";
const MAX_AGE: &str = "https://fetch.spec.whatwg.org/#http-access-control-max-age";
const CACHE: &str = "https://fetch.spec.whatwg.org/#cors-preflight-cache";
const PREFLIGHT: &str = "https://fetch.spec.whatwg.org/#cors-preflight-fetch";
const SIMPLE: &str = "https://fetch.spec.whatwg.org/#cors-safelisted-request-header";
/// The page of keys and rules: where a finding is ours alone, its link leads here.
const REFERENCE: &str = "https://docs.rs/cors-runtime/latest/cors_runtime/reference/index.html";

/// How much a finding matters; the words of SARIF.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum FindingLevel {
    /// Somebody should know it; it is often meant so.
    Note,
    /// It is hardly meant so.
    Warning,
}

impl FindingLevel {
    /// `note` or `warning`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            FindingLevel::Note => "note",
            FindingLevel::Warning => "warning",
        }
    }
}

/// One row of [`FINDINGS`].
#[derive(Clone, Copy, Debug)]
pub struct FindingEntry {
    /// The finding.
    pub finding: FindingCode,
    /// The stable code.
    pub code: &'static str,
    /// How much it matters.
    pub level: FindingLevel,
    /// What it means, in one sentence.
    pub summary: &'static str,
    /// What to do about it, in one sentence.
    pub help: &'static str,
    /// The clause of the standard.
    pub see: &'static str,
}

/// Makes the enum and the table from one list, so that they cannot disagree.
macro_rules! findings {
    ($($level:ident $finding:ident $code:literal {
        summary: $summary:literal,
        help: $help:literal,
        see: $see:expr,
    })*) => {
        /// A finding, named by its stable code.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum FindingCode {
            $(#[doc = concat!("`", $code, "`: ", $summary, ".")] $finding,)*
        }

        /// Every finding, in the order of the reference documentation.
        pub const FINDINGS: &[FindingEntry] = &[
            $(FindingEntry {
                finding: FindingCode::$finding,
                code: $code,
                level: FindingLevel::$level,
                summary: $summary,
                help: $help,
                see: $see,
            },)*
        ];
    };
}

findings! {
    Warning InsecureOrigin "insecure_origin" {
        summary: "an origin without TLS may read responses, and whoever controls the network speaks for it",
        help: "list the `https` origin",
        see: CREDENTIALS,
    }
    Note AnyOrigin "any_origin" {
        summary: "every page of the web may read the responses",
        help: "list the origins, unless the content is public",
        see: ALLOW_ORIGIN,
    }
    Note WildcardOrigin "wildcard_origin" {
        summary: "every subdomain may read responses, also one that somebody else gets hold of",
        help: "list the subdomains that need it",
        see: ALLOW_ORIGIN,
    }
    Warning DangerousUsed "dangerous_used" {
        summary: "a rule is switched off by `dangerous(...)`",
        help: "remove the escape, or say beside it why it is needed",
        see: CREDENTIALS,
    }
    Note PreflightUncached "preflight_uncached" {
        summary: "without `max_age` a browser forgets a preflight after 5 seconds, so nearly every call pays for one",
        help: "write `max_age = 600`",
        see: MAX_AGE,
    }
    Warning UnannotatedBesideAnnotated "unannotated_beside_annotated" {
        summary: "a handler without a policy serves another method of an annotated path, so its preflights are refused",
        help: "give the handler a policy, or `#[cors(disabled)]`",
        see: REFERENCE,
    }
    Warning BehindMiddleware "behind_middleware" {
        summary: "middleware sees the preflights before the policy does, and may refuse them",
        help: "make `Cors` the last `.wrap` of the application",
        see: PREFLIGHT,
    }
    Warning SiblingPoliciesDiffer "sibling_policies_differ" {
        summary: "a browser keeps preflights by URL, so what one method's policy grants serves its siblings on the path",
        help: "give the methods of the path one policy",
        see: CACHE,
    }
    Warning UnusedPolicy "unused_policy" {
        summary: "a policy that nothing uses protects nothing",
        help: "use the policy, or remove it",
        see: REFERENCE,
    }
    Note StateChangeBySimpleRequest "state_change_by_simple_request" {
        summary: "a request that needs no preflight runs the handler before CORS says anything",
        help: "write `reject_unlisted`, or ask for a header that needs a preflight",
        see: SIMPLE,
    }
}

impl FindingCode {
    /// The row of [`FINDINGS`] for this finding.
    ///
    /// ```
    /// use cors_rules::audit::{FINDINGS, FindingCode};
    ///
    /// assert!(FINDINGS.iter().all(|row| row.finding.entry().code == row.code));
    /// assert_eq!(FindingCode::AnyOrigin.name(), "any_origin");
    /// ```
    #[must_use]
    pub const fn entry(self) -> &'static FindingEntry {
        // `get` is not const. Enum and table are made from one list, so there is a row for each.
        #[allow(clippy::indexing_slicing)]
        &FINDINGS[self as usize]
    }

    /// The stable code, such as `any_origin`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.entry().code
    }

    /// The finding with this code, if there is one.
    ///
    /// ```
    /// use cors_rules::audit::FindingCode;
    ///
    /// assert_eq!(FindingCode::named("any_origin"), Some(FindingCode::AnyOrigin));
    /// assert_eq!(FindingCode::named("any"), None);
    /// ```
    #[must_use]
    pub fn named(code: &str) -> Option<FindingCode> {
        FINDINGS.iter().find(|row| row.code == code).map(|row| row.finding)
    }
}
