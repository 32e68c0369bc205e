//! The lab under test: the real `quickstart` binary, and what it says that it saw.

use cors_tests::{Example, json_at};
use serde_json::Value;

pub(crate) const NAME: &str = "quickstart";
const PAGE: u16 = 3000;
const API: u16 = 4000;

/// Starts it.
pub(crate) fn start() -> Example {
    Example::start(NAME, &[PAGE, API])
}

/// The server's record of one click, each request as `METHOD`, `*` if its handler ran, `+cookie` if it had the cookie.
pub(crate) fn seen(lab: &str) -> Vec<String> {
    let record = json_at(API, &format!("/seen?lab={lab}"));
    record.as_array().expect("a list of requests").iter().map(line).collect()
}

fn line(request: &Value) -> String {
    let mark = |key: &str, sign: &str| {
        if request[key] == Value::Bool(true) { sign.to_owned() } else { String::new() }
    };
    let method = request["method"].as_str().expect("a method");
    format!("{method}{}{}", mark("handler_ran", "*"), mark("cookie", "+cookie"))
}
