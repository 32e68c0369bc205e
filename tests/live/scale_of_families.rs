//! What networks and the extensions of browsers cost in a set of 1, 10,000 and 1,000,000 entries, beside a set without
//! them. The table is printed (`cargo test --release --test live scale_of_families -- --nocapture`); what is asserted are
//! ratios within one run, since times depend on the machine.

// Counts and times are far below the precision of a `f64`.
#![allow(clippy::cast_precision_loss)]

use std::hint::black_box;
use std::net::Ipv4Addr;
use std::time::Instant;

use cors_runtime::OriginSet;

const SIZES: [usize; 3] = [1, 10_000, 1_000_000];

fn exact(index: usize) -> String {
    format!("https://tenant-{index:06}.app.example")
}

/// Distinct networks of 24 bits.
fn network(index: usize) -> String {
    let first = u32::try_from(index << 8).unwrap() + (1 << 24);
    format!("http://{}/24:*", Ipv4Addr::from_bits(first))
}

fn inside(index: usize) -> String {
    let first = u32::try_from(index << 8).unwrap() + (1 << 24);
    format!("http://{}:8080", Ipv4Addr::from_bits(first + 7))
}

/// Exact origins, and those with which every tenth is something else: a family of subdomains, or a network; and then every
/// pattern for extensions.
fn texts(size: usize, tenth: Option<fn(usize) -> String>) -> Vec<String> {
    let text = |index: usize| match tenth {
        Some(tenth) if index % 10 == 9 || size == 1 => tenth(index),
        _ => exact(index),
    };
    (0..size).map(text).collect()
}

fn subdomains(index: usize) -> String {
    format!("https://*.tenant-{index:06}.example")
}

const EXTENSIONS: [&str; 3] =
    ["moz-extension://*", "chrome-extension://*", "safari-web-extension://*"];

/// Networks of as many lengths as there can be.
fn lengths() -> Vec<String> {
    let v4 = (1..32)
        .map(|length| format!("http://{}/{length}", Ipv4Addr::from_bits(1 << (32 - length))));
    let v6 = (1..128).map(|length| {
        let first = std::net::Ipv6Addr::from_bits(1 << (128 - length));
        format!("http://[{first}/{length}]")
    });
    // One that stands for IPv4 addresses is none.
    v4.chain(v6).filter(|text| cors_rules::OriginPattern::parse(text).is_ok()).collect()
}

fn set(texts: &[String], others: &[&str]) -> OriginSet {
    let set = OriginSet::new();
    set.replace(texts.iter().map(String::as_str).chain(others.iter().copied())).unwrap();
    set
}

/// The best of several rounds, in nanoseconds for one lookup.
fn time(set: &OriginSet, values: &[String], expected: bool) -> f64 {
    let round = || {
        let from = Instant::now();
        for value in values {
            assert_eq!(black_box(set.contains(black_box(value))), expected, "{value}");
        }
        from.elapsed().as_nanos() as f64 / values.len() as f64
    };
    (0..25).map(|_| round()).fold(f64::INFINITY, f64::min)
}

