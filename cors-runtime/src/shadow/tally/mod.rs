//! How often each of many values was seen, in a table of a fixed size, whatever is sent.
//!
//! Whoever sends requests chooses values, and how many. So a full table does not ask how often a
//! value was seen alone:
//!
//! * A network that has brought an eighth of the values makes room among those that it has brought
//!   itself. So no sender pushes out what others have brought, however many values it makes up.
//! * Of all others, those go first that the fewest networks have sent, and among them the rarest. So
//!   what pages of many networks send stays, unless as many values come from as many networks each.

use std::collections::HashMap;

use crate::shadow::network::Network;

/// A table of at most so many values.
#[derive(Debug)]
pub(super) struct Tally<const PLACES: usize> {
    entries: Vec<Entry>,
    /// Where each is.
    places: HashMap<Box<str>, usize>,
    /// How many of the values each network has brought.
    brought: Vec<usize>,
    /// Requests with a value that is not in the table any more.
    pushed_out: u64,
}

#[derive(Clone, Debug)]
struct Entry {
    value: Box<str>,
    requests: u64,
    /// The networks that have sent it.
    networks: u64,
    /// The network that was the first.
    brought_by: usize,
}

/// A value, and how often it was seen.
#[derive(Clone, Debug)]
pub(super) struct Counted {
    pub(super) value: Box<str>,
    pub(super) requests: u64,
    pub(super) networks: u32,
}

/// Networks are told apart by this many numbers. Two that share one are taken for one.
const NETWORKS: usize = 1024;

impl<const PLACES: usize> Default for Tally<PLACES> {
    fn default() -> Self {
        Tally { entries: Vec::new(), places: HashMap::new(), brought: Vec::new(), pushed_out: 0 }
    }
}

impl<const PLACES: usize> Tally<PLACES> {
    /// The most values that one network brings into a full table.
    const SHARE: usize = PLACES / 8;

    /// A request has this value.
    pub(super) fn count(&mut self, value: &str, network: Network) {
        let known = self.places.get(value).and_then(|place| self.entries.get_mut(*place));
        if let Some(entry) = known {
            entry.requests += 1;
            entry.networks |= network.bit();
            return;
        }
        self.add(value, network);
    }

    #[cold]
    fn add(&mut self, value: &str, network: Network) {
        self.brought.resize(NETWORKS, 0);
        let brought_by = network.place(NETWORKS);
        let value: Box<str> = value.into();
        let place = if self.entries.len() < PLACES {
            self.entries.len()
        } else {
            let weakest = self.weakest(brought_by);
            self.remove(weakest);
            weakest
        };
        self.places.insert(value.clone(), place);
        if let Some(brought) = self.brought.get_mut(brought_by) {
            *brought += 1;
        }
        let entry = Entry { value, requests: 1, networks: network.bit(), brought_by };
        match self.entries.get_mut(place) {
            Some(free) => *free = entry,
            None => self.entries.push(entry),
        }
    }

    /// The place of the value that gives way to one that this network brings.
    fn weakest(&self, newcomer: usize) -> usize {
        let brought = |network: usize| self.brought.get(network).copied().unwrap_or_default();
        let is_greedy = brought(newcomer) >= Self::SHARE;
        let weight = |entry: &Entry| {
            let is_first = if is_greedy {
                entry.brought_by == newcomer
            } else {
                brought(entry.brought_by) > Self::SHARE
            };
            (!is_first, entry.networks.count_ones(), entry.requests)
        };
        let all = self.entries.iter().enumerate();
        all.min_by_key(|(_, entry)| weight(entry)).map_or(0, |(place, _)| place)
    }

    fn remove(&mut self, place: usize) {
        let Some(entry) = self.entries.get(place) else { return };
        self.places.remove(&entry.value);
        self.pushed_out += entry.requests;
        if let Some(brought) = self.brought.get_mut(entry.brought_by) {
            *brought = brought.saturating_sub(1);
        }
    }

    /// Requests with a value that is not in the table any more.
    pub(super) fn pushed_out(&self) -> u64 {
        self.pushed_out
    }

    /// The values, the most frequent first.
    pub(super) fn counted(&self) -> Vec<Counted> {
        let counted = |entry: &Entry| Counted {
            value: entry.value.clone(),
            requests: entry.requests,
            networks: entry.networks.count_ones(),
        };
        let mut all: Vec<Counted> = self.entries.iter().map(counted).collect();
        all.sort_by(|one, other| {
            let frequency = |counted: &Counted| (counted.requests, counted.networks);
            frequency(other).cmp(&frequency(one)).then_with(|| one.value.cmp(&other.value))
        });
        all
    }
}

#[cfg(test)]
mod tests;
