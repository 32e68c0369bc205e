//! The threads on which resolvers are asked: a small tokio runtime of this library, away from the
//! threads that serve requests, so that no handler that blocks its worker can hold up a question or
//! its time-out.

use std::sync::OnceLock;

use tokio::runtime::{Builder, Handle, Runtime};

/// Two, so that one resolver that blocks where it should wait does not hold up all others at once.
const THREADS: usize = 2;

/// The runtime. It is started with the first resolver and ends with the process.
static RUNTIME: OnceLock<Runtime> = OnceLock::new();

/// Where to ask.
///
/// # Panics
/// Where the system has no thread left.
pub(super) fn handle() -> &'static Handle {
    let start = || {
        let mut builder = Builder::new_multi_thread();
        builder.worker_threads(THREADS).thread_name("cors-resolver").enable_all();
        builder.build().expect("the threads for resolvers start")
    };
    RUNTIME.get_or_init(start).handle()
}
