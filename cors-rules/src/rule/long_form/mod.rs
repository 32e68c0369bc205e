//! The long form of each rule, in files by idea. What must hold, the examples and the clause of the
//! standard are in the row of the rule ([`super::RULES`]); here is the rest of its page. Data only.

mod credentials;
mod grammar;
mod links;
mod lists;
mod origins;
mod warnings;

use super::Rule;
use crate::long_form::LongForm;

impl Rule {
    /// The long form of the rule, for `cargo cors explain` and its page in the reference.
    ///
    /// ```
    /// use cors_rules::Rule;
    ///
    /// assert!(Rule::OriginTrailingSlash.long_form().remedy.contains("slash"));
    /// ```
    #[must_use]
    pub const fn long_form(self) -> &'static LongForm {
        match self {
            Rule::MissingOrigins => &origins::MISSING_ORIGINS,
            Rule::EmptyOrigins => &origins::EMPTY_ORIGINS,
            Rule::OriginMissingScheme => &origins::ORIGIN_MISSING_SCHEME,
            Rule::OriginBadScheme => &origins::ORIGIN_BAD_SCHEME,
            Rule::OriginFileScheme => &origins::ORIGIN_FILE_SCHEME,
            Rule::OriginNull => &origins::ORIGIN_NULL,
            Rule::OriginTrailingSlash => &origins::ORIGIN_TRAILING_SLASH,
            Rule::OriginPath => &origins::ORIGIN_PATH,
            Rule::OriginQuery => &origins::ORIGIN_QUERY,
            Rule::OriginFragment => &origins::ORIGIN_FRAGMENT,
            Rule::OriginUserinfo => &origins::ORIGIN_USERINFO,
            Rule::OriginWhitespace => &origins::ORIGIN_WHITESPACE,
            Rule::OriginList => &origins::ORIGIN_LIST,
            Rule::OriginUppercase => &origins::ORIGIN_UPPERCASE,
            Rule::OriginUnicodeHost => &origins::ORIGIN_UNICODE_HOST,
            Rule::OriginBadHost => &origins::ORIGIN_BAD_HOST,
            Rule::OriginBadIp => &origins::ORIGIN_BAD_IP,
            Rule::OriginBadPort => &origins::ORIGIN_BAD_PORT,
            Rule::OriginDefaultPort => &origins::ORIGIN_DEFAULT_PORT,
            Rule::OriginBadWildcard => &origins::ORIGIN_BAD_WILDCARD,
            Rule::OriginTooLong => &origins::ORIGIN_TOO_LONG,
            Rule::AnyOriginWithCredentials => &credentials::ANY_ORIGIN_WITH_CREDENTIALS,
            Rule::AnyExposeWithCredentials => &credentials::ANY_EXPOSE_WITH_CREDENTIALS,
            Rule::InsecureOriginWithCredentials => &credentials::INSECURE_ORIGIN_WITH_CREDENTIALS,
            Rule::PublicSuffixWithCredentials => &credentials::PUBLIC_SUFFIX_WITH_CREDENTIALS,
            Rule::AnyExtensionWithCredentials => &credentials::ANY_EXTENSION_WITH_CREDENTIALS,
            Rule::AnyOriginWithList => &credentials::ANY_ORIGIN_WITH_LIST,
            Rule::UnusedDanger => &credentials::UNUSED_DANGER,
            Rule::MethodInvalid => &lists::METHOD_INVALID,
            Rule::MethodForbidden => &lists::METHOD_FORBIDDEN,
            Rule::MethodCase => &lists::METHOD_CASE,
            Rule::MethodOfRouteMissing => &lists::METHOD_OF_ROUTE_MISSING,
            Rule::HeaderInvalid => &lists::HEADER_INVALID,
            Rule::HeaderForbidden => &lists::HEADER_FORBIDDEN,
            Rule::HeaderIsResponseHeader => &lists::HEADER_IS_RESPONSE_HEADER,
            Rule::ExposeInvalid => &lists::EXPOSE_INVALID,
            Rule::ExposeForbidden => &lists::EXPOSE_FORBIDDEN,
            Rule::ExposeIsRequestHeader => &lists::EXPOSE_IS_REQUEST_HEADER,
            Rule::MaxAgeInvalid => &grammar::MAX_AGE_INVALID,
            Rule::PreflightStatusInvalid => &grammar::PREFLIGHT_STATUS_INVALID,
            Rule::UnknownKey => &grammar::UNKNOWN_KEY,
            Rule::DuplicateKey => &grammar::DUPLICATE_KEY,
            Rule::ConflictingKeys => &grammar::CONFLICTING_KEYS,
            Rule::WrongValue => &grammar::WRONG_VALUE,
            Rule::MisplacedAttribute => &grammar::MISPLACED_ATTRIBUTE,
            Rule::EmptyAttribute => &grammar::EMPTY_ATTRIBUTE,
            Rule::MaxAgeCapped => &warnings::MAX_AGE_CAPPED,
            Rule::JsonWithoutContentType => &warnings::JSON_WITHOUT_CONTENT_TYPE,
            Rule::AuthorizationNotCovered => &warnings::AUTHORIZATION_NOT_COVERED,
            Rule::PolicyWithoutMethods => &warnings::POLICY_WITHOUT_METHODS,
            Rule::SafelistedExpose => &warnings::SAFELISTED_EXPOSE,
            Rule::DuplicateEntry => &warnings::DUPLICATE_ENTRY,
            Rule::SubsumedOrigin => &warnings::SUBSUMED_ORIGIN,
            Rule::OptionsListed => &warnings::OPTIONS_LISTED,
        }
    }
}
