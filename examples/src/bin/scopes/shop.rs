//! Two policies with names, and the routes that use them.

use actix_web::{Responder, get, put, scope, web::Path};
use cors_runtime::{Policy, cors, policy};

/// Every host below `partner.example`, which is not itself among them.
pub(crate) static PARTNERS: Policy = policy! {
    origins = ["https://*.partner.example"],
    methods = [GET, POST],
    headers = ["content-type"],
    max_age = 600,
};

static EVERYBODY: Policy = policy! { origins = any };

#[cors(policy = PARTNERS)]
#[get("/catalogue")]
pub(crate) async fn catalogue() -> impl Responder {
    "tea, coffee"
}

/// A field written here replaces the named policy's field whole: PUT instead of GET and POST, one minute instead of ten.
#[cors(policy = PARTNERS, methods = [PUT], max_age = 60)]
#[put("/catalogue/{id}")]
pub(crate) async fn change_price(id: Path<u32>) -> impl Responder {
    format!("the price of {id} is changed")
}

/// Above a module: the policy of every route in it that has none of its own.
#[cors(policy = EVERYBODY)]
#[scope("/stock")]
pub(crate) mod stock {
    use actix_web::{Responder, get, web::Path};
    use cors_runtime::cors;

    #[get("/{id}")]
    pub(crate) async fn one(id: Path<u32>) -> impl Responder {
        format!("7 of {id}")
    }

    #[cors(policy = super::PARTNERS)]
    #[get("")]
    pub(crate) async fn all() -> impl Responder {
        "7 of 1, 9 of 2"
    }

    #[cors(disabled)]
    #[get("/audit")]
    pub(crate) async fn audit() -> impl Responder {
        "nothing is missing"
    }
}
