//! The comparison of audits: that it misses no widening, that it invents none, and what it says.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod drawn;
mod meaning;
mod missed;
mod oracle;
mod wolf;
