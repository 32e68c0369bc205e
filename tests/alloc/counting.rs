//! A global allocator that counts for each thread, and what it has counted. The memory is the system's.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

/// Calls and bytes of one thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) calls: usize,
    pub(crate) bytes: usize,
}

thread_local! {
    // Const and without a destructor: reading it allocates nothing and works until the thread is gone.
    static COUNTS: Cell<Counts> = const { Cell::new(Counts { calls: 0, bytes: 0 }) };
}

impl Counts {
    /// Everything that this thread has taken so far.
    pub(crate) fn now() -> Counts {
        COUNTS.get()
    }

    /// What it has taken since then.
    pub(crate) fn since(self, before: Counts) -> Counts {
        Counts { calls: self.calls - before.calls, bytes: self.bytes - before.bytes }
    }
}

fn count(bytes: usize) {
    let Counts { calls, bytes: earlier } = COUNTS.get();
    COUNTS.set(Counts { calls: calls + 1, bytes: earlier + bytes });
}

struct Counting;

#[global_allocator]
static ALLOCATOR: Counting = Counting;

// SAFETY: every call is passed on to the system's allocator unchanged; counting neither allocates nor unwinds.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count(layout.size());
        // SAFETY: the caller keeps the contract of `alloc`.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        count(layout.size());
        // SAFETY: the caller keeps the contract of `alloc_zeroed`.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        count(size);
        // SAFETY: the caller keeps the contract of `realloc`.
        unsafe { System.realloc(pointer, layout, size) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        // SAFETY: the caller keeps the contract of `dealloc`.
        unsafe { System.dealloc(pointer, layout) }
    }
}
