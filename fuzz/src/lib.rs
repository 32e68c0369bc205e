//! What the bytes of a fuzzer stand for, in both directions: the targets read them, `seeds` writes them. Every input is a
//! row of [records](record), so that any bytes mean something and the shared tables can be written down as seeds.

pub mod draft;
pub mod fetch;
pub mod oracle;
pub mod record;
pub mod request;
