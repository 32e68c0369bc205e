//! The audit of real applications: what is in the table, what a reviewer is told, and that nothing of the application runs.

mod answered;
mod covering;
mod findings;
mod look;
mod rows;
mod silent;
mod snapshot;
mod sources;
