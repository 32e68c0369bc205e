//! Time, by criterion, as ratios only. In every round each contender is a short criterion benchmark, one after the other, so
//! that whatever else the machine does hits them alike; what counts is the median over the rounds.

use std::path::Path;
use std::time::{Duration, Instant};
use std::{env, fs};

use criterion::Criterion;
use serde_json::Value;

use crate::contender::Ready;
use crate::measure::{Cell, cells};
use crate::scenario::{SCENARIOS, Scenario};

const ROUNDS: usize = 9;
/// The least that criterion takes.
const SAMPLES: usize = 10;

/// Prints, for each scenario, how long each contender takes compared with the first: the median of the rounds' ratios, and
/// their quartiles. What criterion prints of its own does not begin with a bar.
pub(crate) fn print(which: &[&str]) {
    let wanted = |index: usize| which.get(index).copied().unwrap_or_default();
    let folder = env::temp_dir().join(format!("cors-benches-time-{}", std::process::id()));
    println!("| | contender | ratio | quartiles |");
    println!("|---|---|---:|---|");
    for scenario in SCENARIOS.iter().filter(|scenario| is_timed(scenario, wanted(1))) {
        let cells = cells(&[wanted(0), scenario.name]);
        let mut ready: Vec<_> = cells.iter().map(|cell| (cell, cell.warm())).collect();
        let mut ratios = vec![Vec::new(); ready.len()];
        for _ in 0..ROUNDS {
            // Without what the round before left: criterion would compare with it, and say so.
            let _ = fs::remove_dir_all(&folder);
            let times: Vec<f64> =
                ready.iter_mut().map(|(cell, ready)| median(cell, &mut **ready, &folder)).collect();
            for (ratios, time) in ratios.iter_mut().zip(&times) {
                ratios.push(time / times[0]);
            }
        }
        for (cell, ratios) in cells.iter().zip(&mut ratios) {
            ratios.sort_by(f64::total_cmp);
            let at = |quarter: usize| ratios[quarter * (ratios.len() - 1) / 4];
            let name = cell.contender.name;
            println!("| {} | {name} | {:.3} | {:.3} – {:.3} |", scenario.name, at(2), at(1), at(3));
        }
    }
    let _ = fs::remove_dir_all(&folder);
}

/// Not the lists of many origins, which some take milliseconds for, and not the largest hostile ones: both are in the table
/// of instructions.
fn is_timed(scenario: &Scenario, wanted: &str) -> bool {
    let is_wanted = wanted.is_empty() || wanted.split(',').any(|name| name == scenario.name);
    is_wanted && scenario.origins == 1 && !scenario.name.ends_with('L')
}

/// Nanoseconds for one request: the median of a short benchmark.
fn median(cell: &Cell, ready: &mut dyn Ready, folder: &Path) -> f64 {
    let name = cell.contender.name.replace(": ", "-");
    // A hostile request takes longer to make than to answer.
    let unit = Duration::from_millis(if cell.scenario.is_hostile() { 5 } else { 30 });
    let mut criterion = Criterion::default()
        .output_directory(folder)
        .sample_size(SAMPLES)
        .nresamples(1_001)
        .warm_up_time(unit)
        .measurement_time(5 * unit);
    let mut group = criterion.benchmark_group(cell.scenario.name);
    group.bench_function(&name, |bencher| {
        bencher.iter_custom(|requests| answer(cell, ready, requests));
    });
    group.finish();
    let estimates = folder.join(cell.scenario.name).join(&name).join("new/estimates.json");
    let estimates =
        fs::read(&estimates).unwrap_or_else(|error| panic!("{}: {error}", estimates.display()));
    let estimates: Value = serde_json::from_slice(&estimates).expect("criterion writes JSON");
    estimates["median"]["point_estimate"].as_f64().expect("a median")
}

/// The time for so many requests, without making them. In batches, as everywhere here.
fn answer(cell: &Cell, ready: &mut dyn Ready, requests: u64) -> Duration {
    let mut left = usize::try_from(requests).expect("fewer than the memory holds");
    let mut spent = Duration::ZERO;
    while left > 0 {
        let batch = left.min(cell.batch());
        ready.load(batch);
        let start = Instant::now();
        ready.run();
        spent += start.elapsed();
        left -= batch;
    }
    spent
}
