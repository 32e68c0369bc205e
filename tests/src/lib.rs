//! Shared pieces of the suites: reading cases, building their policies, asking an application, and what it answered.
//! Nothing here judges; each suite does that for itself.

mod answer;
mod ask;
mod case;
pub mod live_app;
mod policy;
pub mod raw_server;
pub mod script;
mod spy;
pub mod webdriver;

pub use answer::Answer;
pub use ask::{Ask, Seat, ask, ask_all};
pub use case::{Expect, HttpCase, Kind, PolicyCase, RequestCase};
pub use policy::{Unbuildable, build};
pub use spy::Spy;
