//! What a server holds of a policy: as it is written in the program or built, and as it is prepared
//! for answering requests, with its header values. Nothing is decided here.

pub(crate) mod base;
pub(crate) mod beside;
pub(crate) mod builder;
pub(crate) mod combinations;
pub(crate) mod constants;
#[cfg(feature = "metrics")]
pub(crate) mod counter_keys;
pub(crate) mod declaration;
mod equality;
pub(crate) mod fixed;
#[cfg(feature = "serde")]
mod form;
pub(crate) mod header_values;
pub(crate) mod literal;
mod literal_at_start;
pub(crate) mod live;
pub(crate) mod max_age;
pub(crate) mod overlay;
pub(crate) mod placed;
pub(crate) mod prepared;
pub(crate) mod reference;
pub(crate) mod said;
pub(crate) mod source;
pub(crate) mod versions;
pub(crate) mod warnings;
pub(crate) mod without_methods;
pub(crate) mod worker;
