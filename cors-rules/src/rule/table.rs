//! What a rule is, and the table of all rules, errors before warnings, in the order of the
//! reference documentation. Data only.

use crate::Key;

const ALLOW_ORIGIN: &str = "https://fetch.spec.whatwg.org/#http-access-control-allow-origin";
const SERIALISATION: &str =
    "https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin";
const CREDENTIALS: &str = "https://fetch.spec.whatwg.org/#cors-protocol-and-credentials";
const MAX_AGE: &str = "https://fetch.spec.whatwg.org/#http-access-control-max-age";
const PREFLIGHT: &str = "https://fetch.spec.whatwg.org/#cors-preflight-fetch";
const TOKEN: &str = "https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2";
/// The page of keys and rules: where a rule is ours alone, its link leads here.
const REFERENCE: &str = "https://docs.rs/cors-runtime/latest/cors_runtime/reference/index.html";

/// How much a broken rule matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Severity {
    /// The policy is dangerous, dead or meaningless: it does not compile, and `build()` refuses it.
    Error,
    /// The policy works, but hardly as meant; silenced by `allow(code)`.
    Warning,
}

/// One row of [`RULES`].
#[derive(Clone, Copy, Debug)]
pub struct RuleEntry {
    /// The rule.
    pub rule: Rule,
    /// The stable code.
    pub code: &'static str,
    /// Error or warning.
    pub severity: Severity,
    /// The key that it is about in the reference (`Key::Crate` for the grammar of the attribute as
    /// a whole).
    pub key: Key,
    /// What must hold, in one sentence.
    pub summary: &'static str,
    /// The clause of the standard.
    pub see: &'static str,
    /// What breaks it; empty where an example would not fit a line.
    pub refused: &'static str,
    /// What to write instead.
    pub accepted: &'static str,
}

/// Makes the enum and the table from one list, so that they cannot disagree.
macro_rules! rules {
    ($($severity:ident $key:ident $rule:ident $code:literal {
        summary: $summary:literal,
        see: $see:expr,
        refused: $refused:literal,
        accepted: $accepted:literal,
    })*) => {
        /// A rule, named by its stable code.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Rule {
            $(#[doc = concat!("`", $code, "`: ", $summary, ".")] $rule,)*
        }

        /// Every rule, errors before warnings, in the order of the reference documentation.
        pub const RULES: &[RuleEntry] = &[
            $(RuleEntry {
                rule: Rule::$rule,
                code: $code,
                severity: Severity::$severity,
                key: Key::$key,
                summary: $summary,
                see: $see,
                refused: $refused,
                accepted: $accepted,
            },)*
        ];
    };
}

