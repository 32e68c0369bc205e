//! The editor suite: what somebody who writes the attribute sees while typing. `keys` asks rust-analyzer itself; `expansion`
//! compiles what rust-analyzer would read, which needs no more than the compiler.

mod client;
mod expansion;
mod keys;
mod server;
mod source;
