//! Model against browser: generated cases go to `cors_rules::client` and to a real engine, and both must say the same: the
//! verdict, each request with its preflights, and the readable headers.
//!
//! A seed gives the same cases everywhere. `CORS_SEED` and `CORS_CASES` choose seed and number, `CORS_CASE` a single one; a
//! difference is shrunk and printed with the seed that repeats it.

mod areas;
mod case;
mod deviations;
mod deviations_of_areas;
mod generate_fetch;
mod generate_policy;
mod generate_server;
mod judge;
mod limits;
mod model;
mod policy_case;
mod policy_server;
mod raw;
mod secure;
mod seen;
mod shrink;
mod told;
mod world;

use std::collections::BTreeMap;
use std::env;
use std::time::Instant;

use case::{Case, Server};
use cors_rules::client::Profile;
use cors_tests::Dice;
use cors_tests::webdriver::{Browser, Engine};
use judge::{Difference, judge, shrink};
use world::World;

/// Cases of each kind, unless `CORS_CASES` says otherwise.
const FEW: u64 = 250;
/// Cases in one script.
const BATCH: usize = 500;
/// Differences that are shrunk and shown.
const SHOWN: usize = 4;

type Generate = fn(&mut Dice) -> Case;

/// Servers of exact bytes, sound and malformed.
fn raw(dice: &mut Dice) -> Case {
    let page = generate_fetch::page(dice);
    Case {
        page,
        fetches: generate_fetch::fetches(dice, true),
        server: generate_server::server(dice),
    }
}

/// Policies of ours.
fn policies(dice: &mut Dice) -> Case {
    let page = generate_fetch::page(dice);
    let fetches = generate_fetch::fetches(dice, false);
    Case { page, fetches, server: Server::Policy(generate_policy::policy(dice, page)) }
}

#[test]
fn raw_servers_in_chromium() {
    differ(Engine::Chromium, "raw", raw);
}

#[test]
fn raw_servers_in_firefox() {
    differ(Engine::Firefox, "raw", raw);
}

#[test]
fn raw_servers_in_webkit() {
    differ(Engine::WebKit, "raw", raw);
}

#[test]
fn policies_in_chromium() {
    differ(Engine::Chromium, "policies", policies);
}

#[test]
fn policies_in_firefox() {
    differ(Engine::Firefox, "policies", policies);
}

#[test]
fn policies_in_webkit() {
    differ(Engine::WebKit, "policies", policies);
}

#[test]
fn areas_in_chromium() {
    for area in
        areas::ALL.iter().filter(|area| env::var("CORS_AREA").map_or(true, |own| own == area.0))
    {
        differ(Engine::Chromium, area.0, area.1);
    }
}

#[test]
fn areas_in_firefox() {
    for area in
        areas::ALL.iter().filter(|area| env::var("CORS_AREA").map_or(true, |own| own == area.0))
    {
        differ(Engine::Firefox, area.0, area.1);
    }
}

#[test]
fn areas_in_webkit() {
    for area in
        areas::ALL.iter().filter(|area| env::var("CORS_AREA").map_or(true, |own| own == area.0))
    {
        differ(Engine::WebKit, area.0, area.1);
    }
}

#[test]
fn the_named_deviations_in_chromium() {
    deviate(Engine::Chromium);
}

#[test]
fn the_named_deviations_in_firefox() {
    deviate(Engine::Firefox);
}

#[test]
fn the_named_deviations_in_webkit() {
    deviate(Engine::WebKit);
}

/// A case in which all profiles say the same shows nothing.
#[test]
fn each_named_deviation_tells_profiles_apart() {
    let told = actix_web::rt::System::new().block_on(async {
        let world = World::start();
        let cases: Vec<(String, Case)> = deviations::all()
            .into_iter()
            .enumerate()
            .map(|(id, (_, case))| (id.to_string(), case))
            .collect();
        let mut told = Vec::new();
        for profile in [Profile::Standard, Profile::Chromium, Profile::Firefox, Profile::WebKit] {
            told.push(model::run_model(&world, &cases, profile).await);
        }
        told
    });
    let mut telling: BTreeMap<&str, bool> = BTreeMap::new();
    for (index, (name, _)) in deviations::all().into_iter().enumerate() {
        let first = &told[0][index];
        let is_telling = told.iter().any(|observed| !observed[index].agrees_with(first));
        *telling.entry(name).or_default() |= is_telling;
    }
    telling.retain(|_, is_telling| !*is_telling);
    assert_eq!(telling.keys().collect::<Vec<_>>(), Vec::<&&str>::new());
}

/// What the profiles claim, one by one.
fn deviate(engine: Engine) {
    if !engine.is_installed() {
        return;
    }
    let named = deviations::all();
    let cases: Vec<Case> = named.iter().map(|(_, case)| case.clone()).collect();
    let found = actix_web::rt::System::new().block_on(async {
        let world = World::start();
        let browser = Browser::start(engine).await;
        let judged = judge(&world, &browser, &cases).await;
        browser.close().await;
        judged
    });
    let stories: Vec<String> = named
        .iter()
        .zip(&found)
        .filter_map(|((name, _), found)| Some(format!("{name}\n{}", found.as_ref()?)))
        .collect();
    println!("{engine:?}: {} named cases, {} differences", named.len(), stories.len());
    assert!(stories.is_empty(), "{engine:?}\n\n{}", stories.join("\n"));
}

/// Run by `tests/run --browsers`.
#[test]
#[ignore = "waits for ten minutes"]
fn webkit_caches_for_ten_minutes_at_most() {
    let years = "999999999";
    wait(Engine::WebKit, [(years, 590), (years, 606)], [false, true]);
}

/// Takes eight seconds, because five would pass for a value that counts as absent.
#[test]
fn chromium_reads_max_age_as_a_signed_number() {
    wait(Engine::Chromium, [("+10", 8), ("99999999999999999999", 8)], [false, true]);
}

fn wait(engine: Engine, waits: [(&str, u64); 2], expected: [bool; 2]) {
    if !engine.is_installed() {
        return;
    }
    actix_web::rt::System::new().block_on(async {
        let world = World::start();
        let browser = Browser::start(engine).await;
        let asked = limits::preflights_after(&world, &browser, waits).await;
        browser.close().await;
        assert_eq!(asked, expected);
    });
}

fn number(name: &str) -> Option<u64> {
    let text = env::var(name).ok()?;
    Some(text.parse().unwrap_or_else(|_| panic!("{name} is a number, and `{text}` is none")))
}

fn differ(engine: Engine, kind: &str, generate: Generate) {
    if !engine.is_installed() {
        return;
    }
    let seed = number("CORS_SEED").unwrap_or(6);
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
        if std::env::var_os("CORS_DUMP").is_some() {
            for (index, difference) in &found {
                println!("#### {index}\n{difference}");
            }
        }
        println!(
            "{engine:?}, {kind}: {} cases, {} differences, {:.1} s",
            cases.len(),
            found.len(),
            from.elapsed().as_secs_f32()
        );
        let (found, unsteady) = repeat(&world, &browser, found).await;
        let mut shown = Vec::new();
        let total = found.len();
        for (index, difference) in
            found.into_iter().take(number("CORS_SHOWN").map_or(SHOWN, |shown| shown as usize))
        {
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
            format!("CORS_SEED={seed} CORS_CASE={case}, shrunk:\n{difference}")
        })
        .collect();
    assert!(total == 0, "{engine:?}, {kind}: {total} differences\n\n{}", stories.join("\n"));
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
