//! What was looked up elsewhere for one request, before anybody decides about it: an answer for each
//! policy that may have to. They belong to the request and go with it. Where a policy decides about
//! the request as it has come, its answer is known; of a policy further in it may depend on what only
//! the router knows, and then nobody decides in its place.
//!
//! With them go the versions of the live policies that were asked.

use cors_rules::OriginAnswer;

use crate::policy::versions::Versions;
use crate::policy::worker::WorkerPolicy;

/// The answer of a policy that needs none.
static NONE: OriginAnswer = OriginAnswer::REFUSED;

/// Where a policy decides about the request.
#[derive(Clone, Copy, Debug)]
pub(crate) enum At<'p> {
    /// Where the answers are kept.
    Here,
    /// At the handler to which alone this path may lead, or somewhere else further in.
    Handler(&'p str),
    /// Somewhere further in.
    Inside,
}

/// The answers for one request.
#[derive(Debug, Default)]
pub(crate) struct Answers {
    versions: Versions,
    /// Most requests have none, and carry nothing but this.
    entries: Option<Box<Entries>>,
}

#[derive(Debug, Default)]
struct Entries(Vec<Entry>);

#[derive(Debug)]
struct Entry {
    policy: WorkerPolicy,
    place: EntryPlace,
    /// `None`: it cannot be known here.
    answer: Option<OriginAnswer>,
}

#[derive(Debug)]
enum EntryPlace {
    Here,
    Handler(Box<str>),
    Inside,
}

impl Answers {
    /// None yet, for policies in these versions.
    pub(crate) fn of_versions(versions: Versions) -> Self {
        Answers { versions, entries: None }
    }

    /// The versions of the live policies by which the request is decided.
    #[inline]
    pub(crate) fn versions(&self) -> &Versions {
        &self.versions
    }

    /// Adds an answer; returns its place in the list.
    pub(crate) fn add(
        &mut self,
        policy: &WorkerPolicy,
        at: At<'_>,
        answer: Option<OriginAnswer>,
    ) -> usize {
        let place = match at {
            At::Here => EntryPlace::Here,
            At::Handler(path) => EntryPlace::Handler(Box::from(path)),
            At::Inside => EntryPlace::Inside,
        };
        let Entries(entries) = &mut **self.entries.get_or_insert_default();
        entries.push(Entry { policy: policy.clone(), place, answer });
        entries.len() - 1
    }

    /// Whether there is an answer of this policy in this place, or that there is none.
    pub(crate) fn has(&self, policy: &WorkerPolicy, at: At<'_>) -> bool {
        self.entry(policy, at).is_some()
    }

    /// Fills in what took time.
    pub(crate) fn set(&mut self, place: usize, answer: OriginAnswer) {
        let entries = self.entries.as_mut();
        if let Some(entry) = entries.and_then(|entries| entries.0.get_mut(place)) {
            entry.answer = Some(answer);
        }
    }

    /// The answer of a policy; `None` where it cannot be known here.
    #[inline]
    pub(crate) fn of(&self, policy: &WorkerPolicy, at: At<'_>) -> Option<&OriginAnswer> {
        if self.entries.is_none() {
            return Some(&NONE);
        }
        let inside = || self.entry(policy, At::Inside);
        let entry = match at {
            At::Here | At::Inside => self.entry(policy, at),
            At::Handler(_) => self.entry(policy, at).or_else(inside),
        };
        entry.map_or(Some(&NONE), |entry| entry.answer.as_ref())
    }

    /// The answer of the policy that decides here.
    #[inline]
    pub(crate) fn here(&self, policy: &WorkerPolicy) -> &OriginAnswer {
        self.of(policy, At::Here).unwrap_or(&NONE)
    }

    fn entry(&self, policy: &WorkerPolicy, at: At<'_>) -> Option<&Entry> {
        self.entries.as_ref()?.0.iter().find(|entry| {
            let is_there = match (&entry.place, at) {
                (EntryPlace::Here, At::Here) | (EntryPlace::Inside, At::Inside) => true,
                (EntryPlace::Handler(own), At::Handler(path)) => **own == *path,
                _ => false,
            };
            is_there && entry.policy.is_same(policy)
        })
    }
}
