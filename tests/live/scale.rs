//! What a set costs at 1, 100, 10,000 and 1,000,000 origins. The table is printed (`cargo test --release --test live scale
//! -- --nocapture`); what is asserted are ratios, since times depend on the machine.

// Counts and times are far below the precision of a `f64`.
#![allow(clippy::cast_precision_loss)]

use std::hint::black_box;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use cors_runtime::OriginSet;

const SIZES: [usize; 4] = [1, 100, 10_000, 1_000_000];

/// Thirty bytes on average, like the origins of real tenants.
fn origin(index: usize) -> String {
    format!("https://tenant-{index:06}.app.example")
}

/// Nine exact origins for each wildcard.
fn texts(size: usize) -> Vec<String> {
    let text = |index: usize| match index % 10 {
        9 => format!("https://*.tenant-{index:06}.example"),
        _ => origin(index),
    };
    (0..size).map(text).collect()
}

struct Row {
    size: usize,
    replace: Duration,
    bytes: f64,
    insert: Duration,
    /// Nanoseconds: exact hit, exact miss, pattern hit, pattern miss.
    lookups: [f64; 4],
}

/// The best of several rounds, in nanoseconds for one lookup.
fn time_lookups(set: &OriginSet, values: &[String], expected: bool) -> f64 {
    let round = || {
        let from = Instant::now();
        for value in values {
            assert_eq!(black_box(set.contains(black_box(value))), expected, "{value}");
        }
        from.elapsed().as_nanos() as f64 / values.len() as f64
    };
    (0..15).map(|_| round()).fold(f64::INFINITY, f64::min)
}

fn measure(size: usize) -> Row {
    let set = OriginSet::new();
    let texts = texts(size);
    let from = Instant::now();
    set.replace(&texts).unwrap();
    let replace = from.elapsed();
    assert_eq!(set.len(), size);
    let bytes = set.snapshot().memory() as f64 / size as f64;

    // Enough to be worked into the large table at least once.
    let new = |index: u32| format!("https://new-{index}.example");
    let from = Instant::now();
    (0..2_000).for_each(|index| assert!(set.insert(new(index)).unwrap()));
    let insert = from.elapsed() / 2_000;
    (0..2_000).for_each(|index| assert!(set.remove(new(index))));

    // Few enough to stay in the cache at every size: what is compared is the work, not the memory of the machine.
    let picks: Vec<usize> = (0..32).map(|step| step * size / 32).collect();
    let exact: Vec<String> = picks.iter().map(|pick| texts[pick / 10 * 10].clone()).collect();
    let missing: Vec<String> =
        picks.iter().map(|pick| origin(*pick).replace("app", "web")).collect();
    let wildcard = |pick: &usize| format!("https://x.y.tenant-{:06}.example", pick / 10 * 10 + 9);
    let family: Vec<String> = picks.iter().map(wildcard).collect();
    let stranger: Vec<String> =
        family.iter().map(|value| value.replace("tenant", "nobody")).collect();
    Row {
        size,
        replace,
        bytes,
        insert,
        lookups: [
            time_lookups(&set, &exact, true),
            time_lookups(&set, &missing, false),
            time_lookups(&set, &family, size >= 10),
            time_lookups(&set, &stranger, false),
        ],
    }
}

#[test]
fn the_cost_of_a_lookup_does_not_grow_with_the_set() {
    let rows: Vec<Row> = SIZES.into_iter().map(measure).collect();
    println!(
        "    origins   replace  bytes each    insert   hit    miss   pattern hit   pattern miss  (ns)"
    );
    for Row { size, replace, bytes, insert, lookups: [hit, miss, family, stranger] } in &rows {
        println!(
            "{size:>11} {replace:>9.1?} {bytes:>11.1} {insert:>9.1?} {hit:>5.0} {miss:>7.0} {family:>13.0} {stranger:>14.0}"
        );
    }
    let (small, large) = (&rows[1], &rows[3]);
    for (small, large) in small.lookups.iter().zip(large.lookups) {
        assert!(
            large < small * 4.0 + 200.0,
            "{large} ns among a million, {small} ns among a hundred"
        );
    }
    // Entries are 35 bytes long.
    assert!(large.bytes < 80.0, "{} bytes for each origin", large.bytes);
    let single = large.replace / u32::try_from(large.size).unwrap();
    let of_few = rows[2].replace / u32::try_from(rows[2].size).unwrap();
    assert!(
        single < of_few * 8,
        "{single:?} for each of a million, {of_few:?} for each of ten thousand"
    );
    assert!(large.insert < large.replace / 20, "one more entry copies no million");
}

