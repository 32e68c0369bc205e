//! A PostgreSQL of the test's own: made in a folder, started on a free port, killed when the test wants it.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use sqlx::{Connection as _, Executor as _, PgConnection};

use crate::node::wait_until;

/// A database server and its folder.
pub(crate) struct Cluster {
    folder: PathBuf,
    port: u16,
}

/// A program of PostgreSQL, as somebody who is not root: it refuses to run otherwise.
fn program(name: &str) -> Command {
    let debian = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let found =
        debian.map(|version| version.path().join("bin").join(name)).find(|path| path.exists());
    let path = found.unwrap_or_else(|| PathBuf::from(name));
    if is_root() {
        let mut command = Command::new("runuser");
        command.args(["-u", "postgres", "--"]).arg(path);
        command
    } else {
        Command::new(path)
    }
}

fn is_root() -> bool {
    let output = Command::new("id").arg("-u").output();
    output.is_ok_and(|output| output.stdout.starts_with(b"0\n"))
}

fn succeeds(command: &mut Command) -> bool {
    let quiet = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    quiet.status().is_ok_and(|status| status.success())
}

impl Cluster {
    /// `None` where there is no PostgreSQL.
    pub(crate) fn start(name: &str) -> Option<Cluster> {
        if !succeeds(program("initdb").arg("--version")) {
            let advice = "there is no PostgreSQL (Debian: apt-get install postgresql)";
            assert!(std::env::var_os("CI").is_none(), "{advice}");
            eprintln!("SKIPPED: {advice}");
            return None;
        }
        let cluster = Cluster::in_folder(name);
        let made = succeeds(
            program("initdb").args(["-A", "trust", "-U", "cors", "-D"]).arg(cluster.data()),
        );
        assert!(made, "initdb");
        cluster.run();
        Some(cluster)
    }

    fn in_folder(name: &str) -> Cluster {
        let folder = std::env::temp_dir().join(format!("cors-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        if is_root() {
            assert!(succeeds(Command::new("chown").arg("postgres").arg(&folder)));
        }
        let port = TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap().port();
        Cluster { folder, port }
    }

    /// A standby that repeats what this server writes, as soon as it is started.
    pub(crate) fn standby(&self, name: &str) -> Cluster {
        let standby = Cluster::in_folder(name);
        self.back_up(&standby.data(), &["-R"]);
        standby.run();
        standby
    }

    fn back_up(&self, folder: &Path, options: &[&str]) {
        let port = self.port.to_string();
        let mut command = program("pg_basebackup");
        command.args(["-h", "127.0.0.1", "-p", &port, "-U", "cors", "-c", "fast", "-D"]);
        assert!(succeeds(command.arg(folder).args(options)), "pg_basebackup");
    }

    /// Keeps the database as it is now.
    pub(crate) fn keep(&self) {
        self.back_up(&self.folder.join("kept"), &[]);
    }

    /// Makes the database what was kept, with the server stopped meanwhile.
    pub(crate) fn restore(&self) {
        succeeds(program("pg_ctl").args(["stop", "-m", "immediate", "-D"]).arg(self.data()));
        std::fs::rename(self.data(), self.folder.join("discarded")).unwrap();
        std::fs::rename(self.folder.join("kept"), self.data()).unwrap();
        self.run();
    }

    /// Throws away what was there before a restore.
    pub(crate) fn discard_old(&self) {
        std::fs::remove_dir_all(self.folder.join("discarded")).unwrap();
    }

    /// The standby is the server from now on.
    pub(crate) fn promote(&self) {
        assert!(succeeds(program("pg_ctl").args(["promote", "-w", "-D"]).arg(self.data())));
    }

    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    pub(crate) fn url(&self) -> String {
        format!("postgres://cors@127.0.0.1:{}/postgres", self.port)
    }

    /// Starts the server; after a crash it recovers by itself.
    pub(crate) fn run(&self) {
        let options =
            format!("-p {} -k {} -c listen_addresses=127.0.0.1", self.port, self.folder.display());
        wait_until("the database starts", Duration::from_secs(30), || {
            let log = self.folder.join("log");
            succeeds(
                program("pg_ctl")
                    .args(["start", "-w", "-t", "20", "-o", &options, "-D"])
                    .arg(self.data())
                    .arg("-l")
                    .arg(log),
            )
        });
    }

    /// `SIGKILL` for the server. Its children end when they notice.
    pub(crate) fn kill(&self) {
        let pid = std::fs::read_to_string(self.data().join("postmaster.pid")).unwrap();
        let pid = pid.lines().next().unwrap().to_owned();
        assert!(succeeds(Command::new("kill").args(["-9", &pid])));
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        succeeds(program("pg_ctl").args(["stop", "-m", "immediate", "-D"]).arg(self.data()));
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// Runs statements.
pub(crate) fn sql(url: &str, statements: &str) {
    block_on(async {
        let mut database = PgConnection::connect(url).await.unwrap();
        database.execute(statements).await.unwrap();
    });
}

/// Rows of two texts.
pub(crate) fn rows(url: &str, query: &str) -> Vec<(String, String)> {
    block_on(async {
        let mut database = PgConnection::connect(url).await.unwrap();
        sqlx::query_as(query).fetch_all(&mut database).await.unwrap()
    })
}

fn block_on<T>(work: impl Future<Output = T>) -> T {
    actix_web::rt::System::new().block_on(work)
}
