//! The audit in a file beside the code: reading it, comparing it in meaning, and writing it.

use std::fmt;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

use cors_rules::audit::Audit;

/// The variable that says what becomes of a difference.
const VARIABLE: &str = "CORS_AUDIT";

/// Why a file is not the audit.
#[derive(Debug)]
pub(super) enum Failure {
    /// The variable says something that means nothing.
    Variable(String),
    Missing(PathBuf),
    Unreadable(PathBuf, String),
    Unwritable(PathBuf, io::Error),
    /// It says something else: what it says, and what is so now.
    Differs {
        path: PathBuf,
        before: Box<Audit>,
        now: Box<Audit>,
    },
}

/// Compares an audit with a file, or writes it where the variable says so.
///
/// # Errors
/// Where the file cannot be compared, or says something else.
pub(super) fn compare(audit: &Audit, path: &Path) -> Result<(), Failure> {
    let path = from_package(path);
    // Lines move when something else is edited.
    let now = audit.clone().without_lines();
    match env::var(VARIABLE) {
        Ok(value) if value == "update" => return write(&now, &path),
        Ok(value) if !value.is_empty() => return Err(Failure::Variable(value)),
        Err(env::VarError::NotUnicode(value)) => {
            return Err(Failure::Variable(value.to_string_lossy().into_owned()));
        }
        Ok(_) | Err(env::VarError::NotPresent) => {}
    }
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err(Failure::Missing(path));
        }
        Err(error) => return Err(Failure::Unreadable(path, error.to_string())),
    };
    match Audit::from_json(&text) {
        Ok(before) if before.clone().without_lines() == now => Ok(()),
        Ok(before) => Err(Failure::Differs { path, before: Box::new(before), now: Box::new(now) }),
        Err(error) => Err(Failure::Unreadable(path, error.to_string())),
    }
}

/// A path that is not absolute starts at the root of the package whose tests run.
fn from_package(path: &Path) -> PathBuf {
    match env::var_os("CARGO_MANIFEST_DIR") {
        Some(root) => Path::new(&root).join(path),
        None => path.to_owned(),
    }
}

/// Writes the file, unless it is as it should be: its time says when something changed.
fn write(now: &Audit, path: &Path) -> Result<(), Failure> {
    let mut text = now.to_json();
    if !text.ends_with('\n') {
        text.push('\n');
    }
    if fs::read_to_string(path).is_ok_and(|known| known == text) {
        return Ok(());
    }
    let made = path.parent().map_or(Ok(()), fs::create_dir_all);
    made.and_then(|()| fs::write(path, text))
        .map_err(|error| Failure::Unwritable(path.to_owned(), error))
}

impl fmt::Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Variable(value) => {
                write!(out, "`{VARIABLE}={}` means nothing", value.escape_debug())?;
                write!(out, "\nhelp: `{VARIABLE}=update` writes the file; leave it out to compare")
            }
            Failure::Missing(path) => {
                writeln!(out, "there is no audit at `{}` yet", path.display())?;
                accept(out, "write it, read it, and keep it beside the code")
            }
            Failure::Unreadable(path, error) => {
                writeln!(out, "`{}` cannot be read as an audit: {error}", path.display())?;
                accept(out, "write it anew")
            }
            Failure::Unwritable(path, error) => {
                write!(out, "`{}` cannot be written: {error}", path.display())
            }
            Failure::Differs { path, before, now } => {
                writeln!(out, "who may call what is no longer as `{}` says\n", path.display())?;
                let comparison = Audit::compare(before, now);
                writeln!(out, "{comparison}")?;
                if comparison.is_empty() {
                    writeln!(out, "the words of findings or gaps differ\n")?;
                }
                accept(out, "if this is meant")
            }
        }
    }
}

fn accept(out: &mut fmt::Formatter<'_>, what: &str) -> fmt::Result {
    write!(out, "help: {what}: `{VARIABLE}=update cargo test`, and review the change of the file")
}
