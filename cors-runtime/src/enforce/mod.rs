//! One policy around one service: what it does to a request, the future that puts its headers on
//! what comes back, and the note about who decided, which inner and outer layers share.

pub(crate) mod answers;
pub(crate) mod decide;
pub(crate) mod failed;
pub(crate) mod future;
pub(crate) mod kept_facts;
pub(crate) mod note;
