//! A checked policy: valid by construction, made of literals (by the macros) or of owned texts (by
//! [`crate::check`]). It is data, which [`crate::decide`] reads. `cors-runtime` adds header values
//! that are built in advance.

use std::fmt;
use std::sync::Arc;

use crate::{Issues, Matched, Names, OriginList, OriginLookup, OriginRequest, OriginRequirements};

/// Who may read responses.
#[derive(Clone)]
pub enum Origins {
    /// Everybody: the constant `*`.
    Any,
    /// The origins of this list.
    List(OriginList),
    /// Origins that are known only at run time: from the environment, or replaced while the server
    /// runs.
    Source(&'static dyn OriginSource),
    /// The same for a source that was made at start-up.
    Shared(Arc<dyn OriginSource>),
}

/// Origins that are known only at run time.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no set of origins",
    label = "`from(...)` takes the path of a `static` of type `OriginSet`",
    note = "such a static is `static TENANTS: OriginSet = OriginSet::new();`, used as `origins = from(TENANTS)`"
)]
pub trait OriginSource: Send + Sync {
    /// Looks a whole header value up for a policy with these requirements. It neither allocates nor
    /// blocks. An origin that breaks the requirements is not found, even where it is listed.
    fn find(&self, value: &[u8], requirements: OriginRequirements) -> Option<Matched>;

    /// Whether every origin is allowed.
    fn is_any(&self) -> bool {
        false
    }

    /// Whether the policy is switched off: the environment says so.
    fn is_disabled(&self) -> bool {
        false
    }

    /// Whether it has been said who may read responses. Until then nobody is found.
    fn is_set(&self) -> bool {
        true
    }

    /// Called before a policy with these requirements is used. The source keeps them for its next
    /// change, and returns what breaks them now; as long as that is anything, the server does not
    /// start.
    fn bind(&self, requirements: OriginRequirements) -> Issues {
        let _ = requirements;
        Issues::new()
    }

    /// What breaks these requirements now, for a policy that may not come to be used: unlike
    /// [`bind`](OriginSource::bind), it leaves the source as it is.
    fn violations(&self, requirements: OriginRequirements) -> Issues {
        let _ = requirements;
        Issues::new()
    }

    /// Looks elsewhere whether a policy with these requirements may allow this origin, for one
    /// request. `None` where the source needs no such lookup: because [`find`](OriginSource::find)
    /// decides, or because the requirements exclude the origin.
    fn look_up(
        &self,
        value: &[u8],
        requirements: OriginRequirements,
        request: &dyn OriginRequest,
    ) -> Option<OriginLookup> {
        let _ = (value, requirements, request);
        None
    }

    /// Looks a header value up by what its [lookup](OriginSource::look_up) has said for the request
    /// that is being decided; where there was none, `allowed` is `false`. A source that asks
    /// elsewhere finds nothing without.
    fn find_answered(
        &self,
        value: &[u8],
        requirements: OriginRequirements,
        allowed: bool,
    ) -> Option<Matched> {
        let _ = allowed;
        self.find(value, requirements)
    }

    /// What it lists now, as it was written; `None` where each origin is asked for elsewhere.
    fn entries(&self) -> Option<Vec<String>> {
        None
    }

    /// The names of request headers that lookups depend on beside `Origin`, separated by commas, as
    /// they belong into `Vary`.
    fn vary(&self) -> Option<&str> {
        None
    }

    /// What two sources have in common that are one, such as a variable and its default; `None` where
    /// each value is a source of its own.
    fn identity(&self) -> Option<String> {
        None
    }

    /// What to call the source in a message, such as ``environment variable `APP_ORIGINS` ``.
    fn describe(&self) -> String {
        String::from("origins")
    }
}

impl fmt::Debug for Origins {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Origins::Any => out.write_str("Any"),
            Origins::List(list) => out.debug_tuple("List").field(list).finish(),
            Origins::Source(_) | Origins::Shared(_) => out.write_str("Source(..)"),
        }
    }
}

