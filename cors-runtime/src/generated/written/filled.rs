//! An array that const evaluation fills from the front, and the place in the program where it will be.
//!
//! The compiler remembers each function that const evaluation calls, for each type, and asks in every build whether it has
//! changed. So there are few here; the rest is done by patterns and fields.

use std::mem::{forget, replace};

/// The array, and how much of it is filled. What is not owns nothing.
pub(super) struct Filled<'a, T: 'static> {
    pub(super) items: &'a mut [T],
    pub(super) len: usize,
    pub(super) place: &'static [T],
}

impl<T: Copy> Filled<'_, T> {
    /// Adds an item.
    pub(super) const fn push(&mut self, item: T) {
        self.items[self.len] = item;
        self.len += 1;
    }
}

impl<T> Filled<'_, T> {
    /// Adds an item that may own something; where it will be.
    pub(super) const fn push_owner(&mut self, item: T) -> &'static T {
        // Const evaluation does not run destructors, and what was there owned nothing.
        forget(replace(&mut self.items[self.len], item));
        self.len += 1;
        &self.place[self.len - 1]
    }

    /// Where the items from an index on will be.
    pub(super) const fn from(&self, index: usize) -> &'static [T] {
        let mut items = self.place;
        while items.len() > self.len
            && let [filled @ .., _] = items
        {
            items = filled;
        }
        let wanted = self.len - index;
        while items.len() > wanted
            && let [_, behind @ ..] = items
        {
            items = behind;
        }
        items
    }
}
