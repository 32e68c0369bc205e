//! Who decides: a response carries the headers of the policy of the handler that made it, and a preflight is granted only if
//! every policy that could decide the request that it announces would grant it. One module for each way in which a router,
//! a rewritten path or a neighbour can make the two differ; and random applications, which are asked for all ways at once.

mod cases;
mod check;
mod events;
mod fetch_metadata;
mod files;
mod guards;
mod late;
mod memory;
mod nesting;
mod patterns;
mod random;
mod refusals;
mod rewritten;
mod services;
mod services_inside;
mod siblings;
