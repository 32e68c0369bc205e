//! The picture of a crate: its rooms, and how many imports go from each to which other.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use crate::rooms::room_of;
use crate::source::Source;

/// How many imports go from a room to a room.
type Counts<'s> = BTreeMap<&'s str, BTreeMap<&'s str, usize>>;

/// The rooms of a crate as text, from the top down: in this order, and all others each above those
/// that it imports, as far as there are no circles.
pub(crate) fn of_rooms(name: &str, source: &Source, order: &[&str]) -> String {
    let room = |file: usize| source.files.get(file).map_or("", |file| room_of(&file.path));
    let mut counts = Counts::new();
    for arrow in source.arrows() {
        *counts.entry(room(arrow.from)).or_default().entry(room(arrow.to)).or_default() += 1;
    }
    let mut sizes: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for file in &source.files {
        let (files, lines) = sizes.entry(room_of(&file.path)).or_default();
        *files += 1;
        *lines += file.lines;
    }
    let (mut seen, mut rooms) = (BTreeSet::new(), Vec::new());
    for room in sizes.keys() {
        put_above(room, &counts, &mut seen, &mut rooms);
    }
    let mut picture = format!("{name}\n");
    rooms.reverse();
    rooms.sort_by_key(|room| order.iter().position(|other| other == room));
    for room in &rooms {
        let (files, lines) = sizes.get(room).copied().unwrap_or_default();
        let to = counts.get(room).cloned().unwrap_or_default();
        let inside = to.get(room).copied().unwrap_or_default();
        let arrows: Vec<String> = to
            .iter()
            .filter(|(to, _)| *to != room)
            .map(|(to, count)| format!("{to} {count}"))
            .collect();
        let arrows = if arrows.is_empty() { "nothing".to_owned() } else { arrows.join(", ") };
        let _ = writeln!(
            picture,
            "  {room:<20} {files:>2} files {lines:>5} lines  inside {inside:>3}  to {arrows}"
        );
    }
    picture
}

/// Appends a room behind all the rooms that it imports.
fn put_above<'s>(
    room: &'s str,
    counts: &Counts<'s>,
    seen: &mut BTreeSet<&'s str>,
    rooms: &mut Vec<&'s str>,
) {
    if !seen.insert(room) {
        return;
    }
    for below in counts.get(room).into_iter().flat_map(BTreeMap::keys) {
        put_above(below, counts, seen, rooms);
    }
    rooms.push(room);
}
