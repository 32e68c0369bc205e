//! The examples keep what they print and say: each binary is started, and asked over real sockets.
//!
//! `quickstart` has no file here; its page is clicked in `tests/browser`, as are those of `auth`,
//! `rollout` and `websocket`.

mod auth;
mod observed;
mod scopes;
mod websocket;

use cors_tests::Example;

/// Of each example: a second one says which port it cannot have.
fn says_which_port_is_taken(name: &str, port: u16, all: &[u16]) {
    let _first = Example::start(name, all);
    let second = Example::run_to_its_end(name);
    let complaint = String::from_utf8_lossy(&second.stderr);
    assert!(!second.status.success());
    assert!(complaint.starts_with(&format!("port {port} is taken")), "{complaint}");
    assert!(complaint.contains("help: stop that program"), "{complaint}");
}
