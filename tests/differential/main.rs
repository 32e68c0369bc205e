//! Model against browser: generated cases go to `cors_rules::client` and to a real engine, and both must say the same: the
//! verdict, each request with its preflights, and the readable headers.
//!
//! A seed gives the same cases everywhere. `CORS_SEED` and `CORS_CASES` choose seed and number, `CORS_CASE` a single one,
//! `CORS_AREA` one of the areas; a difference is shrunk and printed with what repeats it. What the engines did is recorded
//! (`records`), so that all three judge the model where they are not installed.

mod areas;
mod case;
mod deviations;
mod deviations_of_areas;
mod differ;
mod generate_fetch;
mod generate_policy;
mod generate_server;
mod judge;
mod limits;
mod model;
mod policy_case;
mod policy_server;
mod raw;
mod records;
mod secure;
mod seen;
mod shrink;
mod told;
mod world;

use std::collections::BTreeMap;
use std::env;

use case::{Case, Server};
use cors_rules::client::Profile;
use cors_tests::Dice;
use cors_tests::webdriver::{Browser, Engine};
use differ::differ;
use judge::judge;
use world::World;

/// A kind of case: its name, and how one is made.
type Kind = (&'static str, fn(&mut Dice) -> Case);

const RAW: Kind = ("raw", raw);
const POLICIES: Kind = ("policies", policies);

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
    differ(Engine::Chromium, RAW);
}

#[test]
fn raw_servers_in_firefox() {
    differ(Engine::Firefox, RAW);
}

#[test]
fn raw_servers_in_webkit() {
    differ(Engine::WebKit, RAW);
}

#[test]
fn policies_in_chromium() {
    differ(Engine::Chromium, POLICIES);
}

#[test]
fn policies_in_firefox() {
    differ(Engine::Firefox, POLICIES);
}

#[test]
fn policies_in_webkit() {
    differ(Engine::WebKit, POLICIES);
}

#[test]
fn areas_in_chromium() {
    areas(Engine::Chromium);
}

#[test]
fn areas_in_firefox() {
    areas(Engine::Firefox);
}

#[test]
fn areas_in_webkit() {
    areas(Engine::WebKit);
}

/// Each of them, or the one that `CORS_AREA` names.
fn areas(engine: Engine) {
    let only = env::var("CORS_AREA").ok();
    let is_wanted = |kind: &&Kind| only.as_ref().is_none_or(|only| only == kind.0);
    for kind in areas::ALL.iter().filter(is_wanted) {
        differ(engine, *kind);
    }
}

#[test]
fn the_model_says_what_was_recorded_of_chromium() {
    records::compare(Engine::Chromium);
}

#[test]
fn the_model_says_what_was_recorded_of_firefox() {
    records::compare(Engine::Firefox);
}

#[test]
fn the_model_says_what_was_recorded_of_webkit() {
    records::compare(Engine::WebKit);
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
