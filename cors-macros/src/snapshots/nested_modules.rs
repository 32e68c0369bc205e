#[allow(non_upper_case_globals, dead_code)]
static __CORS_POLICY_BESIDE_scoped_e8356a46: ::cors_runtime::__private::Policy = {
    use ::cors_runtime::__private as __cors;
    static __CORS_BASE: __cors::BasePolicy = {
        #[allow(unused_imports)]
        use __cors::NamedByPath as _;
        (&&__cors::NamedPolicy(const { &crate::PARTNERS })).base()
    };
    __cors::overlay(
        "scoped",
        &__CORS_BASE,
        &[__cors::WrittenKey::RejectUnlisted],
        __cors::PolicyLiteral {
            reject_unlisted: true,
            ..__cors::base_fields(&__CORS_BASE)
        },
    )
};
#[scope("/x")]
mod scoped {
    pub mod inner {
        #[::cors_runtime::__private::cors(
            __inherited(super::super::__CORS_POLICY_BESIDE_scoped_e8356a46),
            policy = crate::PARTNERS,
            reject_unlisted
        )]
        #[post("/a")]
        pub async fn a() -> impl Responder {
            ""
        }
        pub(crate) mod deep {
            #[cfg_attr(
                not(any(test)),
                ::cors_runtime::__private::cors(
                    __inherited(
                        super::super::super::__CORS_POLICY_BESIDE_scoped_e8356a46
                    ),
                    policy = crate::PARTNERS,
                    reject_unlisted
                )
            )]
            #[cfg_attr(test, cors(disabled))]
            #[get("/b")]
            fn b() -> String {}
        }
    }
    #[cors(origins = any)]
    #[scope("/own")]
    mod own {
        #[get("/c")]
        fn c() -> String {}
    }
    fn configure(config: &mut ServiceConfig) {
        #[::cors_runtime::__private::cors(
            __inherited(super::__CORS_POLICY_BESIDE_scoped_e8356a46),
            policy = crate::PARTNERS,
            reject_unlisted
        )]
        #[get("/d")]
        async fn d() -> impl Responder {
            ""
        }
        routes! {
            #[get("/e")] async fn e() -> impl Responder { "" }
        }
    }
}
