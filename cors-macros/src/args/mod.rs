//! Reads the arguments of an attribute: its tokens become [`Args`]. No rule is applied here.

mod arguments;
mod exceptions;
mod form;
mod list;
mod parse;
mod tokens;
mod value;

pub(crate) use arguments::{
    Args, Constant, List, ListEntry, MaxAgeValue, NamesValue, OriginsValue, Site, StatusValue,
    Written,
};
pub(crate) use parse::{INHERITED, parse};
pub(crate) use tokens::flatten;
