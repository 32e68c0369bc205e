//! One kind of generated cases in one engine: run, repeated where a difference may be a stall, shrunk and told.

use std::env;
use std::time::Instant;

use cors_tests::Dice;
use cors_tests::webdriver::{Browser, Engine};

use crate::case::Case;
use crate::judge::{Difference, judge, shrink};
use crate::world::World;
use crate::{Kind, records};

/// The seed, unless `CORS_SEED` says otherwise.
pub(crate) const SEED: u64 = 6;
/// Cases of each kind, unless `CORS_CASES` says otherwise.
pub(crate) const FEW: u64 = 250;
/// Cases in one script.
const BATCH: usize = 500;
/// Differences that are shrunk and shown.
const SHOWN: usize = 4;

fn number(name: &str) -> Option<u64> {
    let text = env::var(name).ok()?;
    Some(text.parse().unwrap_or_else(|_| panic!("{name} is a number, and `{text}` is none")))
}

/// Runs generated cases of a kind in the model and in an engine, which have to agree.
pub(crate) fn differ(engine: Engine, (kind, generate): Kind) {
    if !engine.is_installed() {
        return;
    }
    let seed = number("CORS_SEED").unwrap_or(SEED);
    let numbers = match number("CORS_CASE") {
        Some(case) => case..case + 1,
        None => 0..number("CORS_CASES").unwrap_or(FEW),
    };
    let cases: Vec<Case> =
        numbers.clone().map(|number| generate(&mut Dice::new(seed, number))).collect();
    // The service in memory is actix-web's, and so wants its runtime.
    let found = actix_web::rt::System::new().block_on(async {
        let world = World::start();
        let browser = Browser::start(engine).await;
        let from = Instant::now();
        let found = run(&world, &browser, &cases).await;
        println!(
            "{engine:?}, {kind}: {} cases, {} differences, {:.1} s",
            cases.len(),
            found.len(),
            from.elapsed().as_secs_f32()
        );
        let (found, unsteady) = repeat(&world, &browser, found).await;
        let mut shown = Vec::new();
        let total = found.len();
        for (index, difference) in found.into_iter().take(SHOWN) {
            shown.push((index, shrink(&world, &browser, difference).await));
        }
        browser.close().await;
        (total, unsteady, shown)
    });
    let (total, unsteady, shown) = found;
    println!(
        "{engine:?}, {kind}: {unsteady} preflights were cached for less time than the case took"
    );
    assert!(unsteady <= 1 + cases.len() / 1000, "too many differences come and go");
    let stories: Vec<String> = shown
        .iter()
        .map(|(index, difference)| {
            let case = numbers.start + *index as u64;
            format!("{kind}: CORS_SEED={seed} CORS_CASE={case}, shrunk:\n{difference}")
        })
        .collect();
    assert!(total == 0, "{engine:?}, {kind}: {total} differences\n\n{}", stories.join("\n"));
    if env::var_os("CORS_RECORD").is_some() {
        assert_eq!(unsteady, 0, "what comes and goes is not recorded");
        records::write(engine, kind, generate);
    }
}

/// Runs each case that differed once more by itself; the second number is of those that then agreed, and that a stall
/// explains.
async fn repeat(
    world: &World,
    browser: &Browser,
    found: Vec<(usize, Difference)>,
) -> (Vec<(usize, Difference)>, usize) {
    let cases: Vec<Case> = found.iter().map(|(_, difference)| difference.case.clone()).collect();
    let judged = judge(world, browser, &cases).await;
    let total = found.len();
    let left: Vec<_> = found
        .into_iter()
        .zip(judged)
        .filter_map(|((index, first), again)| match again {
            Some(again) => Some((index, again)),
            None => (!first.may_be_a_stall()).then_some((index, first)),
        })
        .collect();
    let unsteady = total - left.len();
    (left, unsteady)
}

async fn run(world: &World, browser: &Browser, cases: &[Case]) -> Vec<(usize, Difference)> {
    let mut found = Vec::new();
    for (batch, cases) in cases.chunks(BATCH).enumerate() {
        let judged = judge(world, browser, cases).await;
        let numbered = judged.into_iter().enumerate();
        found.extend(
            numbered.filter_map(|(index, difference)| Some((batch * BATCH + index, difference?))),
        );
    }
    found
}
