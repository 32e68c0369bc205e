//! What the three engines did, recorded: a number for each of the first generated cases, in `records.json`. Where an engine is
//! not installed, its profile is still held against what it did. A number does not say what was seen; run the suite with the
//! engine for that.
//!
//! `CORS_RECORD=1` records anew, each kind only after the engine has agreed with the model in every case; CONTRIBUTING.md has
//! the whole line.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::{env, fs};

use cors_tests::Dice;
use cors_tests::webdriver::Engine;

use crate::case::{Case, Server};
use crate::differ::{FEW, SEED};
use crate::model::{Observed, run_model};
use crate::told::Told;
use crate::world::World;
use crate::{Kind, POLICIES, RAW, areas};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/differential/records.json");
/// Hexadecimal digits of a number.
const DIGITS: usize = 8;

/// The numbers of all cases in a row, by engine and kind.
type Records = BTreeMap<String, BTreeMap<String, String>>;

fn read() -> Records {
    let text = fs::read_to_string(FILE).expect("the records are part of the repository");
    serde_json::from_str(&text).expect("the records are sound")
}

/// Compares the model with everything that is recorded of an engine.
pub(crate) fn compare(engine: Engine) {
    let records = read();
    let recorded = &records[&format!("{engine:?}")];
    let kinds: Vec<Kind> = [RAW, POLICIES].into_iter().chain(areas::ALL.iter().copied()).collect();
    assert_eq!(recorded.len(), kinds.len(), "every kind is recorded");
    let mut wrong = Vec::new();
    for (kind, generate) in kinds {
        let found = numbers(engine, generate);
        assert_eq!(recorded[kind].len(), found.len(), "{kind}: every case is recorded");
        let pairs = found.as_bytes().chunks(DIGITS).zip(recorded[kind].as_bytes().chunks(DIGITS));
        let differing = pairs.enumerate().filter(|(_, (found, recorded))| found != recorded);
        wrong.extend(differing.map(|(case, _)| format!("{kind} {case}")));
    }
    assert!(
        wrong.is_empty(),
        "{engine:?} did something else in {} cases: {}\nhelp: `tests/run --browsers` shows what; where a generator was \
         changed, CONTRIBUTING.md says how to record anew",
        wrong.len(),
        wrong.join(", ")
    );
}

/// Records what the model says, after the engine has said the same.
pub(crate) fn write(engine: Engine, kind: &str, generate: fn(&mut Dice) -> Case) {
    static FILE_IN_USE: Mutex<()> = Mutex::new(());
    let numbers = numbers(engine, generate);
    let _guard = FILE_IN_USE.lock().expect("nobody panics with it");
    let mut records = read();
    records.entry(format!("{engine:?}")).or_default().insert(kind.to_owned(), numbers);
    let text = serde_json::to_string_pretty(&records).expect("text");
    fs::write(FILE, text + "\n").expect("the records can be written");
}

/// One number for each case, in hexadecimal digits, by what the model says in the engine's profile.
fn numbers(engine: Engine, generate: fn(&mut Dice) -> Case) -> String {
    let cases: Vec<(String, Case)> = (0..FEW)
        .map(|number| (number.to_string(), generate(&mut Dice::new(SEED, number))))
        .collect();
    actix_web::rt::System::new().block_on(async {
        let world = World::start();
        let observed = run_model(&world, &cases, engine.profile()).await;
        let numbers = cases.iter().zip(&observed).map(|((id, case), observed)| {
            number(&world.ports.without_numbers(id, &text(case, observed)))
        });
        numbers.map(|number| format!("{number:0DIGITS$x}")).collect::<Vec<_>>().concat()
    })
}

/// What has to be the same, without the words of errors.
fn text(case: &Case, observed: &Observed) -> String {
    let kind = if matches!(case.server, Server::Raw(_)) { "raw" } else { "policy" };
    let told = case.fetches.iter().zip(&observed.told).map(|(fetch, told)| match told {
        Told::Blocked(_) => "blocked".to_owned(),
        // An `XMLHttpRequest` knows no type.
        Told::Readable { status, headers, .. } if fetch.upload_listeners => {
            format!("{status}{headers:?}")
        }
        Told::Readable { .. } | Told::Hidden(_) => format!("{told:?}"),
    });
    let told: Vec<String> = told.collect();
    format!("{kind}{:?}{}", observed.seen, told.concat())
}

/// [FNV-1a](https://datatracker.ietf.org/doc/html/draft-eastlake-fnv): the same on every machine.
fn number(text: &str) -> u32 {
    text.bytes().fold(0x811C_9DC5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
