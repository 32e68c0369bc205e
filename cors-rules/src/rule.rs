//! The one table of rules. Compiler messages, `PolicyError`, the reference documentation and the names of the UI tests
//! all read it; the functions that apply the rules are in [`crate::check`] (and in `cors-macros` for the grammar of the
//! attribute itself, which has no meaning at run time).

use crate::Key;

/// How much a broken rule matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Severity {
    /// The policy is dangerous, dead or meaningless: it does not compile, and `build()` refuses it.
    Error,
    /// The policy works, but hardly as meant; silenced by `allow(code)`.
    Warning,
}

/// A rule, named by its stable code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Rule {
    /// `missing_origins`: a policy names who may read responses.
    MissingOrigins,
    /// `empty_origins`: a list of origins has at least one entry.
    EmptyOrigins,
    /// `origin_missing_scheme`: an origin starts with a scheme and `://`.
    OriginMissingScheme,
    /// `origin_bad_scheme`: a scheme is a lower-case letter followed by lower-case letters, digits, `+`, `-` and `.`, 64 bytes at most.
    OriginBadScheme,
    /// `origin_file_scheme`: pages from `file:` send the origin `null`, never `file://…`.
    OriginFileScheme,
    /// `origin_null`: `null` stands for every sandboxed or local document at once, so listing it lets anybody in.
    OriginNull,
    /// `origin_trailing_slash`: a serialised origin has no trailing slash.
    OriginTrailingSlash,
    /// `origin_path`: a serialised origin has no path.
    OriginPath,
    /// `origin_query`: a serialised origin has no query.
    OriginQuery,
    /// `origin_fragment`: a serialised origin has no fragment.
    OriginFragment,
    /// `origin_userinfo`: a serialised origin has no user name or password.
    OriginUserinfo,
    /// `origin_whitespace`: an origin holds no white space and no control characters.
    OriginWhitespace,
    /// `origin_list`: each entry of the list is one origin.
    OriginList,
    /// `origin_uppercase`: browsers send scheme and host in lower case.
    OriginUppercase,
    /// `origin_unicode_host`: browsers send a host in its ASCII (Punycode) form.
    OriginUnicodeHost,
    /// `origin_bad_host`: a host is labels of letters, digits, `-` and `_`, each 1 to 63 bytes, 253 in all, and valid for IDNA.
    OriginBadHost,
    /// `origin_bad_ip`: an IP address is written as browsers serialise it: dotted quad, or compressed lower-case IPv6 in brackets.
    OriginBadIp,
    /// `origin_bad_port`: a port is 1 to 65535 without leading zeros, or `*`.
    OriginBadPort,
    /// `origin_default_port`: browsers leave out port 80 for `http` and 443 for `https`.
    OriginDefaultPort,
    /// `origin_bad_wildcard`: `*` may stand only for whole labels in front of a host (`*.`) or for the port (`:*`).
    OriginBadWildcard,
    /// `origin_too_long`: no origin is longer than 326 bytes.
    OriginTooLong,
    /// `any_origin_with_credentials`: a response to everybody never carries credentials.
    AnyOriginWithCredentials,
    /// `any_expose_with_credentials`: `*` exposes nothing when credentials are included.
    AnyExposeWithCredentials,
    /// `insecure_origin_with_credentials`: whoever controls the network can speak for an origin without TLS, so it gets no credentials.
    InsecureOriginWithCredentials,
    /// `public_suffix_with_credentials`: under a public suffix anybody can register a host, so a wildcard over it gets no credentials.
    PublicSuffixWithCredentials,
    /// `any_origin_with_list`: any origin and a list of origins contradict each other.
    AnyOriginWithList,
    /// `unused_danger`: an escape that nothing needs would hide the next mistake.
    UnusedDanger,
    /// `method_invalid`: a method is an HTTP token.
    MethodInvalid,
    /// `method_forbidden`: browsers never send CONNECT, TRACE or TRACK.
    MethodForbidden,
    /// `method_case`: browsers send `PATCH` as it is written by the script, and scripts write it in upper case.
    MethodCase,
    /// `method_of_route_missing`: a policy covers the methods that its route serves.
    MethodOfRouteMissing,
    /// `header_invalid`: a header name is an HTTP token.
    HeaderInvalid,
    /// `header_forbidden`: scripts can never set this header.
    HeaderForbidden,
    /// `header_is_response_header`: this header belongs to responses; the policy sends it by itself.
    HeaderIsResponseHeader,
    /// `expose_invalid`: a header name is an HTTP token.
    ExposeInvalid,
    /// `expose_forbidden`: scripts can never read this header.
    ExposeForbidden,
    /// `expose_is_request_header`: this header means nothing to a script that reads a response.
    ExposeIsRequestHeader,
    /// `max_age_invalid`: a maximum age is a number of seconds, or text such as `10m`.
    MaxAgeInvalid,
    /// `preflight_status_invalid`: browsers accept a preflight only with a status from 200 to 299.
    PreflightStatusInvalid,
    /// `unknown_key`: only the documented keys mean anything.
    UnknownKey,
    /// `duplicate_key`: each key is written once.
    DuplicateKey,
    /// `conflicting_keys`: keys that exclude each other are not written together.
    ConflictingKeys,
    /// `wrong_value`: each key takes the forms that the reference shows.
    WrongValue,
    /// `misplaced_attribute`: `#[cors]` stands above a route attribute or above `#[scope]`.
    MisplacedAttribute,
    /// `empty_attribute`: a bare `#[cors]` never means "allow all".
    EmptyAttribute,
    /// `max_age_capped`: browsers cap the age: Firefox at 86400 seconds, Chromium at 7200, `WebKit` at 600.
    MaxAgeCapped,
    /// `json_without_content_type`: a JSON body makes browsers ask for `content-type`.
    JsonWithoutContentType,
    /// `safelisted_expose`: scripts may always read this header.
    SafelistedExpose,
    /// `duplicate_entry`: each entry is written once.
    DuplicateEntry,
    /// `subsumed_origin`: a wider pattern in the same list covers this origin already.
    SubsumedOrigin,
    /// `options_listed`: preflights use OPTIONS by themselves; listing it grants scripts the method OPTIONS.
    OptionsListed,
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
    /// The key that it is about in the reference (`Key::Crate` for the grammar of the attribute as a whole).
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

