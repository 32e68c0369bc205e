//! Readers while writers write: no reader waits, and each sees one whole version.

use std::sync::Barrier;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use cors_runtime::OriginSet;

const SIZE: usize = 200;
const READERS: usize = 3;
const LONG_ENOUGH: Duration = Duration::from_millis(700);

/// Version `number` of the set: every entry carries it.
fn version(number: usize) -> Vec<String> {
    let exact = (0..SIZE).map(|index| format!("https://t{index}.v{number}.example"));
    exact.chain([format!("https://*.w{number}.example"), "https://always.example".into()]).collect()
}

/// Runs writers and readers until the time is over; returns how often the readers ran.
fn race(write: impl Fn(usize) + Sync, read: impl Fn(usize) + Sync) -> usize {
    let (done, reads) = (AtomicBool::new(false), AtomicUsize::new(0));
    let start = Barrier::new(READERS + 1);
    thread::scope(|scope| {
        for _ in 0..READERS {
            scope.spawn(|| {
                start.wait();
                while !done.load(Ordering::Relaxed) {
                    let count = reads.fetch_add(1, Ordering::Relaxed);
                    read(count);
                }
            });
        }
        start.wait();
        let from = Instant::now();
        let mut number = 0;
        while from.elapsed() < LONG_ENOUGH {
            write(number);
            number += 1;
        }
        done.store(true, Ordering::Relaxed);
    });
    reads.into_inner()
}

#[test]
fn every_snapshot_is_one_whole_version() {
    static SET: OriginSet = OriginSet::new();
    SET.replace(version(0)).unwrap();
    let reads = race(
        |number| SET.replace(version(number)).unwrap(),
        |_| {
            let snapshot = SET.snapshot();
            let entries: Vec<&str> = snapshot.iter().collect();
            let number = entries[0].trim_start_matches("https://t0.v").trim_end_matches(".example");
            assert_eq!(entries, version(number.parse().unwrap()));
            assert_eq!(snapshot.len(), SIZE + 2);
            assert!(entries.iter().take(SIZE).all(|entry| snapshot.contains(entry)));
            assert!(snapshot.contains(format!("https://x.w{number}.example")));
        },
    );
    assert!(reads > 0);
}

#[test]
fn what_every_version_has_is_always_found_and_what_none_has_never() {
    static SET: OriginSet = OriginSet::new();
    SET.replace(version(0)).unwrap();
    race(
        |number| match number % 3 {
            0 => SET.replace(version(number % 7)).unwrap(),
            1 => drop(SET.insert(format!("https://extra{}.example", number % 50)).unwrap()),
            // A refused update in between.
            _ => {
                drop(SET.replace(["https://always.example/", "https://never.example"]).unwrap_err())
            }
        },
        |count| {
            assert!(SET.contains("https://always.example"));
            assert!(!SET.contains("https://never.example"));
            assert!(!SET.contains("https://w3.example"));
            assert!(!SET.contains(format!("https://t{SIZE}.v{}.example", count % 7)));
        },
    );
}

/// Two entries that are changed together by `replace` are never seen apart; each is changed by itself a thousand times, so
/// that the small part of the table is worked into the large one again and again.
#[test]
fn single_changes_show_one_after_the_other() {
    static SET: OriginSet = OriginSet::new();
    SET.replace((0..2_000).map(|index| format!("https://t{index}.example"))).unwrap();
    race(
        |number| {
            let (first, second) =
                (format!("https://a{number}.example"), format!("https://b{number}.example"));
            SET.insert(&first).unwrap();
            SET.insert(&second).unwrap();
            // In the opposite order: whoever sees the second sees the first.
            assert!(SET.remove(&second) && SET.remove(&first));
        },
        |count| {
            let snapshot = SET.snapshot();
            let extra: Vec<&str> = snapshot.iter().skip(2_000).collect();
            match extra[..] {
                [] => {}
                [first] => assert!(first.starts_with("https://a")),
                [first, second] => {
                    assert_eq!(first.replace("//a", "//b"), second);
                }
                _ => panic!("{extra:?}"),
            }
            assert!(snapshot.contains(format!("https://t{}.example", count % 2_000)));
        },
    );
    assert_eq!(SET.len(), 2_000);
}

#[test]
fn writers_take_turns_and_lose_nothing() {
    static SET: OriginSet = OriginSet::new();
    thread::scope(|scope| {
        for writer in 0..4 {
            scope.spawn(move || {
                for index in 0..300 {
                    assert!(SET.insert(format!("https://t{index}.w{writer}.example")).unwrap());
                    if index % 3 == 0 {
                        assert!(SET.remove(format!("https://t{index}.w{writer}.example")));
                    }
                }
            });
        }
    });
    assert_eq!(SET.len(), 4 * 200);
    let snapshot = SET.snapshot();
    for writer in 0..4 {
        for index in 0..300 {
            let origin = format!("https://t{index}.w{writer}.example");
            assert_eq!(snapshot.contains(&origin), index % 3 != 0, "{origin}");
        }
    }
}
