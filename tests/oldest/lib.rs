//! The shared pieces of the suites, without those that drive browsers and run the examples.

#[path = "../src/answer.rs"]
mod answer;
#[path = "../src/ask.rs"]
mod ask;
#[path = "../src/case.rs"]
mod case;
#[path = "../src/dice.rs"]
mod dice;
#[path = "../src/live_app.rs"]
pub mod live_app;
#[path = "../src/package.rs"]
mod package;
#[path = "../src/policy.rs"]
mod policy;
#[path = "../src/spy.rs"]
mod spy;

pub use answer::Answer;
pub use ask::{Ask, Seat, ask, ask_all};
pub use case::{Expect, HttpCase, Kind, PolicyCase, RequestCase};
pub use dice::Dice;
pub use package::{ACTIX_WEB, Package, dependency, root};
pub use policy::{Unbuildable, build};
pub use spy::Spy;