/// The page of keys and rules: where a rule is ours alone, its link leads here.
const REFERENCE: &str = "https://docs.rs/cors-runtime/latest/cors_runtime/reference/index.html";

/// Every rule, errors before warnings, in the order of the reference documentation.
pub const RULES: &[RuleEntry] = &[
    RuleEntry {
        rule: Rule::MissingOrigins,
        code: "missing_origins",
        severity: Severity::Error,
        key: Key::Origins,
        summary: "a policy names who may read responses",
        see: "https://fetch.spec.whatwg.org/#http-access-control-allow-origin",
        refused: "methods = [PUT]",
        accepted: r#"origins = ["https://a.example"], methods = [PUT]"#,
    },
    RuleEntry {
        rule: Rule::EmptyOrigins,
        code: "empty_origins",
        severity: Severity::Error,
        key: Key::Origins,
        summary: "a list of origins has at least one entry",
        see: "https://fetch.spec.whatwg.org/#http-access-control-allow-origin",
        refused: "origins = []",
        accepted: r#"origins = ["https://a.example"]"#,
    },
    RuleEntry {
        rule: Rule::OriginMissingScheme,
        code: "origin_missing_scheme",
        severity: Severity::Error,
        key: Key::Origins,
        summary: "an origin starts with a scheme and `://`",
        see: "https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin",
        refused: r#"origins = ["a.example"]"#,
        accepted: r#"origins = ["https://a.example"]"#,
    },
    RuleEntry {
        rule: Rule::OriginBadScheme,
        code: "origin_bad_scheme",
        severity: Severity::Error,
        key: Key::Origins,
        summary: "a scheme is a lower-case letter followed by lower-case letters, digits, `+`, `-` and `.`, 64 bytes at most",
        see: "https://www.rfc-editor.org/rfc/rfc3986#section-3.1",
        refused: r#"origins = ["1http://a.example"]"#,
        accepted: r#"origins = ["tauri://localhost"]"#,
    },
    RuleEntry {
        rule: Rule::OriginFileScheme,
        code: "origin_file_scheme",
        severity: Severity::Error,
        key: Key::Origins,
        summary: "pages from `file:` send the origin `null`, never `file://…`",
        see: "https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin",
        refused: r#"origins = ["file:///index.html"]"#,
        accepted: r#"origins = ["http://localhost:8000"]"#,
    },
    RuleEntry {
        rule: Rule::OriginNull,
        code: "origin_null",
        severity: Severity::Error,
        key: Key::Origins,
        summary: "`null` stands for every sandboxed or local document at once, so listing it lets anybody in",
        see: "https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin",
        refused: r#"origins = ["null"]"#,
        accepted: r#"origins = ["https://a.example"]"#,
    },
    RuleEntry {
        rule: Rule::OriginTrailingSlash,
        code: "origin_trailing_slash",
        severity: Severity::Error,
        key: Key::Origins,
        summary: "a serialised origin has no trailing slash",
        see: "https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin",
        refused: r#"origins = ["https://a.example/"]"#,
        accepted: r#"origins = ["https://a.example"]"#,
    },
    RuleEntry {
        rule: Rule::OriginPath,
        code: "origin_path",
        severity: Severity::Error,
        key: Key::Origins,
        summary: "a serialised origin has no path",
        see: "https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin",
        refused: r#"origins = ["https://a.example/app"]"#,
        accepted: r#"origins = ["https://a.example"]"#,
    },
    RuleEntry {
        rule: Rule::OriginQuery,
        code: "origin_query",
        severity: Severity::Error,
        key: Key::Origins,
        summary: "a serialised origin has no query",
        see: "https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin",
        refused: r#"origins = ["https://a.example?x=1"]"#,
        accepted: r#"origins = ["https://a.example"]"#,
    },
    RuleEntry {
        rule: Rule::OriginFragment,
        code: "origin_fragment",
        severity: Severity::Error,
        key: Key::Origins,
        summary: "a serialised origin has no fragment",
        see: "https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin",
        refused: r#"origins = ["https://a.example#top"]"#,
        accepted: r#"origins = ["https://a.example"]"#,
    },
    RuleEntry {
        rule: Rule::OriginUserinfo,
        code: "origin_userinfo",
        severity: Severity::Error,
        key: Key::Origins,
        summary: "a serialised origin has no user name or password",
        see: "https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin",
        refused: r#"origins = ["https://me@a.example"]"#,
        accepted: r#"origins = ["https://a.example"]"#,
    },
    RuleEntry {
        rule: Rule::OriginWhitespace,
        code: "origin_whitespace",
        severity: Severity::Error,
        key: Key::Origins,
        summary: "an origin holds no white space and no control characters",
        see: "https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin",
        refused: r#"origins = [" https://a.example"]"#,
        accepted: r#"origins = ["https://a.example"]"#,
    },
    RuleEntry {
        rule: Rule::OriginList,
        code: "origin_list",
        severity: Severity::Error,
        key: Key::Origins,
        summary: "each entry of the list is one origin",
        see: "https://fetch.spec.whatwg.org/#http-access-control-allow-origin",
        refused: r#"origins = ["https://a.example, https://b.example"]"#,
        accepted: r#"origins = ["https://a.example", "https://b.example"]"#,
    },
    RuleEntry {
        rule: Rule::OriginUppercase,
        code: "origin_uppercase",
        severity: Severity::Error,
        key: Key::Origins,
        summary: "browsers send scheme and host in lower case",
        see: "https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin",
        refused: r#"origins = ["https://A.example"]"#,
        accepted: r#"origins = ["https://a.example"]"#,
    },
    RuleEntry {
        rule: Rule::OriginUnicodeHost,
        code: "origin_unicode_host",
        severity: Severity::Error,
        key: Key::Origins,
        summary: "browsers send a host in its ASCII (Punycode) form",
        see: "https://url.spec.whatwg.org/#idna",
        refused: r#"origins = ["https://bücher.example"]"#,
        accepted: r#"origins = ["https://xn--bcher-kva.example"]"#,
    },
    RuleEntry {
        rule: Rule::OriginBadHost,
        code: "origin_bad_host",
        severity: Severity::Error,
        key: Key::Origins,
        summary: "a host is labels of letters, digits, `-` and `_`, each 1 to 63 bytes, 253 in all, and valid for IDNA",
        see: "https://url.spec.whatwg.org/#host-writing",
        refused: r#"origins = ["https://a..example"]"#,
        accepted: r#"origins = ["https://a.b.example"]"#,
    },
    RuleEntry {
        rule: Rule::OriginBadIp,
        code: "origin_bad_ip",
        severity: Severity::Error,
        key: Key::Origins,
        summary: "an IP address is written as browsers serialise it: dotted quad, or compressed lower-case IPv6 in brackets",
        see: "https://url.spec.whatwg.org/#host-serializing",
        refused: r#"origins = ["http://[0:0:0:0:0:0:0:1]"]"#,
        accepted: r#"origins = ["http://[::1]"]"#,
    },
    RuleEntry {
        rule: Rule::OriginBadPort,
        code: "origin_bad_port",
        severity: Severity::Error,
        key: Key::Origins,
        summary: "a port is 1 to 65535 without leading zeros, or `*`",
        see: "https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin",
        refused: r#"origins = ["https://a.example:0"]"#,
        accepted: r#"origins = ["https://a.example:8443"]"#,
    },
    RuleEntry {
        rule: Rule::OriginDefaultPort,
        code: "origin_default_port",
        severity: Severity::Error,
        key: Key::Origins,
        summary: "browsers leave out port 80 for `http` and 443 for `https`",
        see: "https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin",
        refused: r#"origins = ["https://a.example:443"]"#,
        accepted: r#"origins = ["https://a.example"]"#,
    },
    RuleEntry {
        rule: Rule::OriginBadWildcard,
        code: "origin_bad_wildcard",
        severity: Severity::Error,
        key: Key::Origins,
        summary: "`*` may stand only for whole labels in front of a host (`*.`) or for the port (`:*`)",
        see: "https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin",
        refused: r#"origins = ["https://*a.example"]"#,
        accepted: r#"origins = ["https://*.a.example"]"#,
    },
    RuleEntry {
        rule: Rule::OriginTooLong,
        code: "origin_too_long",
        severity: Severity::Error,
        key: Key::Origins,
        summary: "no origin is longer than 326 bytes",
        see: "https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin",
        refused: "",
        accepted: r#"origins = ["https://a.example"]"#,
    },
    RuleEntry {
        rule: Rule::AnyOriginWithCredentials,
        code: "any_origin_with_credentials",
        severity: Severity::Error,
        key: Key::Credentials,
        summary: "a response to everybody never carries credentials",
        see: "https://fetch.spec.whatwg.org/#cors-protocol-and-credentials",
        refused: "origins = any, credentials",
        accepted: r#"origins = ["https://a.example"], credentials"#,
    },
    RuleEntry {
        rule: Rule::AnyExposeWithCredentials,
        code: "any_expose_with_credentials",
        severity: Severity::Error,
        key: Key::Expose,
        summary: "`*` exposes nothing when credentials are included",
        see: "https://fetch.spec.whatwg.org/#cors-protocol-and-credentials",
        refused: "expose = any, credentials",
        accepted: r#"expose = ["name"], credentials"#,
    },
    RuleEntry {
        rule: Rule::InsecureOriginWithCredentials,
        code: "insecure_origin_with_credentials",
        severity: Severity::Error,
        key: Key::Origins,
        summary: "whoever controls the network can speak for an origin without TLS, so it gets no credentials",
        see: "https://fetch.spec.whatwg.org/#cors-protocol-and-credentials",
        refused: r#"origins = ["http://a.example"], credentials"#,
        accepted: r#"origins = ["https://a.example"], credentials"#,
    },
    RuleEntry {
        rule: Rule::PublicSuffixWithCredentials,
        code: "public_suffix_with_credentials",
        severity: Severity::Error,
        key: Key::Origins,
        summary: "under a public suffix anybody can register a host, so a wildcard over it gets no credentials",
        see: "https://publicsuffix.org/",
        refused: r#"origins = ["https://*.github.io"], credentials"#,
        accepted: r#"origins = ["https://*.me.github.io"], credentials"#,
    },
    RuleEntry {
        rule: Rule::AnyOriginWithList,
        code: "any_origin_with_list",
        severity: Severity::Error,
        key: Key::Origins,
        summary: "any origin and a list of origins contradict each other",
        see: "https://fetch.spec.whatwg.org/#http-access-control-allow-origin",
        refused: r#"origins = ["*", "https://a.example"]"#,
        accepted: "origins = any",
    },
    RuleEntry {
        rule: Rule::UnusedDanger,
        code: "unused_danger",
        severity: Severity::Error,
        key: Key::Dangerous,
        summary: "an escape that nothing needs would hide the next mistake",
        see: "https://fetch.spec.whatwg.org/#cors-protocol-and-credentials",
        refused: r#"origins = ["https://a.example"], dangerous(insecure_origins)"#,
        accepted: r#"origins = ["https://a.example"]"#,
    },
    RuleEntry {
        rule: Rule::MethodInvalid,
        code: "method_invalid",
        severity: Severity::Error,
        key: Key::Methods,
        summary: "a method is an HTTP token",
        see: "https://www.rfc-editor.org/rfc/rfc9110#section-9.1",
        refused: r#"methods = ["A B"]"#,
        accepted: r#"methods = ["PURGE"]"#,
    },
    RuleEntry {
        rule: Rule::MethodForbidden,
        code: "method_forbidden",
        severity: Severity::Error,
        key: Key::Methods,
        summary: "browsers never send CONNECT, TRACE or TRACK",
        see: "https://fetch.spec.whatwg.org/#forbidden-method",
        refused: "methods = [TRACE]",
        accepted: "methods = [PUT]",
    },
    RuleEntry {
        rule: Rule::MethodCase,
        code: "method_case",
        severity: Severity::Error,
        key: Key::Methods,
        summary: "browsers send `PATCH` as it is written by the script, and scripts write it in upper case",
        see: "https://fetch.spec.whatwg.org/#concept-method-normalize",
        refused: r#"methods = ["patch"]"#,
        accepted: r#"methods = ["PATCH"]"#,
    },
    RuleEntry {
        rule: Rule::MethodOfRouteMissing,
        code: "method_of_route_missing",
        severity: Severity::Error,
        key: Key::Methods,
        summary: "a policy covers the methods that its route serves",
        see: "https://fetch.spec.whatwg.org/#http-access-control-allow-methods",
        refused: r#"methods = [DELETE] above #[put("/x")]"#,
        accepted: r#"methods = [PUT] above #[put("/x")]"#,
    },
    RuleEntry {
        rule: Rule::HeaderInvalid,
        code: "header_invalid",
        severity: Severity::Error,
        key: Key::Headers,
        summary: "a header name is an HTTP token",
        see: "https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2",
        refused: r#"headers = ["x name"]"#,
        accepted: r#"headers = ["x-name"]"#,
    },
    RuleEntry {
        rule: Rule::HeaderForbidden,
        code: "header_forbidden",
        severity: Severity::Error,
        key: Key::Headers,
        summary: "scripts can never set this header",
        see: "https://fetch.spec.whatwg.org/#forbidden-request-header",
        refused: r#"headers = ["cookie"]"#,
        accepted: r#"headers = ["x-name"]"#,
    },
    RuleEntry {
        rule: Rule::HeaderIsResponseHeader,
        code: "header_is_response_header",
        severity: Severity::Error,
        key: Key::Headers,
        summary: "this header belongs to responses; the policy sends it by itself",
        see: "https://fetch.spec.whatwg.org/#http-responses",
        refused: r#"headers = ["access-control-allow-origin"]"#,
        accepted: r#"headers = ["x-name"]"#,
    },
    RuleEntry {
        rule: Rule::ExposeInvalid,
        code: "expose_invalid",
        severity: Severity::Error,
        key: Key::Expose,
        summary: "a header name is an HTTP token",
        see: "https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2",
        refused: r#"expose = ["x name"]"#,
        accepted: r#"expose = ["x-name"]"#,
    },
    RuleEntry {
        rule: Rule::ExposeForbidden,
        code: "expose_forbidden",
        severity: Severity::Error,
        key: Key::Expose,
        summary: "scripts can never read this header",
        see: "https://fetch.spec.whatwg.org/#forbidden-response-header-name",
        refused: r#"expose = ["set-cookie"]"#,
        accepted: r#"expose = ["x-name"]"#,
    },
    RuleEntry {
        rule: Rule::ExposeIsRequestHeader,
        code: "expose_is_request_header",
        severity: Severity::Error,
        key: Key::Expose,
        summary: "this header means nothing to a script that reads a response",
        see: "https://fetch.spec.whatwg.org/#http-requests",
        refused: r#"expose = ["origin"]"#,
        accepted: r#"expose = ["x-name"]"#,
    },
    RuleEntry {
        rule: Rule::MaxAgeInvalid,
        code: "max_age_invalid",
        severity: Severity::Error,
        key: Key::MaxAge,
        summary: "a maximum age is a number of seconds, or text such as `10m`",
        see: "https://fetch.spec.whatwg.org/#http-access-control-max-age",
        refused: r#"max_age = "soon""#,
        accepted: "max_age = 600",
    },
    RuleEntry {
        rule: Rule::PreflightStatusInvalid,
        code: "preflight_status_invalid",
        severity: Severity::Error,
        key: Key::PreflightStatus,
        summary: "browsers accept a preflight only with a status from 200 to 299",
        see: "https://fetch.spec.whatwg.org/#cors-preflight-fetch",
        refused: "preflight_status = 302",
        accepted: "preflight_status = 200",
    },
    RuleEntry {
        rule: Rule::UnknownKey,
        code: "unknown_key",
        severity: Severity::Error,
        key: Key::Crate,
        summary: "only the documented keys mean anything",
        see: REFERENCE,
        refused: r#"origin = ["https://a.example"]"#,
        accepted: r#"origins = ["https://a.example"]"#,
    },
    RuleEntry {
        rule: Rule::DuplicateKey,
        code: "duplicate_key",
        severity: Severity::Error,
        key: Key::Crate,
        summary: "each key is written once",
        see: REFERENCE,
        refused: "max_age = 5, max_age = 6",
        accepted: "max_age = 6",
    },
    RuleEntry {
        rule: Rule::ConflictingKeys,
        code: "conflicting_keys",
        severity: Severity::Error,
        key: Key::Crate,
        summary: "keys that exclude each other are not written together",
        see: REFERENCE,
        refused: "disabled, origins = any",
        accepted: "disabled",
    },
    RuleEntry {
        rule: Rule::WrongValue,
        code: "wrong_value",
        severity: Severity::Error,
        key: Key::Crate,
        summary: "each key takes the forms that the reference shows",
        see: REFERENCE,
        refused: "max_age = true",
        accepted: "max_age = 6",
    },
    RuleEntry {
        rule: Rule::MisplacedAttribute,
        code: "misplaced_attribute",
        severity: Severity::Error,
        key: Key::Crate,
        summary: "`#[cors]` stands above a route attribute or above `#[scope]`",
        see: REFERENCE,
        refused: r#"#[get("/x")] #[cors(origins = any)]"#,
        accepted: r#"#[cors(origins = any)] #[get("/x")]"#,
    },
    RuleEntry {
        rule: Rule::EmptyAttribute,
        code: "empty_attribute",
        severity: Severity::Error,
        key: Key::Crate,
        summary: r#"a bare `#[cors]` never means "allow all""#,
        see: "https://fetch.spec.whatwg.org/#http-access-control-allow-origin",
        refused: "#[cors]",
        accepted: "#[cors(origins = any)]",
    },
    RuleEntry {
        rule: Rule::MaxAgeCapped,
        code: "max_age_capped",
        severity: Severity::Warning,
        key: Key::MaxAge,
        summary: "browsers cap the age: Firefox at 86400 seconds, Chromium at 7200, WebKit at 600",
        see: "https://fetch.spec.whatwg.org/#http-access-control-max-age",
        refused: "max_age = 1728000",
        accepted: "max_age = 86400",
    },
    RuleEntry {
        rule: Rule::JsonWithoutContentType,
        code: "json_without_content_type",
        severity: Severity::Warning,
        key: Key::Headers,
        summary: "a JSON body makes browsers ask for `content-type`",
        see: "https://fetch.spec.whatwg.org/#cors-safelisted-request-header",
        refused: r#"headers = ["x-name"] above a handler that takes web::Json"#,
        accepted: r#"headers = ["content-type"]"#,
    },
    RuleEntry {
        rule: Rule::SafelistedExpose,
        code: "safelisted_expose",
        severity: Severity::Warning,
        key: Key::Expose,
        summary: "scripts may always read this header",
        see: "https://fetch.spec.whatwg.org/#cors-safelisted-response-header-name",
        refused: r#"expose = ["content-type"]"#,
        accepted: r#"expose = ["x-name"]"#,
    },
    RuleEntry {
        rule: Rule::DuplicateEntry,
        code: "duplicate_entry",
        severity: Severity::Warning,
        key: Key::Origins,
        summary: "each entry is written once",
        see: REFERENCE,
        refused: r#"headers = ["x-a", "X-A"]"#,
        accepted: r#"headers = ["x-a"]"#,
    },
    RuleEntry {
        rule: Rule::SubsumedOrigin,
        code: "subsumed_origin",
        severity: Severity::Warning,
        key: Key::Origins,
        summary: "a wider pattern in the same list covers this origin already",
        see: REFERENCE,
        refused: r#"origins = ["https://a.b.example", "https://*.b.example"]"#,
        accepted: r#"origins = ["https://*.b.example"]"#,
    },
    RuleEntry {
        rule: Rule::OptionsListed,
        code: "options_listed",
        severity: Severity::Warning,
        key: Key::Methods,
        summary: "preflights use OPTIONS by themselves; listing it grants scripts the method OPTIONS",
        see: "https://fetch.spec.whatwg.org/#cors-preflight-fetch",
        refused: "methods = [PUT, OPTIONS]",
        accepted: "methods = [PUT]",
    },
];

impl Rule {
    /// The row of [`RULES`] for this rule. The enum and the table are in the same order.
    ///
    /// ```
    /// use cors_rules::{RULES, Rule};
    /// assert!(RULES.iter().all(|row| row.rule.entry().code == row.code));
    /// assert_eq!(Rule::MaxAgeCapped.code(), "max_age_capped");
    /// ```
    #[must_use]
    pub fn entry(self) -> &'static RuleEntry {
        #[allow(clippy::indexing_slicing)] // in a constant: the compiler checks it
        const FIRST: &RuleEntry = &RULES[0];
        // A test proves the order, so the first row is never a stand-in.
        RULES.get(self as usize).unwrap_or(FIRST)
    }

    /// The stable code, such as `origin_trailing_slash`.
    #[must_use]
    pub fn code(self) -> &'static str {
        self.entry().code
    }

    /// The rule with this code, if there is one.
    #[must_use]
    pub fn named(code: &str) -> Option<Rule> {
        RULES.iter().find(|row| row.code == code).map(|row| row.rule)
    }
}
