//! Who is measured. A contender is an application that is ready to answer one scenario again and again.

mod actix;
mod bare;
mod by_hand;
mod fixed;
mod hand;
mod options;
mod ours;
mod passing;
#[cfg(feature = "peers")]
mod peers;
mod rules;

use std::io;

use crate::answer::{Answer, Promise};
use crate::scenario::Scenario;

/// An application, and requests that wait for it.
pub(crate) trait Ready {
    /// Makes requests. Not measured.
    fn load(&mut self, count: usize);
    /// Answers every waiting request and drops each answer. This is what is measured.
    fn run(&mut self);
    /// Answers one request.
    fn answer(&mut self) -> Option<Answer>;
    /// Serves with one worker until it is stopped.
    fn serve(&self, _port: u16) -> io::Result<()> {
        Err(io::Error::other("this contender is no server"))
    }
}

/// A column of the tables.
#[derive(Clone)]
pub(crate) struct Contender {
    pub(crate) name: &'static str,
    pub(crate) about: &'static str,
    pub(crate) promise: Promise,
    /// Whether it makes sense in a scenario.
    pub(crate) enters: fn(&Scenario) -> bool,
    /// Makes it ready.
    pub(crate) ready: fn(&Scenario) -> Box<dyn Ready>,
}

fn everywhere(_: &Scenario) -> bool {
    true
}

/// Contenders that have one constant policy.
fn one_origin(scenario: &Scenario) -> bool {
    scenario.origins == 1
}

fn preflights(scenario: &Scenario) -> bool {
    scenario.is_preflight()
}

/// The largest list takes minutes to check under callgrind: once is enough.
fn but_a_million(scenario: &Scenario) -> bool {
    scenario.origins < 1_000_000
}

/// All of them: floors, ours, others.
pub(crate) fn all() -> Vec<Contender> {
    let all = vec![
        Contender {
            name: "bare",
            about: "actix-web and two handlers, no CORS",
            promise: Promise::Nothing,
            enters: one_origin,
            ready: bare::bare,
        },
        Contender {
            name: "empty",
            about: "a middleware that answers any OPTIONS with an empty 204: the least that an answer costs",
            promise: Promise::Nothing,
            enters: preflights,
            ready: fixed::empty,
        },
        Contender {
            name: "constant",
            about: "the same with six constant headers",
            promise: Promise::Nothing,
            enters: preflights,
            ready: fixed::constant,
        },
        Contender {
            name: "options: empty",
            about: "an OPTIONS route with an empty 204: the least that an answer from a route costs",
            promise: Promise::Nothing,
            enters: preflights,
            ready: options::empty,
        },
        Contender {
            name: "options",
            about: "the OPTIONS route that people write by hand, with six headers for any preflight",
            promise: Promise::Nothing,
            enters: preflights,
            ready: options::by_hand,
        },
        Contender {
            name: "hand",
            about: "a middleware written by hand for exactly this policy",
            promise: Promise::Everything,
            enters: one_origin,
            ready: hand::hand,
        },
        Contender {
            name: "ours: route",
            about: "`#[cors(…)]` above each handler, no middleware",
            promise: Promise::Everything,
            enters: one_origin,
            ready: ours::route,
        },
        Contender {
            name: "ours: route + Cors",
            about: "the same, and `Cors::default()` outermost",
            promise: Promise::Everything,
            enters: one_origin,
            ready: ours::route_and_middleware,
        },
        Contender {
            name: "ours: Cors",
            about: "`Cors::new(policy)` around plain handlers",
            promise: Promise::Everything,
            enters: everywhere,
            ready: ours::middleware,
        },
        Contender {
            name: "ours: Cors + shadow",
            about: "the same with a second policy beside it that says the same",
            promise: Promise::Everything,
            enters: one_origin,
            ready: ours::shadowed,
        },
        Contender {
            name: "ours: rules",
            about: "`cors_rules::decide` alone, without a server",
            promise: Promise::Nothing,
            enters: but_a_million,
            ready: rules::rules,
        },
    ];
    #[cfg(feature = "peers")]
    let all = [all, peers::all()].concat();
    all
}