impl Origins {
    /// Looks a header value up for a policy with these requirements. A written list has been
    /// checked against them already.
    #[must_use]
    #[inline]
    pub fn find(&self, value: &[u8], requirements: OriginRequirements) -> Option<Matched> {
        self.find_answered(value, requirements, false)
    }

    /// The same with what was looked up for the request; see [`OriginSource::find_answered`].
    #[must_use]
    #[inline]
    pub fn find_answered(
        &self,
        value: &[u8],
        requirements: OriginRequirements,
        allowed: bool,
    ) -> Option<Matched> {
        match self {
            Origins::Any => Some(Matched::Any),
            Origins::List(list) => list.find(value),
            Origins::Source(source) => source.find_answered(value, requirements, allowed),
            Origins::Shared(source) => source.find_answered(value, requirements, allowed),
        }
    }

    /// Whether the answer is the constant `*`.
    #[must_use]
    #[inline]
    pub fn is_any(&self) -> bool {
        match self {
            Origins::Any => true,
            Origins::List(_) => false,
            Origins::Source(source) => source.is_any(),
            Origins::Shared(source) => source.is_any(),
        }
    }

    /// Whether they switch the policy off.
    #[must_use]
    pub fn is_disabled(&self) -> bool {
        self.source().is_some_and(OriginSource::is_disabled)
    }

    /// What is known only at run time; nothing where the origins are written in the policy.
    #[must_use]
    #[inline]
    pub fn source(&self) -> Option<&dyn OriginSource> {
        match self {
            Origins::Any | Origins::List(_) => None,
            Origins::Source(source) => Some(*source),
            Origins::Shared(source) => Some(&**source),
        }
    }
}

/// Methods that a preflight may grant, beside the safelisted ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Methods {
    /// None was written: those of the route that uses the policy.
    OfRoute,
    /// Every method but the forbidden ones.
    Any,
    /// These.
    List(Names),
}

/// Request headers that a preflight may grant, beside the safelisted ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Headers {
    /// Every header; `authorization` only with credentials, or where it is listed beside `*`.
    Any {
        /// `authorization` stands beside `*`.
        authorization: bool,
    },
    /// These, in lower case.
    List(Names),
}

/// What the rules that combine fields need, in a form that const evaluation can read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
// Independent facts, each read by its own rule.
#[allow(clippy::struct_excessive_bools)]
pub struct Summary {
    /// `origins = any`.
    pub any_origin: bool,
    /// `expose = any`.
    pub any_expose: bool,
    /// Some origin has neither TLS nor a loopback host, or is a network.
    pub insecure_origin: bool,
    /// Some pattern covers a public suffix.
    pub public_suffix: bool,
    /// Some pattern stands for every extension of a browser.
    pub any_extension: bool,
    /// `dangerous(insecure_origins)`.
    pub insecure_allowed: bool,
    /// `dangerous(public_suffixes)`.
    pub public_suffix_allowed: bool,
    /// `dangerous(any_extension)`.
    pub any_extension_allowed: bool,
}

/// The rules that combine fields. `check` applies them to each entry; generated code applies them
/// in const evaluation to an overlay, where fields of two policies meet.
///
/// ```
/// use cors_rules::Summary;
///
/// const BASE: Summary = Summary { insecure_origin: true, ..Summary::NONE };
/// const _: () = assert!(!BASE.insecure_origin_with_credentials(false));
/// const _: () = assert!(BASE.insecure_origin_with_credentials(true));
/// ```
impl Summary {
    /// None of the facts holds.
    pub const NONE: Summary = Summary {
        any_origin: false,
        any_expose: false,
        insecure_origin: false,
        public_suffix: false,
        any_extension: false,
        insecure_allowed: false,
        public_suffix_allowed: false,
        any_extension_allowed: false,
    };

    /// `any_origin_with_credentials`: browsers refuse `*` where credentials are included, and a
    /// server that reflects every origin instead hands every visitor's data to every site. There is
    /// no escape.
    #[must_use]
    pub const fn any_origin_with_credentials(self, credentials: bool) -> bool {
        credentials && self.any_origin
    }

