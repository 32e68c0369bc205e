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
        static __CORS_POLICY: ::cors_runtime::Policy = ::cors_runtime::Policy::__literal(
            ::cors_runtime::__private::rules::Policy {
                origins: ::cors_runtime::__private::rules::Origins::List(
                    ::cors_runtime::__private::rules::OriginList::literal(
                        &["https://a.example"],
                        &[],
                    ),
                ),
                methods: ::cors_runtime::__private::rules::Methods::OfRoute,
                headers: ::cors_runtime::__private::rules::Headers::List(
                    ::cors_runtime::__private::rules::Names::from_sorted(&[]),
                ),
                credentials: false,
                exposes: false,
                max_age: ::core::option::Option::Some(600u32),
                preflight_status: 204u16,
                reject_unlisted: false,
                disabled: false,
                summary: ::cors_runtime::__private::rules::Summary {
                    any_origin: false,
                    any_expose: false,
                    insecure_origin: false,
                    public_suffix: false,
                    insecure_allowed: false,
                    public_suffix_allowed: false,
                },
            },
            ::cors_runtime::__private::Values {
                origins: ::cors_runtime::__private::Shared::Literal({
                    static __CORS_ORIGINS: [::cors_runtime::__private::HeaderValue; 1usize] = [
                        ::cors_runtime::__private::HeaderValue::from_static(
                            "https://a.example",
                        ),
                    ];
                    &__CORS_ORIGINS
                }),
                allow_methods: ::core::option::Option::None,
                allow_headers: ::core::option::Option::None,
                expose_headers: ::core::option::Option::None,
                max_age: ::core::option::Option::Some(
                    ::cors_runtime::__private::Shared::Literal({
                        static __CORS_VALUE: ::cors_runtime::__private::HeaderValue = ::cors_runtime::__private::HeaderValue::from_static(
                            "600",
                        );
                        &__CORS_VALUE
                    }),
                ),
            },
            ::cors_runtime::__private::Source {
                name: "scoped",
                file: ::core::file!(),
                line: ::core::line!(),
            },
        );
        &__CORS_POLICY
    };
}
