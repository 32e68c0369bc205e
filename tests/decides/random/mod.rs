//! Random applications, whole: whatever an application says about a request is compared with what it then does with it.
//!
//! ```text
//! CORS_CASES=100000 CORS_SEED=1 cargo test --release --workspace --all-features --test decides random -- --nocapture
//! ```

mod built;
mod category;
mod exceptions;
mod form;
mod judge;
mod laid;
mod layers;
mod page;
mod plan;

use std::cell::RefCell;
use std::thread;

use actix_web::rt::System;
use proptest::collection::vec;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestError, TestRng, TestRunner};

use crate::random::built::Variant;
use crate::random::category::{Category, Counts};
use crate::random::form::judge_form;
use crate::random::judge::judge;
use crate::random::laid::Laid;
use crate::random::plan::{AskPlan, Plan, ask, plan};

/// Requests for each application, at most.
const ASKS: usize = 24;

/// Builds an application and asks for everything, on a thread of its own: applications that came before it are no part of
/// the example.
fn run(plan: Plan, asks: &[AskPlan]) -> Result<Counts, String> {
    let asking = || {
        System::new().block_on(async {
            let laid = Laid::new(plan);
            let app = Variant { has_wall: true, has_forms: false, has_shadows: false };
            let copy = laid.build(Variant { has_wall: false, ..app }).await;
            let formed = laid.build(Variant { has_forms: true, ..app }).await;
            // What it does is compared with the others, which have none.
            let app = laid.build(Variant { has_shadows: laid.plan.has_shadows, ..app }).await;
            let mut counts = Counts::new();
            for ask in asks {
                judge(&laid, &app, &copy, ask, &mut counts).await?;
                judge_form(&laid, &app, &formed, ask).await?;
            }
            Ok(counts)
        })
    };
    thread::scope(|scope| scope.spawn(asking).join()).unwrap_or_else(|panic| {
        let text = panic.downcast_ref::<String>().map_or("panicked", String::as_str);
        Err(text.to_owned())
    })
}

fn number(variable: &str, default: u64) -> u64 {
    std::env::var(variable).map_or(default, |number| number.parse().expect("a number"))
}

#[test]
fn what_an_application_says_is_what_it_does() {
    let seed = number("CORS_SEED", 6);
    let cases = u32::try_from(number("CORS_CASES", 1500)).expect("not that many");
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
    let counts = RefCell::new(Counts::new());

    let strategy = (plan(), vec(ask(), 1..=ASKS));
    let outcome = TestRunner::new_with_rng(config, rng).run(&strategy, |(plan, asks)| {
        let happened = run(plan, &asks).map_err(TestCaseError::fail)?;
        for (category, count) in happened {
            *counts.borrow_mut().entry(category).or_default() += count;
        }
        Ok(())
    });
    let counts = counts.into_inner();
    println!("seed {seed}, {cases} applications");
    for category in Category::EXPECTED.iter().chain(&Category::TOLERATED) {
        println!("{:8} {category:?}", counts.get(category).unwrap_or(&0));
    }
    match outcome {
        Ok(()) => {}
        // On few lines, unlike the error's own form.
        Err(TestError::Fail(why, (plan, asks))) => panic!("{why}\n{plan:?}\n{asks:?}"),
        Err(TestError::Abort(why)) => panic!("{why}"),
    }
    for category in Category::EXPECTED {
        assert!(counts.contains_key(&category), "never seen: {category:?}");
    }
}
