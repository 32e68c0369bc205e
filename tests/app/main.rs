//! Whole applications: one `Cors` around annotated routes, other middleware in between, and what a browser gets to see.

mod around;
mod conflict;
mod matrix;
mod nested;
mod random_app;
mod routes;
mod table;
mod wall;
