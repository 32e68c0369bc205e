//! `policy_without_methods` is silenced by `allow(policy_without_methods)` in `policy!`; the compiler never says it,
//! because it cannot see where a policy is used.

#![deny(warnings)]

use actix_web::App;
use cors_runtime::{Cors, Policy, policy};

static PUBLIC: Policy = policy! { origins = any, allow(policy_without_methods) };
static WARNED: Policy = policy! { origins = any };
static EXPLICIT: Policy = policy! { origins = any, methods = [GET] };

fn main() {
    let _ = App::new().wrap(Cors::new(&PUBLIC)).wrap(Cors::new(&WARNED)).wrap(Cors::new(&EXPLICIT));
}
