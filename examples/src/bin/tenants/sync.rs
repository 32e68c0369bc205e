//! Keeps the set of origins of this node equal to the database. Postgres' notifications make it
//! quick; that nothing is missed rests on the numbers of the changes alone. Without the database
//! the node goes on with what it knows.

use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::time::Duration;

use actix_web::rt::time::{sleep, timeout};
use actix_web::web::Data;
use futures_util::lock::Mutex;
use sqlx::postgres::PgListener;

use crate::api::TENANTS;
use crate::store::{CHANNEL, Entry, Store, is_postgres};

/// How long a change may go unnoticed where nobody tells of it.
const LOOK_EVERY: Duration = Duration::from_secs(1);
/// The pauses between attempts to reach the database.
const FIRST_PAUSE: Duration = Duration::from_millis(100);
const LONGEST_PAUSE: Duration = Duration::from_secs(5);

/// This node.
pub(crate) struct Node {
    store: Store,
    url: String,
    /// The number of the last change that the set shows.
    version: AtomicI64,
    is_connected: AtomicBool,
    turn: Mutex<()>,
}

impl Node {
    /// A node that knows nothing yet.
    pub(crate) fn new(store: Store, url: String) -> Node {
        let (version, is_connected) = (AtomicI64::new(0), AtomicBool::new(true));
        Node { store, url, version, is_connected, turn: Mutex::new(()) }
    }

    /// The database.
    pub(crate) fn store(&self) -> &Store {
        &self.store
    }

    /// The number of the last change that the set shows.
    pub(crate) fn version(&self) -> i64 {
        self.version.load(Ordering::Acquire)
    }

    /// Whether the database answered the last time.
    pub(crate) fn is_connected(&self) -> bool {
        self.is_connected.load(Ordering::Relaxed)
    }

    /// Applies every change since the last one that the set shows.
    pub(crate) async fn catch_up(&self) -> sqlx::Result<()> {
        let _turn = self.turn.lock().await;
        let known = self.version();
        let changed = self.store.changes_after(known).await?;
        let Some(last) = changed.last().map(|entry| entry.version) else { return Ok(()) };
        if known == 0 {
            replace(&changed);
        } else {
            changed.iter().for_each(apply);
        }
        self.version.store(last, Ordering::Release);
        Ok(())
    }

    /// Notes that the database has gone, or is there again, and says so once.
    fn set_connected(&self, connected: Result<(), &sqlx::Error>) {
        let was_connected = self.is_connected.swap(connected.is_ok(), Ordering::Relaxed);
        let (origins, version) = (TENANTS.len(), self.version());
        match connected {
            Err(error) if was_connected => eprintln!(
                "the database is lost ({error}); going on with {origins} origins of change {version}"
            ),
            Ok(()) if !was_connected => {
                eprintln!("the database is back; {origins} origins, change {version}");
            }
            _ => {}
        }
    }
}

/// The first time: the whole set at once. What the rules do not accept (any more) is left out, and
/// said.
fn replace(entries: &[Entry]) {
    let live = || entries.iter().filter(|entry| !entry.is_removed).map(|entry| &entry.origin);
    let Err(error) = TENANTS.replace(live()) else { return };
    eprintln!("some origins of the database are refused:\n{error}");
    // The error lists the first hundred; there may be more.
    let good = live().filter(|origin| TENANTS.check([origin]).is_ok());
    if let Err(error) = TENANTS.replace(good) {
        eprintln!("no origin is allowed:\n{error}");
    }
}

fn apply(entry: &Entry) {
    if entry.is_removed {
        TENANTS.remove(&entry.origin);
    } else if let Err(error) = TENANTS.insert(&entry.origin) {
        eprintln!("an origin of the database is refused:\n{error}");
    }
}

/// Follows the database for ever.
pub(crate) async fn follow(node: Data<Node>) {
    let mut pause = FIRST_PAUSE;
    loop {
        let session = session(&node, &mut pause).await;
        if let Err(error) = session {
            node.set_connected(Err(&error));
        }
        sleep(pause).await;
        pause = (pause * 2).min(LONGEST_PAUSE);
    }
}

/// Follows until the database is lost.
async fn session(node: &Node, pause: &mut Duration) -> sqlx::Result<()> {
    let mut listener = None;
    if is_postgres(&node.url) {
        // First listen, then catch up: a change in between is told of and found.
        let mut new = PgListener::connect(&node.url).await?;
        new.listen(CHANNEL).await?;
        listener = Some(new);
    }
    loop {
        node.catch_up().await?;
        node.set_connected(Ok(()));
        *pause = FIRST_PAUSE;
        match &mut listener {
            // Time is up, or somebody tells of a change: in both cases, look. A lost connection is
            // the session's end.
            Some(listener) => {
                if let Ok(heard) = timeout(LOOK_EVERY, listener.try_recv()).await
                    && heard?.is_none()
                {
                    return Err(std::io::Error::from(std::io::ErrorKind::ConnectionAborted).into());
                }
            }
            None => sleep(LOOK_EVERY).await,
        }
    }
}
