//! No widening is missed: two applications and requests are drawn; where the old one refuses what
//! the new one grants, the comparison says that something was widened.

use std::cell::Cell;

use cors_rules::audit::Audit;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use crate::drawn::{pair, wish};
use crate::oracle::{audit, is_granted, is_rejected};

/// How many pairs are drawn; `CORS_CASES` says another number.
fn cases() -> u32 {
    std::env::var("CORS_CASES").ok().map_or(1000, |text| text.parse().expect("a number"))
}

#[test]
fn no_widening_is_missed() {
    let (widened, wishes) = (Cell::new(0_u64), Cell::new(0_u64));
    let mut runner =
        TestRunner::new(Config { failure_persistence: None, ..Config::with_cases(cases()) });
    let result = runner.run(&(pair(), vec(wish(), 40)), |((old, new), drawn)| {
        let comparison = Audit::compare(&audit(&old), &audit(&new));
        for wish in drawn {
            wishes.set(wishes.get() + 1);
            let is_won = !is_granted(&old, &wish) && is_granted(&new, &wish);
            let was_rejected = is_rejected(&old, &wish);
            let is_let_in = was_rejected
                && !is_rejected(&new, &wish)
                && crate::oracle::taker(&new, &wish).is_some();
            if is_won || is_let_in {
                widened.set(widened.get() + 1);
                prop_assert!(!comparison.widened().is_empty(), "{:?}\n{:#?}", wish, comparison);
            }
        }
        Ok(())
    });
    if let Err(error) = result {
        panic!("{error}");
    }
    println!("{} pairs, {} requests, of which {} were won", cases(), wishes.get(), widened.get());
    // The draw has to be one that can find something.
    assert!(widened.get() > u64::from(cases()) / 10, "only {} requests were won", widened.get());
}

#[test]
fn an_audit_compared_with_itself_has_no_difference() {
    let mut runner =
        TestRunner::new(Config { failure_persistence: None, ..Config::with_cases(300) });
    let result = runner.run(&pair(), |(routes, _)| {
        let (one, mut other) = (audit(&routes), routes);
        other.reverse();
        prop_assert!(Audit::compare(&one, &audit(&other)).is_empty());
        Ok(())
    });
    if let Err(error) = result {
        panic!("{error}");
    }
}
