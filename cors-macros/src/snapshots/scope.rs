#[scope("/x")]
mod scoped {
    //! Inner.
    use actix_web::get;
    #[::cors_runtime::__private::cors(
        __inherited(self::__CORS_POLICY_OF_scoped),
        origins = ["https://a.example"],
        max_age = "10m"
    )]
    #[get("/a")]
    async fn a() -> impl Responder {
        ""
    }
    #[cors(disabled)]
    #[get("/b")]
    async fn b() -> impl Responder {
        ""
    }
    fn helper() {}
    #[allow(non_upper_case_globals, dead_code)]
    static __CORS_POLICY_OF_scoped: ::cors_runtime::__private::Policy = {
        use ::cors_runtime::__private as __cors;
        __cors::policy(
            "scoped",
            __cors::PolicyLiteral {
                origins: &["https://a.example"],
                max_age: __cors::Some(600),
                ..__cors::PolicyLiteral::NONE
            },
        )
    };
}
