//! Attributes that come out of `macro_rules!`: the path, the origins, single values, and the whole attribute.

use actix_web::web::ServiceConfig;
use actix_web::{Responder, put};
use cors_runtime::{Policy, cors, policy};

macro_rules! with_path {
    ($name:ident, $path:literal) => {
        #[cors(origins = ["https://a.example"])]
        #[put($path)]
        async fn $name() -> impl Responder {
            "answered"
        }
    };
}

macro_rules! with_origins {
    ($name:ident, $path:literal, [$($origin:literal),*], $age:expr) => {
        #[cors(origins = [$($origin),*], max_age = $age)]
        #[put($path)]
        async fn $name() -> impl Responder {
            "answered"
        }
    };
}

macro_rules! with_tokens {
    ($(#[$attribute:meta])* $name:ident; $($keys:tt)*) => {
        $(#[$attribute])*
        #[cors($($keys)*)]
        #[put("/tokens")]
        async fn $name() -> impl Responder {
            "answered"
        }
    };
}

macro_rules! with_item {
    ($handler:item) => {
        #[cors(origins = ["https://a.example"])]
        $handler
    };
}

macro_rules! with_attribute {
    ($(#[$attribute:meta])* $visibility:vis async fn $name:ident() -> $output:ty $body:block) => {
        $(#[$attribute])*
        $visibility async fn $name() -> $output $body
    };
}

macro_rules! with_policy {
    ($name:ident, $path:literal, $policy:path, $origin:literal) => {
        #[cors(policy = $policy, origins = [$origin])]
        #[put($path)]
        async fn $name() -> impl Responder {
            "answered"
        }
    };
}

macro_rules! named {
    ($name:ident, $($keys:tt)*) => {
        static $name: Policy = policy! { $($keys)* };
    };
}

named!(NAMED, origins = ["https://c.example"], max_age = 6);

with_path!(by_path, "/path");
with_origins!(origins, "/origins", ["https://a.example", "http://localhost:*"], 6);
with_tokens!(
    /// Documented.
    tokens; origins = ["https://a.example"], credentials
);
with_item!(
    #[put("/item")]
    async fn item() -> impl Responder {
        "answered"
    }
);
with_attribute!(
    /// Documented.
    #[cors(origins = ["https://a.example"])]
    #[put("/attribute")]
    async fn attribute() -> impl Responder {
        "answered"
    }
);
with_policy!(overlaid, "/overlaid", NAMED, "https://a.example");
with_policy!(overlaid_by_path, "/overlaid_by_path", self::NAMED, "https://a.example");

fn configure(config: &mut ServiceConfig) {
    config
        .service(by_path)
        .service(origins)
        .service(tokens)
        .service(item)
        .service(attribute)
        .service(overlaid)
        .service(overlaid_by_path);
}

#[actix_web::test]
async fn from_macros_of_the_user() {
    let paths =
        ["/path", "/origins", "/tokens", "/item", "/attribute", "/overlaid", "/overlaid_by_path"];
    for path in paths {
        crate::answers::check(configure, "PUT", path).await;
    }
}
