//! What the compiler says about a package, as data.

use cors_tests::Package;
use serde_json::Value;

/// One error or warning, where it is and with its text.
#[derive(Clone, Debug)]
pub(crate) struct Message {
    /// `error` or `warning`.
    pub(crate) level: String,
    /// The line of the marked place; 0 where there is none.
    pub(crate) line: usize,
    /// Our code in `[cors::…]`, or the whole text where there is none.
    pub(crate) code: String,
}

/// Compiles a package, once, and returns all that was said about its own source.
///
/// # Panics
/// Where cargo itself fails before the compiler runs.
pub(crate) fn messages(package: &Package) -> Vec<Message> {
    let output = package.cargo("check").arg("--message-format=json").output().expect("cargo runs");
    let lines = String::from_utf8(output.stdout).expect("cargo writes text");
    let found: Vec<Value> =
        lines.lines().map(|line| serde_json::from_str(line).expect("a line is JSON")).collect();
    assert!(
        found.iter().any(|line| line["reason"] == "build-finished"),
        "cargo did not get to the compiler:\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
    found.iter().filter(|line| line["reason"] == "compiler-message").filter_map(message).collect()
}

/// The lines without a place, such as "aborting due to 3 errors", count nothing that is not there already.
fn message(line: &Value) -> Option<Message> {
    let message = &line["message"];
    let spans = message["spans"].as_array()?;
    let primary = spans.iter().find(|span| span["is_primary"] == true)?;
    let text = message["message"].as_str()?;
    Some(Message {
        level: message["level"].as_str()?.to_owned(),
        line: usize::try_from(primary["line_start"].as_u64()?).ok()?,
        code: code(text).unwrap_or_else(|| text.to_owned()),
    })
}

fn code(text: &str) -> Option<String> {
    let (_, behind) = text.split_once("[cors::")?;
    Some(behind.split_once(']')?.0.to_owned())
}
