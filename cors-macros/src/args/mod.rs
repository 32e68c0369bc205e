//! Reads the arguments of an attribute: its tokens become [`Args`]. No rule is applied here.

mod arguments;
mod exceptions;
mod form;
mod list;
mod parse;
mod tokens;
mod value;

pub(crate) use arguments::{Args, MaxAgeValue, NamesValue, OriginsValue, Site, Spanned, Written};
pub(crate) use parse::{INHERITED, parse};
pub(crate) use tokens::flatten;
