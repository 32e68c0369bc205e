//! Why a request is allowed or refused: the explanation, the nearest configured value, and the
//! event that says both. A decision is described here and never made.

pub(crate) mod event;
pub(crate) mod explanation;
#[cfg(feature = "testing")]
pub(crate) mod given;
#[cfg(feature = "metrics")]
mod metrics;
pub(crate) mod nearest;
mod nearest_when_asked;
#[cfg(feature = "testing")]
pub(crate) mod notes;
#[cfg(feature = "testing")]
mod policy_text;
mod rate_limit;
