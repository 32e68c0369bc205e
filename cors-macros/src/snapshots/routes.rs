#[allow(unexpected_cfgs)]
const _: () = {
    #[cfg(rust_analyzer)]
    {
        use ::cors_runtime::__private::ide::keys::origins as _;
    }
};
#[allow(non_camel_case_types, missing_docs)]
struct both;
#[automatically_derived]
impl ::cors_runtime::__private::HttpServiceFactory for both {
    fn register(self, __cors_service: &mut ::cors_runtime::__private::AppService) {
        static __CORS_POLICY: ::cors_runtime::Policy = ::cors_runtime::Policy::__literal(
            ::cors_runtime::__private::rules::Policy {
                origins: ::cors_runtime::__private::rules::Origins::List(
                    ::cors_runtime::__private::rules::OriginList::literal(
                        &["https://a.example"],
                        &[],
                    ),
                ),
                methods: ::cors_runtime::__private::rules::Methods::List(
                    ::cors_runtime::__private::rules::Names::from_sorted(&["GET", "PUT"]),
                ),
                headers: ::cors_runtime::__private::rules::Headers::List(
                    ::cors_runtime::__private::rules::Names::from_sorted(&[]),
                ),
                credentials: false,
                exposes: false,
                max_age: ::core::option::Option::None,
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
                allow_methods: ::core::option::Option::Some(
                    ::cors_runtime::__private::Shared::Literal({
                        static __CORS_VALUE: ::cors_runtime::__private::HeaderValue = ::cors_runtime::__private::HeaderValue::from_static(
                            "GET, PUT",
                        );
                        &__CORS_VALUE
                    }),
                ),
                allow_headers: ::core::option::Option::None,
                expose_headers: ::core::option::Option::None,
                max_age: ::core::option::Option::None,
            },
            ::cors_runtime::__private::Source {
                name: "both",
                file: ::core::file!(),
                line: ::core::line!(),
            },
        );
        static __CORS_ROUTE_0: ::cors_runtime::__private::AnnotatedRoute = ::cors_runtime::__private::AnnotatedRoute::new(
            &__CORS_POLICY,
            "/a",
            &["GET"],
            ::cors_runtime::__private::Source {
                name: "both",
                file: ::core::file!(),
                line: ::core::line!(),
            },
        );
        fn __cors_admits_0(
            __cors_context: &::cors_runtime::__private::GuardContext<'_>,
        ) -> bool {
            __CORS_ROUTE_0.admits(__cors_context)
        }
        const fn __cors_enforce_0() -> ::cors_runtime::__private::Enforce {
            ::cors_runtime::__private::Enforce::new(&__CORS_ROUTE_0)
        }
        static __CORS_ROUTE_1: ::cors_runtime::__private::AnnotatedRoute = ::cors_runtime::__private::AnnotatedRoute::new(
            &__CORS_POLICY,
            "/b",
            &["PUT"],
            ::cors_runtime::__private::Source {
                name: "both",
                file: ::core::file!(),
                line: ::core::line!(),
            },
        );
        fn __cors_admits_1(
            __cors_context: &::cors_runtime::__private::GuardContext<'_>,
        ) -> bool {
            __CORS_ROUTE_1.admits(__cors_context)
        }
        const fn __cors_enforce_1() -> ::cors_runtime::__private::Enforce {
            ::cors_runtime::__private::Enforce::new(&__CORS_ROUTE_1)
        }
        #[allow(clippy::unused_async)]
        async fn both(web::Path(id): web::Path<u32>) -> Result<String> {
            Ok(id.to_string())
        }
        #[::cors_runtime::__private::route(
            "/a",
            method = "GET",
            method = "OPTIONS",
            name = "both",
            guard = "__cors_admits_0",
            wrap = "__cors_enforce_0()"
        )]
        async fn __cors_handler_0(__cors_argument_0: web::Path<u32>) -> Result<String> {
            both(__cors_argument_0).await
        }
        #[::cors_runtime::__private::route(
            "/b",
            name = "b",
            method = "PUT",
            method = "OPTIONS",
            guard = "__cors_admits_1",
            wrap = "__cors_enforce_1()"
        )]
        async fn __cors_handler_1(__cors_argument_0: web::Path<u32>) -> Result<String> {
            both(__cors_argument_0).await
        }
        ::cors_runtime::__private::register(
            __cors_handler_0,
            &__CORS_ROUTE_0,
            __cors_service,
        );
        ::cors_runtime::__private::register(
            __cors_handler_1,
            &__CORS_ROUTE_1,
            __cors_service,
        );
    }
}
const _: () = {
    #[allow(unused_imports)]
    use routes as _;
};
