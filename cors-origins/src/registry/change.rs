//! What a change did, and what the log says of it.

use std::time::SystemTime;

use crate::database::history::Noted;

/// What became of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Registered {
    /// The number of the change; where nothing changed, the version that the database is at. Hand
    /// it to [`Follower::reach`](crate::Follower::reach).
    pub version: i64,
    /// How many origins were added.
    pub added: usize,
    /// How many were removed.
    pub removed: usize,
}

/// A row of the log: who changed what, and when. See [`Registry::history`](crate::Registry::history).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Change {
    /// The number of the change among all.
    pub version: i64,
    /// Whose origins they are.
    pub tenant: String,
    /// Who did it, as the application called them.
    pub actor: String,
    /// When, by the clock of the database.
    pub at: SystemTime,
    /// The origins that were added.
    pub added: Vec<String>,
    /// The origins that were removed.
    pub removed: Vec<String>,
}

impl From<Noted> for Change {
    fn from(noted: Noted) -> Self {
        let Noted { version, tenant, actor, at, added, removed } = noted;
        let list = |text: String| text.lines().map(str::to_owned).collect();
        Change { version, tenant, actor, at, added: list(added), removed: list(removed) }
    }
}
