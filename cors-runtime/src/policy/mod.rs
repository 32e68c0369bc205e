//! What a server holds of a policy: the checked rules, their header values, and where they were written. Nothing is decided
//! here.

pub(crate) mod builder;
pub(crate) mod combinations;
pub(crate) mod declaration;
#[cfg(feature = "serde")]
mod form;
pub(crate) mod header_values;
pub(crate) mod reference;
pub(crate) mod worker;
