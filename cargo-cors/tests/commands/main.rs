//! The program as its users run it: what it writes, and with which status it ends.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod diff;
mod git;
mod program;
mod show;
