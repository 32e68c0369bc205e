//! From actix-web's request to the facts that rules look at. Nothing is decided or copied here.

pub(crate) mod facts;
pub(crate) mod fetch_metadata;
mod host;
pub(crate) mod lookup_request;
pub(crate) mod rejection;
pub(crate) mod same_origin;
