//! A policy as requests are decided and answered by it: the rules, and the header values, which are
//! made before the first request.

use std::sync::Arc;

use cors_rules::{
    FieldLines, HeaderTexts, Headers, Issues, Methods, Names, OriginList, OriginLookup,
    OriginRequirements, OriginSource, Origins, Summary,
};

use crate::error::PolicyError;
use crate::policy::header_values::Values;
use crate::policy::live::not_set::NOT_SET;
use crate::policy::source::{Source, VersionSource};
use crate::policy::warnings::Warnings;
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
    /// Where the source is that of a live policy: which of its versions this is.
    pub(crate) version: Option<VersionSource>,
    /// What the rules warn of, where the compiler could not say it.
    pub(crate) warnings: Option<Arc<Warnings>>,
}

impl PreparedPolicy {
    /// A policy that was refused when the server started: nobody may read anything.
    pub(crate) fn refused(error: PolicyError, source: Source) -> PreparedPolicy {
        let nobody = Origins::List(OriginList::EMPTY);
        PreparedPolicy { refusal: Some(error), ..PreparedPolicy::for_nobody(nobody, source) }
    }

    /// A live policy before its first version: nobody may read anything, and the reason says so.
    pub(crate) fn not_set(source: Source) -> PreparedPolicy {
        let mut policy = PreparedPolicy::for_nobody(Origins::Source(&NOT_SET), source);
        // It lists nothing that a route could miss.
        policy.rules.methods = Methods::OfRoute;
        policy
    }

    /// Whether it is anything else than a live policy before its first version.
    pub(crate) fn is_set(&self) -> bool {
        self.rules.origins.source().is_none_or(OriginSource::is_set)
    }

    fn for_nobody(origins: Origins, source: Source) -> PreparedPolicy {
        let rules = cors_rules::Policy {
            origins,
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
        PreparedPolicy {
            rules,
            values,
            source,
            number: 0,
            refusal: None,
            warnings: None,
            version: None,
        }
    }

    /// The same with header values that no other thread counts references to.
    pub(crate) fn of_one_thread(&self) -> PreparedPolicy {
        PreparedPolicy { values: self.values.copied(), ..self.clone() }
    }

    /// Says what [`check_sources`](Self::check_sources) would say, and no source learns of the
    /// policy by this.
    pub(crate) fn look_at_sources(&self) -> Result<(), PolicyError> {
        self.ask_sources(|source, requirements| source.violations(requirements))
    }

    /// See [`Policy::check_sources`](crate::Policy::check_sources).
    pub(crate) fn check_sources(&self) -> Result<(), PolicyError> {
        self.ask_sources(|source, requirements| source.bind(requirements))
    }

    fn ask_sources(
        &self,
        ask: fn(&dyn OriginSource, OriginRequirements) -> Issues,
    ) -> Result<(), PolicyError> {
        if let Some(error) = &self.refusal {
            return Err(error.clone());
        }
        let Some(source) = self.rules.origins.source().filter(|_| !self.rules.disabled) else {
            return Ok(());
        };
        let issues = ask(source, OriginRequirements::of(&self.rules));
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
