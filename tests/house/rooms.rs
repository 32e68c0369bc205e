//! The rooms of `cors-runtime`, and what may be imported where. Imports go from a room to rooms
//! below it.

use std::path::Path;

use crate::names::Arrow;
use crate::source::Source;

/// The rooms from the top down. A room is a folder of `src`, or a file beside `lib.rs`.
pub(crate) const ROOMS: [&str; 14] = [
    "generated",
    "middleware",
    "startup",
    "inspector",
    "route",
    "enforce",
    "shadow",
    "response",
    "reason",
    "policy",
    "origins",
    "request",
    "error",
    "event_limit",
];

/// The browser for tests. It stands outside of the order.
const TESTING: &str = "testing";

/// What else may lie in `src`, beside folders.
const FILES: [&str; 8] = [
    "lib.rs",
    "error.rs",
    "event_limit.rs",
    "generated.rs",
    "guide.rs",
    "guide_links.md",
    "reference.md",
    "reference.rs",
];

/// The room of a file.
pub(crate) fn room_of(path: &str) -> &str {
    match path.split_once('/') {
        Some((folder, _)) => folder,
        None => path.strip_suffix(".rs").unwrap_or(path),
    }
}

/// The place of a room in the order, from the top down.
fn floor_of(room: &str) -> Option<usize> {
    ROOMS.iter().position(|name| *name == room)
}

/// What is wrong with one import; nothing where it is right.
pub(crate) fn wrong_import(source: &Source, arrow: &Arrow) -> Option<String> {
    let room = |file: usize| source.files.get(file).map_or("", |file| room_of(&file.path));
    let (from, to) = (room(arrow.from), room(arrow.to));
    if from == "lib" {
        return None;
    }
    if from == TESTING {
        return wrong_import_of_testing(source, arrow, to);
    }
    if let Some(name) = &arrow.root_name {
        return Some(format!("names `{name}` by way of `lib.rs` and not by its own path"));
    }
    if to == TESTING {
        return Some("imports the browser for tests, which nothing but tests may".to_owned());
    }
    match (floor_of(from), floor_of(to)) {
        (Some(own), Some(other)) if own <= other => None,
        (Some(_), Some(_)) => Some(format!("goes up, from `{from}` to `{to}`")),
        _ => Some(format!("goes from `{from}` to `{to}`, and one of them is no room")),
    }
}

/// The browser uses what users see, and `reason`.
fn wrong_import_of_testing(source: &Source, arrow: &Arrow, to: &str) -> Option<String> {
    let root = source.modules.get(&Vec::new());
    let is_public = |name: &String| root.is_some_and(|module| module.exported.contains(name));
    let is_right = match &arrow.root_name {
        Some(name) => is_public(name),
        None => matches!(to, TESTING | "reason"),
    };
    (!is_right).then(|| format!("`testing` takes from `{to}` what users do not see"))
}

/// What is wrong with the files themselves, each with its line. `listed` are all files below `src`.
pub(crate) fn wrong_files(source: &Source, listed: &[String]) -> Vec<(String, usize, String)> {
    let mut wrong = Vec::new();
    for path in listed {
        let mut say = |what: &str| wrong.push((path.clone(), 1, what.to_owned()));
        if !path.contains('/') && !FILES.contains(&path.as_str()) {
            say("lies beside `lib.rs`, where only files at the top and bottom of the house do");
        }
        let room = room_of(path);
        if path.contains('/') && floor_of(room).is_none() && room != TESTING {
            say("lies in a folder that is no room");
        }
        let folder = path.strip_suffix(".rs").map(|stem| format!("{stem}/"));
        if folder.is_some_and(|folder| listed.iter().any(|other| other.starts_with(&folder))) {
            say("stands beside the folder of its name, which wants a `mod.rs`");
        }
        let is_rust = Path::new(path).extension().is_some_and(|extension| extension == "rs");
        if is_rust && !source.files.iter().any(|file| file.path == *path) {
            wrong.push((path.clone(), 1, "is no module of the crate".to_owned()));
        }
    }
    for file in &source.files {
        if !file.first_line.starts_with("//!") && file.path != "lib.rs" {
            wrong.push((file.path.clone(), 1, "does not open with `//!`".to_owned()));
        }
        for (line, item) in &file.definitions {
            wrong.push((
                file.path.clone(),
                *line,
                format!("`lib.rs` re-exports and no more: `{item}`"),
            ));
        }
    }
    wrong
}
