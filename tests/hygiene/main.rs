//! The hygiene suite: the attribute in the crates of all kinds of users. What is here compiles without a warning under
//! the strictest lints, whatever the module has renamed, shadowed or left out; and each handler answers as it should.

#![deny(warnings, missing_docs, unreachable_pub, clippy::pedantic)]

mod answers;
mod conditional;
mod extractors;
mod imports;
mod neighbouring_items;
mod nested;
mod no_prelude;
mod packages;
mod places;
mod raw_names;
mod shadowed;
mod visibility;
mod wrappers;
mod wrong_name;
