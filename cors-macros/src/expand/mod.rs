//! From a checked model to tokens. Nothing here can fail, and nothing here judges. What holds no
//! tokens of the user's is written as text ([`crate::paths`]).

mod conditional_warning;
mod constant_fields;
mod constants;
mod handler;
mod json_warning;
mod literal;
mod overlay;
mod policy;
mod refused;
mod scope;

pub(crate) use handler::{expand_handler, plain_name};
pub(crate) use json_warning::warn_of_named_policy;
pub(crate) use literal::PolicyTokens;
pub(crate) use overlay::{expand_inherited, expand_overlay};
pub(crate) use policy::{expand_disabled, expand_policy};
pub(crate) use refused::expand_refused;
pub(crate) use scope::expand_scope;
