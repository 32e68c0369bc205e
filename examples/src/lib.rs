//! What the examples share and is not worth reading: opening a fixed port, and ending with a message. The examples are the
//! binaries under `src/bin`.

mod port;

use std::{io, process::ExitCode};

pub use port::Port;

/// The exit code of a `main`; a problem is printed as it reads, not as `Debug` writes it.
#[must_use = "it is what `main` returns"]
pub fn ending(result: io::Result<()>) -> ExitCode {
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::FAILURE
        }
    }
}

/// The migration page's code compiles, or the documentation tests fail.
#[cfg(doctest)]
#[doc = include_str!("../../docs/migrating-from-actix-cors.md")]
mod migrating {}
