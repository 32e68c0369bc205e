//! A database of a test's own, and a set that follows it.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use cors_origins::{Database, Follower, Registry, State};
use cors_runtime::OriginSet;
use sqlx::sqlite::{SqliteConnectOptions, SqlitePool};

/// One file.
pub(crate) struct Place {
    pub(crate) file: PathBuf,
    pub(crate) database: Database,
    /// For what nobody should do.
    pub(crate) pool: SqlitePool,
    pub(crate) set: Arc<OriginSet>,
    pub(crate) registry: Registry,
}

impl Place {
    pub(crate) async fn new(name: &str) -> Place {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("origins-{name}"));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        let file = folder.join("origins.db");
        let database =
            Database::connect(&format!("sqlite://{}?mode=rwc", file.display())).await.unwrap();
        database.migrate().await.unwrap();
        let pool = SqlitePool::connect_with(SqliteConnectOptions::new().filename(&file));
        let set = Arc::new(OriginSet::new());
        let registry = Registry::new(database.clone(), Arc::clone(&set));
        Place { file, database, pool: pool.await.unwrap(), set, registry }
    }

    /// A follower that is in a hurry.
    pub(crate) fn follower(&self) -> Follower {
        let follower = Follower::new(self.database.clone(), Arc::clone(&self.set));
        follower.poll(Duration::from_millis(20)).time_out(Duration::from_secs(10))
    }

    pub(crate) async fn register(&self, tenant: &str, origins: &[&str]) -> i64 {
        let origins = origins.iter().map(|origin| (*origin).to_owned()).collect();
        self.registry.replace("ann", tenant, origins).await.unwrap().version
    }

    pub(crate) async fn sql(&self, statement: &str) {
        sqlx::query(statement).execute(&self.pool).await.unwrap();
    }

    pub(crate) fn allowed(&self) -> Vec<String> {
        let mut origins: Vec<String> = self.set.snapshot().iter().map(str::to_owned).collect();
        origins.sort();
        origins
    }
}

pub(crate) fn list(origins: &[&str]) -> Vec<String> {
    origins.iter().map(|origin| (*origin).to_owned()).collect()
}

#[track_caller]
pub(crate) fn is_state(follower: &Follower, state: State) -> impl Fn() -> bool {
    let follower = follower.clone();
    move || follower.status().state() == state
}

/// Waits until something is so.
pub(crate) async fn until(what: &str, is_so: impl Fn() -> bool) {
    let from = Instant::now();
    while !is_so() {
        assert!(from.elapsed() < Duration::from_secs(20), "{what}");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}
