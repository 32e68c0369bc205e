//! Handlers deeper inside an annotated module: in nested modules, function bodies, blocks, and out of `macro_rules!`. None
//! of them may be without the policy of the module.

use actix_web::web::ServiceConfig;
use actix_web::{Responder, put, scope};
use cors_runtime::{Policy, cors, policy};

static NAMED: Policy = policy! { origins = ["https://a.example"], methods = [PUT] };

macro_rules! public {
    ($path:literal $name:ident) => {
        #[actix_web::put($path)]
        pub(super) async fn $name() -> &'static str {
            "answered"
        }
    };
}

macro_rules! module {
    ($handler:item $(#[$attribute:meta])* => $name:ident) => {
        #[cors(origins = ["https://a.example"], reject_unlisted)]
        #[scope("/items")]
        mod items {
            pub(super) mod deeper {
                $handler

                $(#[$attribute])*
                pub(in super::super) async fn $name() -> &'static str {
                    "answered"
                }
            }
        }
    };
}

module! {
    #[actix_web::put("/item")]
    pub(in super::super) async fn item() -> &'static str {
        "answered"
    }
    #[actix_web::put("/attribute")]
    => attribute
}

#[cors(origins = ["https://a.example"], reject_unlisted)]
#[scope("/adm")]
mod adm {
    use actix_web::web::ServiceConfig;
    use actix_web::{Responder, put, scope};
    use cors_runtime::cors;

    #[put("/index")]
    pub(super) async fn index() -> impl Responder {
        "answered"
    }

    /// actix-web gives the prefix to the routes of the module itself only.
    pub(super) mod users {
        #![allow(clippy::wildcard_imports)]

        use super::*;

        #[put("/users")]
        pub(in super::super) async fn one() -> impl Responder {
            "answered"
        }

        pub(in super::super) mod deeper {
            #[actix_web::put("/deeper")]
            pub(in super::super::super) async fn two() -> &'static str {
                "answered"
            }
        }
    }

    #[scope("/inner")]
    pub(super) mod inner {
        use actix_web::{Responder, put};

        /// The name of the module outside.
        pub(in super::super) mod adm {
            use actix_web::{Responder, put};

            #[put("/same_name")]
            pub(in super::super::super) async fn three() -> impl Responder {
                "answered"
            }
        }

        #[put("/scoped")]
        pub(in super::super) async fn four() -> impl Responder {
            "answered"
        }
    }

    /// A policy of its own, in a module of the same name.
    #[allow(clippy::module_inception)]
    #[cors(origins = any)]
    #[scope("/public")]
    pub(super) mod adm {
        use actix_web::{Responder, put};

        #[put("/own")]
        pub(in super::super) async fn five() -> impl Responder {
            "answered"
        }
    }

    /// Of a function's body the handlers are never seen from outside, and still the module's.
    pub(super) fn configure(config: &mut ServiceConfig) {
        #[put("/body")]
        async fn body() -> impl Responder {
            "answered"
        }

        config.service(body);
        if !config_is_frozen() {
            config.service({
                mod block {
                    #[actix_web::put("/block")]
                    pub(super) async fn handler() -> &'static str {
                        "answered"
                    }
                }
                block::handler
            });
        }
    }

    const fn config_is_frozen() -> bool {
        false
    }
}

/// The policy stands beside the module, because its path is meant from there.
#[cors(policy = NAMED, reject_unlisted)]
#[scope("/named")]
mod named {
    #[allow(non_upper_case_globals, dead_code)]
    static NAMED: u8 = 0;

    pub(super) mod one {
        pub(in super::super) mod two {
            use actix_web::{Responder, put};

            #[put("/two")]
            pub(in super::super::super) async fn handler() -> impl Responder {
                "answered"
            }
        }
    }

    /// The same name, once more with a path.
    #[allow(clippy::module_inception)]
    #[cors_runtime::cors(policy = super::NAMED, reject_unlisted)]
    #[actix_web::scope("/again")]
    pub(super) mod named {
        #[actix_web::put("/again")]
        pub(in super::super) async fn handler() -> &'static str {
            "answered"
        }
    }
}

/// What a macro makes cannot be seen, and has no policy: the documentation says so.
#[cors(origins = ["https://a.example"], reject_unlisted)]
#[scope("/macro")]
mod made {
    public!("/made" made);
}

fn configure(config: &mut ServiceConfig) {
    #[cors(origins = ["https://a.example"], reject_unlisted)]
    #[scope("/local")]
    mod local {
        pub(super) mod deeper {
            #[actix_web::put("/local")]
            pub(in super::super) async fn handler() -> &'static str {
                "answered"
            }
        }
    }

    config
        .service(adm::index)
        .service(adm::users::one)
        .service(adm::users::deeper::two)
        .service(adm::inner::adm::three)
        .service(adm::inner::four)
        .service(adm::adm::five)
        .configure(adm::configure)
        .service(named::one::two::handler)
        .service(named::named::handler)
        .service(items::deeper::item)
        .service(items::deeper::attribute)
        .service(local::deeper::handler)
        .service(made::made)
        .service(plain);
}

/// A handler outside of all, for comparison.
#[put("/plain")]
async fn plain() -> impl Responder {
    "answered"
}

#[actix_web::test]
async fn nobody_is_forgotten() {
    for path in [
        "/adm/index",
        "/users",
        "/deeper",
        "/same_name",
        "/inner/scoped",
        "/body",
        "/block",
        "/two",
        "/again",
        "/item",
        "/attribute",
        "/local",
    ] {
        crate::answers::check_guarded(configure, "PUT", path).await;
    }
    crate::answers::check_public(configure, "PUT", "/public/own").await;
}

/// The test above would not notice a policy that is there without the attribute.
#[actix_web::test]
async fn without_a_policy_everybody_is_answered() {
    crate::answers::check_none(configure, "PUT", "/plain").await;
    crate::answers::check_none(configure, "PUT", "/made").await;
}
