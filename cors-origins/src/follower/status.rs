//! How far a node is: for health checks, metrics, and whoever waits for a change.

use std::fmt;
use std::time::{Duration, Instant};

/// What a follower is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum State {
    /// Nothing has been read yet; nobody is allowed.
    Starting,
    /// The set is what the database is, or was when it was asked last.
    Current,
    /// The database does not answer. The last good set is in force.
    Unreachable,
    /// The database has no origins, and nothing says that anybody removed them: the tables were
    /// truncated, lost or made anew. The last good set is in force.
    Emptied,
    /// The database is a replica that has not got as far as this node. The last good set is in
    /// force.
    Behind,
    /// There was no contact for as long as [`Follower::max_age`](crate::Follower::max_age) says;
    /// nobody is allowed.
    Expired,
    /// The follower was stopped. The set stays as it was.
    Stopped,
}

impl State {
    /// One word in lower case, such as `current`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            State::Starting => "starting",
            State::Current => "current",
            State::Unreachable => "unreachable",
            State::Emptied => "emptied",
            State::Behind => "behind",
            State::Expired => "expired",
            State::Stopped => "stopped",
        }
    }
}

impl fmt::Display for State {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.name())
    }
}

/// A [`Follower`](crate::Follower) at one moment.
///
/// ```
/// # fn example(follower: &cors_origins::Follower) {
/// let status = follower.status();
/// println!("{}: version {}, {} origins", status.state(), status.version(), status.size());
/// if let Some(error) = status.last_error() {
///     println!("{error}");
/// }
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Status {
    pub(crate) state: State,
    pub(crate) epoch: Option<String>,
    pub(crate) version: i64,
    pub(crate) size: usize,
    pub(crate) refused: usize,
    pub(crate) asked: Option<Instant>,
    pub(crate) last_error: Option<String>,
    pub(crate) last_notice: Option<String>,
    pub(crate) is_listening: bool,
}

impl Status {
    pub(crate) const STARTING: Status = Status {
        state: State::Starting,
        epoch: None,
        version: 0,
        size: 0,
        refused: 0,
        asked: None,
        last_error: None,
        last_notice: None,
        is_listening: false,
    };

    /// What the follower is doing.
    #[must_use]
    pub fn state(&self) -> State {
        self.state
    }

    /// Whether the set is what the database is. A health check that takes a node out of service for
    /// less takes all of them out when the database restarts; see [`age`](Self::age).
    #[must_use]
    pub fn is_current(&self) -> bool {
        self.state == State::Current
    }

    /// The number of the last change that the set shows; 0 where nothing was ever registered or
    /// read.
    #[must_use]
    pub fn version(&self) -> i64 {
        self.version
    }

    /// Which tables the set was read from: drawn at random when they were made.
    #[must_use]
    pub fn epoch(&self) -> Option<&str> {
        self.epoch.as_deref()
    }

    /// How many origins and patterns are allowed.
    #[must_use]
    pub fn size(&self) -> usize {
        self.size
    }

    /// How many rows of the last reading break a rule, and are left out.
    #[must_use]
    pub fn refused(&self) -> usize {
        self.refused
    }

    /// How old what the set shows may be: the time since the last question was sent that the
    /// database answered with what is in force. `None` where nothing has been read.
    #[must_use]
    pub fn age(&self) -> Option<Duration> {
        self.asked.map(|asked| asked.elapsed())
    }

    /// Why the set is not current, or what was refused; `None` when all is well again.
    #[must_use]
    pub fn last_error(&self) -> Option<&str> {
        self.last_error.as_deref()
    }

    /// The last unusual thing that the follower came through: a restore to an earlier version, another
    /// database, a log that has forgotten where this node was, an expiry. It stays.
    #[must_use]
    pub fn last_notice(&self) -> Option<&str> {
        self.last_notice.as_deref()
    }

    /// Whether the node is told of changes (`LISTEN`), beside asking. Without, changes arrive as
    /// often as [`Follower::poll`](crate::Follower::poll) says.
    #[must_use]
    pub fn is_listening(&self) -> bool {
        self.is_listening
    }
}
