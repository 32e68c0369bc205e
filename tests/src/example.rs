//! An example under test: builds the real binary, runs it, stops it.

use std::{
    env,
    fs::File,
    io::{Read as _, Write as _},
    net::TcpStream,
    path::PathBuf,
    process::{Child, Command, Output, Stdio},
    sync::{Mutex, PoisonError},
    thread,
    time::{Duration, Instant},
};

use serde_json::Value;

use crate::{Answer, Ask};

const PATIENCE: Duration = Duration::from_secs(20);

/// A running example; stopped when dropped.
#[derive(Debug)]
pub struct Example {
    server: Child,
    /// Two of them cannot share their fixed ports, be they of two tests or of two checkouts on one machine.
    _turn: File,
}

impl Example {
    /// Waits for its turn, starts the example, returns once it answers on all its ports.
    ///
    /// # Panics
    /// Where it does not compile, ends at once, or finds its ports taken.
    #[must_use]
    pub fn start(name: &str, ports: &[u16]) -> Self {
        let turn = take_turn();
        let server = command(name).stdout(Stdio::null()).spawn().expect("the example starts");
        let mut example = Self { server, _turn: turn };
        example.wait_until_it_answers(name, ports);
        example
    }

    fn wait_until_it_answers(&mut self, name: &str, ports: &[u16]) {
        let deadline = Instant::now() + PATIENCE;
        while !ports.iter().all(|port| TcpStream::connect(("127.0.0.1", *port)).is_ok()) {
            assert!(self.is_running(), "{name} ended at once; its reason is printed above");
            assert!(Instant::now() < deadline, "{name} did not answer within {PATIENCE:?}");
            thread::sleep(Duration::from_millis(20));
        }
        // Somebody else's server may have answered while ours was failing.
        thread::sleep(Duration::from_millis(50));
        assert!(self.is_running(), "another program holds the ports of {name}");
    }

    fn is_running(&mut self) -> bool {
        self.server.try_wait().expect("the state of the example").is_none()
    }

    /// Runs an example to its end, beside one that runs already.
    ///
    /// # Panics
    /// Where it does not compile.
    #[must_use]
    pub fn run_to_its_end(name: &str) -> Output {
        command(name).output().expect("the example runs")
    }
}

impl Drop for Example {
    fn drop(&mut self) {
        // A child that has already ended needs neither.
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// Asks a server of this machine over a socket of its own.
///
/// # Panics
/// Where nobody answers there.
#[must_use]
pub fn ask_port(port: u16, ask: &Ask) -> Answer {
    Answer::from_bytes(&exchange(port, ask), 0)
}

/// The JSON that a server of this machine has at a path.
///
/// # Panics
/// Where there is none.
#[must_use]
pub fn json_at(port: u16, path: &str) -> Value {
    let bytes = exchange(port, &Ask::new("GET").at(path));
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").expect("a head and a body");
    serde_json::from_slice(&bytes[end..]).expect("the body is JSON")
}

fn exchange(port: u16, ask: &Ask) -> Vec<u8> {
    let mut socket = connect(port);
    socket.write_all(&ask.bytes()).expect("the request is sent");
    let mut read = Vec::new();
    socket.read_to_end(&mut read).expect("the answer is read");
    read
}

/// A connection to a server of this machine that gives up waiting at some time.
///
/// # Panics
/// Where nobody listens there.
#[must_use]
pub fn connect(port: u16) -> TcpStream {
    let socket = TcpStream::connect(("127.0.0.1", port)).expect("the server listens");
    socket.set_read_timeout(Some(PATIENCE)).expect("a time limit");
    socket
}

/// One example at a time, whichever.
fn take_turn() -> File {
    let turn = File::create(env::temp_dir().join("cors-lab.lock")).expect("a lock file");
    turn.lock().expect("the lock");
    turn
}

/// The binary of this very source: built here, once, because a stale one would prove nothing.
fn command(name: &str) -> Command {
    static BUILT: Mutex<Vec<(String, PathBuf)>> = Mutex::new(Vec::new());
    // A test that failed to build says so itself; the others may try.
    let mut built = BUILT.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((_, binary)) = built.iter().find(|(known, _)| known == name) {
        return Command::new(binary);
    }
    let binary = build(name);
    built.push((name.to_owned(), binary.clone()));
    Command::new(binary)
}

fn build(name: &str) -> PathBuf {
    // Test binaries live in `<target>/<profile>/deps`.
    let this = env::current_exe().expect("the path of this test");
    let profile = this.ancestors().nth(2).expect("a profile folder");
    let target = profile.parent().expect("a target folder");

    let mut build = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    build.args(["build", "--quiet", "--package", "cors-examples", "--bin", name]);
    build.args(["--manifest-path", concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml")]);
    build.arg("--target-dir").arg(target);
    if !cfg!(debug_assertions) {
        build.arg("--release");
    }
    assert!(build.status().expect("cargo runs").success(), "{name} does not compile");
    profile.join(name)
}
