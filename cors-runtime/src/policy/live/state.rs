//! What a live policy holds: its present version, and the uses with which each new one is checked.
//! It knows nothing of how a policy is written. Readers take a whole version and never wait;
//! writers take turns.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use arc_swap::ArcSwapOption;
use cors_rules::Issue;

use crate::error::PolicyError;
use crate::policy::live::changes;
use crate::policy::live::uses::Use;
use crate::policy::live::version::Version;
use crate::policy::prepared::PreparedPolicy;
use crate::policy::source::Source;
use crate::policy::without_methods;

/// The state of one live policy.
#[derive(Debug)]
pub(crate) struct LiveState {
    /// Where the live policy was written.
    pub(crate) place: Source,
    present: ArcSwapOption<Version>,
    /// The uses that write keys over it. Whoever changes anything holds the lock.
    uses: Mutex<Vec<Use>>,
    /// A middleware or a service enforces it for handlers of which nothing is known.
    is_around_handlers: AtomicBool,
}

impl LiveState {
    pub(crate) const fn new(place: Source) -> LiveState {
        LiveState {
            place,
            present: ArcSwapOption::const_empty(),
            uses: Mutex::new(Vec::new()),
            is_around_handlers: AtomicBool::new(false),
        }
    }

    /// The version that is in force; nothing before the first.
    pub(crate) fn present(&self) -> Option<Arc<Version>> {
        self.present.load_full()
    }

    /// The policy as it is now, where nobody writes keys over it.
    pub(crate) fn prepared(&self) -> Arc<PreparedPolicy> {
        self.prepared_in(self.present().as_deref(), None)
    }

    /// The policy in one use and one version; it lets nobody in before the first.
    pub(crate) fn prepared_in(
        &self,
        version: Option<&Version>,
        written: Option<Use>,
    ) -> Arc<PreparedPolicy> {
        let known = version.and_then(|version| version.in_use(written)).map(Arc::clone);
        known.unwrap_or_else(|| Arc::new(PreparedPolicy::not_set(self.place)))
    }

    /// Learns of a use. From now on each version is checked with its keys.
    ///
    /// # Errors
    /// What is wrong with the keys, or with them and the present version together.
    pub(crate) fn add_use(&self, own: Use) -> Result<(), PolicyError> {
        let mut uses = self.uses();
        let is_known = uses.contains(&own);
        if !is_known {
            uses.push(own);
        }
        let Some(mut version) = self.present() else {
            // What is wrong whatever the policy will be.
            return own.written_over(&PreparedPolicy::not_set(self.place)).check_sources();
        };
        if !is_known {
            version = Arc::new(version.with_use(own));
            self.present.store(Some(Arc::clone(&version)));
            changes::count();
        }
        version.in_use(Some(own)).map_or(Ok(()), |written| written.check_sources())
    }

    /// Puts a policy in the place of the present one, after it has been checked in every use.
    ///
    /// # Errors
    /// What is wrong with it, in each use that has something against it; nothing is changed.
    pub(crate) fn replace(
        &self,
        given: Arc<PreparedPolicy>,
        warning: Option<Issue>,
    ) -> Result<(), PolicyError> {
        let uses = self.uses();
        let number = self.present().map_or(1, |version| version.number + 1);
        let version = Version::new(number, given, warning, self.place, uses.iter().copied());
        check(&version)?;
        if self.is_around_handlers.load(Ordering::Relaxed)
            && let Some((source, issue)) = version.warning()
        {
            without_methods::warn(source, issue);
        }
        let earlier = self.present.swap(Some(Arc::new(version)));
        changes::count();
        // Origins that are freed with it may run code of the program, which may come here again.
        drop(uses);
        drop(earlier);
        Ok(())
    }

    /// A middleware or a service enforces it for handlers of which nothing is known. Warns of a
    /// version that is not meant for that.
    pub(crate) fn stand_around_handlers(&self) {
        self.is_around_handlers.store(true, Ordering::Relaxed);
        if let Some((source, issue)) = self.present().as_ref().and_then(|version| version.warning())
        {
            without_methods::warn(source, issue);
        }
    }

    fn uses(&self) -> MutexGuard<'_, Vec<Use>> {
        // Nothing is ever left half done under the lock: a version is put in place whole, or not at
        // all.
        self.uses.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether a version can be put in place: first what can be asked without a change anywhere, so
/// that a set of origins learns nothing from a policy that is refused.
fn check(version: &Version) -> Result<(), PolicyError> {
    check_by(version, PreparedPolicy::look_at_sources)?;
    check_by(version, PreparedPolicy::check_sources)
}

/// What is wrong with the policy itself, or else with it in each of its uses.
fn check_by(
    version: &Version,
    check: impl Fn(&PreparedPolicy) -> Result<(), PolicyError>,
) -> Result<(), PolicyError> {
    check(version.plain())?;
    let refusals = version.written_over().filter_map(|policy| {
        let error = check(policy).err()?;
        Some(error.in_use(policy.source))
    });
    refusals.reduce(PolicyError::and).map_or(Ok(()), Err)
}
