//! The smallest client of the Language Server Protocol that can ask a question: JSON-RPC over the server's pipes.
//! <https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/>

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::process::{Child, ChildStdin, ChildStdout};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// A server and the messages that came from it.
#[derive(Debug)]
pub(crate) struct Client {
    server: Child,
    to: ChildStdin,
    from: Receiver<Value>,
    next_id: i64,
    /// Whether the server has said that nothing is left to do.
    is_quiet: bool,
}

impl Client {
    /// Talks to a server that has been started with pipes.
    pub(crate) fn new(mut server: Child) -> Self {
        let to = server.stdin.take().expect("a pipe");
        let out = server.stdout.take().expect("a pipe");
        let (sender, from) = channel();
        std::thread::spawn(move || read_all(out, &sender));
        Client { server, to, from, next_id: 0, is_quiet: false }
    }

    fn send(&mut self, message: &Value) {
        let text = message.to_string();
        write!(self.to, "Content-Length: {}\r\n\r\n{text}", text.len()).expect("the server reads");
        self.to.flush().expect("the server reads");
    }

    /// Tells the server something.
    pub(crate) fn notify(&mut self, method: &str, params: &Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    /// Asks the server, and waits for the answer.
    pub(crate) fn request(&mut self, method: &str, params: &Value, patience: Duration) -> Value {
        self.next_id += 1;
        let id = self.next_id;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        let deadline = Instant::now() + patience;
        loop {
            let message = self.receive(deadline).unwrap_or_else(|| panic!("no answer to {method}"));
            if message["id"] == id && message.get("method").is_none() {
                assert!(message.get("error").is_none(), "{method}: {message}");
                return message["result"].clone();
            }
        }
    }

    /// Waits until the server has loaded everything, or until patience ends.
    pub(crate) fn wait_until_quiet(&mut self, patience: Duration) -> bool {
        let deadline = Instant::now() + patience;
        while !self.is_quiet {
            if self.receive(deadline).is_none() {
                return false;
            }
        }
        true
    }

    /// The next message. Questions of the server get the answer of a client that has no opinion.
    fn receive(&mut self, deadline: Instant) -> Option<Value> {
        let left = deadline.saturating_duration_since(Instant::now());
        let message = match self.from.recv_timeout(left) {
            Ok(message) => message,
            Err(RecvTimeoutError::Timeout) => return None,
            Err(RecvTimeoutError::Disconnected) => panic!("the server has ended"),
        };
        if let (Some(method), Some(id)) = (message["method"].as_str(), message.get("id")) {
            let count = message["params"]["items"].as_array().map_or(0, Vec::len);
            let result = match method {
                "workspace/configuration" => json!(vec![Value::Null; count]),
                _ => Value::Null,
            };
            self.send(&json!({ "jsonrpc": "2.0", "id": id, "result": result }));
        }
        if message["method"] == "experimental/serverStatus" {
            self.is_quiet = message["params"]["quiescent"] == true;
        }
        Some(message)
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        // It may have ended already; then there is nothing to end.
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

fn read_all(out: ChildStdout, sender: &Sender<Value>) {
    let mut out = BufReader::new(out);
    while let Some(message) = read_one(&mut out) {
        if sender.send(message).is_err() {
            return;
        }
    }
}

fn read_one(out: &mut BufReader<ChildStdout>) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if out.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim_end().split_once(": ") {
            Some((name, value)) if name.eq_ignore_ascii_case("content-length") => {
                length = value.parse().ok()?;
            }
            Some(_) => {}
            None => break,
        }
    }
    let mut body = vec![0; length];
    out.read_exact(&mut body).ok()?;
    serde_json::from_slice(&body).ok()
}
