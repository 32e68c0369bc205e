//! Modules of one name in one file, and handlers that a `macro_rules!` hands on as whole items: the policy is that of the
//! module around, whoever stands beside it.

use actix_web::scope;
use actix_web::web::ServiceConfig;
use cors_runtime::{Policy, cors, policy};

static OPEN: Policy = policy! { origins = any, methods = [PUT] };
/// Meant by each constant of a policy below that has this name.
const PAGE: &str = "https://a.example";

/// Items in front of items that are written out.
macro_rules! module {
    ($handler:item $($others:item)*) => {
        #[cors(origins = ["https://a.example"], reject_unlisted)]
        #[scope("/before")]
        mod before {
            $handler
            pub(super) mod inner {
                #[actix_web::put("/inner")]
                pub(in super::super) async fn handler() -> &'static str {
                    "answered"
                }
            }
            $($others)*
        }
    };
}

module! {
    #[actix_web::put("/in_front")]
    pub(super) async fn in_front() -> &'static str {
        "answered"
    }
    #[actix_web::put("/behind")]
    pub(super) async fn behind() -> &'static str {
        "answered"
    }
    pub(super) mod handed_on {
        #[actix_web::put("/handed_on")]
        pub(in super::super) async fn handler() -> &'static str {
            "answered"
        }
    }
}

#[cors(policy = OPEN)]
#[scope("/open")]
mod same {
    #[actix_web::put("/x")]
    pub(super) async fn handler() -> &'static str {
        "answered"
    }
}

#[cors(origins = [PAGE, self::r#type::PAGE], reject_unlisted)]
#[scope("/constants")]
mod r#type {
    pub(super) const PAGE: &str = "https://also.example";

    pub(super) mod r#fn {
        /// Another page.
        #[allow(dead_code)]
        const PAGE: &str = "https://b.example";

        pub(in super::super) mod r#type {
            #[cfg_attr(all(), allow(clippy::unused_async), actix_web::put("/conditional"))]
            pub(in super::super::super) async fn conditional() -> &'static str {
                "answered"
            }

            #[cfg_attr(all(), cfg_attr(all(), cfg_attr(not(any()), actix_web::put("/twice"))))]
            pub(in super::super::super) async fn twice() -> &'static str {
                "answered"
            }

            #[actix_web::r#put("/raw")]
            pub(in super::super::super) async fn raw() -> &'static str {
                "answered"
            }

            #[doc(alias = "both")]
            /// In the middle.
            #[actix_web::routes]
            #[allow(clippy::unused_async)]
            #[put("/several")]
            /// At the end.
            #[put("/more")]
            pub(in super::super::super) async fn several() -> &'static str {
                "answered"
            }
        }
    }

    /// A module with a prefix, without a policy, in a block of a constant.
    const _: () = {
        #[actix_web::scope("/in_a_constant")]
        mod nobody {
            #[actix_web::put("/x")]
            async fn never_registered() -> &'static str {
                "answered"
            }
        }
    };
}

fn configure(config: &mut ServiceConfig) {
    #[cors(origins = ["https://a.example"], reject_unlisted)]
    #[scope("/strict")]
    mod same {
        #[actix_web::put("/x")]
        pub(super) async fn handler() -> &'static str {
            "answered"
        }
    }

    config
        .service(same::handler)
        .service(r#type::r#fn::r#type::conditional)
        .service(r#type::r#fn::r#type::twice)
        .service(r#type::r#fn::r#type::raw)
        .service(r#type::r#fn::r#type::several)
        .service(before::in_front)
        .service(before::inner::handler)
        .service(before::behind)
        .service(before::handed_on::handler);
}

fn configure_open(config: &mut ServiceConfig) {
    config.service(same::handler);
}

#[actix_web::test]
async fn each_has_the_policy_of_the_module_around_it() {
    crate::answers::check_public(configure_open, "PUT", "/x").await;
    for path in [
        "/in_front",
        "/inner",
        "/behind",
        "/handed_on",
        "/x",
        "/conditional",
        "/twice",
        "/raw",
        "/several",
        "/more",
    ] {
        crate::answers::check_guarded(configure, "PUT", path).await;
    }
}
