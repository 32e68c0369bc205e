//! Reads an audit from a file.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use cors_rules::audit::Audit;
use cors_rules::shown;

use crate::failure::Failure;

/// The largest file that is read: a thousand times what a large application has.
pub(crate) const MAX_BYTES: u64 = 64 * 1024 * 1024;

/// Where `assert_snapshot` keeps the audit of an application by convention.
pub(crate) const DEFAULT: &str = "tests/cors-audit.json";

/// Reads the audit in a file.
pub(crate) fn read(path: &Path) -> Result<Audit, Failure> {
    let name = shown(&path.to_string_lossy());
    let unreadable = |error| Failure::new(format!("cannot read `{name}`: {error}"));
    let mut text = String::new();
    let file = File::open(path).map_err(unreadable)?;
    file.take(MAX_BYTES + 1).read_to_string(&mut text).map_err(unreadable)?;
    if text.len() as u64 > MAX_BYTES {
        return Err(Failure::new(format!("`{name}` is larger than {MAX_BYTES} bytes")));
    }
    parse(&name, &text)
}

/// Reads an audit from a text; `name` says where it is from.
pub(crate) fn parse(name: &str, text: &str) -> Result<Audit, Failure> {
    Audit::from_json(text).map_err(|error| {
        Failure::new(format!("`{name}` is no audit: {error}")).with_help(
            "an audit is written by `audit.to_json()` and by `audit.assert_snapshot(PATH)`",
        )
    })
}
