//! A policy as requests are decided and answered by it: the rules, and the header values, which are
//! made before the first request.

use cors_rules::{
    FieldLines, HeaderTexts, Headers, Methods, Names, OriginList, OriginLookup, OriginRequirements,
    Origins, Summary,
};

use crate::error::PolicyError;
use crate::policy::header_values::Values;
use crate::policy::source::Source;
use crate::request::facts;
use crate::request::lookup_request::LookupRequest;

/// The rules of a policy with their header values, and where it was written.
#[derive(Clone, Debug)]
pub(crate) struct PreparedPolicy {
    pub(crate) rules: cors_rules::Policy,
    pub(crate) values: Values,
    pub(crate) source: Source,
    /// Tells policies apart that were built in the same place at run time; 0 for those of the
    /// program.
    pub(crate) number: u32,
    /// What is wrong with a policy that could be checked only when the server starts. It grants
    /// nothing then, and no server starts with it.
    pub(crate) refusal: Option<PolicyError>,
}

impl PreparedPolicy {
    /// A policy that was refused when the server started: nobody may read anything.
    pub(crate) fn refused(error: PolicyError, source: Source) -> PreparedPolicy {
        let rules = cors_rules::Policy {
            origins: Origins::List(OriginList::EMPTY),
            methods: Methods::List(Names::EMPTY),
            headers: Headers::List(Names::EMPTY),
            credentials: false,
            exposes: false,
            max_age: None,
            preflight_status: 204,
            reject_unlisted: true,
            disabled: false,
            summary: Summary::NONE,
        };
        let values = Values::of_texts(&rules.origins, &HeaderTexts::default());
        PreparedPolicy { rules, values, source, number: 0, refusal: Some(error) }
    }

    /// See [`Policy::check_sources`](crate::Policy::check_sources).
    pub(crate) fn check_sources(&self) -> Result<(), PolicyError> {
        if let Some(error) = &self.refusal {
            return Err(error.clone());
        }
        let Some(source) = self.rules.origins.source().filter(|_| !self.rules.disabled) else {
            return Ok(());
        };
        let issues = source.bind(OriginRequirements::of(&self.rules));
        match PolicyError::from_issues(issues) {
            Some(error) => Err(error.with_origin(source.describe())),
            None => Ok(()),
        }
    }

    /// What has to be asked for elsewhere about the request's origin, if there is anything.
    pub(crate) fn look_up(&self, request: &LookupRequest<'_>) -> Option<OriginLookup> {
        let source = self.rules.origins.source().filter(|_| !self.rules.disabled)?;
        match facts::origin(request.request().head()) {
            FieldLines::One(value) => {
                source.look_up(value, OriginRequirements::of(&self.rules), request)
            }
            FieldLines::Absent | FieldLines::Repeated(_) => None,
        }
    }
}
