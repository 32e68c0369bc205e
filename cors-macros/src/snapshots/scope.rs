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
        ::cors_runtime::__private::policy(
            "scoped",
            ::cors_runtime::__private::PolicyLiteral {
                origins: ::cors_runtime::__private::Origins::List {
                    exact: &["https://a.example"],
                    patterns: &[],
                },
                max_age: ::cors_runtime::__private::Some(600),
                ..::cors_runtime::__private::PolicyLiteral::NONE
            },
        )
    };
}
