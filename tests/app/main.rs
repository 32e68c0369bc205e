//! Whole applications: one `Cors` around annotated routes, other middleware in between, and what a browser gets to see.

mod around;
mod conflict;
mod matrix;
mod neighbours;
mod random_app;
mod refusals;
mod reject;
mod routes;
mod socket;
mod table;
mod tls;
mod wall;
