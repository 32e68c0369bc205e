//! The written forms of an audit: what is written can be read, fits its schema and its page, and
//! nothing in it is markup.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod json;
mod page;
mod samples;
mod schemas;
