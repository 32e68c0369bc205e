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
    /// The first entry. Most requests have none, and carry nothing but this.
    first: Option<Box<Entry>>,
}

#[derive(Debug)]
struct Entry {
    policy: WorkerPolicy,
    place: EntryPlace,
    /// `None`: it cannot be known here.
    answer: Option<OriginAnswer>,
    next: Option<Box<Entry>>,
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
        Answers { versions, first: None }
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
        let (mut end, mut number) = (&mut self.first, 0);
        while let Some(entry) = end {
            (end, number) = (&mut entry.next, number + 1);
        }
        *end = Some(Box::new(Entry { policy: policy.clone(), place, answer, next: None }));
        number
    }

    /// Whether there is an answer of this policy in this place, or that there is none.
    pub(crate) fn has(&self, policy: &WorkerPolicy, at: At<'_>) -> bool {
        self.entry(policy, at).is_some()
    }

    /// Fills in what took time.
    pub(crate) fn set(&mut self, place: usize, answer: OriginAnswer) {
        let mut entry = self.first.as_deref_mut();
        for _ in 0..place {
            entry = entry.and_then(|entry| entry.next.as_deref_mut());
        }
        if let Some(entry) = entry {
            entry.answer = Some(answer);
        }
    }

    /// The answer of a policy; `None` where it cannot be known here.
    #[inline]
    pub(crate) fn of(&self, policy: &WorkerPolicy, at: At<'_>) -> Option<&OriginAnswer> {
        if self.first.is_none() {
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

    fn entry<'a>(&'a self, policy: &WorkerPolicy, at: At<'_>) -> Option<&'a Entry> {
        let next = |entry: &&'a Entry| entry.next.as_deref();
        std::iter::successors(self.first.as_deref(), next).find(|entry| {
            let is_there = match (&entry.place, at) {
                (EntryPlace::Here, At::Here) | (EntryPlace::Inside, At::Inside) => true,
                (EntryPlace::Handler(own), At::Handler(path)) => **own == *path,
                _ => false,
            };
            is_there && entry.policy.is_same(policy)
        })
    }
}
