//! From a decision to headers: those of an actual response, the answer to a preflight, the refusal,
//! and `Vary`.

pub(crate) mod actual;
pub(crate) mod answer;
mod preflight;
mod refusal;
pub(crate) mod refusal_form;
mod vary;
