//! The driver program of an engine, on a port of its own and with a profile folder of its own.

use std::{
    env, fs,
    io::{self, Read, Write},
    net::{Ipv4Addr, TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{self, Command, Stdio},
    sync::atomic::{AtomicUsize, Ordering},
    thread,
    time::{Duration, Instant},
};

use super::Engine;
use super::display::Display;
use super::program::{Process, find};

const PATIENCE: Duration = Duration::from_secs(30);

/// A running driver; it, its browser and its folder are gone when it is dropped.
pub(super) struct Driver {
    process: Process,
    _display: Option<Display>,
    port: u16,
    pub(super) profile: PathBuf,
    /// Empty while no session is open.
    pub(super) session: String,
}

impl Driver {
    pub(super) fn start(engine: Engine) -> Self {
        let profile = profile_folder();
        let display = (engine == Engine::WebKit).then(Display::start);
        let port = free_port();
        let mut command = command(engine, port, &profile);
        if let Some(display) = &display {
            command.env("DISPLAY", &display.name);
        }
        let process = Process::start(command.stdout(Stdio::null()));
        let driver = Driver { process, _display: display, port, profile, session: String::new() };
        driver.wait_until_it_answers(engine);
        driver
    }

    pub(super) fn address(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    fn wait_until_it_answers(&self, engine: Engine) {
        let deadline = Instant::now() + PATIENCE;
        while TcpStream::connect(self.address()).is_err() {
            assert!(Instant::now() < deadline, "the driver of {engine:?} did not answer");
            thread::sleep(Duration::from_millis(20));
        }
    }

    /// Lets the browser end by itself.
    fn end_session(&self) -> io::Result<()> {
        let mut socket = TcpStream::connect(self.address())?;
        socket.set_read_timeout(Some(PATIENCE))?;
        let Self { session, port, .. } = self;
        write!(
            socket,
            "DELETE /session/{session} HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n\r\n"
        )?;
        // The first bytes of the answer come when the browser is gone; the connection stays open for longer.
        socket.read(&mut [0; 64]).map(drop)
    }
}

fn command(engine: Engine, port: u16, profile: &Path) -> Command {
    let program = match engine {
        Engine::Chromium => "chromedriver",
        Engine::Firefox => "geckodriver",
        Engine::WebKit => "WebKitWebDriver",
    };
    let mut command = Command::new(find(program).expect("the driver is installed"));
    // Browsers keep some files outside their profiles.
    command.env("HOME", profile);
    match engine {
        Engine::Chromium => command.arg(format!("--port={port}")),
        Engine::Firefox => command
            .env("MOZ_REMOTE_SETTINGS_DEVTOOLS", "1")
            .args(["--port", &port.to_string(), "--websocket-port", &free_port().to_string()])
            .arg("--profile-root")
            .arg(profile),
        Engine::WebKit => command
            .env("XDG_CACHE_HOME", profile.join("cache"))
            .env("XDG_CONFIG_HOME", profile.join("config"))
            .env("XDG_DATA_HOME", profile.join("data"))
            .arg(format!("--port={port}")),
    };
    command
}

/// A port that is free now, and most probably still is in a moment.
fn free_port() -> u16 {
    let socket = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
    socket.local_addr().expect("an address").port()
}

fn profile_folder() -> PathBuf {
    static NUMBER: AtomicUsize = AtomicUsize::new(0);
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    let profile = env::temp_dir().join(format!("cors-browser-{}-{number}", process::id()));
    fs::create_dir_all(&profile).expect("a profile folder");
    profile
}

impl Drop for Driver {
    fn drop(&mut self) {
        // Each step is for a process that may be gone already; a test's own failure must stay the one reported.
        if !self.session.is_empty() {
            let _ = self.end_session();
        }
        let _ = self.process.0.kill();
        // The browser's last processes may still be writing.
        for _ in 0..20 {
            if fs::remove_dir_all(&self.profile).is_ok() {
                return;
            }
            thread::sleep(Duration::from_millis(100));
        }
    }
}
