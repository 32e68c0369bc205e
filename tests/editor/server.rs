//! rust-analyzer, opened on the package that is edited. `RUST_ANALYZER` names another one than that in `PATH`.

use std::ffi::OsString;
use std::io::Write as _;
use std::process::{Command, Stdio};
use std::time::Duration;

use cors_tests::Package;
use serde_json::{Value, json};

use crate::client::Client;
use crate::source::{Source, package};

/// Loading compiles the macros first, which on a cold machine takes minutes.
const LOADING: Duration = Duration::from_secs(600);

const ANSWER: Duration = Duration::from_secs(60);

/// An editor with the package open.
#[derive(Debug)]
pub(crate) struct Editor {
    client: Client,
    package: Package,
}

fn program() -> OsString {
    std::env::var_os("RUST_ANALYZER").unwrap_or_else(|| "rust-analyzer".into())
}

/// Whether rust-analyzer runs here. What is in `PATH` may be no more than rustup's pointer to a missing component.
fn is_there() -> bool {
    let version = Command::new(program()).arg("--version").stderr(Stdio::null()).output();
    version.is_ok_and(|output| output.status.success())
}

impl Editor {
    /// Opens the package; `None`, said loudly, where there is no rust-analyzer.
    pub(crate) fn open(sources: &[Source]) -> Option<Self> {
        if !is_there() {
            let message = "SKIPPED: suite editor: rust-analyzer does not run here (rustup component add rust-analyzer)";
            // Past the capture of test output.
            writeln!(std::io::stderr(), "{message}").expect("stderr is open");
            return None;
        }
        let package = package("editor", sources);
        let server = Command::new(program())
            .current_dir(package.folder())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("it ran a moment ago");
        let mut editor = Editor { client: Client::new(server), package };
        editor.initialize();
        for source in sources {
            let text = source.plain();
            let document = json!({ "uri": editor.uri(source), "languageId": "rust", "version": 1, "text": text });
            editor.client.notify("textDocument/didOpen", &json!({ "textDocument": document }));
        }
        assert!(editor.client.wait_until_quiet(LOADING), "rust-analyzer does not come to rest");
        Some(editor)
    }

    fn initialize(&mut self) {
        let environment = json!({ "CARGO_TARGET_DIR": self.package.target() });
        let params = json!({
            "processId": std::process::id(),
            "rootUri": format!("file://{}", self.package.folder().display()),
            "capabilities": {
                "experimental": { "serverStatusNotification": true },
                "textDocument": { "hover": { "contentFormat": ["markdown"] } },
            },
            "initializationOptions": {
                "checkOnSave": false,
                "cachePriming": { "enable": false },
                "cargo": { "extraEnv": environment, "extraArgs": ["--offline"] },
                "procMacro": { "enable": true },
            },
        });
        self.client.request("initialize", &params, ANSWER);
        self.client.notify("initialized", &json!({}));
    }

    fn uri(&self, source: &Source) -> String {
        format!("file://{}/src/{}.rs", self.package.folder().display(), source.name)
    }

    /// Asks about the place of the cursor.
    fn at_cursor(&mut self, method: &str, source: &Source) -> Value {
        let (line, character) = source.cursor();
        let params = json!({
            "textDocument": { "uri": self.uri(source) },
            "position": { "line": line, "character": character },
        });
        self.client.request(method, &params, ANSWER)
    }

    /// The text that is shown for the name under the cursor.
    pub(crate) fn hover(&mut self, source: &Source) -> String {
        let hover = self.at_cursor("textDocument/hover", source);
        hover["contents"]["value"].as_str().unwrap_or_default().to_owned()
    }

    /// What may be written at the cursor.
    pub(crate) fn completions(&mut self, source: &Source) -> Vec<String> {
        let found = self.at_cursor("textDocument/completion", source);
        let items = found.as_array().or_else(|| found["items"].as_array()).cloned();
        let labels = items.unwrap_or_default();
        labels.iter().filter_map(|item| item["label"].as_str().map(str::to_owned)).collect()
    }

    /// The files and lines that the name under the cursor leads to; lines are counted from 1.
    pub(crate) fn definitions(&mut self, source: &Source) -> Vec<(String, u64)> {
        let found = self.at_cursor("textDocument/definition", source);
        let places = found.as_array().cloned().unwrap_or_default();
        places
            .iter()
            .filter_map(|place| {
                let uri = place["uri"].as_str().or_else(|| place["targetUri"].as_str())?;
                let range = if place["range"].is_null() {
                    &place["targetSelectionRange"]
                } else {
                    &place["range"]
                };
                Some((uri.to_owned(), range["start"]["line"].as_u64()? + 1))
            })
            .collect()
    }
}
