//! Whole applications: one `Cors` around annotated routes, other middleware in between, and what a browser gets to see.

mod nested;
mod random_app;
mod table;
mod wall;
