//! Annotated routes: how they are declared and registered, and which of them could be meant by a path and a method.

mod app_map;
pub(crate) mod conflict;
mod debug_value;
pub(crate) mod declaration;
mod level;
pub(crate) mod registration;
mod segment_index;
mod siblings;
pub(crate) mod table;
