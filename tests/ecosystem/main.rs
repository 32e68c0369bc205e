//! The attribute and the middleware beside other people's crates, in every order that compiles. One
//! module for each crate; `asked` has the questions, and `guide` keeps `docs/guide/other-crates.md`
//! and these tests together.
//!
//! A workspace of its own: the features that these crates ask of actix-web would otherwise be what
//! every other suite is built with.

mod apistos;
mod asked;
mod governor;
mod grants;
mod graphql;
mod guide;
mod httpauth;
mod identity;
mod instrument;
mod lab;
mod multipart;
mod paperclip;
mod prom;
mod refused;
mod sentry;
mod tracing_actix_web;
mod utoipa;
