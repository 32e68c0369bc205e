//! What applications that have `actix-cors` configure, before and after: each is rebuilt from its published behaviour, with the
//! format of its configuration, and is asked what browsers ask. What differs is listed in `differences/`, and has a decision.

mod case;
mod comparison;
mod decision;
mod difference;
mod inside;
mod running;
mod seen;

mod lemmy;
mod martin;
mod meilisearch;
mod qdrant;