rules! {
    Error Origins MissingOrigins "missing_origins" {
        summary: "a policy names who may read responses",
        see: ALLOW_ORIGIN,
        refused: "methods = [PUT]",
        accepted: r#"origins = ["https://a.example"], methods = [PUT]"#,
    }
    Error Origins EmptyOrigins "empty_origins" {
        summary: "a list of origins has at least one entry",
        see: ALLOW_ORIGIN,
        refused: "origins = []",
        accepted: r#"origins = ["https://a.example"]"#,
    }
    Error Origins OriginMissingScheme "origin_missing_scheme" {
        summary: "an origin starts with a scheme and `://`",
        see: SERIALISATION,
        refused: r#"origins = ["a.example"]"#,
        accepted: r#"origins = ["https://a.example"]"#,
    }
    Error Origins OriginBadScheme "origin_bad_scheme" {
        summary: "a scheme is a lower-case letter followed by lower-case letters, digits, `+`, `-` and `.`, 64 bytes at most",
        see: "https://www.rfc-editor.org/rfc/rfc3986#section-3.1",
        refused: r#"origins = ["1http://a.example"]"#,
        accepted: r#"origins = ["tauri://localhost"]"#,
    }
    Error Origins OriginFileScheme "origin_file_scheme" {
        summary: "pages from `file:` send the origin `null`, never `file://…`",
        see: SERIALISATION,
        refused: r#"origins = ["file:///index.html"]"#,
        accepted: r#"origins = ["http://localhost:8000"]"#,
    }
    Error Origins OriginNull "origin_null" {
        summary: "`null` stands for every sandboxed or local document at once, so listing it lets anybody in",
        see: SERIALISATION,
        refused: r#"origins = ["null"]"#,
        accepted: r#"origins = ["https://a.example"]"#,
    }
    Error Origins OriginTrailingSlash "origin_trailing_slash" {
        summary: "a serialised origin has no trailing slash",
        see: SERIALISATION,
        refused: r#"origins = ["https://a.example/"]"#,
        accepted: r#"origins = ["https://a.example"]"#,
    }
    Error Origins OriginPath "origin_path" {
        summary: "a serialised origin has no path",
        see: SERIALISATION,
        refused: r#"origins = ["https://a.example/app"]"#,
        accepted: r#"origins = ["https://a.example"]"#,
    }
    Error Origins OriginQuery "origin_query" {
        summary: "a serialised origin has no query",
        see: SERIALISATION,
        refused: r#"origins = ["https://a.example?x=1"]"#,
        accepted: r#"origins = ["https://a.example"]"#,
    }
    Error Origins OriginFragment "origin_fragment" {
        summary: "a serialised origin has no fragment",
        see: SERIALISATION,
        refused: r#"origins = ["https://a.example#top"]"#,
        accepted: r#"origins = ["https://a.example"]"#,
    }
    Error Origins OriginUserinfo "origin_userinfo" {
        summary: "a serialised origin has no user name or password",
        see: SERIALISATION,
        refused: r#"origins = ["https://me@a.example"]"#,
        accepted: r#"origins = ["https://a.example"]"#,
    }
    Error Origins OriginWhitespace "origin_whitespace" {
        summary: "an origin holds no white space and no control characters",
        see: SERIALISATION,
        refused: r#"origins = [" https://a.example"]"#,
        accepted: r#"origins = ["https://a.example"]"#,
    }
    Error Origins OriginList "origin_list" {
        summary: "each entry of the list is one origin",
        see: ALLOW_ORIGIN,
        refused: r#"origins = ["https://a.example, https://b.example"]"#,
        accepted: r#"origins = ["https://a.example", "https://b.example"]"#,
    }
    Error Origins OriginUppercase "origin_uppercase" {
        summary: "browsers send scheme and host in lower case",
        see: SERIALISATION,
        refused: r#"origins = ["https://A.example"]"#,
        accepted: r#"origins = ["https://a.example"]"#,
    }
    Error Origins OriginUnicodeHost "origin_unicode_host" {
        summary: "browsers send a host in its ASCII (Punycode) form",
        see: "https://url.spec.whatwg.org/#idna",
        refused: r#"origins = ["https://bücher.example"]"#,
        accepted: r#"origins = ["https://xn--bcher-kva.example"]"#,
    }
    Error Origins OriginBadHost "origin_bad_host" {
        summary: "a host is labels of letters, digits, `-` and `_`, each 1 to 63 bytes, 253 in all, and valid for IDNA",
        see: "https://url.spec.whatwg.org/#host-writing",
        refused: r#"origins = ["https://a..example"]"#,
        accepted: r#"origins = ["https://a.b.example"]"#,
    }
    Error Origins OriginBadIp "origin_bad_ip" {
        summary: "an IP address is written as browsers serialise it: dotted quad, or compressed lower-case IPv6 in brackets; a network is its first address and the length of its prefix",
        see: "https://url.spec.whatwg.org/#host-serializing",
        refused: r#"origins = ["http://[0:0:0:0:0:0:0:1]"]"#,
        accepted: r#"origins = ["http://[::1]"]"#,
    }
    Error Origins OriginBadPort "origin_bad_port" {
        summary: "a port is 1 to 65535 without leading zeros, or `*`",
        see: SERIALISATION,
        refused: r#"origins = ["https://a.example:0"]"#,
        accepted: r#"origins = ["https://a.example:8443"]"#,
    }
    Error Origins OriginDefaultPort "origin_default_port" {
        summary: "browsers leave out port 80 for `http` and 443 for `https`",
        see: SERIALISATION,
        refused: r#"origins = ["https://a.example:443"]"#,
        accepted: r#"origins = ["https://a.example"]"#,
    }
    Error Origins OriginBadWildcard "origin_bad_wildcard" {
        summary: "`*` may stand only for whole labels in front of a host (`*.`), for the port (`:*`) or for every extension of a browser (`moz-extension://*`)",
        see: SERIALISATION,
        refused: r#"origins = ["https://*a.example"]"#,
        accepted: r#"origins = ["https://*.a.example"]"#,
    }
    Error Origins OriginTooLong "origin_too_long" {
        summary: "no origin is longer than 326 bytes",
        see: SERIALISATION,
        refused: "",
        accepted: r#"origins = ["https://a.example"]"#,
    }
    Error Origins AnyOriginWithCredentials "any_origin_with_credentials" {
        summary: "a response to everybody never carries credentials",
        see: CREDENTIALS,
        refused: "origins = any, credentials",
        accepted: r#"origins = ["https://a.example"], credentials"#,
    }
    Error Expose AnyExposeWithCredentials "any_expose_with_credentials" {
        summary: "`*` exposes nothing when credentials are included",
        see: CREDENTIALS,
        refused: "expose = any, credentials",
        accepted: r#"expose = ["name"], credentials"#,
    }
    Error Origins InsecureOriginWithCredentials "insecure_origin_with_credentials" {
        summary: "whoever controls the network can speak for an origin without TLS, and whoever has an address of a network for that, so they get no credentials",
        see: CREDENTIALS,
        refused: r#"origins = ["http://a.example"], credentials"#,
        accepted: r#"origins = ["https://a.example"], credentials"#,
    }
    Error Origins PublicSuffixWithCredentials "public_suffix_with_credentials" {
        summary: "under a public suffix anybody can register a host, so a wildcard over it gets no credentials",
        see: "https://publicsuffix.org/",
        refused: r#"origins = ["https://*.github.io"], credentials"#,
        accepted: r#"origins = ["https://*.me.github.io"], credentials"#,
    }
    Error Origins AnyExtensionWithCredentials "any_extension_with_credentials" {
        summary: "every extension that a visitor has installed would act with the visitor's credentials",
        see: "https://developer.mozilla.org/en-US/docs/Mozilla/Add-ons/WebExtensions/manifest.json/host_permissions",
        refused: r#"origins = ["chrome-extension://*"], credentials"#,
        accepted: r#"origins = ["chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai"], credentials"#,
    }
    Error Origins AnyOriginWithList "any_origin_with_list" {
        summary: "any origin and a list of origins contradict each other",
        see: ALLOW_ORIGIN,
        refused: r#"origins = ["*", "https://a.example"]"#,
        accepted: "origins = any",
    }
    Error Dangerous UnusedDanger "unused_danger" {
        summary: "an escape that nothing needs would hide the next mistake",
        see: CREDENTIALS,
        refused: r#"origins = ["https://a.example"], dangerous(insecure_origins)"#,
        accepted: r#"origins = ["https://a.example"]"#,
    }
    Error Methods MethodInvalid "method_invalid" {
        summary: "a method is an HTTP token",
        see: "https://www.rfc-editor.org/rfc/rfc9110#section-9.1",
        refused: r#"methods = ["A B"]"#,
        accepted: r#"methods = ["PURGE"]"#,
    }
    Error Methods MethodForbidden "method_forbidden" {
        summary: "browsers never send CONNECT, TRACE or TRACK",
        see: "https://fetch.spec.whatwg.org/#forbidden-method",
        refused: "methods = [TRACE]",
        accepted: "methods = [PUT]",
    }
    Error Methods MethodCase "method_case" {
        summary: "`fetch` leaves the case of PATCH as the script wrote it, so `patch` is another method",
        see: "https://fetch.spec.whatwg.org/#concept-method-normalize",
        refused: r#"methods = ["patch"]"#,
        accepted: r#"methods = ["PATCH"]"#,
    }
    Error Methods MethodOfRouteMissing "method_of_route_missing" {
        summary: "a policy covers the methods that its route serves",
        see: "https://fetch.spec.whatwg.org/#http-access-control-allow-methods",
        refused: r#"methods = [DELETE] above #[put("/x")]"#,
        accepted: r#"methods = [PUT] above #[put("/x")]"#,
    }
    Error Headers HeaderInvalid "header_invalid" {
        summary: "a header name is an HTTP token",
        see: TOKEN,
        refused: r#"headers = ["x name"]"#,
        accepted: r#"headers = ["x-name"]"#,
    }
    Error Headers HeaderForbidden "header_forbidden" {
        summary: "scripts can never set this header",
        see: "https://fetch.spec.whatwg.org/#forbidden-request-header",
        refused: r#"headers = ["cookie"]"#,
        accepted: r#"headers = ["x-name"]"#,
    }
    Error Headers HeaderIsResponseHeader "header_is_response_header" {
        summary: "this header belongs to responses; the policy sends it by itself",
        see: "https://fetch.spec.whatwg.org/#http-responses",
        refused: r#"headers = ["access-control-allow-origin"]"#,
        accepted: r#"headers = ["x-name"]"#,
    }
    Error Expose ExposeInvalid "expose_invalid" {
        summary: "a header name is an HTTP token",
        see: TOKEN,
        refused: r#"expose = ["x name"]"#,
        accepted: r#"expose = ["x-name"]"#,
    }
    Error Expose ExposeForbidden "expose_forbidden" {
        summary: "scripts can never read this header",
        see: "https://fetch.spec.whatwg.org/#forbidden-response-header-name",
        refused: r#"expose = ["set-cookie"]"#,
        accepted: r#"expose = ["x-name"]"#,
    }
    Error Expose ExposeIsRequestHeader "expose_is_request_header" {
        summary: "this header means nothing to a script that reads a response",
        see: "https://fetch.spec.whatwg.org/#http-requests",
        refused: r#"expose = ["origin"]"#,
        accepted: r#"expose = ["x-name"]"#,
    }
    Error MaxAge MaxAgeInvalid "max_age_invalid" {
        summary: "a maximum age is a number of seconds, or text such as `10m`",
        see: MAX_AGE,
        refused: r#"max_age = "soon""#,
        accepted: "max_age = 600",
    }
    Error PreflightStatus PreflightStatusInvalid "preflight_status_invalid" {
        summary: "browsers accept a preflight only with a status from 200 to 299",
        see: PREFLIGHT,
        refused: "preflight_status = 302",
        accepted: "preflight_status = 200",
    }
    Error Crate UnknownKey "unknown_key" {
        summary: "only the documented keys mean anything",
        see: REFERENCE,
        refused: r#"origin = ["https://a.example"]"#,
        accepted: r#"origins = ["https://a.example"]"#,
    }
    Error Crate DuplicateKey "duplicate_key" {
        summary: "each key is written once",
        see: REFERENCE,
        refused: "max_age = 5, max_age = 6",
        accepted: "max_age = 6",
    }
    Error Crate ConflictingKeys "conflicting_keys" {
        summary: "keys that exclude each other are not written together",
        see: REFERENCE,
        refused: "disabled, origins = any",
        accepted: "disabled",
    }
    Error Crate WrongValue "wrong_value" {
        summary: "each key takes the forms that the reference shows",
        see: REFERENCE,
        refused: "max_age = true",
        accepted: "max_age = 6",
    }
    Error Crate MisplacedAttribute "misplaced_attribute" {
        summary: "`#[cors]` stands above a route attribute or above `#[scope]`",
        see: REFERENCE,
        refused: r#"#[get("/x")] #[cors(origins = any)]"#,
        accepted: r#"#[cors(origins = any)] #[get("/x")]"#,
    }
    Error Crate EmptyAttribute "empty_attribute" {
        summary: r#"a bare `#[cors]` never means "allow all""#,
        see: ALLOW_ORIGIN,
        refused: "#[cors]",
        accepted: "#[cors(origins = any)]",
    }
    Warning MaxAge MaxAgeCapped "max_age_capped" {
        summary: "browsers cap the age: Firefox at 86400 seconds, Chromium at 7200, WebKit at 600",
        see: MAX_AGE,
        refused: "max_age = 1728000",
        accepted: "max_age = 86400",
    }
    Warning Headers JsonWithoutContentType "json_without_content_type" {
        summary: "a JSON body makes browsers ask for `content-type`",
        see: "https://fetch.spec.whatwg.org/#cors-safelisted-request-header",
        refused: r#"headers = ["x-name"] above async fn create(item: web::Json<Item>)"#,
        accepted: r#"headers = ["content-type"] above async fn create(item: web::Json<Item>)"#,
    }
    Warning Headers AuthorizationNotCovered "authorization_not_covered" {
        summary: "without credentials `*` covers every request header but `authorization`",
        see: "https://fetch.spec.whatwg.org/#cors-non-wildcard-request-header-name",
        refused: "headers = any",
        accepted: r#"headers = ["*", "authorization"]"#,
    }
    Warning Methods PolicyWithoutMethods "policy_without_methods" {
        summary: "a named policy for `Cors::new` names its methods; without them it grants GET, HEAD and POST alone, which is said when the server starts",
        see: "https://fetch.spec.whatwg.org/#cors-safelisted-method",
        refused: "Cors::new(&P) with policy! { origins = any }",
        accepted: "Cors::new(&P) with policy! { origins = any, methods = [PUT] }",
    }
    Warning Expose SafelistedExpose "safelisted_expose" {
        summary: "scripts may always read this header",
        see: "https://fetch.spec.whatwg.org/#cors-safelisted-response-header-name",
        refused: r#"expose = ["content-type"]"#,
        accepted: r#"expose = ["x-name"]"#,
    }
    Warning Origins DuplicateEntry "duplicate_entry" {
        summary: "each entry is written once",
        see: REFERENCE,
        refused: r#"headers = ["x-a", "X-A"]"#,
        accepted: r#"headers = ["x-a"]"#,
    }
    Warning Origins SubsumedOrigin "subsumed_origin" {
        summary: "a wider pattern in the same list covers this origin already",
        see: REFERENCE,
        refused: r#"origins = ["https://a.b.example", "https://*.b.example"]"#,
        accepted: r#"origins = ["https://*.b.example"]"#,
    }
    Warning Methods OptionsListed "options_listed" {
        summary: "preflights use OPTIONS by themselves; listing it grants scripts the method OPTIONS",
        see: PREFLIGHT,
        refused: "methods = [PUT, OPTIONS]",
        accepted: "methods = [PUT]",
    }
}
