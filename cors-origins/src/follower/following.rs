//! The task: asks, compares, reads, applies, waits. Everything before *applies* may be given up at any
//! moment; what was begun to be applied is finished.

use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::select;
use tokio::sync::watch;
use tokio::time::{sleep, sleep_until};

use crate::database::rows::Rows;
use crate::database::session::{Head, Session};
use crate::follower::mirror::{self, Refused};
use crate::follower::pause::{Pause, with_chance};
use crate::follower::position::{self, Standing};
use crate::follower::status::State;
use crate::follower::{Settings, Shared};

/// One node.
pub(crate) struct Following {
    settings: Settings,
    shared: Arc<Shared>,
    session: Option<Session>,
    /// What the set shows.
    known: Option<Head>,
    /// When the question was sent that the set answers.
    asked: Option<Instant>,
    /// When everything was read last.
    loaded: Option<Instant>,
    /// By how much the set is smaller than the database says; not nought where rows are refused.
    missing: i64,
    /// The next time, everything is to be read.
    wants_all: bool,
}

/// What was read.
struct Read {
    asked: Instant,
    head: Head,
    content: Content,
}

enum Content {
    Same,
    Changes(Rows),
    /// Everything, and why, where that is unusual.
    All(Rows, Option<String>),
}

/// Why what was read is not to be applied.
enum Trouble {
    Unreachable(sqlx::Error),
    Emptied(String),
    Behind(String),
}

impl From<sqlx::Error> for Trouble {
    fn from(error: sqlx::Error) -> Self {
        Trouble::Unreachable(error)
    }
}

impl Following {
    pub(crate) fn new(settings: Settings, shared: Arc<Shared>) -> Following {
        Following {
            settings,
            shared,
            session: None,
            known: None,
            asked: None,
            loaded: None,
            missing: 0,
            wants_all: false,
        }
    }

    /// Follows until it is told to stop.
    pub(crate) async fn run(mut self) {
        let mut stop = self.shared.stop.subscribe();
        let mut pause = Pause::new();
        loop {
            let expiry = self.expiry();
            let wait = select! {
                () = stopped(&mut stop) => return,
                () = until(expiry) => {
                    self.session = None;
                    self.expire();
                    continue;
                }
                read = self.read() => match read {
                    Ok(read) => {
                        pause = Pause::new();
                        self.take(read).await;
                        if self.wants_all { Duration::ZERO } else { self.settings.poll }
                    }
                    Err(trouble @ Trouble::Unreachable(_)) => {
                        self.session = None;
                        self.note(&trouble);
                        pause.next()
                    }
                    Err(trouble) => {
                        self.note(&trouble);
                        self.settings.poll
                    }
                },
            };
            let shared = Arc::clone(&self.shared);
            select! {
                () = stopped(&mut stop) => return,
                () = until(self.expiry()) => self.expire(),
                () = shared.wake.notified() => {}
                () = sleep(with_chance(wait)) => {}
            }
        }
    }

    /// When the set is no longer to be in force.
    fn expiry(&self) -> Option<Instant> {
        Some(self.asked? + self.settings.max_age?)
    }

    /// Reads what is new. The session is put back where it can be used again.
    async fn read(&mut self) -> Result<Read, Trouble> {
        let asked = Instant::now();
        let mut session = match self.session.take() {
            Some(session) => session,
            None => Session::open(&self.settings.database, self.settings.time_out).await?,
        };
        let mut read = self.read_by(&mut session, asked, false).await;
        // The question above is cheap. Whoever reads rows reads them from one state of the database.
        if let Ok(None) = read {
            session.begin().await?;
            read = self.read_by(&mut session, asked, true).await;
            if !matches!(read, Err(Trouble::Unreachable(_))) {
                session.end().await?;
            }
        }
        if !matches!(read, Err(Trouble::Unreachable(_))) {
            self.session = Some(session);
        }
        let message = "the database answers otherwise from one moment to the next";
        read?.ok_or_else(|| Trouble::Unreachable(sqlx::Error::Protocol(message.to_owned())))
    }

    /// `None` where rows have to be read, and may not be.
    async fn read_by(
        &self,
        session: &mut Session,
        asked: Instant,
        may_read_rows: bool,
    ) -> Result<Option<Read>, Trouble> {
        let holds_origins = !self.settings.set.is_empty();
        let Some(head) = session.head().await? else {
            let message = "the table `cors_state` has no row".to_owned();
            return Err(Trouble::Emptied(message));
        };
        let known = self.known.as_ref();
        let mut standing = position::compare(known, &head, holds_origins);
        if matches!(standing, Standing::Emptied | Standing::Behind) {
            return Err(self.trouble(standing, &head));
        }
        let is_due = self.loaded.is_some_and(|loaded| loaded.elapsed() > self.settings.reload);
        let wants_all = self.wants_all || is_due;
        if standing == Standing::Same && !wants_all {
            return Ok(Some(Read { asked, head, content: Content::Same }));
        }
        if !may_read_rows {
            return Ok(None);
        }
        let mut is_forgotten = false;
        if let (Standing::Later, Some(known)) = (standing, known) {
            let mark = session.mark(known.version).await?;
            is_forgotten = mark.is_none();
            if position::is_later(known, mark.as_deref()) {
                if !wants_all && let Some(rows) = session.later(known.version).await? {
                    return Ok(Some(Read { asked, head, content: Content::Changes(rows) }));
                }
            } else {
                standing = position::other(&head, holds_origins);
            }
        }
        if standing == Standing::Emptied {
            return Err(self.trouble(standing, &head));
        }
        let why = known.filter(|_| standing == Standing::Other);
        let why = why.map(|known| position::describe(known, &head, is_forgotten));
        let rows = session.all().await?;
        if rows.len() == 0 && holds_origins && head.size > 0 {
            return Err(self.trouble(Standing::Emptied, &head));
        }
        Ok(Some(Read { asked, head, content: Content::All(rows, why) }))
    }

