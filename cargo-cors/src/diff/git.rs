//! An audit file as it was in another commit.

use std::ffi::OsStr;
use std::io::Read;
use std::path::Path;
use std::process::{Command, Stdio};

use cors_rules::audit::Audit;
use cors_rules::shown;

use crate::audit_file;
use crate::failure::Failure;

/// The audit of a file at a commit; an empty one, which it says, where the file was not there.
pub(super) fn audit_at(base: &str, file: &Path) -> Result<Audit, Failure> {
    // An option or a path of its own would be something else than a commit.
    if base.is_empty() || base.starts_with('-') || base.contains(':') {
        return Err(Failure::new(format!("`{}` is no commit", shown(base))));
    }
    let name = file.file_name().ok_or_else(|| Failure::new("the path names no file"))?;
    let folder = match file.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    };
    // A tree is looked at below the folder that git runs in.
    let listed = git(
        folder,
        &["ls-tree".as_ref(), "--name-only".as_ref(), base.as_ref(), "--".as_ref(), name],
    )?;
    let shown_name = shown(&file.to_string_lossy());
    if listed.is_empty() {
        anstream::eprintln!("note: `{}` has no `{shown_name}`, so every route is new", shown(base));
        return Ok(Audit::default());
    }
    let mut object = format!("{base}:./");
    object.push_str(name.to_str().ok_or_else(|| Failure::new("the name of the file is no text"))?);
    let text = git(folder, &["show".as_ref(), "--no-textconv".as_ref(), object.as_ref()])?;
    audit_file::parse(&format!("{shown_name} at {}", shown(base)), &text)
}

/// What git writes.
fn git(folder: &Path, arguments: &[&OsStr]) -> Result<String, Failure> {
    let not_run = |error| Failure::new(format!("cannot run `git`: {error}"));
    let mut child = Command::new("git")
        .arg("-C")
        .arg(folder)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(not_run)?;
    let mut text = Vec::new();
    if let Some(out) = child.stdout.take() {
        out.take(audit_file::MAX_BYTES + 1).read_to_end(&mut text).map_err(not_run)?;
    }
    let ended = child.wait_with_output().map_err(not_run)?;
    if text.len() as u64 > audit_file::MAX_BYTES {
        return Err(Failure::new(format!(
            "the file is larger than {} bytes",
            audit_file::MAX_BYTES
        )));
    }
    if !ended.status.success() {
        let said = String::from_utf8_lossy(&ended.stderr);
        return Err(Failure::new(format!("git says: {}", shown(said.trim()))));
    }
    String::from_utf8(text).map_err(|_| Failure::new("the file is no text"))
}
