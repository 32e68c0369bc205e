//! The pages of the guide, so that its programs are compiled and run with the documentation tests. They are here and not in
//! `cors-runtime`, which shows the pages, because they use other crates, too.

#[doc = include_str!("../../docs/guide/audit.md")]
mod audit {}

#[doc = include_str!("../../docs/guide/ci.md")]
mod ci {}

#[doc = include_str!("../../docs/guide/command.md")]
mod command {}

#[doc = include_str!("../../docs/guide/configuration.md")]
mod configuration {}

#[doc = include_str!("../../docs/guide/database.md")]
mod database {}

#[doc = include_str!("../../docs/guide/errors.md")]
mod errors {}

#[doc = include_str!("../../docs/guide/middleware.md")]
mod middleware {}

#[doc = include_str!("../../docs/guide/origins.md")]
mod origins {}

#[doc = include_str!("../../docs/guide/rollout.md")]
mod rollout {}

#[doc = include_str!("../../docs/guide/routes.md")]
mod routes {}

#[doc = include_str!("../../docs/guide/tests.md")]
mod tests {}
