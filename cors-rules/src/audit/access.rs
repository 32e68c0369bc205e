//! What one policy grants, as a row of the audit shows it.

use std::collections::BTreeSet;

use super::names::{HeaderAccess, NameSet};
use super::origins::OriginAccess;
use super::place::Place;
use crate::{Headers, Methods, Policy};

/// What the policy of a row grants.
///
/// ```
/// use cors_rules::audit::{NameSet, PolicyAccess};
/// use cors_rules::{Draft, OriginsDraft, check};
///
/// let draft = Draft { origins: Some(OriginsDraft::Any), ..Draft::default() };
/// let policy = check(&draft).policy.unwrap();
/// let access = PolicyAccess::of("PUBLIC", &policy, None, &["PUT"]);
/// assert_eq!(access.methods, NameSet::listed(["PUT"]));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct PolicyAccess {
    /// What the policy is called: the path of the named policy or of the handler that it is written
    /// above.
    pub policy: String,
    /// Where the policy is written.
    pub place: Option<Place>,
    /// Who may read responses.
    pub origins: OriginAccess,
    /// The methods that a preflight may grant beside GET, HEAD and POST, which need no listing.
    pub methods: NameSet,
    /// The request headers that a preflight may grant.
    pub headers: HeaderAccess,
    /// The response headers that scripts may read.
    pub expose: NameSet,
    /// Whether credentials may be included.
    pub credentials: bool,
    /// Seconds that a browser may cache the preflight; `None` where no header says so.
    pub max_age: Option<u32>,
    /// Whether cross-origin requests of other origins are refused before the handler runs.
    pub reject_unlisted: bool,
}

impl PolicyAccess {
    /// A policy that grants nothing; whoever makes one by hand sets the fields.
    pub fn new(policy: impl Into<String>, origins: OriginAccess) -> PolicyAccess {
        PolicyAccess {
            policy: policy.into(),
            place: None,
            origins,
            methods: NameSet::Listed(BTreeSet::new()),
            headers: HeaderAccess::Listed(BTreeSet::new()),
            expose: NameSet::Listed(BTreeSet::new()),
            credentials: false,
            max_age: None,
            reject_unlisted: false,
        }
    }

    /// What a policy grants. `expose` is the value of `Access-Control-Expose-Headers`, which the
    /// policy itself does not keep; `route_methods` are what it grants where it names no methods.
    pub fn of(
        name: impl Into<String>,
        policy: &Policy,
        expose: Option<&str>,
        route_methods: &[&str],
    ) -> PolicyAccess {
        let origins =
            if policy.disabled { OriginAccess::Nobody } else { OriginAccess::of(&policy.origins) };
        PolicyAccess {
            methods: match &policy.methods {
                Methods::Any => NameSet::Any,
                Methods::OfRoute => NameSet::listed(route_methods.iter().copied()),
                Methods::List(names) => NameSet::listed(names.iter()),
            },
            headers: match &policy.headers {
                Headers::Any { authorization } => {
                    HeaderAccess::Any { authorization: *authorization }
                }
                Headers::List(names) => HeaderAccess::listed(names.iter()),
            },
            expose: read_expose(expose),
            credentials: policy.credentials,
            max_age: policy.max_age,
            reject_unlisted: policy.reject_unlisted,
            ..PolicyAccess::new(name, origins)
        }
    }

    /// The same with the place where the policy is written.
    #[must_use]
    pub fn at(mut self, place: Place) -> PolicyAccess {
        self.place = Some(place);
        self
    }
}

/// Reads the value of the header; `*` is `any`.
fn read_expose(value: Option<&str>) -> NameSet {
    let names = value.unwrap_or_default().split(',').map(str::trim);
    let names: BTreeSet<String> =
        names.filter(|name| !name.is_empty()).map(str::to_ascii_lowercase).collect();
    if names.contains("*") { NameSet::Any } else { NameSet::Listed(names) }
}
