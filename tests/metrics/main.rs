//! What is counted (feature `metrics`): one counter for each policy, kind, verdict and reason, by words of the program alone;
//! and the dashboard that reads them.

mod counted;
mod dashboard;
mod recorder;
