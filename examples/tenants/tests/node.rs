//! One node of the service, and a client that asks it over plain sockets.

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// A running node.
pub(crate) struct Node {
    process: Child,
    port: u16,
}

/// What it answered.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// `Access-Control-Allow-Origin`.
    pub(crate) allowed: Option<String>,
    pub(crate) body: String,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("no JSON: {self:?}"))
    }
}

/// An empty folder for one node.
pub(crate) fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn free_port() -> u16 {
    TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap().port()
}

impl Node {
    /// Starts a node in a folder, and waits until it answers.
    pub(crate) fn start(folder: &Path, database: Option<&str>) -> Node {
        Node::start_with(folder, database, &[])
    }

    /// The same with environment variables.
    pub(crate) fn start_with(
        folder: &Path,
        database: Option<&str>,
        settings: &[(&str, &str)],
    ) -> Node {
        let port = free_port();
        let mut command = Command::new(env!("CARGO_BIN_EXE_tenants"));
        command.current_dir(folder).env("PORT", port.to_string()).stdout(Stdio::null());
        for name in ["DATABASE_URL", "ADMIN_ORIGINS", "MAX_AGE"] {
            command.env_remove(name);
        }
        command.envs(database.map(|url| ("DATABASE_URL", url))).envs(settings.iter().copied());
        let log = std::fs::File::options().create(true).append(true).open(folder.join("node.log"));
        let process = command.stderr(log.unwrap()).spawn().unwrap();
        let mut node = Node { process, port };
        let from = Instant::now();
        while node.try_get("/status", None).is_none() {
            assert!(from.elapsed() < Duration::from_secs(20), "the node does not start");
            if let Some(status) = node.process.try_wait().unwrap() {
                let log = std::fs::read_to_string(folder.join("node.log")).unwrap();
                panic!("the node ended with {status}:\n{log}");
            }
            sleep(Duration::from_millis(20));
        }
        node
    }

    /// `SIGKILL`: nothing is written any more, nothing said goodbye to.
    pub(crate) fn kill(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }

    /// `SIGSTOP` and `SIGCONT`: a node that gets no time, and one that gets it again.
    pub(crate) fn signal(&self, signal: &str) {
        let process = self.process.id().to_string();
        assert!(Command::new("kill").args([signal, &process]).status().unwrap().success());
    }

    /// What it holds of memory now, and at most so far, in KiB.
    pub(crate) fn memory(&self) -> [u64; 2] {
        let status =
            std::fs::read_to_string(format!("/proc/{}/status", self.process.id())).unwrap();
        ["VmRSS:", "VmHWM:"].map(|name| {
            let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap();
            line.trim().trim_end_matches(" kB").parse().unwrap()
        })
    }

    /// The time that processors have spent on it: what an answer would take on a machine that does
    /// nothing else.
    pub(crate) fn time_spent(&self) -> Duration {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.process.id())).unwrap();
        let (_, fields) = stat.rsplit_once(") ").unwrap();
        // `utime` and `stime`, in hundredths of a second.
        let spent = fields.split(' ').skip(11).take(2).map(|field| field.parse::<u64>().unwrap());
        Duration::from_millis(spent.sum::<u64>() * 10)
    }

    pub(crate) fn status(&self) -> Value {
        self.get("/status", None).json()
    }

    /// The number of the last change that the node shows.
    pub(crate) fn version(&self) -> i64 {
        self.status()["version"].as_i64().unwrap()
    }

    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    fn try_get(&self, path: &str, origin: Option<&str>) -> Option<Answer> {
        try_ask(self.port, "GET", path, origin, "")
    }

    pub(crate) fn get(&self, path: &str, origin: Option<&str>) -> Answer {
        self.try_get(path, origin).expect("the node answers")
    }

    pub(crate) fn register(&self, tenant: &str, origins: &[&str]) -> Answer {
        let path = format!("/tenants/{tenant}/origins");
        try_ask(self.port, "PUT", &path, None, &json!(origins).to_string())
            .expect("the node answers")
    }

    pub(crate) fn unregister(&self, tenant: &str) -> Answer {
        self.register(tenant, &[])
    }

    pub(crate) fn allows(&self, origin: &str) -> bool {
        let answer = self.get("/data", Some(origin));
        assert_eq!(answer.status == 200, answer.allowed.is_some(), "{answer:?}");
        answer.allowed.is_some_and(|allowed| allowed == origin)
    }

    /// The origins of the node, sorted.
    pub(crate) fn origins(&self) -> Vec<String> {
        let listed: Vec<String> =
            serde_json::from_value(self.get("/origins", None).json()).unwrap();
        let mut origins = listed;
        origins.sort();
        origins
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        // It may have been killed already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Asks; `None` where nobody answers.
pub(crate) fn try_ask(
    port: u16,
    method: &str,
    path: &str,
    origin: Option<&str>,
    body: &str,
) -> Option<Answer> {
    let origin = origin.map(|origin| format!("Origin: {origin}\r\n")).unwrap_or_default();
    try_ask_with(port, method, path, &origin, body)
}

/// Asks with header lines.
pub(crate) fn try_ask_with(
    port: u16,
    method: &str,
    path: &str,
    lines: &str,
    body: &str,
) -> Option<Answer> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(60))).ok()?;
    let length = body.len();
    let request = format!(
        "{method} {path} HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n{lines}\
         Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n{body}"
    );
    stream.write_all(request.as_bytes()).ok()?;
    let mut text = String::new();
    stream.read_to_string(&mut text).ok()?;
    let (head, body) = text.split_once("\r\n\r\n")?;
    let field = |name: &str| {
        let lines = head.lines().filter_map(|line| line.split_once(": "));
        lines.filter(|(own, _)| own.eq_ignore_ascii_case(name)).map(|(_, value)| value).next()
    };
    let status = head.split(' ').nth(1)?.parse().ok()?;
    let allowed = field("access-control-allow-origin").map(str::to_owned);
    Some(Answer { status, allowed, body: body.to_owned() })
}

/// Waits until something is so; returns how long it took.
#[track_caller]
pub(crate) fn wait_until(what: &str, limit: Duration, condition: impl Fn() -> bool) -> Duration {
    let from = Instant::now();
    while !condition() {
        assert!(from.elapsed() < limit, "{what}: not within {limit:?}");
        sleep(Duration::from_millis(5));
    }
    from.elapsed()
}
