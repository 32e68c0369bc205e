//! `cargo cors migrate`: what the builder chains of actix-cors in a source file become here.
//!
//! A file is read into chains (`source`, `chain`), a chain into keys and what has no equivalent
//! (`translation`), and these into code (`fixed` for a policy that the compiler checks, `built` for
//! one whose values come from elsewhere). Nothing is written into the file: a person decides.

mod arguments;
mod built;
mod chain;
mod closure;
mod fixed;
mod imports;
mod note;
mod report;
mod source;
mod translation;
mod value;

pub(crate) use arguments::{Arguments, run};
