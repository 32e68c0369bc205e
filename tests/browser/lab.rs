//! The lab under test: builds and runs the real `quickstart` binary, and asks it what it saw.

use std::{
    env,
    fs::File,
    io::{Read, Write},
    net::TcpStream,
    path::PathBuf,
    process::{Child, Command, Output, Stdio},
    sync::LazyLock,
    thread,
    time::{Duration, Instant},
};

use serde_json::Value;

const PAGE: &str = "127.0.0.1:3000";
const API: &str = "127.0.0.1:4000";
const PATIENCE: Duration = Duration::from_secs(20);

/// A running lab; stopped when dropped.
pub(crate) struct Lab {
    server: Child,
    /// Two labs cannot share their fixed ports, be they of two tests or of two checkouts on one machine.
    _turn: File,
}

impl Lab {
    /// Waits for its turn, starts the lab, returns once both servers answer.
    pub(crate) fn start() -> Self {
        let turn = take_turn();
        let server = quickstart().stdout(Stdio::null()).spawn().expect("quickstart starts");
        let mut lab = Self { server, _turn: turn };
        lab.wait_until_it_answers();
        lab
    }

    fn wait_until_it_answers(&mut self) {
        let deadline = Instant::now() + PATIENCE;
        while !(TcpStream::connect(PAGE).is_ok() && TcpStream::connect(API).is_ok()) {
            let ended = self.server.try_wait().expect("the state of quickstart");
            assert!(ended.is_none(), "quickstart ended at once; its reason is printed above");
            assert!(Instant::now() < deadline, "quickstart did not answer within {PATIENCE:?}");
            thread::sleep(Duration::from_millis(20));
        }
        // Somebody else's server may have answered while ours was failing.
        thread::sleep(Duration::from_millis(50));
        assert!(
            self.server.try_wait().expect("the state of quickstart").is_none(),
            "another program holds the ports"
        );
    }
}

impl Drop for Lab {
    fn drop(&mut self) {
        // A child that has already ended needs neither.
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// Runs one more lab beside a running one, to its end.
pub(crate) fn run_to_its_end() -> Output {
    quickstart().output().expect("quickstart runs")
}

/// The server's record of one click, each request as `METHOD`, `*` if its handler ran, `+cookie` if it had the cookie.
pub(crate) fn seen(lab: &str) -> Vec<String> {
    let record: Value =
        serde_json::from_str(&get(&format!("/seen?lab={lab}"))).expect("the record is JSON");
    record.as_array().expect("a list of requests").iter().map(line).collect()
}

fn line(request: &Value) -> String {
    let mark = |key: &str, sign: &str| {
        if request[key] == Value::Bool(true) { sign.to_owned() } else { String::new() }
    };
    let method = request["method"].as_str().expect("a method");
    format!("{method}{}{}", mark("handler_ran", "*"), mark("cookie", "+cookie"))
}

/// The body of an answer of the API. HTTP/1.0, so that it is neither chunked nor kept open.
fn get(path: &str) -> String {
    let mut socket = TcpStream::connect(API).expect("the API answers");
    socket.set_read_timeout(Some(PATIENCE)).expect("a time limit");
    write!(socket, "GET {path} HTTP/1.0\r\nHost: localhost:4000\r\n\r\n")
        .expect("the request is sent");
    let mut answer = String::new();
    socket.read_to_string(&mut answer).expect("the answer is text");
    answer.split_once("\r\n\r\n").expect("a head and a body").1.to_owned()
}

fn take_turn() -> File {
    let turn = File::create(env::temp_dir().join("cors-lab.lock")).expect("a lock file");
    turn.lock().expect("the lock");
    turn
}

/// The binary of this very source: built here, once, because a stale one would prove nothing.
fn quickstart() -> Command {
    static BINARY: LazyLock<PathBuf> = LazyLock::new(build_quickstart);
    Command::new(&*BINARY)
}

fn build_quickstart() -> PathBuf {
    // Test binaries live in `<target>/<profile>/deps`.
    let this = env::current_exe().expect("the path of this test");
    let profile = this.ancestors().nth(2).expect("a profile folder");
    let target = profile.parent().expect("a target folder");

    let mut build = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    build.args(["build", "--quiet", "--package", "cors-examples", "--bin", "quickstart"]);
    build.args(["--manifest-path", concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml")]);
    build.arg("--target-dir").arg(target);
    if !cfg!(debug_assertions) {
        build.arg("--release");
    }
    assert!(build.status().expect("cargo runs").success(), "quickstart does not compile");
    profile.join("quickstart")
}
