//! Hostile senders beside real ones.

use std::net::Ipv4Addr;

use super::Tally;
use crate::shadow::network::Network;

fn network(number: u32) -> Network {
    Network::of_text(&Ipv4Addr::from(number << 8).to_string())
}

/// Real origins of a few networks each, seldom.
const REAL: [&str; 4] = ["https://a.example", "https://b.example", "https://c.example", "null"];

fn holds<const PLACES: usize>(tally: &Tally<PLACES>, value: &str) -> bool {
    tally.counted().iter().any(|counted| &*counted.value == value)
}

#[test]
fn the_most_frequent_come_first_and_all_requests_are_accounted_for() {
    let mut tally = Tally::<8>::default();
    for (value, times) in [("b", 2), ("a", 5), ("c", 2)] {
        (0..times).for_each(|number| tally.count(value, network(number)));
    }
    let found: Vec<(String, u64, u32)> = tally
        .counted()
        .into_iter()
        .map(|counted| (counted.value.into(), counted.requests, counted.networks))
        .collect();
    assert_eq!(found.iter().map(|(value, ..)| value.as_str()).collect::<String>(), "abc");
    assert_eq!(found[0].1, 5);
    for number in 0..1000 {
        tally.count(&format!("x{number}"), network(7));
    }
    let counted: u64 = tally.counted().iter().map(|counted| counted.requests).sum();
    assert_eq!(counted + tally.pushed_out(), 1009);
    assert_eq!(tally.counted().len(), 8);
}

#[test]
fn one_hostile_network_pushes_out_nothing_but_its_own() {
    for hostile_first in [false, true] {
        let mut tally = Tally::<64>::default();
        let flood = |tally: &mut Tally<64>, from: u32| {
            // Each of them more often than any real one.
            for number in from..from + 20_000 {
                let value = format!("https://{number}.evil.example");
                (0..3).for_each(|_| tally.count(&value, network(999)));
            }
        };
        if hostile_first {
            flood(&mut tally, 0);
        }
        for (number, value) in (0..).zip(REAL) {
            tally.count(value, network(number));
        }
        flood(&mut tally, 1_000_000);
        for value in REAL {
            assert!(holds(&tally, value), "{value}, hostile first: {hostile_first}");
        }
    }
}

#[test]
fn many_hostile_networks_do_not_push_out_what_more_networks_send() {
    let mut tally = Tally::<64>::default();
    for value in REAL {
        (0..6).for_each(|number| tally.count(value, network(number)));
    }
    for number in 0..100_000 {
        let value = format!("https://{number}.evil.example");
        // As if each came from another machine, and often.
        (0..2).for_each(|_| tally.count(&value, network(1000 + number)));
    }
    for value in REAL {
        assert!(holds(&tally, value), "{value}");
    }
}

#[test]
fn behind_a_proxy_that_nobody_trusts_what_is_frequent_stays() {
    let mut tally = Tally::<64>::default();
    let proxy = network(1);
    for number in 0..100_000 {
        tally.count(&format!("https://{number}.evil.example"), proxy);
        if number % 1000 == 0 {
            for value in REAL {
                tally.count(value, proxy);
            }
        }
    }
    for value in REAL {
        assert!(holds(&tally, value), "{value}");
    }
}
