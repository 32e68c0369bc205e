//! Hears of changes by `LISTEN`. Nothing rests on it: it only makes the other task look sooner.

use std::sync::Arc;
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgListener, PgPoolOptions};
use tokio::select;
use tokio::task::JoinHandle;
use tokio::time::{sleep, timeout};

use crate::database::Pool;
use crate::database::session::within;
use crate::follower::pause::{Pause, with_chance};
use crate::follower::{Settings, Shared};

/// The channel of `statements.rs`.
const CHANNEL: &str = "cors_origins";
/// After this time without a word, the connection is asked whether it is still there.
const SILENCE: Duration = Duration::from_secs(15);

/// Starts it, where the database is one that tells.
#[allow(clippy::unnecessary_wraps)] // not without the feature `sqlite`
pub(crate) fn spawn(settings: &Settings, shared: &Arc<Shared>) -> Option<JoinHandle<()>> {
    match &settings.database.0 {
        Pool::Postgres(_) => Some(tokio::spawn(run(settings.clone(), Arc::clone(shared)))),
        #[cfg(feature = "sqlite")]
        Pool::Sqlite(_) => None,
    }
}

async fn run(settings: Settings, shared: Arc<Shared>) {
    let mut stop = shared.stop.subscribe();
    let mut pause = Pause::new();
    loop {
        select! {
            _ = stop.wait_for(|stop| *stop) => return,
            _ = listen(&settings, &shared, &mut pause) => {}
        }
        shared.status.send_if_modified(|status| std::mem::take(&mut status.is_listening));
        select! {
            _ = stop.wait_for(|stop| *stop) => return,
            () = sleep(pause.next()) => {}
        }
    }
}

/// Listens until the connection is lost.
async fn listen(settings: &Settings, shared: &Shared, pause: &mut Pause) -> sqlx::Result<()> {
    #[allow(irrefutable_let_patterns)] // not with the feature `sqlite`
    let Pool::Postgres(pool) = &settings.database.0 else { return Ok(()) };
    let options = PgPoolOptions::new().max_connections(1).max_lifetime(None).idle_timeout(None);
    let own = options.connect_lazy_with(PgConnectOptions::clone(&pool.connect_options()));
    let mut listener = within(settings.time_out, Box::pin(PgListener::connect_with(&own))).await?;
    listener.eager_reconnect(false);
    within(settings.time_out, Box::pin(listener.listen(CHANNEL))).await?;
    *pause = Pause::new();
    shared.status.send_modify(|status| status.is_listening = true);
    // What was committed before somebody listened.
    shared.wake.notify_one();
    loop {
        match timeout(with_chance(SILENCE), listener.try_recv()).await {
            Ok(Ok(Some(_))) => shared.wake.notify_one(),
            Ok(Ok(None)) => return Ok(()),
            Ok(Err(error)) => return Err(error),
            Err(_) => {
                let asking = sqlx::query("SELECT 1").execute(&mut listener);
                within(settings.time_out, Box::pin(asking)).await?;
            }
        }
    }
}
