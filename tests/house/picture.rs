//! The picture of a crate: its rooms, and how many imports go from each to which other.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::rooms::{ROOMS, room_of};
use crate::source::Source;

/// The rooms of a crate from the top down, as text.
pub(crate) fn of_rooms(name: &str, source: &Source) -> String {
    let room = |file: usize| source.files.get(file).map_or("", |file| room_of(&file.path));
    let mut sizes: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for file in &source.files {
        let (files, lines) = sizes.entry(room_of(&file.path)).or_default();
        *files += 1;
        *lines += file.lines;
    }
    let mut counts: BTreeMap<&str, BTreeMap<&str, usize>> = BTreeMap::new();
    for arrow in source.arrows() {
        *counts.entry(room(arrow.from)).or_default().entry(room(arrow.to)).or_default() += 1;
    }
    let mut rooms: Vec<&str> = sizes.keys().copied().collect();
    let floor = |room: &str| ROOMS.iter().position(|name| *name == room).unwrap_or(ROOMS.len());
    rooms.sort_by_key(|room| floor(room));
    let mut picture = format!("{name}\n");
    for room in rooms {
        let (files, lines) = sizes.get(room).copied().unwrap_or_default();
        let arrows: Vec<String> = counts
            .get(room)
            .into_iter()
            .flatten()
            .filter(|(to, _)| **to != room)
            .map(|(to, count)| format!("{to} {count}"))
            .collect();
        let inside = counts.get(room).and_then(|to| to.get(room)).copied().unwrap_or_default();
        let _ = writeln!(
            picture,
            "  {room:<20} {files:>2} files {lines:>5} lines  inside {inside:>3}  to {}",
            if arrows.is_empty() { "nothing".to_owned() } else { arrows.join(", ") }
        );
    }
    picture
}
