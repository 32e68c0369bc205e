//! What is counted (feature `metrics`): one counter for each policy, kind, verdict and reason, by words of the program alone;
//! and what events look like to a layer that carries their fields elsewhere. A binary of its own, since both are a matter of
//! whoever listens in the process.

mod counted;
mod dashboard;
mod exported;
mod recorder;
