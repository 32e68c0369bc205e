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
    static __CORS_POLICY_OF_scoped: &::cors_runtime::__private::Policy = {
        static __CORS: ::cors_runtime::__private::Declared<
            ::cors_runtime::__private::Texts1,
            ::cors_runtime::__private::Values2,
            ::cors_runtime::__private::Families0,
            ::cors_runtime::__private::Routes0,
        > = ::cors_runtime::__private::written(
                "scoped",
                ["origins:", "https://a.example", "max_age:", "600"],
            )
            .declare(&__CORS);
        &__CORS.policy
    };
}