    /// `any_expose_with_credentials`: with credentials `*` is the name of a header, no wildcard.
    #[must_use]
    pub const fn any_expose_with_credentials(self, credentials: bool) -> bool {
        credentials && self.any_expose
    }

    /// `insecure_origin_with_credentials`: whoever controls the network can send requests in the
    /// name of an origin without TLS.
    #[must_use]
    pub const fn insecure_origin_with_credentials(self, credentials: bool) -> bool {
        credentials && self.insecure_origin && !self.insecure_allowed
    }

    /// `public_suffix_with_credentials`: anybody can register a host under a public suffix.
    #[must_use]
    pub const fn public_suffix_with_credentials(self, credentials: bool) -> bool {
        credentials && self.public_suffix && !self.public_suffix_allowed
    }

    /// `any_extension_with_credentials`: whoever gets an extension installed can act for the visitor.
    #[must_use]
    pub const fn any_extension_with_credentials(self, credentials: bool) -> bool {
        credentials && self.any_extension && !self.any_extension_allowed
    }

    /// Each fact that holds in either: the summary of a list is made from those of its entries.
    #[must_use]
    pub const fn or(self, other: Summary) -> Summary {
        Summary {
            any_origin: self.any_origin || other.any_origin,
            any_expose: self.any_expose || other.any_expose,
            insecure_origin: self.insecure_origin || other.insecure_origin,
            public_suffix: self.public_suffix || other.public_suffix,
            any_extension: self.any_extension || other.any_extension,
            insecure_allowed: self.insecure_allowed || other.insecure_allowed,
            public_suffix_allowed: self.public_suffix_allowed || other.public_suffix_allowed,
            any_extension_allowed: self.any_extension_allowed || other.any_extension_allowed,
        }
    }
}

/// A checked policy.
#[derive(Clone, Debug)]
// Each flag is a key of its own.
#[allow(clippy::struct_excessive_bools)]
pub struct Policy {
    /// Who may read responses.
    pub origins: Origins,
    /// Methods that a preflight may grant.
    pub methods: Methods,
    /// Request headers that a preflight may grant.
    pub headers: Headers,
    /// Whether credentials may be included; never with [`Origins::Any`].
    pub credentials: bool,
    /// Whether some response headers are exposed, and so belong on allowed responses.
    pub exposes: bool,
    /// Seconds that a browser may cache a preflight.
    pub max_age: Option<u32>,
    /// Success status of preflights, 200 to 299.
    pub preflight_status: u16,
    /// Refuse cross-origin requests from unlisted origins.
    pub reject_unlisted: bool,
    /// No CORS headers at all.
    pub disabled: bool,
    /// What the rules that combine fields need.
    pub summary: Summary,
}

impl Policy {
    /// Whether the answer is the constant `*`, which never goes with credentials. So
    /// [`OriginSource::is_any`] counts only without credentials.
    #[must_use]
    #[inline]
    pub fn is_for_everybody(&self) -> bool {
        !self.disabled && !self.credentials && self.origins.is_any()
    }
}

impl OriginRequirements {
    /// The requirements of a policy.
    #[must_use]
    pub const fn of(policy: &Policy) -> OriginRequirements {
        OriginRequirements {
            credentials: policy.credentials,
            insecure_allowed: policy.summary.insecure_allowed,
            public_suffix_allowed: policy.summary.public_suffix_allowed,
            any_extension_allowed: policy.summary.any_extension_allowed,
        }
    }
}

/// The header values of a policy as text, in the order written; made once, at compile time or at
/// start-up.
///
/// `None` means that the header is absent. For `any` the text is `*`, also with credentials, where
/// the server mirrors what was asked for instead: an overlay may still change whether there are
/// credentials.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HeaderTexts {
    /// `Access-Control-Allow-Methods`.
    pub allow_methods: Option<String>,
    /// `Access-Control-Allow-Headers`.
    pub allow_headers: Option<String>,
    /// `Access-Control-Expose-Headers`.
    pub expose_headers: Option<String>,
    /// `Access-Control-Max-Age`.
    pub max_age: Option<String>,
}