/// Ten entries at once: on average, with what is worked into the large table now and then, and as a
/// rule.
#[test]
fn a_change_of_ten_costs_what_ten_cost() {
    let measure = |size: usize| {
        let set = OriginSet::new();
        set.replace(texts(size)).unwrap();
        let batch =
            |step: usize| (0..10).map(move |index| format!("https://new-{step}-{index}.example"));
        let mut times: Vec<Duration> = (0..300)
            .map(|step| {
                let added: Vec<String> = batch(step).collect();
                let removed: Vec<String> =
                    step.checked_sub(1).map_or_else(Vec::new, |before| batch(before).collect());
                let from = Instant::now();
                assert_eq!(set.apply(&added, &removed).unwrap(), (removed.len(), 10));
                from.elapsed()
            })
            .collect();
        assert_eq!(set.len(), size + 10);
        times.sort();
        let mean = times.iter().sum::<Duration>() / 300;
        println!(
            "ten of {size}: mean {mean:.0?}, median {:.0?}, longest {:.0?}",
            times[150], times[299]
        );
        (mean, times[150])
    };
    let (_, of_few) = measure(10_000);
    let (mean, median) = measure(1_000_000);
    assert!(median < of_few * 8 + Duration::from_micros(200), "{median:?} beside {of_few:?}");
    assert!(mean < Duration::from_millis(20), "{mean:?}");
}

/// Readers while a million origins are replaced again and again: the longest that one lookup took, beside the longest
/// without a writer.
#[test]
fn replacing_a_million_origins_stalls_no_reader() {
    static SET: OriginSet = OriginSet::new();
    let texts = texts(1_000_000);
    SET.replace(&texts).unwrap();
    let longest = |rounds: usize| {
        let done = AtomicBool::new(false);
        thread::scope(|scope| {
            let reader = scope.spawn(|| {
                let (mut longest, mut count, mut total) = (Duration::ZERO, 0_u32, Duration::ZERO);
                while !done.load(Ordering::Relaxed) || count < 1_000 {
                    let from = Instant::now();
                    assert!(black_box(
                        SET.contains(&texts[(count as usize * 7_919) % 900_000 / 10 * 10])
                    ));
                    let taken = from.elapsed();
                    longest = longest.max(taken);
                    total += taken;
                    count += 1;
                }
                (longest, total / count, count)
            });
            let from = Instant::now();
            for _ in 0..rounds {
                SET.replace(&texts).unwrap();
            }
            let writing = from.elapsed();
            if rounds == 0 {
                thread::sleep(Duration::from_millis(500));
            }
            done.store(true, Ordering::Relaxed);
            (writing, reader.join().unwrap())
        })
    };
    let (_, (alone, mean_alone, _)) = longest(0);
    let (writing, (beside, mean, count)) = longest(3);
    println!(
        "longest of {count} lookups while a million are replaced three times ({writing:.0?}): {beside:.0?}, mean {mean:.0?}; \
         alone: {alone:.0?}, mean {mean_alone:.0?}"
    );
    // A reader that waited for a writer would wait as long as a replacement takes.
    assert!(
        beside < writing / 6 || beside < Duration::from_millis(20),
        "{beside:?} of {writing:?}"
    );
}

/// Lookups for callgrind, which counts what is inside of this function.
#[inline(never)]
fn measured_region(set: &OriginSet, values: &[String], times: usize) -> usize {
    let mut found = 0;
    for value in values.iter().cycle().take(times) {
        found += usize::from(set.contains(black_box(value)));
    }
    found
}

/// `SIZE=10000 KIND=hit TIMES=1000 valgrind --tool=callgrind --toggle-collect='*measured_region*' <this program>
/// scale::lookups_for_callgrind --exact --ignored`; two values of `TIMES` give the instructions of one lookup.
#[test]
#[ignore = "for callgrind"]
fn lookups_for_callgrind() {
    let variable = |name: &str| std::env::var(name).unwrap();
    let number = |name: &str| variable(name).parse::<usize>().unwrap();
    let (size, set) = (number("SIZE"), OriginSet::new());
    let texts = texts(size);
    set.replace(&texts).unwrap();
    let values: Vec<String> = (0..64)
        .map(|step| step * size / 64 / 10 * 10)
        .map(|pick| match variable("KIND").as_str() {
            "hit" => texts[pick].clone(),
            "miss" => origin(pick).replace("app", "web"),
            "pattern_hit" => format!("https://x.y.tenant-{:06}.example", pick + 9),
            "pattern_miss" => format!("https://x.y.nobody-{:06}.example", pick + 9),
            other => panic!("no kind {other}"),
        })
        .collect();
    println!("{} found", measured_region(&set, &values, number("TIMES")));
}
