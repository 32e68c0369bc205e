//! Instructions, counted by callgrind: this program runs itself under it and reads what it wrote.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, fs};

use crate::measure::{ROUNDS, cells};

/// Instructions per request for each cell, in order: the median of the rounds.
pub(crate) fn instructions(which: &[&str]) -> Vec<u64> {
    let folder = folder("instructions");
    collect(&folder, which);
    let totals: Vec<u64> = profiles(&folder).iter().map(|profile| total(profile)).collect();
    fs::remove_dir_all(&folder).expect("our own folder");
    let cells = cells(which);
    assert_eq!(totals.len(), cells.len() * ROUNDS, "a profile for each round of each cell");
    let median = |rounds: &[u64]| {
        let mut rounds = rounds.to_vec();
        rounds.sort_unstable();
        rounds[rounds.len() / 2]
    };
    let medians = totals.chunks(ROUNDS).map(median);
    medians.zip(cells).map(|(total, cell)| total / cell.batch() as u64).collect()
}

/// Prints where the instructions of one cell go.
pub(crate) fn profile(contender: &str, scenario: &str) {
    let folder = folder("profile");
    collect(&folder, &[contender, scenario]);
    let last = profiles(&folder).pop().expect("a profile");
    let annotated = Command::new("callgrind_annotate")
        .args(["--threshold=99", "--auto=no"])
        .arg(last)
        .status()
        .expect("callgrind_annotate starts");
    assert!(annotated.success());
}

fn folder(name: &str) -> PathBuf {
    let folder = env::temp_dir().join(format!("cors-benches-{name}-{}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder for profiles");
    folder
}

/// Runs the cells under callgrind, which counts inside of the measured region only and writes a profile at each end of it.
fn collect(folder: &Path, which: &[&str]) {
    let done = Command::new("valgrind")
        .args(["--tool=callgrind", "--collect-atstart=no", "--quiet"])
        .args(["--toggle-collect=scenarios::measure::measured_region"])
        .args(["--dump-before=scenarios::measure::end_of_round"])
        .arg(format!("--callgrind-out-file={}/profile", folder.display()))
        .arg(env::current_exe().expect("this program has a path"))
        .arg("run")
        .args(which)
        .stdout(Stdio::null())
        .status()
        .expect("valgrind starts");
    assert!(done.success(), "valgrind: {done}");
}

/// The profiles in the order in which they were written. The last one of a run, at the end of the program, has no number.
fn profiles(folder: &Path) -> Vec<PathBuf> {
    let mut numbered: Vec<(u32, PathBuf)> = fs::read_dir(folder)
        .expect("the folder of the profiles")
        .filter_map(|entry| {
            let path = entry.expect("an entry").path();
            let number = path.extension()?.to_str()?.parse().ok()?;
            Some((number, path))
        })
        .collect();
    numbered.sort();
    numbered.into_iter().map(|(_, path)| path).collect()
}

/// `summary: 12345`.
fn total(profile: &Path) -> u64 {
    let text = fs::read_to_string(profile).expect("a profile");
    let line = text.lines().rev().find_map(|line| line.strip_prefix("summary: "));
    line.and_then(|number| number.trim().parse().ok()).expect("a total")
}
