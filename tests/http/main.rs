//! The HTTP suite: real applications with a policy around a handler under observation, and what comes back.
//! `conformance` runs the library-neutral cases; the other files are the rows of the design, one named test each.

mod actual;
mod annotated;
mod any_origin;
mod bad_input;
mod conformance;
mod constants;
mod credentials;
mod errors;
mod explain;
mod fetch;
mod lazy;
mod long_lists;
mod nested;
mod not_cors;
mod preflight;
mod refusals;
mod reject;
mod socket;
mod start_up_chains;
mod vary;
mod verdict;
