//! Shared pieces of the suites: reading cases, building their policies, asking an application, and what it answered; running
//! an example. Nothing here judges; each suite does that for itself.

mod answer;
mod ask;
mod case;
mod dice;
mod example;
#[cfg(doctest)]
mod guide;
pub mod live_app;
mod package;
mod policy;
pub mod raw_server;
pub mod script;
mod spy;
pub mod webdriver;

pub use answer::Answer;
pub use ask::{Ask, Seat, ask, ask_all};
pub use case::{Expect, HttpCase, Kind, PolicyCase, RequestCase};
pub use dice::Dice;
pub use example::{Example, ask_port, connect, json_at};
pub use package::{ACTIX_WEB, Package, dependency, root};
pub use policy::{Unbuildable, build};
pub use spy::Spy;
