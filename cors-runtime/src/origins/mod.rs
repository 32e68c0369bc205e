//! Origins that are known at run time only: those of the environment, sets that change while the
//! server runs, and origins that are asked for elsewhere. Which policy uses them is not known here.

pub(crate) mod environment;
#[cfg(feature = "testing")]
pub(crate) mod given;
pub(crate) mod lookup;
#[cfg(feature = "resolver")]
pub(crate) mod resolver;
pub(crate) mod set;
pub(crate) mod shared;
pub(crate) mod switched_off;
