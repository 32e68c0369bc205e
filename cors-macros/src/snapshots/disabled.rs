#[allow(unexpected_cfgs)]
const _: () = {
    #[cfg(rust_analyzer)]
    {
        use ::cors_runtime::__private::ide::keys::disabled as _;
    }
};
#[allow(non_camel_case_types, missing_docs)]
struct off;
#[automatically_derived]
impl ::cors_runtime::__private::HttpServiceFactory for off {
    fn register(self, __cors_service: &mut ::cors_runtime::__private::AppService) {
        static __CORS_POLICY: ::cors_runtime::Policy = ::cors_runtime::Policy::__literal(
            ::cors_runtime::__private::rules::Policy {
                origins: ::cors_runtime::__private::rules::Origins::List(
                    ::cors_runtime::__private::rules::OriginList::literal(&[], &[]),
                ),
                methods: ::cors_runtime::__private::rules::Methods::List(
                    ::cors_runtime::__private::rules::Names::from_sorted(&["GET"]),
                ),
                headers: ::cors_runtime::__private::rules::Headers::List(
                    ::cors_runtime::__private::rules::Names::from_sorted(&[]),
                ),
                credentials: false,
                exposes: false,
                max_age: ::core::option::Option::None,
                preflight_status: 204u16,
                reject_unlisted: false,
                disabled: true,
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
                origins: ::cors_runtime::__private::Shared::Literal(&[]),
                allow_methods: ::core::option::Option::Some(
                    ::cors_runtime::__private::Shared::Literal({
                        static __CORS_VALUE: ::cors_runtime::__private::HeaderValue = ::cors_runtime::__private::HeaderValue::from_static(
                            "GET",
                        );
                        &__CORS_VALUE
                    }),
                ),
                allow_headers: ::core::option::Option::None,
                expose_headers: ::core::option::Option::None,
                max_age: ::core::option::Option::None,
            },
            ::cors_runtime::__private::Source {
                name: "off",
                file: ::core::file!(),
                line: ::core::line!(),
            },
        );
        static __CORS_ROUTE_0: ::cors_runtime::__private::AnnotatedRoute = ::cors_runtime::__private::AnnotatedRoute::new(
            &__CORS_POLICY,
            "/off",
            &["GET"],
            ::cors_runtime::__private::Source {
                name: "off",
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
        #[::cors_runtime::__private::route(
            "/off",
            method = "GET",
            method = "OPTIONS",
            guard = "__cors_admits_0",
            wrap = "__cors_enforce_0()"
        )]
        async fn off() -> impl Responder {
            ""
        }
        ::cors_runtime::__private::register(off, &__CORS_ROUTE_0, __cors_service);
    }
}
const _: () = {
    #[allow(unused_imports)]
    use get as _;
};
