#[cfg(feature = "x")]
#[allow(unexpected_cfgs)]
const _: () = {
    #[cfg(rust_analyzer)]
    {
        use ::facade::cors::__private::ide::keys::{origins as _, headers as _};
    }
};
#[cfg(feature = "x")]
#[allow(non_camel_case_types, missing_docs)]
struct r#type;
#[cfg(feature = "x")]
#[automatically_derived]
impl ::facade::cors::__private::HttpServiceFactory for r#type {
    fn register(self, __cors_service: &mut ::facade::cors::__private::AppService) {
        static __CORS_POLICY: ::facade::cors::Policy = ::facade::cors::Policy::__literal(
            ::facade::cors::__private::rules::Policy {
                origins: ::facade::cors::__private::rules::Origins::Any,
                methods: ::facade::cors::__private::rules::Methods::List(
                    ::facade::cors::__private::rules::Names::from_sorted(
                        &["GET", "PURGE", "OPTIONS"],
                    ),
                ),
                headers: ::facade::cors::__private::rules::Headers::Any {
                    authorization: false,
                },
                credentials: false,
                exposes: false,
                max_age: ::core::option::Option::None,
                preflight_status: 204u16,
                reject_unlisted: false,
                disabled: false,
                summary: ::facade::cors::__private::rules::Summary {
                    any_origin: true,
                    any_expose: false,
                    insecure_origin: false,
                    public_suffix: false,
                    insecure_allowed: false,
                    public_suffix_allowed: false,
                },
            },
            ::facade::cors::__private::Values {
                origins: ::facade::cors::__private::Shared::Literal(&[]),
                allow_methods: ::core::option::Option::Some(
                    ::facade::cors::__private::Shared::Literal({
                        static __CORS_VALUE: ::facade::cors::__private::HeaderValue = ::facade::cors::__private::HeaderValue::from_static(
                            "GET, PURGE, OPTIONS",
                        );
                        &__CORS_VALUE
                    }),
                ),
                allow_headers: ::core::option::Option::Some(
                    ::facade::cors::__private::Shared::Literal({
                        static __CORS_VALUE: ::facade::cors::__private::HeaderValue = ::facade::cors::__private::HeaderValue::from_static(
                            "*",
                        );
                        &__CORS_VALUE
                    }),
                ),
                expose_headers: ::core::option::Option::None,
                max_age: ::core::option::Option::None,
            },
            ::facade::cors::__private::Source {
                name: "type",
                file: ::core::file!(),
                line: ::core::line!(),
            },
        );
        static __CORS_ROUTE_0: ::facade::cors::__private::AnnotatedRoute = ::facade::cors::__private::AnnotatedRoute::new(
            &__CORS_POLICY,
            "/r/{id}",
            &["GET", "PURGE", "OPTIONS"],
            ::facade::cors::__private::Source {
                name: "type",
                file: ::core::file!(),
                line: ::core::line!(),
            },
        );
        fn __cors_admits_0(
            __cors_context: &::facade::cors::__private::GuardContext<'_>,
        ) -> bool {
            __CORS_ROUTE_0.admits(__cors_context)
        }
        const fn __cors_enforce_0() -> ::facade::cors::__private::Enforce {
            ::facade::cors::__private::Enforce::new(&__CORS_ROUTE_0)
        }
        #[::facade::cors::__private::route(
            "/r/{id}",
            method = "GET",
            method = "PURGE",
            method = "OPTIONS",
            guard = "__cors_admits_0",
            wrap = "__cors_enforce_0()"
        )]
        #[cfg(feature = "x")]
        async fn r#type(id: web::Path<u32>) -> HttpResponse {
            todo()
        }
        ::facade::cors::__private::register(r#type, &__CORS_ROUTE_0, __cors_service);
    }
}
#[cfg(feature = "x")]
const _: () = {
    #[allow(unused_imports)]
    use actix_web::route as _;
};
