//! The written forms of an audit and of a comparison beside the JSON form: a table for people,
//! Markdown, SARIF. Names come from programs and origins from files, so each form escapes whatever
//! it writes.

mod cells;
mod changes;
mod layout;
mod markdown;
mod sarif;
mod text;
