//! Chromium through chromedriver: starts both, clicks, reads, and leaves nothing behind.

use std::{
    env, fs,
    io::{self, BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::{Path, PathBuf},
    process::{self, Child, Command, Stdio},
    thread,
    time::Duration,
};

use fantoccini::{Client, ClientBuilder, Locator, elements::Element};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

const PATIENCE: Duration = Duration::from_secs(20);

/// Everything else that Chromium might want to talk to does not exist.
const RESOLVER_RULES: &str = "--host-resolver-rules=MAP * ~NOTFOUND, \
    EXCLUDE localhost, EXCLUDE *.localhost, EXCLUDE 127.0.0.1, EXCLUDE [::1]";

/// Whether a browser can be driven here. Says so when not; with `CI` set that is a failure.
pub(crate) fn is_installed() -> bool {
    let missing: Vec<_> =
        ["chromium", "chromedriver"].into_iter().filter(|name| find(name).is_none()).collect();
    if missing.is_empty() {
        return true;
    }
    let advice =
        format!("{} not found; `tests/run` installs what is missing", missing.join(" and "));
    assert!(env::var_os("CI").is_none(), "{advice}");
    // Past the capture of the test harness, which would swallow the line of a passing test.
    let _ = writeln!(io::stderr(), "\nSKIPPED: no browser saw this: {advice}\n");
    false
}

fn find(program: &str) -> Option<PathBuf> {
    env::split_paths(&env::var_os("PATH")?)
        .map(|folder| folder.join(program))
        .find(|path| path.is_file())
}

/// One browser with a profile of its own.
pub(crate) struct Browser {
    client: Client,
    driver: Driver,
}

impl Browser {
    pub(crate) async fn start() -> Self {
        let mut driver = Driver::start();
        let capabilities = capabilities(&driver.profile);
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities.as_object().expect("an object").clone())
            .connect(&format!("http://{}", driver.address()))
            .await
            .expect("chromedriver opens a session");
        driver.session = client.session_id().await.ok().flatten().expect("the session has an id");
        let browser = Self { client, driver };
        browser.resize(1280, 1000).await;
        browser
    }

    /// Ends the session; a test that fails leaves this to the driver's `Drop`.
    pub(crate) async fn close(mut self) {
        self.client.close().await.expect("the session ends");
        self.driver.session.clear();
    }

    /// Opens a page of the lab, and waits until its script has run.
    pub(crate) async fn open(&self, address: &str) {
        self.client.goto(address).await.expect("the page opens");
        self.wait_for("html[data-ready]").await;
    }

    pub(crate) async fn wait_for(&self, selector: &str) -> Element {
        let found = self.client.wait().at_most(PATIENCE).for_element(Locator::Css(selector)).await;
        found.unwrap_or_else(|error| panic!("no {selector} within {PATIENCE:?}: {error}"))
    }

    pub(crate) async fn click(&self, selector: &str) {
        self.wait_for(selector)
            .await
            .click()
            .await
            .unwrap_or_else(|error| panic!("click on {selector}: {error}"));
    }

    /// Presses a card's button, and waits until its findings are shown.
    pub(crate) async fn click_card(&self, name: &str) {
        let runs: u32 =
            self.attribute(name, "runs").await.map_or(0, |runs| runs.parse().expect("a number"));
        self.click(&format!("[data-card={name}] .story button")).await;
        self.wait_for(&format!("[data-card={name}][data-state=done][data-runs='{}']", runs + 1))
            .await;
    }

    /// A `data-` attribute of a card that has been clicked.
    pub(crate) async fn card(&self, name: &str, attribute: &str) -> String {
        self.attribute(name, attribute)
            .await
            .unwrap_or_else(|| panic!("{name} has no data-{attribute}"))
    }

    async fn attribute(&self, name: &str, attribute: &str) -> Option<String> {
        let card = self.wait_for(&format!("[data-card={name}]")).await;
        card.attr(&format!("data-{attribute}")).await.expect("an attribute is read")
    }

    pub(crate) async fn text(&self, selector: &str) -> String {
        self.wait_for(selector).await.text().await.expect("a text is read")
    }

    /// The whole page at that width, not only what fits a window, into `tests/artefacts`.
    pub(crate) async fn screenshot(&self, width: u32, name: &str) {
        self.resize(width, 1000).await;
        let height = self.measure("document.documentElement.scrollHeight").await;
        self.resize(width, height + 200).await;
        let image = self.client.screenshot().await.expect("a screenshot");
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("artefacts");
        fs::create_dir_all(&folder).expect("the folder of the artefacts");
        fs::write(folder.join(name), image).expect("the screenshot is written");
    }

    /// Whether the page needs no scrolling sideways.
    pub(crate) async fn fits(&self) -> bool {
        self.measure("document.documentElement.scrollWidth").await
            <= self.measure("innerWidth").await
    }

    async fn resize(&self, width: u32, height: u32) {
        self.client.set_window_size(width, height).await.expect("a window of that size");
    }

    async fn measure(&self, pixels: &str) -> u32 {
        let answer = self
            .client
            .execute(&format!("return {pixels}"), Vec::new())
            .await
            .expect("a measurement");
        answer.as_u64().and_then(|pixels| u32::try_from(pixels).ok()).expect("a number of pixels")
    }
}

fn capabilities(profile: &Path) -> Value {
    let profile = format!("--user-data-dir={}", profile.display());
    json!({
        "browserName": "chrome",
        "goog:chromeOptions": {
            "binary": find("chromium"),
            // `--no-sandbox`: as root, in a container, Chromium does not start otherwise.
            "args": ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-dev-shm-usage",
                "--hide-scrollbars", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync", profile, RESOLVER_RULES],
        },
    })
}

/// chromedriver on a port of its own choice, and the profile folder of its browser.
struct Driver {
    process: Child,
    port: u16,
    profile: PathBuf,
    /// Empty while no session is open.
    session: String,
}

impl Driver {
    fn start() -> Self {
        // One at a time: labs take turns.
        let profile = env::temp_dir().join(format!("cors-lab-{}", process::id()));
        fs::create_dir_all(&profile).expect("a profile folder");
        let mut process = Command::new("chromedriver")
            .arg("--port=0")
            // Chromium keeps some files outside its profile.
            .env("HOME", &profile)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver starts");
        let mut greeting = BufReader::new(process.stdout.take().expect("a pipe"));
        let port = announced_port(&mut greeting);
        // Whatever else it says must not fill the pipe.
        thread::spawn(move || io::copy(&mut greeting, &mut io::sink()));
        Self { process, port, profile, session: String::new() }
    }

    fn address(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    /// Without this, a killed chromedriver leaves its browser running.
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

/// "`ChromeDriver` was started successfully on port 38231."
fn announced_port(greeting: &mut impl BufRead) -> u16 {
    let mut said = String::new();
    while greeting.read_line(&mut said).expect("chromedriver's output") > 0 {
        let port = said.trim_end().trim_end_matches('.').rsplit_once("successfully on port ");
        if let Some(port) = port.and_then(|(_, port)| port.parse().ok()) {
            return port;
        }
    }
    panic!("chromedriver named no port, it said:\n{said}");
}

impl Drop for Driver {
    fn drop(&mut self) {
        // Each step is for a process that may be gone already; a test's own failure must stay the one reported.
        if !self.session.is_empty() {
            let _ = self.end_session();
        }
        let _ = self.process.kill();
        let _ = self.process.wait();
        // The browser's last processes may still be writing.
        for _ in 0..20 {
            if fs::remove_dir_all(&self.profile).is_ok() {
                return;
            }
            thread::sleep(Duration::from_millis(100));
        }
    }
}
