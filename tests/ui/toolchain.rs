//! The compiler that the snapshots belong to. Another one words things differently, so it is not asked.

use std::io::Write as _;
use std::process::Command;

/// Whether the compiler is the one of `rust-toolchain.toml`; where it is not, that is said loudly.
///
/// # Panics
/// In continuous integration, where the suite must run.
pub(crate) fn is_pinned() -> bool {
    let pinned = pinned();
    let version = version();
    if version.split_whitespace().nth(1) == Some(&pinned) {
        return true;
    }
    let message =
        format!("SKIPPED: suite ui: the snapshots belong to rustc {pinned}, and this is {version}");
    assert!(std::env::var_os("CI").is_none(), "{message}");
    // Past the capture of test output.
    writeln!(std::io::stderr(), "{message}").expect("stderr is open");
    false
}

fn pinned() -> String {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../rust-toolchain.toml");
    let text = std::fs::read_to_string(path).expect("the toolchain is pinned");
    let line = text.lines().find_map(|line| line.strip_prefix("channel = \""));
    line.expect("a channel is named").trim_end_matches('"').to_owned()
}

fn version() -> String {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let output = Command::new(rustc).arg("--version").output().expect("there is a compiler");
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}
