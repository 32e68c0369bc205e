//! Broken servers: each breaks one thing that servers do get wrong, and has to be found twice: by a test with
//! `cors_runtime::testing::Browser`, as a user would write it, and by real browsers. The sound server passes both. And a broken
//! model of a browser, which the other suites have to find (`faulty_model`).

mod examples;
mod faults;
mod faulty_model;
mod mutants;
mod places;
mod probe;
mod server;

use actix_web::test::init_service;
use cors_rules::client::Profile;
use cors_tests::webdriver::{Browser, Engine};
use mutants::{MUTANTS, Mutant};
use places::Places;
use probe::{in_browser, in_model};
use server::application;

/// A server that breaks nothing.
const SOUND: usize = usize::MAX;

#[test]
fn the_model_finds_every_mutant() {
    actix_web::rt::System::new().block_on(async {
        let places = Places::fixed();
        let app = init_service(application(places)).await;
        for profile in [Profile::Standard, Profile::Chromium, Profile::Firefox, Profile::WebKit] {
            for (index, Mutant { name, steps, .. }) in MUTANTS.iter().enumerate() {
                let sound = in_model(&app, places, profile, SOUND, steps).await;
                let broken = in_model(&app, places, profile, index, steps).await;
                assert_eq!(sound, expected(index), "{profile:?}: the sound server, {name}");
                assert_ne!(broken, sound, "{profile:?}: not found: {name}");
            }
        }
    });
}

#[test]
fn chromium_finds_every_mutant() {
    find_all(Engine::Chromium);
}

#[test]
fn firefox_finds_every_mutant() {
    find_all(Engine::Firefox);
}

#[test]
fn webkit_finds_every_mutant() {
    find_all(Engine::WebKit);
}

/// The model is asked about the sound server, the browser about the broken one: they must differ, and agree about the sound one.
fn find_all(engine: Engine) {
    if !engine.is_installed() {
        return;
    }
    actix_web::rt::System::new().block_on(async {
        let places = Places::start();
        let app = init_service(application(places)).await;
        let browser = Browser::start(engine).await;
        for (index, Mutant { name, steps, unseen_by, .. }) in MUTANTS.iter().enumerate() {
            let model = in_model(&app, places, engine.profile(), SOUND, steps).await;
            let sound = in_browser(&browser, places, SOUND, steps).await;
            let broken = in_browser(&browser, places, index, steps).await;
            assert_eq!(sound, model, "{engine:?}: the sound server, {name}");
            if unseen_by.contains(&engine) {
                println!("{engine:?} cannot see: {name}");
            } else {
                assert_ne!(broken, model, "{engine:?}: not found: {name}");
            }
        }
        browser.close().await;
    });
}

fn expected(index: usize) -> Vec<String> {
    MUTANTS[index].expected.iter().map(|line| (*line).to_owned()).collect()
}

#[test]
fn there_are_enough_mutants_with_different_names() {
    let names: std::collections::BTreeSet<&str> =
        MUTANTS.iter().map(|mutant| mutant.name).collect();
    assert_eq!(names.len(), MUTANTS.len());
    assert!(names.len() >= 10);
}
