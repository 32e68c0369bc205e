#[allow(unexpected_cfgs)]
const _: () = {
    #[cfg(rust_analyzer)]
    {
        use ::cors_runtime::__private::ide::keys::{origins as _, max_age as _};
    }
};
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
    static __CORS_POLICY_OF_scoped: &::cors_runtime::Policy = {
        use ::cors_runtime::__private as __cors;
        static __CORS: (
            [__cors::HeaderValue; 2],
            [__cors::OriginPattern; 0],
            (),
            __cors::Policy,
        ) = {
            let __cors_policy = __cors::written("scoped")
                .max_age(600, &__CORS.0[1])
                .origins(&["https://a.example"], &__CORS.1, &__CORS.0)
                .policy();
            (
                [__cors::value("https://a.example"), __cors::value("600")],
                [],
                (),
                __cors_policy,
            )
        };
        &__CORS.3
    };
}