    fn trouble(&self, standing: Standing, head: &Head) -> Trouble {
        let version = self.known.as_ref().map_or(0, |known| known.version);
        if standing == Standing::Behind {
            return Trouble::Behind(format!(
                "the replica is at version {}, this node at {version}",
                head.version
            ));
        }
        Trouble::Emptied(format!(
            "the database has no origins at version {}, and should have {}; this node is at version {version}",
            head.version, head.size
        ))
    }

    /// Makes the set what was read.
    async fn take(&mut self, read: Read) {
        let Read { asked, head, content } = read;
        let (mut refused, mut notice) = (None, None);
        match content {
            Content::Same => self.wants_all = false,
            Content::Changes(rows) => {
                refused = Some(mirror::apply(&self.settings.set, rows).await);
                // Rows that were changed by hand, or that the rules refuse: once, everything is
                // read.
                self.wants_all = self.missing_by(&head) != self.missing;
            }
            Content::All(rows, why) => {
                refused = Some(mirror::replace(&self.settings.set, rows).await);
                (self.missing, self.loaded) = (self.missing_by(&head), Some(Instant::now()));
                (self.wants_all, notice) = (false, why);
            }
        }
        self.asked = Some(asked);
        self.note_current(&head, refused, notice);
        self.known = Some(head);
    }

    fn missing_by(&self, head: &Head) -> i64 {
        head.size - i64::try_from(self.settings.set.len()).unwrap_or(i64::MAX)
    }

    fn note_current(&self, head: &Head, refused: Option<Refused>, notice: Option<String>) {
        let size = self.settings.set.len();
        self.shared.status.send_modify(|status| {
            if status.state != State::Current {
                tracing::info!(target: "cors::origins", version = head.version, size, before = %status.state, "origins are those of the database");
            }
            status.state = State::Current;
            (status.version, status.size, status.asked) = (head.version, size, self.asked);
            if status.epoch.as_deref() != Some(&head.epoch) {
                status.epoch = Some(head.epoch.clone());
            }
            if let Some(Refused { count, why }) = refused {
                (status.refused, status.last_error) = (count, why);
            } else if status.refused == 0 {
                status.last_error = None;
            }
            if let Some(error) = status.last_error.as_deref().filter(|_| status.refused > 0) {
                tracing::warn!(target: "cors::origins", refused = status.refused, error, "rows that break a rule are left out");
            }
            if let Some(notice) = notice {
                tracing::warn!(target: "cors::origins", version = head.version, size, "{notice}");
                status.last_notice = Some(notice);
            }
        });
    }

    /// Says why the last good set stays in force, once for each reason.
    fn note(&self, trouble: &Trouble) {
        let (state, message) = match trouble {
            Trouble::Unreachable(error) => (State::Unreachable, error.to_string()),
            Trouble::Emptied(message) => (State::Emptied, message.clone()),
            Trouble::Behind(message) => (State::Behind, message.clone()),
        };
        self.shared.status.send_modify(|status| {
            let (version, size) = (status.version, status.size);
            // Whoever has nothing in force goes on having nothing, whatever keeps the database
            // away.
            if !matches!(status.state, State::Starting | State::Expired) && status.state != state {
                tracing::warn!(target: "cors::origins", version, size, error = message, "the last good origins stay in force: {state}");
                status.state = state;
            }
            status.last_error = Some(message);
        });
    }

    /// Allows nobody: what the set shows is too old.
    fn expire(&mut self) {
        mirror::clear(&self.settings.set);
        (self.known, self.asked, self.loaded) = (None, None, None);
        let max_age = self.settings.max_age.unwrap_or_default();
        let notice = format!("no contact with the database for {max_age:?}: nobody is allowed");
        self.shared.status.send_modify(|status| {
            tracing::error!(target: "cors::origins", version = status.version, "{notice}");
            (status.state, status.size, status.asked) = (State::Expired, 0, None);
            status.last_notice = Some(notice);
        });
    }
}

async fn until(moment: Option<Instant>) {
    match moment {
        Some(moment) => sleep_until(moment.into()).await,
        None => std::future::pending().await,
    }
}

/// Also where nobody is left who could say so.
async fn stopped(stop: &mut watch::Receiver<bool>) {
    let _ = stop.wait_for(|stop| *stop).await;
}
