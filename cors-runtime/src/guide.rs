//! The pages of `docs/guide`, as they are, for readers of this documentation. Their programs run in
//! `cors-tests`.
#![doc = ""]
#![doc = include_str!("guide_links.md")]
#![doc = include_str!("../docs/guide/README.md")]

#[doc = include_str!("guide_links.md")]
#[doc = include_str!("../docs/guide/routes.md")]
pub mod routes {}

#[doc = include_str!("guide_links.md")]
#[doc = include_str!("../docs/guide/middleware.md")]
pub mod middleware {}

#[doc = include_str!("guide_links.md")]
#[doc = include_str!("../docs/guide/configuration.md")]
pub mod configuration {}

#[doc = include_str!("guide_links.md")]
#[doc = include_str!("../docs/guide/origins.md")]
pub mod origins {}

#[doc = include_str!("guide_links.md")]
#[doc = include_str!("../docs/guide/rollout.md")]
pub mod rollout {}

#[doc = include_str!("guide_links.md")]
#[doc = include_str!("../docs/guide/database.md")]
pub mod database {}

#[doc = include_str!("guide_links.md")]
#[doc = include_str!("../docs/guide/tests.md")]
pub mod tests {}

#[doc = include_str!("guide_links.md")]
#[doc = include_str!("../docs/guide/audit.md")]
pub mod audit {}

#[doc = include_str!("guide_links.md")]
#[doc = include_str!("../docs/guide/ci.md")]
pub mod ci {}

#[doc = include_str!("guide_links.md")]
#[doc = include_str!("../docs/guide/errors.md")]
pub mod errors {}

#[doc = include_str!("guide_links.md")]
#[doc = include_str!("../docs/guide/command.md")]
pub mod command {}

#[doc = include_str!("guide_links.md")]
#[doc = include_str!("../docs/guide/other-crates.md")]
pub mod other_crates {}

#[doc = include_str!("guide_links.md")]
#[doc = include_str!("../docs/migrating-from-actix-cors.md")]
pub mod coming_from_actix_cors {}

#[doc = include_str!("guide_links.md")]
#[doc = include_str!("../SECURITY.md")]
pub mod security {}
