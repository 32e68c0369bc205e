//! Handlers in function bodies, blocks, nested modules, and under `cfg`.

use actix_web::web::ServiceConfig;

mod outer {
    pub(super) mod inner {
        use actix_web::{Responder, put};
        use cors_runtime::{Policy, cors, policy};

        static NAMED: Policy = policy! { origins = ["https://a.example"] };

        #[cors(policy = NAMED)]
        #[put("/nested")]
        pub(in crate::places) async fn nested() -> impl Responder {
            "answered"
        }
    }
}

/// Both of these have the same name, and one exists.
mod conditional {
    use actix_web::{Responder, put};
    use cors_runtime::cors;

    #[cfg(any())]
    #[cors(origins = any)]
    #[put("/conditional")]
    pub(super) async fn handler() -> impl Responder {
        "not this one"
    }

    #[cfg(test)]
    #[cors(origins = ["https://a.example"])]
    #[put("/conditional")]
    pub(super) async fn handler() -> impl Responder {
        "answered"
    }
}

fn configure(config: &mut ServiceConfig) {
    use actix_web::{Responder, put};
    use cors_runtime::{Policy, cors, policy};

    static NAMED: Policy = policy! { origins = ["https://a.example"] };

    #[cors(policy = NAMED, max_age = 6)]
    #[put("/body")]
    async fn body() -> impl Responder {
        "answered"
    }

    config.service(body).service(outer::inner::nested).service(conditional::handler);
    {
        // The same name again, in a block of its own.
        #[cors(origins = ["https://a.example"])]
        #[put("/block")]
        async fn body() -> impl Responder {
            "answered"
        }

        config.service(body);
    }
}

#[actix_web::test]
async fn wherever_an_item_may_stand() {
    for path in ["/nested", "/conditional", "/body", "/block"] {
        crate::answers::check(configure, "PUT", path).await;
    }
}
