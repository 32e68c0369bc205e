//! Time, as ratios only: all contenders take turns in every round, so that whatever else the machine does hits them alike.

use std::time::Instant;

use crate::measure::cells;
use crate::scenario::SCENARIOS;

const TURNS: usize = 61;
const BATCHES: usize = 200;

/// Prints, for each scenario, how long each contender takes compared with the first: the median of the turns' ratios, and
/// their quartiles.
pub(crate) fn print(which: &[&str]) {
    println!("| | contender | ratio | quartiles |");
    println!("|---|---|---:|---|");
    for scenario in SCENARIOS.iter().filter(|scenario| scenario.origins == 1) {
        let cells = cells(&[which.first().copied().unwrap_or_default(), scenario.name]);
        let mut ready: Vec<_> = cells.iter().map(|cell| (cell, cell.warm())).collect();
        let mut ratios = vec![Vec::new(); ready.len()];
        for _ in 0..TURNS {
            let times: Vec<f64> = ready
                .iter_mut()
                .map(|(cell, contender)| {
                    let mut spent = 0.0;
                    for _ in 0..BATCHES / if scenario.is_hostile() { 50 } else { 1 } {
                        contender.load(cell.batch());
                        let start = Instant::now();
                        contender.run();
                        spent += start.elapsed().as_secs_f64();
                    }
                    spent
                })
                .collect();
            for (ratios, time) in ratios.iter_mut().zip(&times) {
                ratios.push(time / times[0]);
            }
        }
        for (cell, ratios) in cells.iter().zip(&mut ratios) {
            ratios.sort_by(f64::total_cmp);
            let at = |quarter: usize| ratios[quarter * (ratios.len() - 1) / 4];
            println!(
                "| {} | {} | {:.3} | {:.3} – {:.3} |",
                scenario.name,
                cell.contender.name,
                at(2),
                at(1),
                at(3)
            );
        }
    }
}
