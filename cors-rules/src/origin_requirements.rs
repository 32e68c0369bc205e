//! What a policy requires of origins that are known at run time only: those of the environment, of
//! a set, or of a resolver. The rules about credentials are applied to them at start-up, when they
//! change, and once more at each lookup, so that they hold in whatever order sets and policies are
//! made.

use crate::origin_safety::is_insecure;
use crate::pattern_shape::Shape;
use crate::{Danger, Origin};

/// The parts of a policy that restrict the origins which it names indirectly.
///
/// ```
/// use cors_rules::{OriginRequirements, Origin};
///
/// let origin = Origin::parse(b"http://a.example").unwrap();
/// assert!(OriginRequirements::NONE.admits(&origin));
/// assert!(!OriginRequirements { credentials: true, ..OriginRequirements::NONE }.admits(&origin));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
// Each is a key or an escape of its own.
#[allow(clippy::struct_excessive_bools)]
pub struct OriginRequirements {
    /// The policy has `credentials`: `*` is not allowed, and the three rules below hold.
    pub credentials: bool,
    /// `dangerous(insecure_origins)`: origins without TLS, and networks, may have credentials.
    pub insecure_allowed: bool,
    /// `dangerous(public_suffixes)`: wildcards over a public suffix may have credentials.
    pub public_suffix_allowed: bool,
    /// `dangerous(any_extension)`: every extension of a browser may have credentials.
    pub any_extension_allowed: bool,
}

impl OriginRequirements {
    /// The requirements of a policy without credentials.
    pub const NONE: OriginRequirements = OriginRequirements {
        credentials: false,
        insecure_allowed: false,
        public_suffix_allowed: false,
        any_extension_allowed: false,
    };

    /// The requirements of both together.
    ///
    /// ```
    /// use cors_rules::OriginRequirements;
    ///
    /// let strict = OriginRequirements { credentials: true, ..OriginRequirements::NONE };
    /// let lenient = OriginRequirements { credentials: true, insecure_allowed: true, ..OriginRequirements::NONE };
    /// assert!(lenient.and(strict).refuse_insecure());
    /// assert!(!lenient.and(OriginRequirements::NONE).refuse_insecure());
    /// ```
    #[must_use]
    pub const fn and(self, other: OriginRequirements) -> OriginRequirements {
        OriginRequirements {
            credentials: self.credentials || other.credentials,
            insecure_allowed: !self.refuse_insecure() && !other.refuse_insecure(),
            public_suffix_allowed: !self.refuse_public_suffixes()
                && !other.refuse_public_suffixes(),
            any_extension_allowed: !self.refuse_any_extension() && !other.refuse_any_extension(),
        }
    }

    /// Whether origins without TLS are refused.
    #[must_use]
    pub const fn refuse_insecure(self) -> bool {
        self.credentials && !self.insecure_allowed
    }

    /// Whether wildcards over a public suffix are refused.
    #[must_use]
    pub const fn refuse_public_suffixes(self) -> bool {
        self.credentials && !self.public_suffix_allowed
    }

    /// Whether patterns for every extension of a browser are refused.
    #[must_use]
    pub const fn refuse_any_extension(self) -> bool {
        self.credentials && !self.any_extension_allowed
    }

    /// The escapes that are given.
    #[must_use]
    pub fn dangers(self) -> Vec<Danger> {
        let given = [
            (self.insecure_allowed, Danger::InsecureOrigins),
            (self.public_suffix_allowed, Danger::PublicSuffixes),
            (self.any_extension_allowed, Danger::AnyExtension),
        ];
        given.into_iter().filter_map(|(given, danger)| given.then_some(danger)).collect()
    }

    /// Whether this origin may be answered at all, listed or not.
    #[must_use]
    pub fn admits(self, origin: &Origin<'_>) -> bool {
        !(self.refuse_insecure() && is_insecure(origin.scheme(), origin.host().as_str()))
    }

    /// Whether the pattern may be answered, whatever origin of it asks.
    pub(crate) fn admit_pattern(self, pattern: &Shape<'_>) -> bool {
        !(self.refuse_insecure() && pattern.is_insecure()
            || self.refuse_public_suffixes() && pattern.covers_public_suffix()
            || self.refuse_any_extension() && pattern.is_any_extension())
    }

    /// [`OriginRequirements::admits`] for a header value; one that does not parse is not admitted.
    pub(crate) fn admit_value(self, value: &[u8]) -> bool {
        !self.refuse_insecure()
            || value.starts_with(b"https://")
            || Origin::parse(value).is_some_and(|origin| self.admits(&origin))
    }
}