/// What is looked up: each kind with whether it is found in a set with families.
fn kinds(size: usize) -> [(&'static str, Vec<String>, bool); 6] {
    let picks: Vec<usize> = (0..32).map(|step| step * size / 32 / 10 * 10 + 9).collect();
    let picked = |text: fn(usize) -> String| picks.iter().map(|pick| text(*pick)).collect();
    // Of one entry there is only the first.
    let exact_hit =
        if size == 1 { vec![exact(0)] } else { picks.iter().map(|pick| exact(pick - 9)).collect() };
    let inside_hit = if size == 1 { vec![inside(0)] } else { picked(inside) };
    [
        ("exact hit", exact_hit, size > 1),
        ("name miss", picked(|index| format!("https://nobody-{index:06}.app.example")), false),
        ("network hit", inside_hit, true),
        ("address miss", picked(|index| inside(index).replace("http", "https")), false),
        (
            "extension hit",
            picked(|index| format!("moz-extension://{index:08}-2222-3333-4444-555555555555")),
            true,
        ),
        (
            "other scheme",
            picked(|index| format!("vscode-webview://{index:08}-2222-3333-4444-55555555")),
            false,
        ),
    ]
}

#[test]
fn families_cost_the_same_in_every_set() {
    let mut table = Vec::new();
    for size in SIZES {
        let plain = set(&texts(size, None), &[]);
        let wild = set(&texts(size, Some(subdomains)), &[]);
        let families = set(&texts(size, Some(network)), &EXTENSIONS);
        let bytes = |set: &OriginSet| set.snapshot().memory() as f64 / size as f64;
        println!(
            "{size:>9} entries, bytes each: exact {:.1}, with subdomains {:.1}, with networks {:.1}",
            bytes(&plain),
            bytes(&wild),
            bytes(&families)
        );
        if size == 1_000_000 {
            // A network is not longer than the origin in its place.
            assert!(bytes(&families) < bytes(&wild) * 1.05);
        }
        let mut row = Vec::new();
        for (kind, values, is_covered) in kinds(size) {
            let in_plain = time(&plain, &values, kind == "exact hit");
            let in_families = time(&families, &values, is_covered);
            println!(
                "{size:>9} {kind:>14}: {in_families:>5.0} ns, exact origins alone {in_plain:>5.0} ns"
            );
            row.push((kind, in_plain, in_families));
        }
        table.push(row);
    }
    let all = set(&lengths(), &[]);
    let stranger = |value: &str| vec![value.to_owned(); 32];
    let v4 = time(&all, &stranger("http://200.1.2.3:81"), false);
    let v6 = time(&all, &stranger("http://[9999::1]:81"), false);
    println!(
        "every prefix length: a strange IPv4 address {v4:.0} ns, a strange IPv6 address {v6:.0} ns"
    );
    let [_, small, large] = table.as_slice() else { panic!("three sizes") };
    for ((kind, _, small), (_, _, large)) in small.iter().zip(large) {
        assert!(
            large < &(small * 4.0 + 200.0),
            "{kind}: {large} ns among a million, {small} ns among ten thousand"
        );
    }
    // Whoever has networks pays for them with addresses only.
    let (kind, plain, families) = large[0];
    assert!(
        families < plain * 2.0 + 100.0,
        "{kind}: {families} ns with families, {plain} ns without"
    );
}

/// Lookups for callgrind, which counts what is inside of this function.
#[inline(never)]
fn measured_families(set: &OriginSet, values: &[String], times: usize) -> usize {
    let mut found = 0;
    for value in values.iter().cycle().take(times) {
        found += usize::from(set.contains(black_box(value)));
    }
    found
}

/// `SIZE=10000 KIND='network hit' SET=families TIMES=1000 valgrind --tool=callgrind --toggle-collect='*measured_families*'
/// <this program> scale_of_families::lookups_for_callgrind --exact --ignored`; two values of `TIMES` give the instructions
/// of one lookup.
#[test]
#[ignore = "for callgrind"]
fn lookups_for_callgrind() {
    let variable = |name: &str| std::env::var(name).unwrap();
    let size = variable("SIZE").parse().unwrap();
    let set = match variable("SET").as_str() {
        "exact" => set(&texts(size, None), &[]),
        "subdomains" => set(&texts(size, Some(subdomains)), &[]),
        "families" => set(&texts(size, Some(network)), &EXTENSIONS),
        "lengths" => set(&lengths(), &[]),
        other => panic!("no set {other}"),
    };
    let values = match variable("KIND").as_str() {
        "strange IPv4" => vec!["http://200.1.2.3:81".to_owned()],
        "strange IPv6" => vec!["http://[9999::1]:81".to_owned()],
        "subdomain hit" => vec![format!("https://x.y.tenant-{:06}.example", 9)],
        kind => kinds(size).into_iter().find(|(own, ..)| *own == kind).unwrap().1,
    };
    println!("{} found", measured_families(&set, &values, variable("TIMES").parse().unwrap()));
}
